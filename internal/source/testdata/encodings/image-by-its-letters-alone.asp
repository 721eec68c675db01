GIF89a
<% Response.Write "the letters of an image before a page" %>
