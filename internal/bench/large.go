package bench

import (
	"fmt"
	"math/rand/v2"
)

// Large is one page with so many includes and about so many lines in all, as
// applications have them that bring in everything everywhere: procedures,
// classes, mailboxes, and a page that uses them. The page is page.asp.
func Large(seed uint64, includes, lines int) map[string][]byte {
	rng := rand.New(rand.NewPCG(seed, uint64(includes))) //nolint:gosec // reproducible on purpose
	files := map[string][]byte{}
	p := newBuilder(rng, utf8)
	p.head("All there is")
	for i := range includes {
		b := newBuilder(rng, utf8)
		b.next = i * lines // names differ between files, too
		switch {
		case i == 0:
			b.databaseLibrary()
			b.mailLibrary()
		case i%3 == 0:
			b.mailClass(i)
		}
		for b.lines < lines/(includes+1) {
			b.section()
		}
		name := fmt.Sprintf("inc/%s%d.inc", libNames[i%len(libNames)], i)
		files[name] = utf8.encode(b.String())
		p.add(`<!--#include file="%s"-->`, name)
	}
	p.mailUse()
	for i := 3; i < includes; i += 3 {
		p.mailClassUse(i)
	}
	for p.lines < lines/(includes+1) {
		p.section()
	}
	p.foot()
	files["page.asp"] = utf8.encode(p.String())
	return files
}

// mailClass is a class around a mailbox.
func (b *builder) mailClass(n int) {
	b.add(`<%%
Class Mailbox%d
  Private session, owner
  Private Sub Class_Initialize()
    Set session = Server.CreateObject("MAPI.Session")
  End Sub
  Public Property Let User(name)
    owner = LCase(Trim(name))
  End Property
  Public Function Open(server)
    On Error Resume Next
    session.Logon "", "", False, True, 0, True, server & vbLf & owner
    Open = (Err.Number = 0)
  End Function
  Public Property Get Unread()
    Unread = 0
    For Each message In session.Inbox.Messages
      If message.Unread Then Unread = Unread + 1
    Next
  End Property
  Private Sub Class_Terminate()
    session.Logoff
  End Sub
End Class
%%>`, n)
}

func (b *builder) mailClassUse(n int) {
	b.add(`<%%
Set box%d = New Mailbox%d
box%d.User = Session("User")
If box%d.Open(Application("MailServer")) Then Session("Unread%s") = Session("Unread%s") + box%d.Unread
%%>`, n, n, n, n, pick(b.rng, nouns), pick(b.rng, nouns), n)
}
