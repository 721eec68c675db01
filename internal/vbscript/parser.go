package vbscript

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// MaxDepth limits the nesting of blocks, and of the expressions in a
// statement, each. A walker may recurse.
const MaxDepth = 1000

// MaxErrors limits the errors of one file, and its edges.
const MaxErrors = 200

// Parse parses the chunks of a source text as one unit: a block may open in
// one chunk and close in another. Offsets in the tree are bytes of src. It
// always returns a file; what is wrong is in its Errors and Edges.
func Parse(src string, chunks []Chunk, mode Mode) *File {
	return ParseWithin(src, chunks, mode, Limits{})
}

// ParseWithin is Parse within limits.
func ParseWithin(src string, chunks []Chunk, mode Mode, limits Limits) *File {
	p := newParser(src, chunks, mode, limits)
	if mode == VB6 {
		p.header()
	}
	p.file.Stmts = p.unit()
	p.finish()
	f := p.file
	f.Tokens = p.count
	p.release()
	return f
}

// ParseScript parses a source text that is code from beginning to end.
func ParseScript(src string, mode Mode) *File {
	return Parse(src, []Chunk{{ChunkCode, 0, len(src)}}, mode)
}

// parser is a recursive-descent parser with one token of look-ahead.
type parser struct {
	s       Scanner
	src     string
	file    *File
	tok     Kind
	pos     int  // of the token
	end     int  // of the token
	prevEnd int  // end of the token before
	prevTok Kind // kind of the token before, 0 at the beginning
	mode    Mode

	// bad is set by the first error of a statement; until the statement is
	// skipped there are no others.
	bad    bool
	gaveUp bool // nested too deep, or too long: the rest of the source is not read
	// deepTo is the end of the line that nesting beyond the limit was reported
	// on last: a block whose head and body are both beyond it is one report.
	deepTo int
	// loose: the block parsed last lacks its end; the token belongs to what
	// is around it.
	loose  bool
	limits Limits
	count  int  // of tokens read
	stop   int  // the count that the line, or the source, may reach
	cut    bool // the line is longer, which is reported
	depth  int  // of the recursion
	height int  // of the expression parsed last

	// What surrounds the statement, within the procedure.
	open      [BlockClass + 1]int // open blocks of each kind
	elseLess  int                 // open Ifs before their Else
	inProc    bool
	inClass   bool
	inWith    int
	inline    int  // single-line Ifs: Else and End If end a statement
	oneLine   bool // the procedure's body began on the line of its head: its end ends a statement
	includes  int  // IncludeStmts so far
	nextCount int  // VB6: loops that a `Next i, j` still closes

	typeEnd, enumEnd ahead   // see endsWord
	sub              *parser // for the code in literals, used again and again

	*slabs           // where nodes come from, of the file
	exprStack []Expr // operands and arguments being collected
	stmtStack []Stmt
	opStack   []Kind
}

// pool keeps parsers for the memory they have: pages hold many small units.
var pool = sync.Pool{New: func() any { return new(parser) }}

func newParser(src string, chunks []Chunk, mode Mode, limits Limits) *parser {
	p, _ := pool.Get().(*parser)
	p.reset(src, chunks, mode)
	p.limits = limits
	p.newLine()
	p.slabs, _ = spare.Get().(*slabs)
	p.file = &File{Src: src, Mode: mode, nodes: p.slabs}
	p.next()
	return p
}

// reset makes a parser ready for another source.
func (p *parser) reset(src string, chunks []Chunk, mode Mode) {
	*p = parser{
		s: NewScanner(src, chunks, mode), src: src, mode: mode, sub: p.sub,
		exprStack: p.exprStack[:0], stmtStack: p.stmtStack[:0], opStack: p.opStack[:0],
	}
}

// maxKept bounds the stacks that a parser in the pool keeps, in elements.
const maxKept = 1 << 10

// release gives the parser back. It must not hold on to the source, nor to the
// nodes of the file.
func (p *parser) release() {
	if cap(p.exprStack) > maxKept || cap(p.stmtStack) > maxKept || p.sub != nil {
		return
	}
	clear(p.exprStack[:cap(p.exprStack)])
	clear(p.stmtStack[:cap(p.stmtStack)])
	p.reset("", nil, p.mode)
	pool.Put(p)
}

