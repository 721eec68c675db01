<%@ codepage="54936" %>
<html><body>
<%
x = "会议室 😀"
%>
</body></html>
