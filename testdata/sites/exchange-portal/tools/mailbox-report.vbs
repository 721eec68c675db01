' mailbox-report.vbs - sizes of all mailboxes, every Monday, on ATHENS2 itself
Option Explicit
Dim objSession, varAlias
For Each varAlias In Array("kstavros", "mnomura", "fleet")
    Set objSession = CreateObject("MAPI.Session")
    objSession.Logon "", "", False, True, 0, True, "ATHENS2" & vbLf & varAlias
    WScript.Echo varAlias & vbTab & objSession.Inbox.Messages.Count
    objSession.Logoff
Next
