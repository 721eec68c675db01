Option Explicit
' Legt das virtuelle Verzeichnis für das Postfach an. (Schröder, 7.2.2003)
Dim oRoot, oDir
Set oRoot = GetObject("IIS://localhost/W3SVC/1/ROOT")
Set oDir = oRoot.Create("IIsWebVirtualDir", "mail")
oDir.Path = "D:\Intranet\mail"
oDir.AccessScript = True
oDir.AuthAnonymous = False   ' für die Überwachung
oDir.AuthBasic = True
oDir.AuthNTLM = False
oDir.AccessSSL = True
oDir.SetInfo
WScript.Echo "Fertig - bitte prüfen."
