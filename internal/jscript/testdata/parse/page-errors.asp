<% if (a) { %>x<%= %>y<%= b; %>z<%= c( %><% } %>
<% foo( %> lost <% ) ; ok() %>
<% if (a) {} %> between <% else { b() } %>
<% x = "cut %>" ; rest %>
<% /* %> all <%= of() %> this <% is */ commented() %>
<% last( /* never closed %>
