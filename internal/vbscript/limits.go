package vbscript

import (
	"math"
	"strings"
)

// Limits bound how much of a source is parsed, in tokens; comments do not count.
// 0 is no limit. What is beyond is reported and left unread, except for include
// directives: what they bring is not to be lost.
type Limits struct {
	// Line is for one line of code, with the lines that continue it and with
	// all blocks on it: the statement that crosses the limit and the rest of
	// its line are given up.
	Line int
	// Source is for all of it.
	Source int
}

// newLine begins to count the tokens of a line.
func (p *parser) newLine() {
	p.cut, p.stop = false, math.MaxInt
	if p.limits.Line > 0 {
		p.stop = p.count + p.limits.Line
	}
	if p.limits.Source > 0 {
		p.stop = min(p.stop, p.limits.Source)
	}
}

// counted adds tokens that count for the source, but not for the line: those of
// code in a literal, whose lines are its own.
func (p *parser) counted(n int) {
	p.count += n
	if p.stop < math.MaxInt {
		p.stop += n
	}
	if p.limits.Source > 0 {
		p.stop = min(p.stop, p.limits.Source)
	}
}

// endsLine reports whether a token that stands between statements ends the line
// of the source, and not just the block of code on it.
func (p *parser) endsLine(t Token) bool {
	text := p.src[t.Pos:t.End]
	return t.Kind == Newline && text != "" ||
		t.Kind == HTML && (strings.IndexByte(text, '\n') >= 0 || strings.IndexByte(text, '\r') >= 0)
}

// beyond sees to a token that is beyond a limit. The first becomes a token that
// no statement takes, so that the one at hand is given up; the others are
// skipped.
func (p *parser) beyond() {
	kind := p.tok
	if p.limits.Source > 0 && p.count > p.limits.Source && !p.gaveUp {
		p.stopReading()
		return
	}
	switch kind {
	case EOF, Newline, HTML, Include, ExprEnd:
		return // what statements end at
	}
	// The rest of an expression ends with its block, which is waited for.
	within := p.s.kind == ChunkExpr && kind != ExprStart
	if !p.cut {
		p.cut = true
		p.report(&Error{Pos: p.pos, End: p.end, Code: LongLine, Expected: tokens(p.limits.Line)})
		if kind != ExprStart {
			p.tok = Beyond
			return
		}
	}
	for {
		t := p.s.Next()
		p.tok, p.pos, p.end = t.Kind, t.Pos, t.End
		switch {
		case t.Kind == EOF, t.Kind == Include, t.Kind == ExprEnd && within:
			return
		case p.endsLine(t):
			p.newLine()
			return
		}
	}
}

// stopReading leaves the rest of the source unread, but for its includes.
func (p *parser) stopReading() {
	p.report(&Error{Pos: p.pos, End: p.end, Code: LongSource, Expected: tokens(p.limits.Source)})
	p.gaveUp, p.cut, p.tok = true, true, Beyond
	var includes []Chunk
	for _, c := range p.s.chunks {
		if c.Kind == ChunkInclude {
			includes = append(includes, c)
		}
	}
	p.s.chunks, p.s.limit = includes, p.s.pos
}
