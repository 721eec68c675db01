<%@ Language=VBScript %>
<!--#include virtual="/portal/include/frame.inc"-->
<!--#include virtual="/portal/include/am.inc"-->
<%
If Session("Account") = "" Then
    Response.Status = "401 Unauthorized"
    Response.End
End If
AmPrepare Session("Account")
Response.Redirect "inbox.asp"
%>
