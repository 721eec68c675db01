package vbscript

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// hostile are shapes that a generator, or an enemy, makes long or deep.
var hostile = []struct {
	name             string
	head, unit, tail string
	tooDeep          bool // nests
	loose            bool // leaves blocks open or closes too many
	broken           bool // is no code
}{
	{name: "concatenations", head: "x = a", unit: ` & "b"`},
	{name: "additions", head: "x = a", unit: " + 1"},
	{name: "subtractions", head: "x = a", unit: " - 1", tooDeep: true},
	{name: "comparisons", head: "x = a", unit: " = b", tooDeep: true},
	{name: "operators in turn", head: "x = a", unit: " & b + c"},
	{name: "parentheses", head: "x = ", unit: "(", tooDeep: true},
	{name: "calls in calls", head: "x = ", unit: "f(", tooDeep: true},
	{name: "calls of calls", head: "x = f", unit: "(1)", tooDeep: true},
	{name: "members", head: "x = a", unit: ".b", tooDeep: true},
	{name: "statement parentheses", head: "f ", unit: "(", tooDeep: true},
	{name: "statement calls", head: "f", unit: " (a)", tooDeep: true},
	{name: "Nots", head: "x = ", unit: "Not ", tooDeep: true},
	{name: "minuses", head: "x = ", unit: "- ", tooDeep: true},
	{name: "powers", head: "x = a", unit: " ^ -b", tooDeep: true},
	{name: "arguments", head: "f a", unit: ", a"},
	{name: "omitted arguments", head: "f ", unit: ","},
	{name: "declarations", head: "Dim a", unit: ", a"},
	{name: "statements on a line", head: "a", unit: ": b"},
	{name: "one-line Ifs", head: "", unit: "If a Then ", tooDeep: true, broken: true},
	{name: "block Ifs", head: "", unit: "If a Then\n", tooDeep: true, loose: true},
	{name: "ElseIfs", head: "If a Then\n", unit: "ElseIf b Then\n", tail: "End If\n", tooDeep: true},
	{name: "Elses", head: "If a Then\n", unit: "Else\n", tail: "End If\n", broken: true},
	{name: "loops", head: "", unit: "For i = 1 To 2\n", tooDeep: true, loose: true},
	{name: "loops on a line", head: "", unit: "Do : ", tooDeep: true, loose: true},
	{name: "Withs", head: "", unit: "With a\n", tooDeep: true, loose: true},
	{name: "cases", head: "Select Case a\n", unit: "Case 1\n", tail: "End Select\n"},
	{name: "procedures without end", head: "", unit: "Sub a\n", loose: true},
	{name: "classes without end", head: "", unit: "Class a\n", tooDeep: true, loose: true},
	{name: "ends", head: "", unit: "End If\n", loose: true},
	{name: "loop ends", head: "Do\n", unit: "Next\n", loose: true},
	{name: "quotes", head: "x = ", unit: `"`},
	{name: "open strings", head: "", unit: "x = \"\n", broken: true},
	{name: "open brackets", head: "x = ", unit: "[", broken: true},
	{name: "hashes", head: "x = ", unit: "# 1 ", broken: true},
	{name: "underscores", head: "x = ", unit: "_ ", broken: true},
	{name: "continuations", head: "x = 1", unit: " _\n"},
	{name: "comments", head: "", unit: "' a\n"},
	{name: "colons", head: "", unit: ":"},
	{name: "code blocks", head: "", unit: "<%%>"},
	{name: "text and code", head: "", unit: "a<% b %>"},
	{name: "expressions", head: "", unit: "<%= a %>"},
	{name: "blocks left open", head: "", unit: "<% If a Then %>b", tooDeep: true, loose: true},
	{name: "Execute in Execute", head: "", unit: "Execute \"x = 1\"\n"},
	{name: "doubled quotes in Execute", head: "Execute \"x = ", unit: `""""`, tail: `"`},
	{name: "Types without end", head: "", unit: "Type a\n"},
	{name: "labels", head: "", unit: "a:"},
	{name: "blanks", head: "x = 1", unit: " "},
	{name: "less-than signs", head: "x = a", unit: " <  ", broken: true},
	{name: "bytes of nothing", head: "", unit: "\x00\x01\xff", broken: true},
}

const many = 200_000

