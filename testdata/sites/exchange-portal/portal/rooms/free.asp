<%@ Language=VBScript %>
<!--#include file="../include/frame.inc"-->
<%
Dim objRoom, varName
FrameTop "Meeting rooms"
Set objRoom = Server.CreateObject("HalMail.Mailbox")
For Each varName In Array("room.aegean", "room.ionian")
    objRoom.OpenRoom Application("MailHost"), varName
    Response.Write "<p>" & varName & ": " & objRoom.BusyUntil & "</p>"
    objRoom.CloseRoom
Next
Set objRoom = Nothing
FrameBottom
%>
