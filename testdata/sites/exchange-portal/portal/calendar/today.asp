<%@ Language=VBScript %>
<!--#include virtual="/portal/include/frame.inc"-->
<!--#include virtual="/portal/include/calendar.inc"-->
<%
' VBScript, but the calendar is opened by the JScript of calendar.inc.
Dim objCal
FrameTop "Today in the fleet"
Set objCal = openCalendar(Application("MailHost"), "fleet")
Response.Write "<p>" & objCal.GetDefaultFolder(0).Messages.Count & " entries</p>"
closeCalendars
FrameBottom
%>
