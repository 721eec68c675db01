package flow_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
)

// TestValues runs the sites in testdata/*.txtar. Where a page says
//
//	probe.Show x ' = "EX01" | Empty | ?
//
// x must hold exactly these alternatives there: texts in quotes with their
// unknown pieces as <SOURCE>, numbers, True, False, Empty, Null, Nothing,
// objects by ProgID or class in brackets, ? for what is not known. A line that
// says ' unreached must not be reached. "// = …" is the same in JScript.
func TestValues(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			checkValues(t, a)
		})
	}
}

func checkValues(t *testing.T, a *txtar.Archive) {
	tree := &filetree.Memory{Files: map[string][]byte{}}
	want := map[string]string{}
	for _, f := range a.Files {
		tree.Files[f.Name] = f.Data
		n := 0
		for line := range strings.Lines(string(f.Data)) {
			n++
			for _, mark := range []string{"' = ", "// = "} {
				if _, w, ok := strings.Cut(line, mark); ok {
					want[fmt.Sprintf("%s:%d", f.Name, n)] = strings.TrimSpace(w)
				}
			}
		}
	}
	s, err := site.Load(tree, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := probed(t, s)
	for at, w := range want {
		alternatives := strings.Split(w, " | ")
		slices.Sort(alternatives)
		w = strings.Join(alternatives, " | ")
		switch g, ok := got[at]; {
		case !ok:
			t.Errorf("%s: wanted %s, but the line is not reached", at, w)
		case g != w:
			t.Errorf("%s: wanted %s, got %s", at, w, g)
		}
	}
	for at, g := range got {
		if _, ok := want[at]; !ok {
			t.Errorf("%s: reached, with %s", at, g)
		}
	}
}

// probed is what the probes of a site show, by place.
func probed(t *testing.T, s *site.Site) map[string]string {
	seen := map[string]map[string]bool{}
	for _, p := range flow.Run(s, 1, nil).Pages {
		for _, e := range p.Events {
			if e.Kind != flow.Call || e.Member != "Show" || e.Uncalled {
				continue
			}
			src, err := s.Source(e.At.Path)
			if err != nil {
				t.Fatal(err)
			}
			at := fmt.Sprintf("%s:%d", e.At.Path, src.Position(e.At.Pos).Line)
			if seen[at] == nil {
				seen[at] = map[string]bool{}
			}
			for _, v := range show(e.Args[0].Val) {
				seen[at][v] = true
			}
		}
	}
	out := map[string]string{}
	for at, set := range seen {
		var list []string
		for v := range set {
			list = append(list, v)
		}
		slices.Sort(list)
		out[at] = strings.Join(list, " | ")
	}
	return out
}

func show(v *flow.Val) []string {
	var out []string
	for _, a := range v.Atoms {
		out = append(out, showAtom(a))
	}
	if v.Open {
		out = append(out, "?")
	}
	return out
}

func showAtom(a flow.Atom) string {
	switch a.Kind {
	case flow.Text:
		return fmt.Sprintf("%q", a.Str.String())
	case flow.Number:
		return fmt.Sprint(a.Num)
	case flow.Bool:
		if a.Num != 0 {
			return "True"
		}
		return "False"
	case flow.Empty:
		return "Empty"
	case flow.Null:
		return "Null"
	case flow.Nothing:
		return "Nothing"
	case flow.Func:
		return "[function " + a.Proc.Proc.Name + "]"
	case flow.Truth:
		return "[condition]"
	case flow.Ref:
		switch o := a.Obj; o.Kind {
		case flow.Instance:
			return "[class " + o.Class.Name + "]"
		case flow.COM:
			return "[" + o.ProgID + "]"
		case flow.Member:
			return "[" + o.ProgID + " " + o.Path + "]"
		default:
			return "[object]"
		}
	}
	return "invalid"
}