// nested returns a parser for code within this code. Its nodes are the file's.
func (p *parser) nested(src string, chunks []Chunk) *parser {
	if p.sub == nil {
		p.sub = &parser{file: &File{}}
	}
	sub, file := p.sub, p.sub.file
	sub.reset(src, chunks, p.mode)
	sub.depth, sub.slabs, sub.file = p.depth, p.slabs, file
	sub.limits, sub.count = p.limits, p.count
	sub.newLine()
	*file = File{Src: src, Mode: p.mode, Comments: file.Comments[:0]}
	sub.next()
	return sub
}

// unit parses statements up to the end of the source.
func (p *parser) unit() []Stmt {
	base := len(p.stmtStack)
	for {
		p.stmtsInto()
		if p.tok == EOF {
			break
		}
		p.next() // not reached: at module level stmtsInto stops at the end only
	}
	return p.popStmts(base)
}

// finish settles the edges and puts the findings into text order.
func (p *parser) finish() {
	f := p.file
	slices.SortStableFunc(f.Edges, func(a, b Edge) int { return a.Pos - b.Pos })
	p.crossings()
	slices.SortStableFunc(f.Errors, func(a, b *Error) int { return a.Pos - b.Pos })
}

// crossings makes errors of the edges that no other file can complete: had an
// end behind a head of its kind belonged to it, the parser would have paired
// them, so another block stands across.
func (p *parser) crossings() {
	f := p.file
	var heads [BlockClass + 1][]int
	crossed := make([]bool, len(f.Edges))
	found := false
	for i, e := range f.Edges {
		open := heads[e.Block]
		switch n := len(open); {
		case e.Open:
			heads[e.Block] = append(open, i)
		case n > 0:
			crossed[i], crossed[open[n-1]], found = true, true, true
			heads[e.Block] = open[:n-1]
		}
	}
	if !found {
		return
	}
	kept := f.Edges[:0]
	for i, e := range f.Edges {
		if crossed[i] {
			p.report(e.Error())
		} else {
			kept = append(kept, e)
		}
	}
	f.Edges = kept
}

// next moves to the next token; comments are put aside.
func (p *parser) next() {
	p.prevEnd, p.prevTok = p.end, p.tok
	for {
		t := p.s.Next()
		if t.Kind != Remark {
			p.tok, p.pos, p.end = t.Kind, t.Pos, t.End
			if p.count++; (t.Kind == Newline || t.Kind == HTML) && p.endsLine(t) {
				p.newLine()
			}
			if p.count > p.stop {
				p.beyond()
			}
			return
		}
		p.file.Comments = append(p.file.Comments, Comment{t.Pos, t.End})
	}
}

// peek returns the token behind the current one.
func (p *parser) peek() Token {
	s := p.s
	for {
		if t := s.Next(); t.Kind != Remark {
			return t
		}
	}
}

// text returns the current token as written.
func (p *parser) text() string { return p.src[p.pos:p.end] }

// at makes the extent of a node from pos to the end of the token before.
func (p *parser) at(pos int) span {
	return span{int32(pos), int32(max(pos, p.prevEnd))}
}

// here is the empty extent behind the token before.
func (p *parser) here() span {
	return span{int32(p.prevEnd), int32(p.prevEnd)}
}

// word reports whether the current token is the identifier w (lower case).
func (p *parser) word(w string) bool { return p.tok == Name && equalFold(p.text(), w) }

// accept moves over the token if it is of the kind.
func (p *parser) accept(k Kind) bool {
	if p.tok != k {
		return false
	}
	p.next()
	return true
}

// expect moves over a token of the kind, or reports its absence.
func (p *parser) expect(k Kind, code Code) bool {
	if p.accept(k) {
		return true
	}
	p.fail(code, k.String())
	return false
}

// fail reports that expected is missing at the current token and spoils the
// statement.
func (p *parser) fail(code Code, expected string) {
	if p.bad {
		return
	}
	p.bad = true
	switch {
	case p.tok == Beyond: // which is reported
		return
	case p.tok == Illegal && p.src[p.pos] == '"':
		code = UnterminatedString
	case p.tok == Illegal:
		code = InvalidCharacter
	}
	p.report(&Error{Pos: p.pos, End: p.end, Code: code, Expected: expected, Found: p.found()})
}

// vb6 reports Visual Basic 6 syntax where it is not normal. Parsing goes on.
func (p *parser) vb6(pos, end int, what string) {
	if p.mode == VB6 || p.bad {
		return
	}
	p.report(&Error{Pos: pos, End: end, Code: NotVBScript, Expected: "VBScript", Found: what})
}

