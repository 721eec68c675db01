DavSet strUrl, "<h:subject>" & DavXml(strSubject) & "</h:subject>"
