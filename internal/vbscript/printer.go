package vbscript

import "strings"

// Print writes a file as a page: a text and the chunks of it, which parse to
// the same tree. Comments are left out, and so is what could not be parsed.
func Print(f *File) (src string, chunks []Chunk) {
	p := &printer{mode: f.Mode}
	p.page = hasPageStmts(f)
	if p.page {
		p.str("<%\n")
	}
	p.from = p.buf.Len()
	p.stmts(f.Stmts)
	p.flush()
	if p.page {
		p.str("%>")
	}
	return p.buf.String(), p.chunks
}

// printer collects the text. All code since from belongs to one chunk.
type printer struct {
	buf    strings.Builder
	chunks []Chunk
	from   int
	indent int
	mode   Mode
	page   bool
}

func hasPageStmts(f *File) bool {
	found := false
	WalkFile(f, func(n Node) bool {
		switch n.(type) {
		case *HTMLStmt, *WriteStmt, *IncludeStmt:
			found = true
		}
		return !found
	})
	return found
}

func (p *printer) str(parts ...string) {
	for _, s := range parts {
		p.buf.WriteString(s)
	}
}

func (p *printer) line() {
	p.buf.WriteByte('\n')
	for range min(p.indent, 40) {
		p.buf.WriteByte('\t')
	}
}

// flush ends the chunk of code being written.
func (p *printer) flush() {
	p.chunks = append(p.chunks, Chunk{ChunkCode, p.from, p.buf.Len()})
}

// leave ends the code for a piece of another kind, which back ends.
func (p *printer) leave(delim string) int {
	p.flush()
	p.str(delim)
	return p.buf.Len()
}

func (p *printer) back(kind ChunkKind, from int, delim string) {
	p.chunks = append(p.chunks, Chunk{kind, from, p.buf.Len()})
	p.str(delim)
	p.from = p.buf.Len()
}

// stmts prints statements, one on a line.
func (p *printer) stmts(list []Stmt) {
	for _, s := range list {
		p.stmt(s)
		p.line()
	}
}

// body prints the statements of a block.
func (p *printer) body(list []Stmt) {
	p.indent++
	p.line()
	p.stmts(list)
	p.indent--
}

// inline prints statements on one line.
func (p *printer) inline(list []Stmt) {
	p.str(" ")
	for _, s := range list {
		p.stmt(s)
		p.str(" : ")
	}
}

func (p *printer) stmt(s Stmt) {
	switch s := s.(type) {
	case *HTMLStmt:
		from := p.leave("%>")
		p.str(s.Text)
		p.back(ChunkHTML, from, "<%")
	case *IncludeStmt:
		from := p.leave("%>")
		p.str(s.Text)
		p.back(ChunkInclude, from, "<%")
	case *WriteStmt:
		from := p.leave("%><%=")
		p.expr(s.X)
		p.back(ChunkExpr, from, "%><%")
	case *AssignStmt:
		switch s.Keyword {
		case KwSet:
			p.str("Set ")
		case KwLet:
			p.str("Let ")
		case Name:
			p.str("LSet ")
		}
		p.expr(s.Target)
		p.str(" = ")
		p.expr(s.Value)
	case *CallStmt:
		if s.Keyword {
			p.str("Call ")
		}
		p.expr(s.X)
	case *EraseStmt:
		p.str("Erase ")
		p.exprs(s.Arrays)
	case *ExitStmt:
		p.str("Exit ", blockWord(s.Block))
	case *OnErrorStmt:
		switch {
		case s.ResumeNext:
			p.str("On Error Resume Next")
		case s.Label != "":
			p.str("On Error GoTo ", s.Label)
		default:
			p.str("On Error GoTo 0")
		}
	case *OptionStmt:
		p.str("Option ", s.Text)
	case *StopStmt:
		p.str("Stop")
	case *LabelStmt:
		p.str(s.Name)
		if classes[s.Name[0]] != cDigit {
			p.str(":")
		}
	case *AttributeStmt:
		p.str("Attribute ")
		p.expr(s.Target)
		p.str(" = ")
		p.exprs(s.Values)
	case *RawStmt:
		p.str(s.Text)
	case *DimStmt, *ConstStmt, *ReDimStmt, *ProcDecl, *ClassDecl:
		p.decl(s)
	default:
		p.block(s)
	}
}

func blockWord(b Block) string {
	switch b {
	case BlockFor:
		return "For"
	case BlockDo:
		return "Do"
	case BlockSub:
		return "Sub"
	case BlockFunction:
		return "Function"
	}
	return "Property"
}

func (p *printer) block(s Stmt) {
	switch s := s.(type) {
	case *IfStmt:
		p.ifStmt(s)
	case *SelectStmt:
		p.str("Select Case ")
		p.expr(s.Subject)
		p.line()
		p.stmts(s.Lead)
		for _, c := range s.Cases {
			p.str("Case ")
			if c.Else {
				p.str("Else")
			}
			p.exprs(c.Values)
			p.body(c.Body)
			p.line()
		}
		p.str("End Select")
	case *ForStmt:
		p.str("For ")
		p.expr(s.Var)
		p.str(" = ")
		p.expr(s.From)
		p.str(" To ")
		p.expr(s.To)
		if s.Step != nil {
			p.str(" Step ")
			p.expr(s.Step)
		}
		p.body(s.Body)
		p.str("Next")
	case *ForEachStmt:
		p.str("For Each ")
		p.expr(s.Var)
		p.str(" In ")
		p.expr(s.X)
		p.body(s.Body)
		p.str("Next")
	case *DoStmt:
		p.doStmt(s)
	case *WithStmt:
		p.str("With ")
		p.expr(s.X)
		p.body(s.Body)
		p.str("End With")
	}
}

func (p *printer) ifStmt(s *IfStmt) {
	body := p.body
	if s.OneLine {
		body = p.inline
	}
	p.str("If ")
	p.expr(s.Cond)
	p.str(" Then")
	body(s.Then)
	for _, e := range s.ElseIfs {
		p.str("ElseIf ")
		p.expr(e.Cond)
		p.str(" Then")
		body(e.Body)
	}
	if s.HasElse {
		p.str("Else")
		body(s.Else)
	}
	p.str("End If")
}

func (p *printer) doStmt(s *DoStmt) {
	test := func() {
		switch s.Test {
		case KwWhile:
			p.str(" While ")
		case KwUntil:
			p.str(" Until ")
		default:
			return
		}
		p.expr(s.Cond)
	}
	if s.Wend {
		p.str("While ")
		p.expr(s.Cond)
		p.body(s.Body)
		p.str("Wend")
		return
	}
	p.str("Do")
	if !s.AtEnd {
		test()
	}
	p.body(s.Body)
	p.str("Loop")
	if s.AtEnd {
		test()
	}
}