func (p *parser) report(e *Error) {
	switch n := len(p.file.Errors); {
	case n < MaxErrors, e.Code == LongLine, e.Code == LongSource: // these are few
		p.file.Errors = append(p.file.Errors, e)
	case n == MaxErrors:
		e.Code = TooMany
		p.file.Errors = append(p.file.Errors, e)
	}
}

// found names the current token for a message.
func (p *parser) found() string {
	switch p.tok {
	case Name, Int, Float, Date, Illegal:
		t := p.text()
		const limit = 32 // bytes
		if len(t) > limit {
			n := limit
			for n > 0 && !utf8.RuneStart(t[n]) {
				n--
			}
			t = t[:n] + "…"
		}
		return strconv.Quote(strings.ToValidUTF8(t, "\uFFFD"))
	}
	return p.tok.String()
}

// enter counts a level of nesting, for leave to take back; false means that
// the limit is reached and the error reported.
func (p *parser) enter() bool {
	if p.depth >= MaxDepth {
		p.tooDeep()
		return false
	}
	p.depth++
	return true
}

func (p *parser) leave() { p.depth-- }

// tooDeep reports that the limit is reached, once on a line.
func (p *parser) tooDeep() {
	if p.bad {
		return
	}
	p.bad = true
	if p.pos < p.deepTo {
		return
	}
	p.deepTo = len(p.src)
	if n := strings.IndexAny(p.src[p.pos:], "\r\n"); n >= 0 {
		p.deepTo = p.pos + n + 1
	}
	p.report(&Error{Pos: p.pos, End: p.end, Code: TooDeep, Expected: "less nesting", Found: p.found()})
}

// eos reports whether the statement may end here.
func (p *parser) eos() bool {
	switch p.tok {
	case Newline, Colon, EOF, HTML, Include, ExprStart, ExprEnd:
		return true
	case KwElse, KwElseIf, KwEndIf:
		return p.inline > 0
	case KwEnd:
		return p.inline > 0 || p.oneLine
	}
	return false
}

// lineStart reports whether the token is the first of its line.
func (p *parser) lineStart() bool { return p.prevTok == Newline || p.prevTok == 0 }

// lineEnd reports whether the line, or the chunk, ends here.
func (p *parser) lineEnd() bool {
	switch p.tok {
	case Newline, EOF, HTML, Include, ExprStart, ExprEnd:
		return true
	}
	return false
}

// skipLine gives a line up.
func (p *parser) skipLine() {
	p.bad = false
	for !p.lineEnd() {
		p.next()
	}
}

// endHead ends the head of a block: whatever else stands on the line is an
// error, but the block is open all the same.
func (p *parser) endHead() {
	if !p.bad && !p.eos() {
		p.fail(ExpectedEndOfStatement, "end of statement")
	}
	if p.bad {
		p.skipLine()
	}
}

// edge records the loose end of a block.
func (p *parser) edge(b Block, pos, end int, open bool) {
	p.loose = open
	if p.gaveUp {
		return
	}
	if len(p.file.Edges) < MaxErrors {
		p.file.Edges = append(p.file.Edges, Edge{Pos: pos, End: end, Block: b, Open: open})
		return
	}
	if n := len(p.file.Errors); n == 0 || p.file.Errors[n-1].Code != TooMany {
		p.file.Errors = append(p.file.Errors, &Error{Pos: pos, End: end, Code: TooMany})
	}
}

func (p *parser) popStmts(base int) []Stmt {
	out := p.slabs.stmts.List(p.stmtStack[base:])
	p.stmtStack = p.stmtStack[:base]
	return out
}

func (p *parser) popExprs(base int) []Expr {
	out := p.slabs.exprs.List(p.exprStack[base:])
	p.exprStack = p.exprStack[:base]
	return out
}

// state is a place to go back to.
type state struct {
	s                 Scanner
	tok, prevTok      Kind
	pos, end, prevEnd int
	comments, errors  int
	count, stop       int
	cut               bool
}

func (p *parser) save() state {
	return state{p.s, p.tok, p.prevTok, p.pos, p.end, p.prevEnd, len(p.file.Comments), len(p.file.Errors), p.count, p.stop, p.cut}
}

func (p *parser) restore(st *state) {
	p.s, p.tok, p.prevTok, p.pos, p.end, p.prevEnd = st.s, st.tok, st.prevTok, st.pos, st.end, st.prevEnd
	p.file.Comments = p.file.Comments[:st.comments]
	p.file.Errors = p.file.Errors[:st.errors]
	p.count, p.stop, p.cut = st.count, st.stop, st.cut
}
