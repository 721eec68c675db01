For Each objItem In DavSearch(strFolder, """DAV:displayname"", ""DAV:hassubs"", ""urn:schemas:httpmail:unreadcount""", _
		"""DAV:isfolder"" = True AND ""DAV:ishidden"" = False", "", 100)
	Response.Write Server.HTMLEncode(DavValue(objItem, "d:displayname")) & "<br>"
Next
