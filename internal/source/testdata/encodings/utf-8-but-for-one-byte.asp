<html><body>
<%
x = "äöüÄÖÜßéèê"
%>
�</body></html>
