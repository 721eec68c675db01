package jscript

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// namesIn are those that stand anywhere in the tree, and the number of includes.
func namesIn(f *File) (names []string, includes int) {
	Inspect(f, func(n Node) bool {
		switch n := n.(type) {
		case *Ident:
			names = append(names, n.Name)
		case *Include:
			includes++
		}
		return true
	})
	return names, includes
}

// TestWhatIsBeyondALimitIsSaid: of a line that is too long, the rest is lost, and
// nothing else; of a source that is
// too long, the rest. One report says where; braces on the line close what they
// belong to.
func TestWhatIsBeyondALimitIsSaid(t *testing.T) {
	const line, source = 40, 400
	long := func(unit string) string { return strings.Repeat(unit, 2*line) }
	const onLine, inFile = "more than 40 words and signs on one line; the rest of the line is not analysed", "more than 400 words and signs; the rest of the file is not analysed"
	for name, c := range map[string]struct {
		src      string
		want     []string // names that are read at module level
		lost     []string
		errors   []string
		includes int
	}{
		"one statement":        {"first;\nx = y" + long(" + b") + "+ lost;\nlast", []string{"first", "last"}, []string{"lost"}, []string{onLine}, 0},
		"statements":           {"first;" + long("b; ") + "lost;\nlast", []string{"first", "b", "last"}, []string{"lost"}, []string{onLine}, 0},
		"arguments":            {"f(" + long("b, ") + "lost);\nlast", []string{"last"}, []string{"lost"}, []string{onLine}, 0},
		"an object":            {"x = {" + long("b: {}, ") + "c: lost};\nlast", []string{"last"}, []string{"lost"}, []string{onLine}, 0},
		"nested objects":       {"x = {y: {z: {" + long("b: {}, ") + "c: lost}}};\nlast", []string{"last"}, []string{"lost"}, []string{onLine}, 0},
		"two lines":            {"f(" + long("b, ") + "lost);\nmiddle\nf(" + long("b, ") + "lost);\nlast", []string{"middle", "last"}, []string{"lost"}, []string{onLine, onLine}, 0},
		"a function":           {"function p() { " + long("b; ") + "lost; }\nlast", []string{"last"}, []string{"lost"}, []string{onLine}, 0},
		"functions in another": {"function p() { if (a) { " + long("b = {}; ") + "{ lost } } lost }\nlast", []string{"last"}, []string{"lost"}, []string{onLine}, 0},
		"functions":            {"first;" + long("function p() { b } ") + "lost\nlast", []string{"first", "last"}, []string{"lost"}, []string{onLine}, 0},
		"a function value":     {"x = function () { " + long("b; ") + "lost };\nlast", []string{"last"}, []string{"lost"}, []string{onLine}, 0},
		"braces":               {long("{ b; }") + "}}}\nlast", []string{"last"}, []string{"lost"}, []string{onLine}, 0},
		"a switch":             {"switch (a) { case 1: " + long("b; ") + "default: lost }\nlast", []string{"last"}, []string{"lost"}, []string{onLine}, 0},
		"blocks on the line":   {"first;" + long("b; ") + "lost\x00last", []string{"first", "b", "last"}, []string{"lost"}, []string{onLine}, 0},
		"a long expression":    {"\x02" + long("b, ") + "lost\x01html\x00last", []string{"last"}, []string{"lost"}, []string{onLine}, 0},
		"an include behind it": {long("b; ") + "lost\x03x\x00last", []string{"b", "last"}, []string{"lost"}, []string{onLine}, 1},
		"many lines":           {"first\n" + strings.Repeat("b\n", source) + "lost", []string{"first", "b"}, []string{"lost"}, []string{inFile}, 0},
		"a long function":      {"function p() {\n" + strings.Repeat("{ b(\n1)\n", source) + "lost\x03x\x00lost\x03x\x00lost", nil, []string{"lost"}, []string{inFile}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			f := ParseWithin(c.src, page(c.src), JScript, Limits{Line: line, Source: source})
			checkPlaces(t, f, c.src)
			names, includes := namesIn(f)
			for _, n := range c.lost {
				if slices.Contains(names, n) {
					t.Errorf("%s is read", n)
				}
			}
			f.Body = slices.DeleteFunc(f.Body, func(s Stmt) bool {
				_, ok := s.(*FuncDecl)
				return ok
			})
			names, _ = namesIn(f)
			for _, n := range c.want {
				if !slices.Contains(names, n) {
					t.Errorf("%s is not read", n)
				}
			}
			var errors []string
			for _, e := range f.Errors {
				errors = append(errors, e.Error())
			}
			if diff := cmp.Diff(c.errors, errors); diff != "" {
				t.Errorf("reports (-want +got):\n%s", diff)
			}
			if includes != c.includes {
				t.Errorf("%d includes, want %d", includes, c.includes)
			}
			if len(f.Edges) > 0 {
				t.Errorf("%+v", f.Edges)
			}
		})
	}
}

// FuzzLimits: what is within the limits is read as without any, and no include
// is lost.
func FuzzLimits(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, uint8(9), uint8(40))
	}
	f.Fuzz(func(t *testing.T, s string, line, source uint8) {
		all, some := Parse(s, page(s), JScript), ParseWithin(s, page(s), JScript, Limits{Line: int(line), Source: int(source)})
		checkPlaces(t, some, s)
		limited := slices.ContainsFunc(some.Errors, func(e *Error) bool { return strings.Contains(e.Expected, "words and signs") })
		if limited {
			_, want := namesIn(all)
			if _, got := namesIn(some); got < want {
				t.Errorf("%d of %d includes", got, want)
			}
			return
		}
		if diff := cmp.Diff(all.Errors, some.Errors); diff != "" {
			t.Errorf("errors:\n%s", diff)
		}
		if diff := cmp.Diff(dump(all), dump(some)); diff != "" {
			t.Errorf("trees:\n%s", diff)
		}
	})
}
