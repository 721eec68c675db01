package messaging

import (
	"strings"

	"github.com/cdolint/cdolint/analyzers/com"
)

// Family is a group of interfaces that belong together: a text, as conditions of
// rules compare it.
type Family = string

// The families, in the order of an inventory: what shares the problem of
// KB918710 first.
const (
	CDO121   Family = "CDO 1.21"
	Outlook  Family = "Outlook"
	MAPI     Family = "MAPI"
	CDOEX    Family = "CDOEX and ExOLEDB"
	CDOEXM   Family = "CDOEXM"
	WebDAV   Family = "WebDAV"
	EWS      Family = "Exchange Web Services"
	Graph    Family = "Microsoft Graph"
	CDOSYS   Family = "CDOSYS"
	CDONTS   Family = "CDONTS"
	SMTP     Family = "SMTP component"
	MailRead Family = "POP3 or IMAP component"
	Managed  Family = ".NET mail"
	// Unseen is what gets a mailbox, a server or the visitor's name and whose
	// source is not there: another analyzer finds it.
	Unseen Family = "Unknown component"
)

// Families are all families, in the order of an inventory.
func Families() []Family {
	return []Family{CDO121, Outlook, MAPI, Unseen, CDOEX, CDOEXM, WebDAV, EWS, Graph, CDOSYS, CDONTS, SMTP, MailRead, Managed}
}

// Hop says what becomes of the visitor's identity on its way to the mail
// server.
type Hop = string

// The hops.
const (
	// SameFailure: through MAPI, so KB918710 applies to it as to CDO 1.21.
	SameFailure Hop = "mapi"
	// ServerOnly: works on the Exchange server only, so there is no second hop.
	ServerOnly Hop = "local"
	// OverHTTP: credentials go with each request, or the token must be delegated.
	OverHTTP Hop = "http"
	// NotKnown: whether it goes through MAPI cannot be seen.
	NotKnown Hop = "unknown"
	// NoIdentity: hands mail to a relay; no mailbox is opened.
	NoIdentity Hop = "none"
)

// HopOf is what becomes of the visitor's identity in a family (KB918710,
// KB171440; CDOEX and CDOEXM by their documentation).
func HopOf(f Family) Hop {
	switch f {
	case CDO121, Outlook, MAPI:
		return SameFailure
	case CDOEX, CDOEXM:
		return ServerOnly
	case WebDAV, EWS, Graph:
		return OverHTTP
	case Unseen:
		return NotKnown
	default:
		return NoIdentity
	}
}

// known is a row of the table of classes: a ProgID in lower case without its
// version, or with a trailing dot all ProgIDs that begin so.
type known struct {
	name    string
	family  Family
	product string
}

