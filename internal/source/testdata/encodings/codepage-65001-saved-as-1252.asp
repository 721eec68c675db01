<%@ codepage="65001" %>
<html><body>
<%
x = "Büro"
%>
</body></html>
