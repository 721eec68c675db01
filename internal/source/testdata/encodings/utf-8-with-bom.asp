<html><body>
<%
x = "Büro"
%>
</body></html>
