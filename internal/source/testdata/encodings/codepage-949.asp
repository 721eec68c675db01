<%@ codepage="949" %>
<html><body>
<%
x = "È¸ÀÇ½Ç"
%>
</body></html>
