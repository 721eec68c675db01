package program

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/source"
)

// maxTree bounds the depth of a program's trees: a few levels for each that
// the parsers allow.
const maxTree = 12_000

// FuzzCompile holds that a program refers only to what is there: spans within
// the text, indices within their lists, trees that can be walked. It is the
// same when it is made again, and nothing of it can be nil where users do not
// expect that.
func FuzzCompile(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatalf("no archives: %v", err)
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, a := range txtar.Parse(raw).Files {
			if !strings.HasSuffix(a.Name, ".program") {
				f.Add(a.Name, a.Data)
			}
		}
	}
	f.Add("page.asp", []byte("<%Select a"))
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		src := source.New(name, raw, source.Options{})
		p := compileNamed(src)
		c := checker{t: t, file: p, size: int32(len(src.Text))}
		c.check()
		if again := compileNamed(src); !reflect.DeepEqual(p, again) {
			t.Fatal("compiled again, the program is another one")
		}
	})
}

// checker verifies a program.
type checker struct {
	t    *testing.T
	file *File
	size int32
}

func (c *checker) span(what string, s Span) {
	if s.Pos < 0 || s.End < s.Pos || s.End > c.size {
		c.t.Fatalf("%s at %v of %d bytes", what, s, c.size)
	}
}

func (c *checker) check() {
	f := c.file
	for _, in := range f.Includes {
		c.span("include", in.Span)
		c.span("path", in.PathAt)
		if in.InProc < -1 || int(in.InProc) >= len(f.Procs) {
			c.t.Fatalf("include in procedure %d of %d", in.InProc, len(f.Procs))
		}
	}
	last := int32(0)
	for _, e := range f.Edges {
		c.span("edge", e.Span)
		if e.Span.Pos < last || e.What == "" || e.Problem.Message == "" {
			c.t.Fatalf("edge %+v behind %d", e, last)
		}
		last = e.Span.Pos
	}
	for _, p := range f.Problems {
		c.span("problem", p.Span)
		if p.ID == "" || p.Message == "" {
			c.t.Fatalf("problem %+v", p)
		}
	}
	for _, m := range f.Comments {
		c.span("comment", m.Span)
	}
	for _, k := range f.Classes {
		c.span("class", k.Span)
		for _, m := range k.Methods {
			if f.Procs[m].Class != k.Name {
				c.t.Fatalf("%s is no method of %s", f.Procs[m].Name, k.Name)
			}
		}
	}
	c.proc(f.Main)
	for _, p := range f.Procs {
		c.proc(p)
	}
}

func (c *checker) proc(p *Proc) {
	c.span("procedure", p.Span)
	c.span("name", p.NameAt)
	if p.Kind == 0 || p.Language == 0 || p.Outer < -1 || int(p.Outer) >= len(c.file.Procs) {
		c.t.Fatalf("procedure %+v", p)
	}
	for _, q := range p.Params {
		c.expr(q.Default, 1)
	}
	c.stmts(p.Body, 1)
}

func (c *checker) stmts(list []*Stmt, depth int) {
	if depth > maxTree {
		c.t.Fatal("the statements are too deep")
	}
	for _, s := range list {
		if s == nil || s.Kind == 0 {
			c.t.Fatalf("statement %+v", s)
		}
		c.span("statement", s.Span)
		if s.Kind == StmtInclude && int(s.Index) >= len(c.file.Includes) {
			c.t.Fatalf("include %d of %d", s.Index, len(c.file.Includes))
		}
		if !s.whole() {
			c.t.Fatalf("statement %d without what it needs", s.Kind)
		}
		for _, e := range [...]*Expr{s.Target, s.Value, s.Detail().From, s.Detail().To} {
			c.expr(e, 1)
		}
		c.stmts(s.Body, depth+1)
		c.stmts(s.Detail().Else, depth+1)
		c.stmts(s.Detail().Finally, depth+1)
		for _, k := range s.Detail().Cases {
			c.span("case", k.Span)
			for _, v := range k.Values {
				c.expr(v, 1)
			}
			c.stmts(k.Body, depth+1)
		}
	}
}

func (c *checker) expr(e *Expr, depth int) {
	if e == nil {
		return
	}
	if depth > maxTree {
		c.t.Fatal("the expression is too deep")
	}
	if e.Kind == 0 {
		c.t.Fatalf("expression %+v", e)
	}
	c.span("expression", e.Span)
	c.span("name", e.StrAt())
	if e.Kind == ExprFunc && int(e.Index) >= len(c.file.Procs) {
		c.t.Fatalf("function %d of %d", e.Index, len(c.file.Procs))
	}
	if !e.whole() {
		c.t.Fatalf("expression %d without what it needs", e.Kind)
	}
	c.expr(e.X, depth+1)
	c.expr(e.Y, depth+1)
	for _, a := range e.Args() {
		if a == nil {
			c.t.Fatal("an argument is nil")
		}
		c.expr(a, depth+1)
	}
}
