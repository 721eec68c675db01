<%@ CODEPAGE="936"%>
<html><body>
<%
x = "会议室的公共文件夹新闻页面"
%>
</body></html>
