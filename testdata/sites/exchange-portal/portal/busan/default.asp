<%@ Language=VBScript CODEPAGE=949 %>
<% ' 부산 사무소 게시판 (공용 폴더). 모두가 볼 수 있다: 로그인 없음.
Response.Charset = "euc-kr"
Dim 세션, strTitle, objPost : strTitle = "부산항 “게시판”" : Set 세션 = Server.CreateObject("MAPI.Session")
Response.Write "<h1>" & strTitle & "</h1>" : 세션.Logon "", "", False, True, 0, True, Application("FolderHost") & vbLf & "board.busan"
For Each objPost In 세션.Inbox.Messages %>
<p>제목: <%= Server.HTMLEncode(objPost.Subject) %></p>
<% Next
세션.Logoff
Set 세션 = Nothing
%>
