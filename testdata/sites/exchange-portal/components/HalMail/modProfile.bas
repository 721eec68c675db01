Attribute VB_Name = "modProfile"
Option Explicit

Private Const SEPARATOR As String = vbLf

' What CDO wants to know: "server<LF>mailbox".
Public Function ProfileFor(Host As String, Optional Alias As String) As String
    ProfileFor = Host & SEPARATOR & Alias
End Function