// classes that send, read or manage mail. CDO's own by KB171440 and the type
// libraries; the components of other makers by the ProgIDs of their manuals.
func classes() []known {
	return []known{
		{com.Session, CDO121, "CDO 1.21 session"},
		{com.Rendering, CDO121, "CDO 1.21 rendering library"},
		{"msexchange.rules", CDO121, "Exchange rules component"},
		{"msexchange.aclobject", CDO121, "Exchange ACL component"},
		{"outlook.", Outlook, "Outlook automation"},
		{"msmapi.", MAPI, "MAPI controls"},
		{"redemption.", MAPI, "Redemption"},
		{"mapilab.", MAPI, "MAPILab"},
		{"cdo.appointment", CDOEX, "CDO for Exchange"},
		{"cdo.calendarmessage", CDOEX, "CDO for Exchange"},
		{"cdo.person", CDOEX, "CDO for Exchange"},
		{"cdo.folder", CDOEX, "CDO for Exchange"},
		{"cdo.item", CDOEX, "CDO for Exchange"},
		{"cdo.addressee", CDOEX, "CDO for Exchange"},
		{"cdo.mailbox", CDOEX, "CDO for Exchange"},
		{"exoledb.datasource", CDOEX, "ExOLEDB provider"},
		{"cdoexm.", CDOEXM, "CDO for Exchange Management"},
		{"cdo.message", CDOSYS, "CDOSYS (on an Exchange server: CDOEX)"},
		{"cdo.configuration", CDOSYS, "CDOSYS (on an Exchange server: CDOEX)"},
		{"cdo.dropdirectory", CDOSYS, "CDOSYS"},
		{"cdonts.", CDONTS, "CDO for Windows NT Server"},
		{"msdaipp.dso", WebDAV, "OLE DB provider for Internet publishing"},
		{"microsoft.exchange.webservices", EWS, "EWS Managed API"},
		{"system.web.mail", Managed, "System.Web.Mail"},
		{"system.net.mail", Managed, "System.Net.Mail"},
		{"persits.mailsender", SMTP, "AspEmail"},
		{"persits.mime", SMTP, "AspEmail"},
		{"smtpsvg.mailer", SMTP, "ASPMail"},
		{"aspmail.", SMTP, "ASPMail"},
		{"pop3svg.mailer", MailRead, "ASPPOP3"},
		{"jmail.pop3", MailRead, "w3 JMail"},
		{"jmail.", SMTP, "w3 JMail"},
		{"geocel.mailer", SMTP, "AspGeocel"},
		{"dundas.mailer", SMTP, "Dundas Mailer"},
		{"dundas.pop3", MailRead, "Dundas POP3"},
		{"softartisans.smtpmail", SMTP, "SA-SMTPMail"},
		{"aspsmartmail.", SMTP, "aspSmartMail"},
		{"aspxp.mail", SMTP, "AspXP Mail"},
		{"ocxmail.", SMTP, "OCXMail"},
		{"ocxhttp.ocxqmail", SMTP, "OCXQMail"},
		{"smtp.mailer", SMTP, "SMTP mailer"},
		{"bamboo.smtp", SMTP, "Bamboo.SMTP"},
		{"abmailer.mailman", SMTP, "ABMailer"},
		{"easymail.pop3", MailRead, "EasyMail Objects"},
		{"easymail.imap4", MailRead, "EasyMail Objects"},
		{"easymail.", SMTP, "EasyMail Objects"},
		{"ossmtp.", SMTP, "OstroSoft SMTP"},
		{"ipworksasp.smtp", SMTP, "IP*Works"},
		{"ipworks.smtp", SMTP, "IP*Works"},
		{"ipworks.htmlmailer", SMTP, "IP*Works"},
		{"chilkat.mailman", SMTP, "Chilkat Mail"},
		{"chilkatmail.", SMTP, "Chilkat Mail"},
		{"chilkat.imap", MailRead, "Chilkat IMAP"},
		{"mailbee.smtp", SMTP, "MailBee"},
		{"mailbee.", MailRead, "MailBee"},
		{"afmailer.", SMTP, "AFMailer"},
		{"easysendmail.", SMTP, "EASendMail"},
		{"easendmailobj.", SMTP, "EASendMail"},
		{"eagetmailobj.", MailRead, "EAGetMail"},
		{"vsemail.smtpsendmail", SMTP, "vsEmail"},
	}
}

// Classify finds the family of a class, as [com.Class] names it, and the
// product in words; ok is false for what has nothing to do with mail.
func Classify(class string) (f Family, product string, ok bool) {
	for _, k := range classes() {
		if class == k.name || strings.HasSuffix(k.name, ".") && strings.HasPrefix(class, k.name) ||
			strings.HasPrefix(class, k.name) && class[len(k.name)] == '.' {
			return k.family, k.product, true
		}
	}
	return "", "", false
}

// Words are those, in lower case, without one of which a page does not use mail.
func Words() []string {
	out := []string{
		com.SessionCLSIDWord, "xmlhttp", "winhttp", "backofficestorage", "exoledb", "msdaipp", "mapi", "outlook",
		"redemption", "cdo.", "cdonts", "cdoexm", "amhtml", "msexchange",
		libraryCDOSYS[:8], libraryCDONTS[:8],
	}
	for _, k := range classes() {
		word := strings.TrimSuffix(k.name, ".")
		if !covered(word, out) {
			out = append(out, word)
		}
	}
	return out
}

// covered reports whether a text that holds word holds one of the list, too.
func covered(word string, list []string) bool {
	for _, w := range list {
		if strings.Contains(word, w) {
			return true
		}
	}
	return false
}
