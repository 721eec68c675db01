DavSet strUrl, "<h:read>1</h:read>"
