<html><body>
<%
x = "Büro – 5 €"
%>
</body></html>
