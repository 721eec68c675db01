<%@ codepage="1252" %>
<html><body>
<%
x = "Büro"
%>
</body></html>
