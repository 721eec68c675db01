package jscript

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// hostile are texts of n times the same piece, each of which has brought down
// a parser somewhere.
var hostile = []struct {
	name                string
	head, piece, middle string
	tail                string
}{
	{name: "parentheses", piece: "("},
	{name: "closed parentheses", piece: "(", middle: "1", tail: ")"},
	{name: "brackets", piece: "["},
	{name: "blocks", piece: "{"},
	{name: "closed blocks", piece: "{", tail: "}"},
	{name: "closing braces", piece: "}"},
	{name: "object literals", head: "x=", piece: "{a:"},
	{name: "calls", piece: "f("},
	{name: "calls in a chain", head: "f", piece: "()"},
	{name: "members in a chain", head: "a", piece: ".b"},
	{name: "indices", piece: "a["},
	{name: "sums", head: "a", piece: "+b"},
	{name: "powers", head: "a", piece: "**b"},
	{name: "not", piece: "!"},
	{name: "minus", piece: "- "},
	{name: "new", piece: "new "},
	{name: "typeof", piece: "typeof "},
	{name: "assignments", piece: "a="},
	{name: "conditions", piece: "a?b:"},
	{name: "nested conditions", piece: "a?"},
	{name: "commas", head: "a", piece: ",b"},
	{name: "labels", piece: "a:"},
	{name: "if", piece: "if(a)"},
	{name: "else if", head: "if(a)b;", piece: "else if(c)d;"},
	{name: "functions", piece: "function f(){"},
	{name: "function expressions", piece: "a(function(){"},
	{name: "try", piece: "try{"},
	{name: "switch", piece: "switch(a){case 1:"},
	{name: "while", piece: "while(a)"},
	{name: "do", piece: "do "},
	{name: "for", piece: "for(;;)"},
	{name: "for heads", piece: "for("},
	{name: "with", piece: "with(a)"},
	{name: "arrows", piece: "a=>"},
	{name: "arrow parameters", piece: "(a="},
	{name: "templates", piece: "`${"},
	{name: "classes", piece: "class A{b(){"},
	{name: "patterns", piece: "let[a=["},
	{name: "comments", piece: "/*"},
	{name: "closed comments", piece: "/**/"},
	{name: "slashes", piece: "/"},
	{name: "regular expressions", piece: "a=/b/;"},
	{name: "quotes", piece: "'"},
	{name: "backslashes", head: "'", piece: `\`},
	{name: "conditions of conditional compilation", piece: "@if("},
	{name: "alternatives of conditional compilation", head: "x ", piece: "@else "},
	{name: "open comments of conditional compilation", piece: "/*@if "},
	{name: "at signs", piece: "@"},
	{name: "stray else", piece: "else "},
	{name: "stray catch", piece: "catch(e)"},
	{name: "stray case", piece: "case a:"},
	{name: "errors", piece: "a b;"},
	{name: "errors in parentheses", piece: "a(b c\n"},
	{name: "async", piece: "async "},
	{name: "bad bytes", piece: "\xff"},
	{name: "illegal characters", piece: "#"},
	{name: "code and HTML", piece: "{\x01html\x00"},
	{name: "open comments in chunks", piece: "/*\x01html\x00"},
	{name: "expressions", piece: "\x02f(\x00"},
	{name: "semicolons behind blocks", piece: "if(a){};"},
}

func hostileOf(i, n int) string {
	h := hostile[i]
	return h.head + strings.Repeat(h.piece, n) + h.middle + strings.Repeat(h.tail, n)
}

// TestHostileTextIsReadInTimeAndMemory holds each text to a second and 100 MB
// that are alive at the end. The time is the best of several, since the machine
// may be busy; what is quadratic takes minutes.
func TestHostileTextIsReadInTimeAndMemory(t *testing.T) {
	for i, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			s := hostileOf(i, 200_000)
			chunks := page(s)
			before, best := heap(), time.Hour
			var f *File
			for n := 0; n < 5 && best > time.Second; n++ {
				start := time.Now()
				f = Parse(s, chunks, JScript)
				best = min(best, time.Since(start))
			}
			if best > time.Second {
				t.Errorf("takes %v", best)
			}
			if size := heap() - before; size > 100<<20 {
				t.Errorf("the tree takes %d MB", size>>20)
			}
			runtime.KeepAlive(f)
		})
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestHostileTextIsReportedOnceAndBounded(t *testing.T) {
	for i, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			s := hostileOf(i, 20_000)
			f := Parse(s, page(s), JScript)
			limits := 0
			for _, e := range f.Errors {
				if e.Code == CodeLimit {
					limits++
				}
			}
			if limits > 1 {
				t.Errorf("the limit is reported %d times", limits)
			}
			if d := depthOf(f); d > MaxChain+4*MaxNesting {
				t.Errorf("the tree is %d deep", d)
			}
			checkPlaces(t, f, s)
		})
	}
}

func depthOf(f *File) int {
	deepest := 0
	Walk(depthVisitor{1, &deepest}, f)
	return deepest
}

type depthVisitor struct {
	depth   int
	deepest *int
}

func (v depthVisitor) Visit(n Node) Visitor {
	if n == nil {
		return nil
	}
	*v.deepest = max(*v.deepest, v.depth)
	return depthVisitor{v.depth + 1, v.deepest}
}
