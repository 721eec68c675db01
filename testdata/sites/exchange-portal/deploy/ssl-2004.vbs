' ssl-2004.vbs - the mailbox for the road: password, but never in the clear
' cscript ssl-2004.vbs
Option Explicit
Const SITE = "IIS://localhost/W3SVC/1/ROOT/portal"
Dim objPortal, objSecure

Set objPortal = GetObject(SITE)
On Error Resume Next
Set objSecure = GetObject(SITE & "/secure")
If Err.Number <> 0 Then
    Err.Clear
    Set objSecure = objPortal.Create("IIsWebDirectory", "secure")
End If
On Error GoTo 0

With objSecure
    .AuthAnonymous = False
    .AuthNTLM = False
    .AuthBasic = True
    .DefaultLogonDomain = "HALCYON"
    .LogonMethod = 0
    .AccessSSL = True
    .SetInfo
End With
WScript.Echo "done: " & objSecure.ADsPath
