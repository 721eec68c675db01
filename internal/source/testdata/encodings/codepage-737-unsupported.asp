<%@ codepage="737" %>
<html><body>
<%
x = "Γραφ"
%>
</body></html>
