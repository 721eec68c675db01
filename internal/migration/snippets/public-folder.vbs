For Each objItem In DavSearch("/public/" & strPath & "/", """urn:schemas:httpmail:subject"", ""urn:schemas:httpmail:datereceived""", _
		"""DAV:isfolder"" = False AND ""DAV:ishidden"" = False", """urn:schemas:httpmail:datereceived"" DESC", 10)
	Response.Write Server.HTMLEncode(DavValue(objItem, "h:subject")) & "<br>"
Next
