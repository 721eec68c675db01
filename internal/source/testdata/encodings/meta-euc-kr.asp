<meta charset='euc-kr'>
<html><body>
<%
x = "회의실"
%>
</body></html>
