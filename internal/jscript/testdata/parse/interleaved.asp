<%@ Language="JScript" %>
<!--#include file="inc/session.asp"-->
<% var user = Session("user"); if (user) { %>
<p>Welcome, <%= Server.HTMLEncode(user.name) %>!</p>
<% } else if (Request.QueryString("as").Count) { %>
<p>Guest <%= Request.QueryString("as") %></p>
<%
}
else { %>
<form method="post">
<% for (var i = 0; i < fields.length; i++) { %>
	<input name="<%= fields[i] %>">
<% } %>
</form>
<% } %>
<% switch (mode) { %>
<% case 1: %>one<% break; %>
<% default: %>other
<% } %>
<% if (plain) %>text<% else %>no text
<% while (!rs.EOF) { rs.MoveNext() } do { %>x<% } while (more()); %>
<% var a = 1 %><% var b = 2 %>
<% function list(items) { %><ul><% for (var i in items) { %><li><%= items[i] %></li><% } %></ul><% } %>
