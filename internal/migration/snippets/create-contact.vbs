DavSet strContacts & "/" & strName & ".EML", _
	"<d:contentclass>urn:content-classes:person</d:contentclass>" & _
	"<e:outlookmessageclass>IPM.Contact</e:outlookmessageclass>" & _
	"<k:givenName>" & DavXml(strFirst) & "</k:givenName><k:sn>" & DavXml(strLast) & "</k:sn>" & _
	"<k:fileas>" & DavXml(strLast & ", " & strFirst) & "</k:fileas><k:email1>" & DavXml(strMail) & "</k:email1>"
