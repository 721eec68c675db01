<%@CODEPAGE=874%>
<html><body>
<%
x = "กรุงเทพ"
%>
</body></html>
