package httprequest

import (
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
)

// Fact is one HTTP request that a page opens, under one configuration of the
// web server.
type Fact struct {
	fact.Base
	// Class of the client.
	Class string `json:"class" expr:"class" case:"lower" doc:"class of the client, such as \"msxml2.serverxmlhttp\""`
	// Client is the family of the class.
	Client string `json:"client" expr:"client" enum:"browser,server,winhttp" doc:"browser (XMLHTTP), server (ServerXMLHTTP) or winhttp"`
	// Method in upper case, "" if it is not known.
	Method string `json:"method,omitempty" expr:"method" case:"upper" doc:"HTTP method in upper case, empty where it is not known"`
	// URL as far as it is known.
	URL string `json:"url,omitempty" expr:"url" doc:"the address; what is not literal stands as <SOURCE>"`
	// Host of the URL, lower case.
	Host string `json:"host,omitempty" expr:"host" case:"lower" doc:"host of the address in lower case, empty where it is not known"`
	// Local: the host is this machine.
	Local string `json:"local" expr:"local" enum:"yes,assumed,no" doc:"the host is the web server itself: yes, assumed or no (not shown to be)"`
	// WebDAV: a method of WebDAV, or the address of a mailbox or public folder.
	WebDAV bool `json:"webdav" expr:"webdav" doc:"a WebDAV method, or an address below /exchange/ or /public/"`
	// Mailbox: the address leads into a mailbox or public folder of Exchange.
	Mailbox bool `json:"mailbox" expr:"mailbox" doc:"the address lies below /exchange/ or /public/"`
	// Credentials: user name and password are given with the request.
	Credentials bool `json:"credentials" expr:"credentials" doc:"user name and password are handed to Open or SetCredentials"`
	// VisitorPassword: the only password handed over is AUTH_PASSWORD, which
	// IIS fills in for Basic authentication alone.
	VisitorPassword bool `json:"visitorPassword,omitempty" expr:"visitor_password" doc:"the only password handed over is AUTH_PASSWORD, which is empty unless the page's request is under Basic authentication"`
	// Auth is how the page's own request is authenticated there.
	Auth pageauth.Auth `json:"auth" expr:"auth" doc:"authentication of the page's own request"`

	// Address is the argument that holds the URL.
	Address flow.Arg `json:"-" expr:"-"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "http_request" }
