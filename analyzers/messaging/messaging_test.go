package messaging_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/analyzers/messaging"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/site"
)

// TestInventory compares what is found on each line with what its comment
// says: ' want FAMILY/VIA. Lines without a comment want nothing.
func TestInventory(t *testing.T) {
	a, err := txtar.ParseFile(filepath.Join("testdata", "inventory.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	want := map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = f.Data
		for i, line := range strings.Split(string(f.Data), "\n") {
			if _, w, ok := strings.Cut(line, "' want "); ok {
				want[fmt.Sprintf("%s:%d", f.Name, i+1)] = w
			}
		}
	}
	s, err := site.Load(&filetree.Memory{Files: files}, site.Options{Jobs: 1, Triggers: func(filetree.Listing) []string { return messaging.Words() }})
	if err != nil {
		t.Fatal(err)
	}
	results, err := driver.Run(&driver.Input{Site: s, Jobs: 1}, messaging.Analyzer)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range results[messaging.Analyzer].([]*messaging.Fact) {
		src, err := s.Source(f.At.Path)
		if err != nil {
			t.Fatal(err)
		}
		at := fmt.Sprintf("%s:%d", f.At.Path, src.Position(f.At.Pos).Line)
		if got[at] != "" && got[at] != f.Family+"/"+f.Via {
			t.Errorf("%s: %s and %s/%s", at, got[at], f.Family, f.Via)
		}
		got[at] = f.Family + "/" + f.Via
		if f.Hop == "" || f.Product == "" || f.ProgID == "" || f.Application != "." {
			t.Errorf("%s: incomplete: %+v", at, f)
		}
	}
	for at, w := range want {
		if got[at] != w {
			t.Errorf("%s: got %q, want %q", at, got[at], w)
		}
	}
	for at, g := range got {
		if want[at] == "" {
			t.Errorf("%s: got %q, want nothing", at, g)
		}
	}
}

func TestEveryClassHasAFamilyAndAWordThatLeadsToIt(t *testing.T) {
	for _, class := range []string{
		"mapi.session", "amhtml.application", "msexchange.rules", "msexchange.aclobject", "outlook.application", "msmapi.mapimessages",
		"redemption.safemailitem", "cdo.appointment", "cdoexm.mailboxstoredb", "cdo.message", "cdonts.newmail", "persits.mailsender",
		"smtpsvg.mailer", "jmail.smtpmail", "jmail.message", "dundas.mailer", "softartisans.smtpmail", "exoledb.datasource", "msdaipp.dso",
		"system.net.mail.smtpclient", "microsoft.exchange.webservices.data.exchangeservice", "easymail.smtp", "chilkat.mailman",
	} {
		family, product, ok := messaging.Classify(class)
		if !ok || product == "" || !slices.Contains(messaging.Families(), family) {
			t.Errorf("Classify(%q) = %q, %q, %v", class, family, product, ok)
		}
		if !slices.ContainsFunc(messaging.Words(), func(w string) bool { return strings.Contains(class, w) }) {
			t.Errorf("no word leads to %q", class)
		}
	}
	for _, class := range []string{"", "adodb.connection", "cdo", "cdo.messages", "mapi.sessions", "outlook", "scripting.dictionary"} {
		if family, _, ok := messaging.Classify(class); ok {
			t.Errorf("Classify(%q) = %q, want none", class, family)
		}
	}
}
