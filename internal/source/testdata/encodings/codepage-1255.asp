<% @ codepage = 1255 %>
<html><body>
<%
x = "ωμεν"
%>
</body></html>
