<%@ CODEPAGE="936"%>
<html><body>
<%
x = "ģ"
%>
</body></html>
