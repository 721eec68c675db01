<%@ codepage=1251 %><meta charset="windows-1252">
<html><body>
<%
x = "Ìîñêâà"
%>
</body></html>
