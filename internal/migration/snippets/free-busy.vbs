' As Outlook Web Access asks for it; not documented, so try it on your server.
Set objHttp = Dav("GET", "/public/?Cmd=freebusy&start=" & DavDate(datStart) & "&end=" & DavDate(datEnd) & _
	"&interval=30&u=SMTP:" & strAddress, Array(), "")
