For Each objItem In DavItems(Dav("X-MS-ENUMATTS", strUrl, Array(), ""))
	strAttachment = DavValue(objItem, "d:href")
	Response.Write Server.HTMLEncode(DavValue(objItem, "h:attachmentfilename")) & "<br>"
Next
