<%@ Language=VBScript %>
<!-- #include file="..\lib\Layout.inc" -->
<!-- #include file="..\LIB\LOGON.INC" -->
<%
' Who has which room today. One column per room, one row per half hour.

Dim objFolder, colItems, objItem, datStart, datEnd, intRow
Dim arrFree(23), arrBy(23)

datStart = Date
datEnd = DateAdd("d", 1, Date)

If Not OpenMailbox() Then
	PageTop "Besprechungsr‰ume"
	Response.Write "<p><font color=""red"">" & H(g_strError) & "</font></p>"
	PageBottom
	Response.End
End If

Set objFolder = g_objSession.GetDefaultFolder(CdoDefaultFolderCalendar)
Set colItems = objFolder.Messages
With colItems.Filter
	.Fields.Add &H00610040, datStart        ' PR_END_DATE
	.Fields.Add &H00600040, datEnd          ' PR_START_DATE
End With

For intRow = 0 To 23
	arrFree(intRow) = True
Next

For Each objItem In colItems
	For intRow = 0 To 23
		If objItem.StartTime < DateAdd("n", 30 * (intRow + 15), datStart) And _
		   objItem.EndTime > DateAdd("n", 30 * (intRow + 14), datStart) Then
			arrFree(intRow) = False
			arrBy(intRow) = objItem.Subject
		End If
	Next
Next

Set objItem = Nothing
Set colItems = Nothing
Set objFolder = Nothing
CloseMailbox

PageTop "Besprechungsr‰ume am " & FormatDateTime(datStart, vbLongDate)
%>
<table border="1" cellspacing="0" cellpadding="3">
<tr><th>Zeit</th><th>Groﬂer Saal ó 1. Stock</th></tr>
<% For intRow = 0 To 23 %>
<tr>
  <td><%= FormatDateTime(DateAdd("n", 30 * (intRow + 14), datStart), vbShortTime) %></td>
<% If arrFree(intRow) Then %>
  <td>&nbsp;</td>
<% Else %>
  <td class="busy"><%= H(arrBy(intRow)) %></td>
<% End If %>
</tr>
<% Next %>
</table>
<p><a href="book.asp">Raum buchen</a></p>
<% PageBottom %>
