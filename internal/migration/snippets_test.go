package migration_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/migration"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/vbscript"
)

func TestEverySnippetIsVBScript(t *testing.T) {
	for _, o := range migration.All() {
		code := o.WebDAV.Code()
		if code == "" {
			continue
		}
		t.Run(o.ID, func(t *testing.T) {
			for _, p := range vbscript.ParseScript(code, vbscript.VBScript).Errors {
				t.Errorf("%v", p)
			}
		})
	}
	for _, p := range vbscript.ParseScript(migration.Helpers(), vbscript.VBScript).Errors {
		t.Errorf("dav.inc: %v", p)
	}
}

// request is what a snippet sends, as cdolint itself sees it.
type request struct{ verb, url, body string }

// requests follows a page that holds a snippet and returns what it sends.
// DavDate, whose pieces are too many for the analysis to keep, is a constant.
func requests(t *testing.T, code string) []request {
	t.Helper()
	const date = "Function DavDate(d)\nDavDate = \"2006-01-02T15:04:05Z\"\nEnd Function\n"
	helpers, _, ok := strings.Cut(migration.Helpers(), "' DavDate is")
	if !ok {
		t.Fatal("dav.inc does not end with DavDate")
	}
	s, err := site.Load(&filetree.Memory{Files: map[string][]byte{
		"dav.inc":  []byte("<%\n" + helpers + date + "%>\n"),
		"page.asp": []byte("<!--#include file=\"dav.inc\"-->\n<%\nstrMailbox = \"ada\"\n" + code + "\n%>\n"),
	}}, site.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	var out []request
	for _, p := range flow.Run(s, 1, nil).Pages {
		for _, e := range p.Events {
			if e.Kind != flow.Call || e.Uncalled || len(e.Args) == 0 {
				continue
			}
			switch strings.ToLower(e.Member) {
			case "open":
				out = append(out, request{verb: text(e.Args[0].Val), url: text(e.Args[1].Val)})
			case "send":
				if len(out) > 0 {
					out[len(out)-1].body = text(e.Args[0].Val)
				}
			}
		}
	}
	return out
}

// text is the longest alternative of a value, with x for what is not known.
func text(v *flow.Val) string {
	best := ""
	for _, s := range v.Strings() {
		var b strings.Builder
		for _, g := range s {
			if g.Kind == flow.Literal {
				b.WriteString(g.Text)
			} else {
				b.WriteString("x")
			}
		}
		if b.Len() > len(best) {
			best = b.String()
		}
	}
	return best
}

// TestEverySnippetSendsWhatItsRowSays runs the snippets through the analysis
// and compares verbs and bodies.
func TestEverySnippetSendsWhatItsRowSays(t *testing.T) {
	for _, o := range migration.All() {
		code := o.WebDAV.Code()
		if code == "" {
			continue
		}
		t.Run(o.ID, func(t *testing.T) {
			found := false
			list := requests(t, code)
			for _, r := range list {
				found = found || strings.Contains(o.WebDAV.Verb, r.verb)
				if strings.HasPrefix(r.body, "<?xml") {
					wellFormed(t, r.body)
				}
			}
			if !found {
				t.Errorf("the row says %s, the snippet sends %+v", o.WebDAV.Verb, list)
			}
		})
	}
}

func wellFormed(t *testing.T, body string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(body))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%v in\n%s", err, body)
			return
		}
	}
}
