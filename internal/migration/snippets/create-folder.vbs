Dav "MKCOL", strParent & strName & "/", Array(), ""
DavSet strParent & strName & "/", "<d:contentclass>urn:content-classes:mailfolder</d:contentclass>"
