<%@ Language=VBScript %>
<html><body>
<%
x = "Büro 12 – Köln 😀"
%>
</body></html>
