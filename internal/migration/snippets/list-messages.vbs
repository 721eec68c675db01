For Each objItem In DavSearch(strInbox, _
		"""urn:schemas:httpmail:subject"", ""urn:schemas:httpmail:fromname"", ""urn:schemas:httpmail:datereceived"", ""urn:schemas:httpmail:read""", _
		"""DAV:ishidden"" = False AND ""DAV:isfolder"" = False", """urn:schemas:httpmail:datereceived"" DESC", 25)
	strUrl = DavValue(objItem, "d:href")
	Response.Write Server.HTMLEncode(DavValue(objItem, "h:subject")) & "<br>"
Next