// TestHostileShapes parses 200,000 of each in both modes: none may take long,
// overflow a stack, or give a tree that a recursive consumer cannot walk.
func TestHostileShapes(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			src := h.head + strings.Repeat(h.unit, many) + h.tail
			chunks := chunksOf(src)
			for _, mode := range []Mode{VBScript, VB6} {
				var before, after runtime.MemStats
				var f *File
				best := time.Hour
				for n := 0; n < 5 && best > time.Second; n++ { // others may be in the way of the same processor
					runtime.ReadMemStats(&before)
					start := processor()
					f = Parse(src, chunks, mode)
					best = min(best, processor()-start)
					runtime.ReadMemStats(&after)
				}
				if best > time.Second { // what is quadratic takes minutes
					t.Errorf("mode %d took %v", mode, best)
				}
				if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 100 {
					t.Errorf("mode %d allocated %d MiB", mode, mb)
				}
				if got := has(f, TooDeep); got != h.tooDeep && mode == VBScript {
					t.Errorf("too deep: %v", got)
				}
				if len(f.Errors) > MaxErrors+1 || len(f.Edges) > MaxErrors {
					t.Errorf("%d errors, %d edges", len(f.Errors), len(f.Edges))
				}
				if !h.tooDeep && !h.loose && !h.broken && mode == VBScript && len(f.Errors)+len(f.Edges) > 0 {
					t.Errorf("errors: %v %v", f.Errors, f.Edges)
				}
				if d := depth(f); d > 3*MaxDepth {
					t.Errorf("the tree is %d deep", d)
				}
			}
		})
	}
}

// TestTooDeepIsSaidOnceOnALine counts the reports of what nests too deep in its
// head and its body, twice on one line, and on two lines.
func TestTooDeepIsSaidOnceOnALine(t *testing.T) {
	nested := "x = " + strings.Repeat("(", 2*MaxDepth) + "1" + strings.Repeat(")", 2*MaxDepth)
	for name, c := range map[string]struct {
		src  string
		want int
	}{
		"blocks":                   {strings.Repeat("If a Then\n", 2*MaxDepth), 1},
		"blocks on one line":       {"<% " + strings.Repeat("If a Then %>b<% ", 2*MaxDepth), 1},
		"loops":                    {strings.Repeat("While a\n", 2*MaxDepth), 1},
		"an expression":            {nested, 1},
		"expressions on one line":  {nested + " : " + nested + "\n", 1},
		"expressions on two lines": {nested + "\r" + nested, 2},
	} {
		t.Run(name, func(t *testing.T) {
			got := 0
			for _, e := range Parse(c.src, chunksOf(c.src), VBScript).Errors {
				if e.Code == TooDeep {
					got++
				}
			}
			if got != c.want {
				t.Errorf("%d reports, want %d", got, c.want)
			}
		})
	}
}

func has(f *File, code Code) bool {
	for _, e := range f.Errors {
		if e.Code == code {
			return true
		}
	}
	return false
}

// depth is how many nodes stand above one another at most.
func depth(f *File) int {
	deepest := 0
	var visit func(n Node, level int)
	visit = func(n Node, level int) {
		deepest = max(deepest, level)
		first := true
		Walk(n, func(c Node) bool {
			if first {
				first = false
				return true
			}
			visit(c, level+1)
			return false
		})
	}
	for _, s := range f.Stmts {
		visit(s, 1)
	}
	return deepest
}

// TestParsingIsLinear doubles each shape: the time must not grow by much more
// than twice. Short times and the best of several runs keep other processes
// out of it; a shape that is quadratic grows fourfold in every run.
func TestParsingIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes time by design")
	}
	const n, runs, limit = 40_000, 3, 3.0
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // it would set in at some size
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			best := func(n int) time.Duration {
				src := h.head + strings.Repeat(h.unit, n) + h.tail
				chunks := chunksOf(src)
				least := time.Hour
				for range runs {
					runtime.GC()
					start := time.Now()
					Parse(src, chunks, VBScript)
					least = min(least, time.Since(start))
				}
				return least
			}
			n := n
			for range 4 {
				one, two := best(n), best(2*n)
				// 80,000 units in so little time cannot be quadratic, and such
				// short times say more of the machine than of the parser.
				if two < 25*time.Millisecond || float64(two)/float64(one) <= limit {
					return
				}
				t.Logf("%v, twice as long %v", one, two)
				n *= 2 // some milliseconds say little: what is quadratic shows all the more in more
			}
			t.Error("time grows faster than the input")
		})
	}
}

// TestALineThatNestsTooDeepIsAllThatIsLost: what stands on the next line, or in
// the next block of the page, is read.
func TestALineThatNestsTooDeepIsAllThatIsLost(t *testing.T) {
	for name, src := range map[string]string{
		"a line":  strings.Repeat("If a Then b : ", 2*MaxDepth) + "\nlast\n",
		"a block": "<% " + strings.Repeat("If a Then b : ", 2*MaxDepth) + " %>\n<% last %>",
		"ElseIfs": "If a Then b " + strings.Repeat("ElseIf c Then d ", 2*MaxDepth) + "\nlast\n",
	} {
		f := Parse(src, chunksOf(src), VBScript)
		found := false
		for _, s := range f.Stmts {
			Walk(s, func(n Node) bool {
				id, ok := n.(*Ident)
				found = found || ok && id.Name == "last"
				return true
			})
		}
		if !found || !has(f, TooDeep) {
			t.Errorf("%s: read on: %v, reported: %v", name, found, has(f, TooDeep))
		}
	}
}
