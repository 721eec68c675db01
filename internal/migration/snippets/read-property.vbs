' Any MAPI property by its tag, here PR_MESSAGE_CLASS (&H001A001E).
strClass = DavValue(DavGet(strUrl, "<p:x001A001E/>"), "p:x001A001E")
