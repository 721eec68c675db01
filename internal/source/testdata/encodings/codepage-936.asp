<%@ LANGUAGE="VBSCRIPT" CODEPAGE="936"%>
<html><body>
<%
x = "»áÒéÊÒ"
%>
</body></html>
