<%@ LANGUAGE="VBScript" CODEPAGE="932" %>
<html><body>
<%
x = "•\Ž¦ƒ\"
%>
</body></html>
