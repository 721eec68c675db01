<%@CODEPAGE=1251%>
<html><body>
<%
x = "Москва"
%>
</body></html>
