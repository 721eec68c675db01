package setup

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// What stands in a procedure that nothing calls is not known to run. A script
// calls a procedure in its text, which is followed; by a name that it holds as
// a value, or by text that it puts together, which is looked for here; or not
// at all, because others do: it is a library, and package iis looks for them.

// byName is what a script may call beyond what was followed.
type byName struct {
	values  map[string]bool // names that it holds as values, lower case
	anybody bool            // it runs text, or calls a name, that is not known
}

// calls reports whether a procedure may be called.
func (b *byName) calls(p *proc) bool {
	return p.class == nil && (b.anybody || b.values[p.name])
}

// calledByName looks for names that what was followed so far holds as values.
func (in *interp) calledByName(main [][]script.Token, procs []*proc) *byName {
	b := &byName{values: map[string]bool{}}
	b.see(in.lang, main)
	for _, p := range procs {
		if p.called {
			b.see(in.lang, p.body)
		}
	}
	return b
}

func (b *byName) see(lang script.Language, statements [][]script.Token) {
	for _, s := range statements {
		for i, t := range s {
			switch {
			case t.Kind == script.String: // GetRef("SetUp"), Execute "SetUp 1"
				for _, word := range strings.FieldsFunc(strings.ToLower(t.Text), notOfName) {
					b.values[word] = true
				}
			case t.Kind != script.Name || i > 0 && s[i-1].Text == ".":
			case runsText(t):
				b.anybody = b.anybody || !isLiteral(s[i+1:]) && !readsFile(s)
			case lang == script.C && (i+1 == len(s) || s[i+1].Text != "("): // a function as a value
				b.values[strings.ToLower(t.Text)] = true
			}
		}
	}
}

func notOfName(r rune) bool {
	return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && r < 0x80
}

// runsText reports whether a name is that of a function that runs text, or
// finds a procedure by its name.
func runsText(t script.Token) bool {
	switch strings.ToLower(t.Text) {
	case "execute", "executeglobal", "eval", "getref":
		return true
	}
	return false
}

// isLiteral reports whether an argument, in brackets or not, begins with text
// that is not joined with more.
func isLiteral(s []script.Token) bool {
	if len(s) > 0 && s[0].Text == "(" {
		s = s[1:]
	}
	return len(s) > 0 && s[0].Kind == script.String && s[0].Parts == nil && (len(s) == 1 || s[1].Text != "&" && s[1].Text != "+")
}

// readsFile knows ExecuteGlobal fso.OpenTextFile("lib.vbs").ReadAll, which
// includes a library and calls nothing by itself.
func readsFile(s []script.Token) bool {
	return slices.ContainsFunc(s, func(t script.Token) bool { return isName(t, "readall") })
}

// library notes that nothing in the script runs what it sets: names are those
// of its procedures; own says that the script does something, so that who runs
// it does not thereby call them.
func library(f *claim.Fragment, names []string, own bool) {
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".vbs", ".vbe", ".js", ".jse", ".wsf", ".ps1", ".psm1":
	default: // others call what is in a component, a form or an assembly
		return
	}
	if len(f.Claims)+len(f.Mounts) == 0 || len(names) == 0 {
		return
	}
	f.Library, f.Script = names, own
}

// isDeclaration reports whether a statement outside of procedures does nothing
// by itself.
func isDeclaration(s []script.Token) bool {
	if len(s) == 0 || s[0].Kind != script.Name {
		return true
	}
	switch strings.ToLower(s[0].Text) {
	case "option", "dim", "const", "private", "public", "on", "redim", "set", "var", "rem", "import", "using", "imports":
		return true
	}
	return len(s) > 1 && s[1].Text == "="
}

// outsiders are the words of a PowerShell script outside of its functions,
// lower case.
type outsiders struct{ words map[string]bool }

func (o outsiders) holds(name string) bool { return o.words[name] }

// outside collects the words of statements that stand in no function and do
// something, other than loading modules and saying what is exported.
func (r *psReader) outside(list []script.Statement) outsiders {
	o := outsiders{words: map[string]bool{}}
	for i := 0; i < len(list); i++ {
		s := list[i]
		if s.Kind != script.Run {
			continue
		}
		tokens := script.Scan(r.text[s.Pos:s.End], script.PowerShell, s.Pos)
		if len(tokens) == 0 {
			continue
		}
		if isName(tokens[0], "function") || isName(tokens[0], "filter") {
			if len(list) > i+1 && list[i+1].Kind == script.OpenBlock {
				i += blockEnd(list[i:])
			}
			continue
		}
		switch word, _, _ := strings.Cut(strings.ToLower(r.text[s.Pos:s.End]), " "); word {
		case "param", "param(", "import-module", "add-pssnapin", "set-strictmode", "export-modulemember", "using", "add-type", ".":
			continue
		}
		if tokens[0].Variable && assignAt(tokens) > 0 {
			continue
		}
		for _, word := range strings.FieldsFunc(strings.ToLower(r.text[s.Pos:s.End]), func(c rune) bool { return c != '-' && notOfName(c) }) {
			o.words[word] = true
		}
	}
	return o
}
