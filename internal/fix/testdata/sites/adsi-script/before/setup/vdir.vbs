Option Explicit
' Legt das virtuelle Verzeichnis für das Postfach an. (Schröder, 7.2.2003)
Dim oRoot, oDir
Set oRoot = GetObject("IIS://localhost/W3SVC/1/ROOT")
Set oDir = oRoot.Create("IIsWebVirtualDir", "mail")
oDir.Path = "D:\Intranet\mail"
oDir.AccessScript = True
oDir.AuthAnonymous = True   ' für die Überwachung
oDir.AuthBasic = False
oDir.AuthNTLM = True
oDir.AccessSSL = False
oDir.SetInfo
WScript.Echo "Fertig - bitte prüfen."
