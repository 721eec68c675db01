<%@ Language=VBScript %>
<html><body>
<%
x = "room 12"
%>
</body></html>
