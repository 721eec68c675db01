<%@ Language=VBScript %>
<!--#include file="../Lib/Layout.inc"-->
<%
' The notice board: the last ten messages of the public folder "Neuigkeiten".

Dim objSession, objStore, objFolder, objPost, intShown, strPFRoot

PageTop "Neues aus dem Café"

On Error Resume Next
Set objSession = Server.CreateObject("MAPI.Session")
objSession.Logon "", "", False, True, 0, True, "MAIL02" & vbLf & Session("Mailbox")
If Err.Number <> 0 Then
	Response.Write "<p>Die öffentlichen Ordner sind zur Zeit nicht erreichbar (" & Hex(Err.Number) & ").</p>"
	PageBottom
	Response.End
End If
On Error GoTo 0

' Not InfoStores(2): the order of the stores differs from user to user.
For Each objStore In objSession.InfoStores
	If objStore.Name = "Public Folders" Or objStore.Name = "Öffentliche Ordner" Then Exit For
Next
strPFRoot = objStore.Fields(&H66310102).Value
Set objFolder = objSession.GetFolder(strPFRoot, objStore.ID).Folders("Neuigkeiten")
Set objPost = objFolder.Messages.GetLast
intShown = 0
Do Until objPost Is Nothing
	intShown = intShown + 1
%>
<h3><%= H(objPost.Subject) %></h3>
<p><%= Replace(H(objPost.Text), vbCrLf, "<br>") %></p>
<%
	If intShown = 10 Then Exit Do
	Set objPost = objFolder.Messages.GetPrevious
Loop

Set objPost = Nothing
Set objFolder = Nothing
Set objStore = Nothing
objSession.Logoff
Set objSession = Nothing
PageBottom
%>
