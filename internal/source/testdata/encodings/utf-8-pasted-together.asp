<html><body>
<%
x = "Büro"
%>
</body></html>
﻿<html><body>
<%
x = "Küche"
%>
</body></html>
