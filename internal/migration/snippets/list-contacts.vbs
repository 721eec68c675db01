For Each objItem In DavSearch(strContacts, """urn:schemas:contacts:cn"", ""urn:schemas:contacts:email1"", ""urn:schemas:contacts:telephoneNumber""", _
		"""DAV:contentclass"" = 'urn:content-classes:person'", """urn:schemas:contacts:sn""", 100)
	Response.Write Server.HTMLEncode(DavValue(objItem, "k:cn")) & "<br>"
Next
