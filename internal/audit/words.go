package audit

import (
	"html/template"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/analyzers/messaging"
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
)

// functions are what the page's template calls.
func functions() template.FuncMap {
	return template.FuncMap{
		"n": english.Thousands, "counted": english.Count, "capital": capital, "some": some, "are": are,
		"verdict": Verdict.Title, "meaning": Verdict.Meaning,
		"scheme": schemeWords, "ssl": sslWords, "from": fromWords, "hop": hopWords, "unreadTitle": unreadTitle, "unreadText": unreadText,
		"blocks": blocks, "sentences": sentences, "shownPages": shownPages, "mib": mib, "via": viaWords,
		"add": func(a, b int) int { return a + b }, "list": func(s []string) string { return strings.Join(s, ", ") },
		"edgesOf": (*Graph).list, "stepByStep": func(w Way) []block { return w.stepByStep() },
	}
}

// schemeWords are the scheme of [pageauth.Auth] for people.
func schemeWords(scheme string) string {
	switch scheme {
	case pageauth.Integrated:
		return "Integrated Windows"
	case pageauth.Digest:
		return "Digest"
	case pageauth.Basic:
		return "Basic"
	case pageauth.BasicIntegrated:
		return "Basic and Integrated Windows"
	case pageauth.BasicDigest:
		return "Basic and Digest"
	case pageauth.Anonymous:
		return "Anonymous"
	case pageauth.Passport:
		return ".NET Passport"
	case pageauth.Denied:
		return "Nobody is let in"
	}
	return "Not known"
}

// sslWords are the SSL of [pageauth.Auth], and where its scheme is from.
func sslWords(ssl, from string) string {
	switch ssl {
	case "required":
		return "required"
	case "branch":
		return "in this branch"
	case "redirect":
		return "by redirect only"
	case "refusal":
		return "by the page only"
	}
	if from == pageauth.Unknown {
		return "not known"
	}
	return "not required"
}

func fromWords(from string) string {
	switch from {
	case pageauth.Asserted:
		return "said in the configuration of cdolint"
	case pageauth.Configured:
		return "configured"
	case pageauth.InPage:
		return "the pages themselves ask for it"
	}
	return "nothing in the code base says"
}

func hopWords(hop string) string {
	switch hop {
	case messaging.SameFailure:
		return "Through MAPI: fails as CDO 1.21 does"
	case messaging.ServerOnly:
		return "Works on the Exchange server only"
	case messaging.OverHTTP:
		return "Over HTTP: needs credentials in each request, or delegation"
	case messaging.NotKnown:
		return "Its source is not here: if it goes through MAPI, it fails as CDO 1.21 does"
	default:
		return "Hands mail to a relay: not concerned"
	}
}

// viaCall is a call of a component whose source is not there.
const viaCall messaging.Via = "call"

// givenWords say what such a component gets.
func givenWords(given string) string {
	switch given {
	case "profile-info":
		return "component that is given server and mailbox"
	case "exchange-server":
		return "component that is given an Exchange server"
	case "mailbox":
		return "component that is given a mailbox"
	}
	return "component that is given " + given
}

func viaWords(via string) string {
	switch via {
	case viaCall:
		return "call"
	case messaging.Request:
		return "request"
	case messaging.Connection:
		return "OLE DB provider"
	case messaging.Library:
		return "type library"
	case messaging.Text:
		return "named in code"
	default:
		return "object"
	}
}

func mib(n int64) string {
	switch {
	case n >= 10<<20:
		return english.Thousands(int(n>>20)) + " MiB"
	case n >= 10<<10:
		return english.Thousands(int(n>>10)) + " KiB"
	}
	return english.Thousands(int(n)) + " bytes"
}

// unreadTitle is the id of a finding.Notification in words.
func unreadTitle(id string) string {
	switch id {
	case "parse-error":
		return "Code that could not be parsed"
	case "missing-include":
		return "Included files that were not found"
	case "include-outside-root":
		return "Includes that lead out of what was read"
	case "include-cycle":
		return "Includes that include themselves"
	case "unreadable-file":
		return "Files that could not be read"
	case "file-too-large":
		return "Files that are too large"
	case "encoding":
		return "Files in a doubtful encoding"
	case "config-error":
		return "Configuration that could not be read"
	case "limit":
		return "Limits that were reached"
	}
	return id
}

// unreadText says what that means for the report.
func unreadText(id string) string {
	switch id {
	case "parse-error":
		return "The statement at the place was passed over; the rest of the file was analysed."
	case "missing-include":
		return "What the file holds is not known: pages that include it were judged with lower confidence."
	case "include-outside-root":
		return "Nothing outside of the analysed folder is read. Analyse a folder further up to include it."
	case "include-cycle":
		return "IIS refuses such pages; they were analysed as if the last include were not there."
	case "unreadable-file":
		return "What these files hold is not part of this report."
	case "file-too-large":
		return "What these files hold is not part of this report; the limit can be set in the configuration of cdolint."
	case "encoding":
		return "The files were analysed; some characters may be wrong."
	case "config-error":
		return "Settings in the part that could not be read are not part of this report."
	case "limit":
		return "What lies beyond the limit was not looked into."
	}
	return ""
}

// listed is an edge of a graph in words.
type listed struct {
	Edge

	FromPath, ToPath string
	Kind             NodeKind
}

// list is the graph as a list: who includes whom, where.
func (g *Graph) list() []listed {
	out := make([]listed, len(g.Edges))
	for i, e := range g.Edges {
		out[i] = listed{e, g.Nodes[e.From].Path, g.Nodes[e.To].Path, g.Nodes[e.To].Kind}
	}
	return out
}

// Width, Height and Path are for the drawing.

// Width of the drawing in user units.
func (g *Graph) Width() int { return g.width }

// Height of the drawing in user units.
func (g *Graph) Height() int { return g.height }

// Path is the curve of the edge.
func (e *Edge) Path() string { return e.path }

// Drawn is a node as it is drawn.
type Drawn struct {
	X, Y, W, H   int
	Name, Folder string
	NameY        int
}

// Draw gives the box and the labels of a node.
func (n *Node) Draw() Drawn {
	d := Drawn{X: n.x, Y: n.y, W: n.w, H: n.h, Name: n.name, Folder: n.folder, NameY: n.y + 19}
	if n.folder == "" {
		d.NameY = n.y + 27
	}
	return d
}

// Code is the request in VBScript, "" for none.
func (o *Operation) Code() string { return o.code }

// stepByStep is the advice in full, as blocks. Where the changes of several findings
// are shown together, the tables and patches of the first are left out.
func (w *Way) stepByStep() []block {
	list := blocks(w.text)
	if w.ID == finding.WebDAV {
		// What each operation becomes, the table below says.
		if i := slices.IndexFunc(list, func(b block) bool { return b.Kind == "h" }); i >= 0 {
			list = list[:i]
		}
		return list
	}
	if len(w.Changes) == 0 {
		return list
	}
	return slices.DeleteFunc(list, func(b block) bool {
		if b.Kind != "p" || len(b.Spans) == 0 {
			return b.Kind == "table" || b.Kind == "pre"
		}
		return strings.HasSuffix(b.Spans[len(b.Spans)-1].Text, ":") || strings.HasPrefix(b.Spans[0].Text, "It clears")
	})
}
