<%@ Language=VBScript CodePage=65001 %>
<%
' 会議室の予定表を表示する
Dim 部屋, objRooms
部屋 = "第一会議室（東京本社）"
Set objRooms = Server.CreateObject("MAPI.Session") : Response.Write "会議室: " & 部屋 : objRooms.Logon "", "", True, True, 0, True, "EX01" & vbCrLf & 部屋
Response.Write "<table><tr><td>" & Server.HTMLEncode(部屋) & "</td><td>" & FormatDateTime(Now(), vbShortDate) & "</td><td>" & Server.HTMLEncode(objRooms.CurrentUser.Name) & "</td></tr></table>" : Set objFolder = objRooms.GetFolder("00000000A1B2C3D4E5F60718293A4B5C6D7E8F90010203040506070809") : Response.Write "</body></html>"
objRooms.Logon "", "Winter2003", False
%>
