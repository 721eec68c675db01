<%@ codepage="65001" %>
<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">
<html><body>
<%
x = "会議室"
%>
</body></html>
