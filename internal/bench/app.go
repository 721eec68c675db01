package bench

import (
	"fmt"
	"math/rand/v2"
)

// appSpec is what the files of one application have in common.
type appSpec struct {
	dir     string
	charset charset
	mailLib bool // its last library logs on to Exchange
	inline  bool // see builder
}

func (a appSpec) globalASA(rng *rand.Rand) string {
	b := newBuilder(rng, a.charset)
	b.add(`<script language="VBScript" runat="server">
Sub Application_OnStart
  Application("ConnectionString") = "Provider=SQLOLEDB;Data Source=SQL01;Initial Catalog=%s"
  Application("MailServer") = "EX01"
  Application("Open") = True
End Sub
Sub Session_OnStart
  Session("User") = Mid(Request.ServerVariables("LOGON_USER"), 6)
  Session("Level") = 1
  Session.Timeout = 30
End Sub
</script>`, a.dir)
	return b.String()
}

func webConfig(rng *rand.Rand) string {
	integrated := rng.IntN(2) == 0
	return fmt.Sprintf(`<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.webServer>
    <security>
      <authentication>
        <anonymousAuthentication enabled="%t" />
        <windowsAuthentication enabled="%t" />
      </authentication>
    </security>
  </system.webServer>
</configuration>
`, !integrated, integrated)
}

// library is an include: procedures and nothing else.
func (a appSpec) library(rng *rand.Rand, n, size int) string {
	b := newBuilder(rng, a.charset)
	// Every page that includes it becomes a messaging page: the file is kept
	// to pages that draw mail, see page.
	if n == libsInApp-1 && a.mailLib {
		b.mailLibrary()
	}
	if n == connLib {
		b.databaseLibrary()
	}
	b.add("<%%\nConst adOpenForwardOnly = 0\nConst adLockReadOnly = 1\nDim conn%d, page%d\n%%>", n, n)
	for b.Len() < size {
		b.procedure()
	}
	return b.String()
}

func (a appSpec) page(rng *rand.Rand, size int, mail bool) string {
	b := newBuilder(rng, a.charset)
	b.inline = a.inline
	b.head(b.text(3))
	if !a.inline && rng.IntN(10) < 7 {
		b.add(`<!--#include file="../inc/%s%d.inc"-->`, libNames[connLib], connLib)
	}
	seen := rng.IntN(libsInApp - 1)
	for i := range 1 + rng.IntN(3) {
		lib := (seen + i*2) % (libsInApp - 1)
		if lib == connLib {
			continue // once is enough, see above
		}
		switch rng.IntN(4) {
		case 0:
			b.add(`<!-- #include file="..\Inc\%s%d.inc" -->`, libNames[lib], lib)
		case 1:
			b.add(`<!--#INCLUDE VIRTUAL="/inc/%s%d.inc"-->`, libNames[lib], lib)
		default:
			b.add(`<!--#include file="../inc/%s%d.inc"-->`, libNames[lib], lib)
		}
	}
	if mail {
		if a.mailLib {
			b.add(`<!--#include file="../inc/%s%d.inc"-->`, libNames[libsInApp-1], libsInApp-1)
			b.mailUse()
		} else {
			b.mailPage()
		}
	}
	b.fill(size - len("</body>\n</html>\n"))
	b.foot()
	return b.String()
}

// databaseLibrary creates the database objects of applications that do so in
// one place.
func (b *builder) databaseLibrary() {
	b.add(`<%%
Function OpenRecordset(sql)
  Set OpenRecordset = Server.CreateObject("ADODB.Recordset")
  OpenRecordset.Open sql, Application("ConnectionString"), 0, 1
End Function
Function NewCommand()
  Set NewCommand = Server.CreateObject("ADODB.Command")
  NewCommand.ActiveConnection = Application("ConnectionString")
End Function
%%>`)
}

// mailLibrary opens and closes the visitor's mailbox.
func (b *builder) mailLibrary() {
	b.add(`<%%
Function OpenMailbox()
  On Error Resume Next
  Set mapi = Server.CreateObject("MAPI.Session")
  mapi.Logon "", "", False, True, 0, True, Application("MailServer") & vbLf & Session("User")
  OpenMailbox = (Err.Number = 0)
End Function
Sub CloseMailbox()
  mapi.Logoff
  Set mapi = Nothing
End Sub
%%>`)
}

func (b *builder) mailUse() {
	b.add(`<%%
If OpenMailbox() Then
  Response.Write mapi.Inbox.Messages.Count
  CloseMailbox
End If
%%>`)
}

// mailPage is a page that does it all itself, or sends by SMTP, which is fine.
func (b *builder) mailPage() {
	switch b.rng.IntN(4) {
	case 0:
		b.add(`<%%
Set msg = Server.CreateObject("CDO.Message")
msg.To = Request.Form("to") : msg.Subject = "%s" : msg.TextBody = "%s"
msg.Send
%%>`, b.text(3), b.text(9))
	case 1:
		b.add(`<%%
Set msg = CreateObject("CDONTS.NewMail")
msg.Send "web@corp.example", Request.Form("to"), "%s", "%s"
%%>`, b.text(3), b.text(9))
	default:
		b.add(`<%%
Set mapi = Server.CreateObject("MAPI.Session")
mapi.Logon "", "", False, True, 0, True, "EX01" & vbLf & "%s"
For Each item In mapi.Inbox.Messages
  Response.Write Server.HTMLEncode(item.Subject) & "<br>"
Next
mapi.Logoff
Set mapi = Nothing
%%>`, pick(b.rng, nouns))
	}
}
