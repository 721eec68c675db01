package site

import (
	"hash/fnv"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/filetree"
)

func TestStoredItemKnowsAssignments(t *testing.T) {
	for _, c := range []struct {
		name, code string
		want       bool
	}{
		{"an assignment", `Session("box") = x`, true},
		{"an object", `Set Session("box") = x`, true},
		{"in one line with If", `If x Then Session("box") = y`, true},
		{"after a colon", `y = 1: Session("box") = x`, true},
		{"after the beginning of a block", `<%Session("box")="a"`, true},
		{"by the collection", `Session.Contents("box") = x`, true},
		{"in JScript", "{ Session('box') = x", true},
		{"a comparison", `If (Session("box") = x) Then`, false},
		{"a comparison in JScript", `; Session("box") == x`, false},
		{"a comparison behind And", `If a And Session("box") = x Then`, false},
		{"a read", `x = Session("box")`, false},
		{"a name that is not known, read", `x = Session(strName)`, false},
		{"a property", `Session.Timeout = 20`, false},
		{"the end of the file", `Session("bo`, false},
	} {
		at := strings.Index(c.code, "Session")
		s, ok := storedItem(c.code, at, at+len("Session"))
		if ok != c.want || ok && s.item != itemOf('s', "BOX") {
			t.Errorf("%s: %v, %t, want %t", c.name, s, ok, c.want)
		}
	}
}

func TestStoredItemKnowsNamesThatAreComputed(t *testing.T) {
	for _, code := range []string{`Session(strName) = x`, `Session(LCase(strName)) = x`, `Session("a" & b) = x`} {
		if s, ok := storedItem(code, 0, len("Session")); !ok || s.item != anyItem {
			t.Errorf("%s: %v, %t", code, s, ok)
		}
	}
}

func TestExecutedKnowsPathsFromStatements(t *testing.T) {
	for code, want := range map[string]string{
		`Server.Execute("lib/page.asp")`: "lib/page.asp", `Server.Execute "page.asp?x=1"`: "page.asp",
		`conn.Execute("SELECT a.b FROM t")`: "", `conn.Execute(strSQL)`: "", `conn.Execute("proc")`: "", `conn.Execute("`: "",
		`Server.Execute(strPath)`: anyPage, `Server.Execute strPath`: anyPage, `Server.Execute("pages/" & name)`: anyPage,
	} {
		at := strings.Index(code, ".")
		if got := executed(code, at, at+len(".Execute")); got != want {
			t.Errorf("executed(%q) = %q, want %q", code, got, want)
		}
	}
}

// interestingPages are the pages that are parsed for the word "mapi".
func interestingPages(t *testing.T, files map[string]string) string {
	t.Helper()
	m := &filetree.Memory{Files: map[string][]byte{}}
	for name, text := range files {
		m.Files[name] = []byte(text)
	}
	s, err := Load(m, Options{Triggers: func(filetree.Listing) []string { return []string{"mapi"} }})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range s.Pages {
		if p.Interesting {
			out = append(out, p.Path())
		}
	}
	return strings.Join(out, " ")
}

func TestPagesThatSupplyInterestingOnesAreInteresting(t *testing.T) {
	got := interestingPages(t, map[string]string{
		"mail.asp":   `<% Set s = Server.CreateObject("MAPI.Session"): s.Logon "", "", False, True, 0, True, Session("box") %>`,
		"login.asp":  `<% Session("Box") = Request.Form("box") %>`,
		"other.asp":  `<% Session("colour") = "blue" %>`,
		"asks.asp":   `<% If Session("box") = "" Then Response.Redirect "login.asp" %>`,
		"runs.asp":   `<% Server.Execute "mail.asp" %>`,
		"runs2.asp":  `<% Server.Transfer "runs.asp" %>`,
		"ignore.asp": `<% Server.Execute "other.asp" %>`,
	})
	if want := "login.asp mail.asp runs.asp runs2.asp"; got != want {
		t.Errorf("interesting: %s, want %s", got, want)
	}
}

// The hash is that of package hash, whatever the name is written in.
func TestItemsAreHashedWithoutRegardToCase(t *testing.T) {
	for _, name := range []string{"", "user", "UserName", "Größe", "ÄNDERUNG", "氏名"} {
		h := fnv.New64a()
		_, _ = h.Write([]byte("s" + strings.ToLower(name)))
		for _, written := range []string{name, strings.ToUpper(name), strings.ToLower(name)} {
			if !strings.EqualFold(written, name) {
				continue // ß has no upper case of its own
			}
			if got := itemOf('S', written); uint64(got) != h.Sum64() {
				t.Errorf("%q: %x, want %x", written, got, h.Sum64())
			}
		}
	}
}
