<%@ codepage="51932" %>
<html><body>
<%
x = "²ñµÄ¼¼"
%>
</body></html>
