package jscript

import (
	"cmp"
	"slices"
)

// Mode says what is normal.
type Mode uint8

// The modes. The zero value is invalid.
const (
	// JScript is JScript 5.8, the engine of IIS: newer syntax is read and
	// reported.
	JScript Mode = iota + 1
	// Modern is ECMAScript: newer syntax is read without a report.
	Modern
)

// Parse reads src, of which chunks says what is code. Chunks are in text order
// and do not overlap; what lies between them (delimiters, other units) is not
// looked at. The tree is complete whatever the text: what could not be read is
// a [BadStmt] or [BadExpr] and stands in [File.Errors].
func Parse(src string, chunks []Chunk, mode Mode) *File {
	return ParseWithin(src, chunks, mode, Limits{})
}

// ParseWithin is Parse within limits.
func ParseWithin(src string, chunks []Chunk, mode Mode, limits Limits) *File {
	nodes, _ := spare.Get().(*slabs)
	p := &parser{src: src, modern: mode == Modern, nodes: nodes, file: &File{nodes: nodes}, limits: limits}
	p.newLine()
	p.scan = newScanner(src, chunks)
	p.scan.comments = &p.file.Comments
	if n := len(p.scan.chunks); n > 0 {
		p.file.Range = Range{Pos(p.scan.chunks[0].Pos), Pos(p.scan.chunks[n-1].End)}
	}
	p.next()
	p.file.Body = p.stmtList(tEOF)
	p.file.Tokens = p.count
	// Inner blocks notice first that the text ends.
	slices.SortStableFunc(p.file.Edges, func(a, b Edge) int { return cmp.Compare(a.From, b.From) })
	return p.file
}

// ParseScript reads a text that is code throughout.
func ParseScript(src string, mode Mode) *File {
	return Parse(src, []Chunk{{Kind: ChunkCode, Pos: 0, End: len(src)}}, mode)
}

// parser is a recursive-descent parser with one token of look-ahead.
//
// An error sets failed and replaces the current token by tFailed, which no
// production accepts, so that all of them return without reading on. The
// statement list then puts the real token back and looks for the next
// statement (sync).
type parser struct {
	src  string
	scan scanner
	tok  token
	// prevEnd is the end of the token before tok.
	prevEnd Pos
	// count is the number of tokens read.
	count   int
	file    *File
	nodes   *slabs // where nodes come from, of the file
	modern  bool
	told    uint64 // newer constructs reported, by their bit
	limited bool   // the limit of nesting was reported

	limits Limits
	stop   int  // the count that the line, or the source, may reach
	cut    bool // the line is longer, which is reported
	gaveUp bool // the source is longer: nothing but its includes is read

	failed bool
	real   token // what tok was when the parser failed

	syncing bool // looking for the next statement
	fresh   bool // failed at the end of a line that is too long: nothing is open

	depth  int
	blocks int // open { of statements, switches and classes
	// open counts the brackets that the current statement has open.
	open openBrackets
	// noIn: the operator in does not belong to the expression (head of for).
	noIn    bool
	inAsync bool
	inStar  bool
	// lastBad is the end of the statement last given up, -1 for none: what
	// follows may be the rest of it.
	lastBad Pos
}

// openBrackets counts what is open within one statement, blocks aside.
type openBrackets struct {
	round int // ( and [
	curly int // { of object literals
	head  int // heads of for
}

// next moves to the next token.
func (p *parser) next() {
	p.prevEnd = p.tok.end
	p.count++
	p.scan.scan(&p.tok)
	if p.tok.newline {
		p.newLine()
	}
	if p.count > p.stop {
		p.beyond()
	}
	if p.tok.flaw != 0 {
		p.reportFlaw()
	}
}

// peek returns the token behind the current one.
func (p *parser) peek() token {
	s := p.scan
	s.comments = nil
	var t token
	s.scan(&t)
	return t
}

func (p *parser) text(t token) string { return p.src[t.pos:t.end] }

// is reports whether the current token is the name s, written plainly.
func (p *parser) is(s string) bool {
	return p.tok.kind == tIdent && p.text(p.tok) == s
}

