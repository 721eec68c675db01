package vbscript

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// names are those that stand anywhere in the tree, and the number of includes.
func namesIn(f *File) (names []string, includes int) {
	WalkFile(f, func(n Node) bool {
		switch n := n.(type) {
		case *Ident:
			names = append(names, n.Name)
		case *IncludeStmt:
			includes++
		}
		return true
	})
	return names, includes
}

// TestWhatIsBeyondALimitIsSaid: of a line that is too long, the statement that
// crosses the limit and the rest are lost, and nothing else; of a source that is
// too long, the rest. One report says where.
func TestWhatIsBeyondALimitIsSaid(t *testing.T) {
	const line, source = 40, 400
	long := func(unit string) string { return strings.Repeat(unit, 2*line) }
	for name, c := range map[string]struct {
		src      string
		want     []string // names that are read
		lost     []string
		at       []string // what the reports begin at
		includes int
	}{
		"one statement":          {"first\nx = lost" + long(" & b") + "\nlast", []string{"first", "last"}, []string{"x", "lost"}, []string{"b"}, 0},
		"statements":             {"first: " + long("b: ") + " lost\nlast", []string{"first", "b", "last"}, []string{"lost"}, []string{"b"}, 0},
		"arguments":              {"lost " + long("b, ") + "lost\nlast", []string{"last"}, []string{"lost"}, []string{","}, 0},
		"a continued statement":  {"lost " + long("b, _\n") + "lost\nlast", []string{"last"}, []string{"lost"}, []string{","}, 0},
		"two lines":              {"a " + long("b, ") + "\nmiddle\na " + long("b, ") + "\nlast", []string{"middle", "last"}, []string{"b"}, []string{",", ","}, 0},
		"CR alone ends a line":   {"a " + long("b, ") + "lost\rlast", []string{"last"}, []string{"lost"}, []string{","}, 0},
		"blocks on a line":       {"<% first %>" + long("<% b %>") + "<% lost %>\n<% last %>", []string{"first", "b", "last"}, []string{"lost"}, []string{"b"}, 0},
		"expressions on a line":  {"<%= first %>" + long("<%= b %>") + "<%= lost %>\n<%= last %>", []string{"first", "b", "last"}, []string{"lost"}, []string{"b"}, 0},
		"a long expression":      {"<%= a" + long(" & b") + " & lost %><% lost %>\n<% last %>", []string{"last"}, []string{"lost"}, []string{"&"}, 0},
		"an include on the line": {"<% " + long("b: ") + "lost %><!--#x<% lost %>\n<% last %>", []string{"b", "last"}, []string{"lost"}, []string{"b"}, 1},
		"a procedure on a line":  {"Sub p: " + long("b: ") + "lost: End Sub\nSub q: last: End Sub", []string{"b", "last"}, []string{"lost"}, []string{":"}, 0},
		"an If on a line":        {"If a Then " + long("b: ") + "lost\nlast", []string{"a", "b", "last"}, []string{"lost"}, []string{":"}, 0},
		"code in a literal":      {"first: Execute \"" + long("lost: ") + "\"\nlast", []string{"first", "last"}, []string{"lost"}, []string{`"`}, 0},
		"raw text":               {"first\nGoTo " + long("b ") + "\nlast", []string{"first", "last"}, nil, []string{"b"}, 0},
		"many lines":             {"first\n" + strings.Repeat("b\n", source) + "lost", []string{"first", "b"}, []string{"lost"}, []string{"b"}, 0},
		"many lines, an include": {"<% " + strings.Repeat("b\n", source) + "lost %><!--#x<% lost %><!--#x", []string{"b"}, []string{"lost"}, []string{"b"}, 2},
		"a long procedure":       {"Sub p\n" + strings.Repeat("If a Then b\n", source) + "End Sub\nlost", []string{"a", "b"}, []string{"lost"}, nil, 0},
		"many literals":          {strings.Repeat("Execute \"b: b\"\n", source) + "lost", []string{"b"}, []string{"lost"}, nil, 0},
		"errors before it":       {strings.Repeat("If If\n", source) + "lost", nil, []string{"lost"}, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := ParseWithin(c.src, chunksOf(c.src), VBScript, Limits{Line: line, Source: source})
			names, includes := namesIn(f)
			for _, n := range c.want {
				if !slices.Contains(names, n) {
					t.Errorf("%s is not read", n)
				}
			}
			for _, n := range c.lost {
				if slices.Contains(names, n) {
					t.Errorf("%s is read", n)
				}
			}
			var at []string
			for _, e := range f.Errors {
				if e.Code == LongLine || e.Code == LongSource {
					at = append(at, c.src[e.Pos:e.Pos+1])
				}
			}
			if c.at == nil && len(at) == 1 {
				at = nil
			}
			if diff := cmp.Diff(c.at, at); diff != "" {
				t.Errorf("reports (-want +got):\n%s", diff)
			}
			if includes != c.includes {
				t.Errorf("%d includes, want %d", includes, c.includes)
			}
			if f.Tokens > source+line {
				t.Errorf("%d tokens", f.Tokens)
			}
		})
	}
}

func TestLimitsAreNamed(t *testing.T) {
	f := ParseWithin("f a, b, c, d\n"+strings.Repeat("b\n", 20), []Chunk{{ChunkCode, 0, 53}}, VBScript, Limits{Line: 5, Source: 20})
	got := ""
	for _, e := range f.Errors {
		got += fmt.Sprintln(e)
	}
	const want = "more than 5 words and signs on one line; the rest of the line is not analysed\n" +
		"more than 20 words and signs; the rest of the file is not analysed\n"
	if got != want {
		t.Errorf("got %s", got)
	}
}

// FuzzLimits: what is within the limits is read as without any, and no include
// is lost.
func FuzzLimits(f *testing.F) {
	for _, s := range []string{
		"f a, b, c, d, e, f, g, h\nx = 1", "<%= a & b & c & d & e & f & g %>x<% y %>\n<!--#z<% w %>", "Sub p: a: b: c: d: e: End Sub\n",
		"Execute \"a: b: c: d: e: f: g: h: i\"\n", "Type a\nb\nEnd Type\nIf a Then b: c: d: e: f: g\nElse\nEnd If",
	} {
		f.Add(s, uint8(9), uint8(40), false)
	}
	f.Fuzz(func(t *testing.T, src string, line, source uint8, vb6 bool) {
		mode := VBScript
		if vb6 {
			mode = VB6
		}
		chunks := chunksOf(src)
		all, some := Parse(src, chunks, mode), ParseWithin(src, chunks, mode, Limits{Line: int(line), Source: int(source)})
		checkExtents(t, some)
		if !has(some, LongLine) && !has(some, LongSource) {
			if diff := cmp.Diff(all.Errors, some.Errors); diff != "" {
				t.Errorf("errors:\n%s", diff)
			}
			want, _ := Print(all)
			got, _ := Print(some)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("trees:\n%s", diff)
			}
			return
		}
		_, want := namesIn(all)
		if _, got := namesIn(some); got < want {
			t.Errorf("%d of %d includes", got, want)
		}
	})
}
