// Package cdocall finds the uses of CDO 1.21 objects: which member, of which
// object, with which arguments.
package cdocall

import (
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "cdo_call",
	Doc:        "methods and properties of CDO 1.21 objects that pages use",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	var out []*Fact
	for _, e := range values.Select(values.Of(pass), func(e *flow.Event) bool { return receiver(e) != nil }) {
		o := receiver(e)
		f := &Fact{Base: values.Base(e), Class: com.Class(o), Member: program.Fold(e.Member)}
		if o.Kind == flow.Member {
			f.Receiver, f.OwnStore = o.Path, com.IsOwnStore(o)
		}
		f.Path = strings.TrimPrefix(f.Receiver+"."+f.Member, ".")
		for i := range e.Args {
			a := argument(&e.Args[i])
			a.Blank = a.Blank || unset(e, &e.Args[i])
			if f.Path == "logon" && (i == 1 || a.Name == "profilepassword") && a.Text != "" {
				a.Text = "<password>" // for the eyes of nobody
			}
			f.Args = append(f.Args, a)
		}
		for n := len(f.Args); n > 0 && f.Args[n-1].Kind == "omitted"; n-- {
			f.Args = f.Args[:n-1]
		}
		out = append(out, f)
	}
	number(out)
	return out, nil
}

// number marks what is done with an element that was taken by its number in the
// same expression.
func number(facts []*Fact) {
	type begin struct {
		source.Place
		path string
	}
	ends := map[begin]int{}
	key := func(f *Fact, path string) begin {
		at := f.At
		at.End = 0
		return begin{at, path}
	}
	for _, f := range facts {
		if len(f.Args) > 0 && f.Args[0].Kind == "number" {
			ends[key(f, f.Path)] = f.At.End
		}
	}
	for _, f := range facts {
		if end, ok := ends[key(f, f.Receiver)]; ok && end < f.At.End {
			f.Numbered = true
		}
	}
}

// receiver is the CDO object that the event calls or sets a member of.
func receiver(e *flow.Event) *flow.Object {
	if e.Kind != flow.Call && e.Kind != flow.PropSet || e.Recv == nil {
		return nil
	}
	for i := range e.Recv.Atoms {
		if a := &e.Recv.Atoms[i]; a.Kind == flow.Ref && com.SessionOf(a.Obj) != nil {
			return a.Obj
		}
	}
	return nil
}

func argument(a *flow.Arg) Arg {
	out := Arg{Name: a.Name, Kind: "unknown"}
	switch {
	case a.Omitted:
		return Arg{Kind: "omitted", Blank: true}
	case a.Val == nil:
		return out
	}
	if s := a.Val.Strings(); len(s) > 0 {
		out.Text = s[0].String()
	}
	out.Blank = values.Blank(a)
	kinds := map[string]bool{}
	for i := range a.Val.Atoms {
		kinds[kind(&a.Val.Atoms[i])] = true
	}
	if !a.Val.Open && len(kinds) == 1 {
		for k := range kinds {
			out.Kind = k
		}
	}
	return out
}

func kind(a *flow.Atom) string {
	switch a.Kind {
	case flow.Text:
		if _, exact := a.Str.Exact(); exact {
			return "string"
		}
	case flow.Number:
		return "number"
	case flow.Bool:
		return "boolean"
	case flow.Empty:
		return "empty"
	case flow.Null:
		return "null"
	case flow.Nothing:
		return "nothing"
	case flow.Ref:
		return "object"
	case flow.Func, flow.Truth:
	}
	return "unknown"
}
