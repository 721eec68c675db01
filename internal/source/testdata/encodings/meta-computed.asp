<meta http-equiv="Content-Type" content="text/html; charset=<%=cs%>">
<html><body>
<%
x = "Büro"
%>
</body></html>
