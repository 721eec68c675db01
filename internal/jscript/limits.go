package jscript

import (
	"fmt"
	"math"
	"strings"
)

// Limits bound how much of a source is parsed, in tokens. 0 is no limit. What is
// beyond is reported and left unread, except for include directives: what they
// bring is not to be lost.
type Limits struct {
	// Line is for one line of code: the rest of the line is given up, but for the
	// braces that close its blocks.
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
	if p.limits.Source > 0 && !p.gaveUp {
		p.stop = min(p.stop, p.limits.Source)
	}
}

// beyond sees to a token that is beyond a limit: it moves on to the next line,
// or to the brace that closes the block, and makes the parser unwind.
func (p *parser) beyond() {
	switch p.tok.kind {
	case tEOF, tHTML, tInclude, tWrite, tWriteEnd:
		return // what statements end at
	}
	if p.limits.Source > 0 && p.count > p.limits.Source {
		p.stopReading()
	} else {
		if !p.cut {
			p.cut = true
			p.report(p.tok, CodeLimit, fmt.Sprintf("more than %d words and signs on one line; the rest of the line is not analysed", p.limits.Line))
		}
		p.skipLine()
	}
	if p.syncing {
		p.open = openBrackets{}
	} else {
		p.fresh = true
		p.unwind()
	}
}

// skipLine moves to the first token behind the line, or to a brace before that
// closes a block.
func (p *parser) skipLine() {
	end := p.scan.end
	if n := strings.IndexAny(p.src[p.tok.pos:end], "\r\n"); n >= 0 {
		end = int(p.tok.pos) + n
	}
	rest := p.scan
	rest.pos, rest.end = int(p.tok.pos), end
	rest.chunks, rest.next, rest.inWrite, rest.comments = nil, 0, false, nil
	for depth := p.open.curly; ; {
		var t token
		rest.scan(&t)
		switch t.kind {
		case tLBrace:
			depth++
		case tRBrace:
			if depth > 0 {
				depth--
			} else if p.blocks > 0 {
				t.newline = false
				p.tok, p.scan.pos, p.scan.prev = t, int(t.end), tRBrace
				return
			}
		case tEOF:
			p.scan.pos, p.scan.prev = end, tSemicolon
			p.scan.scan(&p.tok)
			p.newLine()
			return
		}
	}
}

// stopReading leaves the rest of the source unread, but for its includes.
func (p *parser) stopReading() {
	p.report(p.tok, CodeLimit, fmt.Sprintf("more than %d words and signs; the rest of the file is not analysed", p.limits.Source))
	p.gaveUp = true
	var includes []Chunk
	for _, c := range p.scan.chunks[p.scan.next:] {
		if c.Kind == ChunkInclude {
			includes = append(includes, c)
		}
	}
	p.scan.chunks, p.scan.next, p.scan.pos = includes, 0, p.scan.end
	p.scan.scan(&p.tok)
	p.newLine()
}
