<%@ Language=VBScript %>
<!--#include file="..\include\frame.inc"-->
<%
' Contacts of the fleet office: WebDAV since 2004 (no more CDO here!)
Dim objHttp, strUrl, strQuery

strUrl = "http://" & LCase(Application("MailHost")) & "/exchange/fleet/contacts/"
strQuery = "<?xml version=""1.0""?><searchrequest xmlns=""DAV:""><sql>SELECT ""urn:schemas:contacts:cn"" FROM """ & strUrl & """</sql></searchrequest>"

FrameTop "Who is who"
Set objHttp = Server.CreateObject("MSXML2.ServerXMLHTTP")
objHttp.open "SEARCH", strUrl, False
objHttp.setRequestHeader "Content-Type", "text/xml"
objHttp.send strQuery
If objHttp.status = 207 Then
    Response.Write Esc(objHttp.responseText)
Else
    Alert "search " & objHttp.status
End If
FrameBottom
%>
