package flow_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
)

// library is an include that every page begins with, and what may differ
// between pages that do.
const library = `
-- lib.asp --
<%
Dim settings
Set settings = Server.CreateObject("Scripting.Dictionary")
settings.Add "server", "EX01"
Function Profile(mailbox)
	Profile = settings("server") & vbLf & mailbox
	count = count + 1
	last = mailbox
End Function
Sub Hook()
	OnHook settings("server")
End Sub
If Request.ServerVariables("AUTH_TYPE") <> "Basic" Then Response.End
Profile "first"
Session("seen") = Session("name")
Hook
Set later = GetRef("Afterwards")
%>
-- hook.asp --
<% Sub OnHook(x)
	Set d = CreateObject("Test.Other")
	d.Close x
End Sub %>
-- a.asp --
<!--#include file="lib.asp"--><!--#include file="hook.asp"-->
<% Set d = CreateObject("Test.Window"): d.Open Profile("a"), Session("seen"): Session("name") = "a" %>
-- b.asp --
<!--#include file="lib.asp"-->
<!--#include file="hook.asp"-->
<% Set d = CreateObject("Test.Window"): d.Open Profile("b"), count, last: Session("name") = "b" %>
-- c.asp --
<!--#include file="lib.asp"-->
<% Sub OnHook(x)
	CreateObject("Test.Own").Open x
End Sub
Set d = CreateObject("Test.Window"): d.Open Profile("a"), GetRef("OnHook") %>
-- d.asp --
<!--#include file="lib.asp"-->
<% last = "d": Profile "x": CreateObject("Test.Window").Open last, Session("seen") %>
-- e.asp --
<!--#include file="lib.asp"-->
<% settings("server") = "EX02": CreateObject("Test.Window").Open Profile("first") %>
-- f.asp --
<!--#include file="lib.asp"-->
<% CreateObject("Test.Window").Open Profile("first") %>
-- g.asp --
<!--#include file="lib.asp"-->
<% Function Afterwards(x)
	Afterwards = "after " & x
End Function
CreateObject("Test.Window").Open later("g") %>
`

// What pages have in common is run once; the pages do not notice.
func TestPagesGoOnFromWhatTheyHaveInCommon(t *testing.T) {
	sites := map[string]*txtar.Archive{"library": txtar.Parse([]byte(library))}
	for _, dir := range []string{"testdata", "../../testdata/rules", "../../testdata/sites"} {
		err := filepath.WalkDir(dir, func(p string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(p) != ".txtar" {
				return err
			}
			a, err := txtar.ParseFile(p)
			sites[filepath.ToSlash(p)] = a
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, a := range sites {
		t.Run(name, func(t *testing.T) {
			tree := &filetree.Memory{Files: map[string][]byte{}}
			for _, f := range a.Files {
				tree.Files[f.Name] = f.Data
			}
			s, err := site.Load(tree, site.Options{})
			if err != nil {
				t.Fatal(err)
			}
			want, got := told(flow.RunAlone(s, door{})), told(flow.Run(s, 1, nil, door{}))
			for _, l := range want {
				if !slices.Contains(got, l) {
					t.Error("missing:", l)
				}
			}
			for _, l := range got {
				if !slices.Contains(want, l) {
					t.Error("added:", l)
				}
			}
		})
	}
}

// told are the events of a result, with the ways of their values.
func told(r *flow.Result) []string {
	var out []string
	for _, p := range r.Pages {
		for _, e := range p.Events {
			var b strings.Builder
			fmt.Fprintf(&b, "%s: %d %v %s in %s", e.Page.Path(), e.Kind, e.At, e.Member, e.Proc.Name)
			for _, v := range []*flow.Val{e.Recv, e.Value} {
				b.WriteString(" | " + way(v))
			}
			for _, a := range e.Args {
				b.WriteString(" | " + way(a.Val))
			}
			for _, chain := range [][]*flow.Chain{e.Includes.List(), e.Calls.List()} {
				b.WriteString(" |")
				for _, c := range chain {
					fmt.Fprintf(&b, " %v %s", c.At, c.Name)
				}
			}
			fmt.Fprintf(&b, " | %v %v %v", e.Uncalled, e.Resume, e.Guards.Mentions("AUTH_TYPE"))
			out = append(out, b.String())
		}
	}
	return out
}

func way(v *flow.Val) string {
	if v == nil {
		return ""
	}
	var list []string
	for i, text := range show(v) {
		if i < len(v.Atoms) {
			for _, s := range v.Atoms[i].How.Steps() {
				text += fmt.Sprintf(" %d@%s:%d %s", s.Kind, s.At.Path, s.At.Pos, s.Name)
			}
		}
		list = append(list, text)
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}
