<%@ Language=VBScript CODEPAGE=932 %>
<%
' 神戸の予定表: パスワードで来た人だけ (ソフト一覧は default.asp 参照)
Dim strKind, objSession, strName
strKind = Request.ServerVariables("AUTH_TYPE")
If strKind = "Basic" And Request.ServerVariables("HTTPS") = "on" Then
    Set objSession = Server.CreateObject("MAPI.Session") : strName = "予定表" : objSession.Logon "", "", False, True, 0, True, "ATHENS2" & vbLf & "kobe" ' 能
    Response.Write "<p>" & strName & ": " & objSession.GetDefaultFolder(0).Messages.Count & "</p>"
    objSession.Logoff
    Set objSession = Nothing
Else
    Response.Write "<p>表示できません。https://portal1/portal/kobe/ からどうぞ。</p>"
End If
%>
