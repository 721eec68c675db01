package messaging

import (
	"strings"
	"testing"
)

// FuzzNames: names are pieces of the text, in order, apart, and not in comments.
func FuzzNames(f *testing.F) {
	for _, s := range []string{
		`Set o = CreateObject("Outlook.Application") ' JMail.Message`, "Rem a.b\rx.y", "using System.Net.Mail; // a.b", "{3FA7DEA7-6438-101B-ACC1-00AA00423326}",
		"# a.b\n$x = 'c.d'", "a..b.-c", "\"'\" & a.b", "",
	} {
		for d := basic; d <= shell; d++ {
			f.Add(s, uint8(d))
		}
	}
	f.Fuzz(func(t *testing.T, text string, d uint8) {
		end := 0
		for _, n := range names(text, dialect(d%3)+basic) {
			if n.pos < end || text[n.pos:n.pos+len(n.text)] != n.text {
				t.Fatalf("%+v is not a piece of the text behind %d", n, end)
			}
			end = n.pos + len(n.text)
			if strings.ContainsAny(n.text, "\r\n\"' ") {
				t.Fatalf("%q is no name", n.text)
			}
		}
	})
}
