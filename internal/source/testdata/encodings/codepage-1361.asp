<%@ codepage="1361" %>
<html><body>
<%
x = "ÒA·¯© ÷ÛâÐ ˆA"
%>
</body></html>
