' As Outlook Web Access asks for it; not documented, so try it on your server.
Set objHttp = Dav("GET", "/public/?Cmd=galfind&DN=" & Server.URLEncode(strName), Array(), "")
