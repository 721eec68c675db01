<%@ Language=VBScript %>
<% Response.Expires = -1 %>
<!--METADATA TYPE="typelib" UUID="3FA7DEA7-6438-101B-ACC1-00AA00423326"-->
<OBJECT RUNAT=Server SCOPE=Page ID=objCDO PROGID="MAPI.Session"></OBJECT>
<html>
<head>
<title>Heute im Haus</title>
<meta http-equiv="refresh" content="300">
<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
</head>
<body bgcolor="#003366" text="#ffffff">
<%
Dim colToday, objItem
objCDO.Logon "", "", False, True, 0, True, Application("ExchangeServer") & vbLf & "grosser.saal"
Set colToday = objCDO.GetDefaultFolder(CdoDefaultFolderCalendar).Messages
colToday.Filter.Fields.Add &H00600040, DateAdd("d", 1, Date)
colToday.Filter.Fields.Add &H00610040, Date
For Each objItem In colToday
%>
<h2><%= FormatDateTime(objItem.StartTime, vbShortTime) %> — <%= Server.HTMLEncode(objItem.Subject) %></h2>
<%
Next
Set objItem = Nothing
Set colToday = Nothing
objCDO.Logoff
%>
</body>
</html>
