Set colUnread = DavSearch(strInbox, """urn:schemas:httpmail:subject"", ""urn:schemas:httpmail:fromemail""", _
	"""DAV:isfolder"" = False AND ""urn:schemas:httpmail:read"" = False", "", 25)
