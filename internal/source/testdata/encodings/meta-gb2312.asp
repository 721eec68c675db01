<META http-equiv=Content-Type content="text/html; charset=gb2312">
<html><body>
<%
x = "会议室"
%>
</body></html>
