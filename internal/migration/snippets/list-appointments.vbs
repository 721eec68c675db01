' SHALLOW TRAVERSAL expands recurring appointments.
For Each objItem In DavSearch(strCalendar, _
		"""urn:schemas:httpmail:subject"", ""urn:schemas:calendar:location"", ""urn:schemas:calendar:dtstart"", ""urn:schemas:calendar:dtend"", ""urn:schemas:calendar:busystatus""", _
		"""DAV:contentclass"" = 'urn:content-classes:appointment'" & _
		" AND ""urn:schemas:calendar:dtstart"" < CAST(""" & DavDate(datEnd) & """ as 'dateTime.tz')" & _
		" AND ""urn:schemas:calendar:dtend"" > CAST(""" & DavDate(datStart) & """ as 'dateTime.tz')", _
		"""urn:schemas:calendar:dtstart""", 200)
	Response.Write DavValue(objItem, "c:dtstart") & " " & Server.HTMLEncode(DavValue(objItem, "h:subject")) & "<br>"
Next
