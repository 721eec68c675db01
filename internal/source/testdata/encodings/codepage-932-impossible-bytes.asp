<%@ CODEPAGE=932 %>
<%
x = "ÿÿ"
%>