// got consumes the current token if it is k.
func (p *parser) got(k kind) bool {
	if p.tok.kind != k {
		return false
	}
	p.next()
	return true
}

// want consumes k or fails.
func (p *parser) want(k kind) bool {
	if p.got(k) {
		return true
	}
	p.fail(`"` + k.String() + `"`)
	return false
}

// from returns the range from pos to the end of the last token.
func (p *parser) from(pos Pos) Range { return Range{pos, max(pos, p.prevEnd)} }

// here is an empty range at the current token, for what is missing. What is
// read reaches at least to there, so that parents enclose it.
func (p *parser) here() Range {
	p.prevEnd = p.tok.pos
	return Range{p.tok.pos, p.tok.pos}
}

// fail reports that expected does not stand here and makes the parser unwind
// to the statement list.
func (p *parser) fail(expected string) {
	if p.failed {
		return
	}
	p.report(p.tok, CodeSyntax, expected)
	p.unwind()
}

func (p *parser) unwind() {
	if !p.failed {
		p.failed = true
		p.real = p.tok
		p.tok.kind = tFailed
	}
}

func (p *parser) report(t token, code ErrorCode, expected string) {
	e := &Error{Pos: t.pos, End: t.end, Code: code, Expected: expected}
	switch t.kind {
	case tEOF, tHTML, tInclude, tWrite, tWriteEnd, tTemplate:
		e.Found = t.kind.String()
	default:
		e.Found = p.text(t)
	}
	if t.kind == tHTML || t.kind == tInclude { // its begin is place enough
		e.End = min(e.End, e.Pos+1)
	}
	p.add(e)
}

func (p *parser) add(e *Error) {
	if p.gaveUp {
		return // the rest is not there
	}
	if len(p.file.Errors) >= MaxErrors && e.Code != CodeLimit {
		p.file.MoreErrors++
		return
	}
	p.file.Errors = append(p.file.Errors, e)
}

// reportFlaw reports what is wrong with the current token itself.
func (p *parser) reportFlaw() {
	switch p.tok.flaw {
	case flawString:
		p.report(p.tok, CodeUnterminated, "string")
	case flawComment:
		p.report(p.tok, CodeUnterminated, "comment")
	case flawRegexp:
		p.report(p.tok, CodeUnterminated, "regular expression")
	case flawTemplate:
		p.report(p.tok, CodeUnterminated, "template")
	case flawIf:
		p.report(p.tok, CodeUnterminated, "@if")
	case flawEscape:
		p.report(p.tok, CodeSyntax, "name")
	}
}

// enter counts a level of nesting. Beyond the limit it reports that (once in a
// unit), gives the construct up and returns false; a call of leave belongs to
// each true.
func (p *parser) enter() bool {
	if p.depth >= MaxNesting {
		p.limit("nested too deep")
		return false
	}
	p.depth++
	return true
}

func (p *parser) leave() { p.depth-- }

// limit gives up what begins here, up to the bracket that closes it.
func (p *parser) limit(what string) {
	if p.failed {
		return
	}
	if !p.limited {
		p.limited = true
		p.report(p.tok, CodeLimit, what+": skipped")
	}
	for depth := 0; !p.failed; p.next() {
		switch p.tok.kind {
		case tLParen, tLBracket, tLBrace:
			depth++
		case tRParen, tRBracket, tRBrace:
			if depth--; depth == 0 {
				p.next()
				p.unwind()
				return
			}
		case tEOF:
			p.unwind()
			return
		}
		if depth <= 0 {
			p.unwind()
			return
		}
	}
}

// chained counts the links of a chain at one level and gives it up when there
// are too many.
func (p *parser) chained(n *int) bool {
	if *n++; *n > MaxChain {
		p.limit("chain of operators too long")
		return false
	}
	return true
}

// edge records a loose brace.
func (p *parser) edge(at Range, open bool, head string) {
	if p.gaveUp {
		return
	}
	p.file.Edges = append(p.file.Edges, Edge{at, open, head})
}
