<%@ codepage="950" %>
<html><body>
<%
x = "¥\³\»\"
%>
</body></html>
