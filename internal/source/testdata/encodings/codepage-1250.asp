<%@CODEPAGE=1250%>
<html><body>
<%
x = "£ódŸ"
%>
</body></html>
