<%@ codepage="50220" %>
<html><body>
<%
x = "会議室"
%>
<p>受信トレイ</p>
</body></html>
