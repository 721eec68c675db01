package com

// Words are those, in lower case, without one of which a page does not use a CDO 1.21
// session: what makes one, and the members of the Session object, since a page
// may get its session from a Session item without naming its class.
func Words() []string {
	return []string{
		"mapi", SessionCLSIDWord,
		// with the dot, or LOGON_USER and inbox.asp would count
		".logon", ".logoff", ".inbox", ".outbox", ".getdefaultfolder", ".getfolder", ".getmessage", ".infostore", ".getinfostore",
		".rootfolder", ".addresslist", ".getaddress", ".addressbook", ".currentuser", ".outofoffice", ".setlocaleids",
		".getarticle", ".compareids", ".delivernow", ".createconversationindex",
	}
}

// SessionCLSIDWord is the beginning of the class ID and of the type library's
// ID, which differ in their eighth digit.
const SessionCLSIDWord = "3fa7de"

// HTTPWords are those without one of which a page does not use an HTTP client.
func HTTPWords() []string { return []string{"xmlhttp", "winhttp"} }
