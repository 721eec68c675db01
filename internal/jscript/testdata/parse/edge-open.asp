<% function header(title) { %>
<h1><%= title %></h1>
<% if (Session("user")) { switch (x) { case 1: try { %>
