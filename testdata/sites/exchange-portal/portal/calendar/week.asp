<%@ Language="JScript" %>
<!--#include virtual="/portal/include/calendar.inc"-->
<html><head><title>Fleet calendar</title></head>
<body>
<%
var alias = String(Request.QueryString("ship")) == "undefined" ? "fleet" : "ship." + Request.QueryString("ship");
var days = 7, from = new Date(), to = new Date(from.getTime() + days * 86400000);
var session, items, item

with (Application) { session = openCalendar(Contents("MailHost"), alias) }
items = session.GetDefaultFolder(0 /* calendar */).Messages;
for (var e = new Enumerator(items); !e.atEnd(); e.moveNext()) {
    item = e.item();
%>
<p><b><%= nice(item.Subject) %></b> <%= item.StartTime %></p>
<%
}
e = items = null
closeCalendars()
%>
</body></html>
