Set objItem = DavGet(strUrl, "<h:subject/><h:fromname/><h:to/><h:datereceived/><h:textdescription/>")
strText = DavValue(objItem, "h:textdescription")
