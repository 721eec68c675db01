// Package constant finds the constants of the CDO 1.21 type library that pages
// use, and whether anything declares them: scripts know them only where a
// METADATA tag or the code itself does.
package constant

import (
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Fact is the first use of one constant in one file, on a page that uses a
// CDO 1.21 session.
type Fact struct {
	fact.Base
	// Name as written.
	Name string `json:"name" expr:"name" doc:"the constant as written"`
	// Value in the type library.
	Value string `json:"value,omitempty" expr:"value" doc:"its value in the type library, empty for error codes and property tags"`
	// Declared says what declares it.
	Declared string `json:"declared,omitempty" expr:"declared" enum:"metadata,code," doc:"metadata or code, empty where nothing on the page or in global.asa declares it"`
	// Language of the use.
	Language string `json:"language" expr:"language" enum:"vbscript,jscript" doc:"vbscript or jscript"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "constant_use" }

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "constant_use",
	Doc:        "constants of the CDO 1.21 type library that pages use, and what declares them",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	c := &collector{known: sync.OnceValue(table), files: map[*site.File]*file{}}
	var out []*Fact
	for _, p := range values.Of(pass).Pages {
		if usesSession(p.Events) {
			out = append(out, c.page(p.Page)...)
		}
	}
	return out, nil
}

// usesSession reports whether a session is made or used on the page.
func usesSession(events []*flow.Event) bool {
	for _, e := range events {
		switch e.Kind {
		case flow.Create:
			if com.IsSession(e.Object) {
				return true
			}
		case flow.Call, flow.PropSet:
			if e.Recv == nil {
				continue
			}
			for i := range e.Recv.Atoms {
				if com.SessionOf(e.Recv.Atoms[i].Obj) != nil {
					return true
				}
			}
		default:
		}
	}
	return false
}

// file is what one file uses and declares.
type file struct {
	uses     []use
	declares map[string]bool // folded
	library  bool            // METADATA of the CDO 1.21 type library
}

type use struct {
	name     string
	at       source.Place
	proc     string
	language program.Language
}

type collector struct {
	known func() map[string]string // few pages hold a name that may be one
	files map[*site.File]*file
}

// page are the facts of a page: every file is read once, each page only joins
// what its files say.
func (c *collector) page(p *site.Page) []*Fact {
	closure := p.Closure
	if p.App != nil && p.App.GlobalASA != nil && p.App.Global != nil && p.App.Global != p {
		closure = append(closure[:len(closure):len(closure)], p.App.Global.Closure...)
	}
	library := false
	for _, f := range closure {
		library = library || c.file(f).library
	}
	declared := func(folded string) string {
		if library {
			return "metadata"
		}
		for _, f := range closure {
			if c.file(f).declares[folded] {
				return "code"
			}
		}
		return ""
	}
	var out []*Fact
	for _, f := range p.Closure {
		for _, u := range c.file(f).uses {
			x := &Fact{Name: u.name, Value: c.value(u.name), Declared: declared(program.Fold(u.name)), Language: "vbscript"}
			if u.language == program.JScript {
				x.Language = "jscript"
			}
			x.At, x.Page, x.Procedure, x.Called, x.Confidence = u.at, p.Path(), u.proc, true, fact.High
			if p.App != nil {
				x.Application = p.App.Folder
			}
			switch {
			case p.Orphan:
				x.Confidence = fact.Low
			case p.MissingInclude: // which may declare it
				x.Confidence = fact.Medium
			}
			out = append(out, x)
		}
	}
	return out
}

// value of a constant in the library.
func (c *collector) value(name string) string { return c.known()[stem(program.Fold(name))] }

// stem is a folded name without its prefix, "" if it has none.
func stem(folded string) string {
	for _, p := range prefixes() {
		if rest, ok := strings.CutPrefix(folded, p); ok {
			return rest
		}
	}
	return ""
}

func (c *collector) isConstant(name string) bool {
	if name == "" || strings.IndexByte(initials, name[0]|0x20) < 0 {
		return false // as nearly all names
	}
	s := stem(program.Fold(name))
	if s == "" {
		return false
	}
	_, ok := c.known()[s]
	return ok
}

func (c *collector) file(f *site.File) *file {
	out := c.files[f]
	if out == nil {
		out = &file{declares: map[string]bool{}}
		c.files[f] = out
		if f.Program != nil {
			c.read(f.Program, out)
		}
	}
	return out
}
