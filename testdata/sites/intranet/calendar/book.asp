<%@ Language=VBScript %>
<!--#INCLUDE FILE="..\Lib\Layout.inc"-->
<!--#INCLUDE FILE="..\Lib\Logon.inc"-->
<%
' Writes the booking into the visitor's own calendar and invites the room.

Dim objAppt, objRecip, strDone, objNote

If Request.Form("when") <> "" Then
	If OpenMailbox() Then
		Set objAppt = g_objSession.GetDefaultFolder(CdoDefaultFolderCalendar).Messages.Add
		With objAppt
			.Subject = Request.Form("what")
			.StartTime = CDate(Request.Form("when"))
			.EndTime = DateAdd("n", 60, .StartTime)
			.Location = "Großer Saal"
			.MeetingStatus = CdoMeeting
			Set objRecip = .Recipients.Add("Großer Saal")
			objRecip.Resolve False
			.Update
			.Send
		End With
		Set objRecip = Nothing
		Set objAppt = Nothing
		CloseMailbox
		strDone = "Gebucht. Die Küche weiß Bescheid."

		' The kitchen has no mailbox, it gets plain mail.
		Set objNote = Server.CreateObject("CDONTS.NewMail")
		objNote.Send "intranet@brandt.example", "kueche@brandt.example", "Kaffee", Request.Form("what")
		Set objNote = Nothing
	Else
		strDone = g_strError
	End If
End If

PageTop "Raum buchen"
%>
<p><b><%= H(strDone) %></b></p>
<form method="post" action="book.asp">
Wann? <input name="when" value="<%= H(FormatDateTime(Now, vbGeneralDate)) %>"><br>
Was? <input name="what" size="40"><br>
<input type="submit" value="Buchen">
</form>
<% PageBottom %>
