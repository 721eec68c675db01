package jscript

import "strings"

// Print writes the tree of f as a text with chunks that [Parse] reads to the
// same tree. Comments, blanks and the delimiters of the page are not kept. A
// unit with errors or loose braces is written as far as it was understood.
func Print(f *File) (src string, chunks []Chunk) {
	p := &printer{}
	p.begin(ChunkCode)
	p.stmts(f.Body)
	p.end()
	return p.b.String(), p.chunks
}

type printer struct {
	b      strings.Builder
	chunks []Chunk
}

// begin opens a chunk, with a blank that belongs to none before it.
func (p *printer) begin(k ChunkKind) {
	p.b.WriteByte('\n')
	p.chunks = append(p.chunks, Chunk{Kind: k, Pos: p.b.Len()})
}

func (p *printer) end() { p.chunks[len(p.chunks)-1].End = p.b.Len() }

// outside writes a chunk of another kind in between the code.
func (p *printer) outside(k ChunkKind, write func()) {
	p.end()
	p.begin(k)
	write()
	p.end()
	p.begin(ChunkCode)
}

func (p *printer) write(parts ...string) {
	for _, s := range parts {
		p.b.WriteString(s)
	}
}

func (p *printer) stmts(list []Stmt) {
	for _, s := range list {
		p.stmt(s)
		p.write("\n")
	}
}

func (p *printer) stmt(s Stmt) {
	switch s := s.(type) {
	case *HTML:
		p.outside(ChunkHTML, func() { p.write(s.Text) })
	case *Include:
		p.outside(ChunkInclude, func() { p.write(s.Text) })
	case *Write:
		p.outside(ChunkExpr, func() { p.exprs(s.X) })
	case *ExprStmt:
		p.expr(s.X)
		p.write(";")
	case *VarDecl:
		p.varDecl(s)
		p.write(";")
	case *FuncDecl:
		p.function(s.Func)
	case *ClassDecl:
		p.class(s.Class)
	case *Import:
		p.write("import ", s.Text, ";")
	case *Export:
		p.export(s)
	case *Empty:
		p.write(";")
	case *Debugger:
		p.write("debugger;")
	case *Return:
		p.leave("return", s.X)
	case *Throw:
		p.leave("throw", s.X)
	case *Jump:
		word := "break"
		if s.Continue {
			word = "continue"
		}
		p.write(word)
		if s.Label != nil {
			p.write(" ")
			p.ident(s.Label)
		}
		p.write(";")
	case *Block:
		p.block(s)
	case *Close:
		p.write("}")
	default:
		p.compound(s)
	}
}

func (p *printer) leave(word string, x Expr) {
	p.write(word)
	if x != nil {
		p.write(" ")
		p.expr(x)
	}
	p.write(";")
}

func (p *printer) export(s *Export) {
	p.write("export ")
	switch {
	case s.X != nil:
		p.write("default ")
		p.expr(s.X)
		p.write(";")
	case s.Decl == nil:
		p.write(s.Text, ";")
	default:
		if exportsDefault(s) {
			p.write("default ")
		}
		p.stmt(s.Decl)
	}
}

// exportsDefault reports whether a word stands between export and the
// declaration: only default can.
func exportsDefault(s *Export) bool {
	return s.Decl.Pos() >= s.From+Pos(len("export default"))
}

func (p *printer) varDecl(s *VarDecl) {
	p.write(s.Kind, " ")
	for i, d := range s.Decls {
		if i > 0 {
			p.write(", ")
		}
		p.expr(d.Target)
		if d.Init != nil {
			p.write(" = ")
			p.expr(d.Init)
		}
	}
}

func (p *printer) block(b *Block) {
	p.write("{\n")
	p.stmts(b.Body)
	if !b.Unclosed {
		p.write("}")
	}
}

// head writes word (x) and a blank.
func (p *printer) head(word string, x Expr) {
	p.write(word, " (")
	p.expr(x)
	p.write(") ")
}

func (p *printer) compound(s Stmt) {
	switch s := s.(type) {
	case *If:
		p.head("if", s.Cond)
		p.stmt(s.Then)
		if s.Else != nil {
			p.write("\nelse ")
			p.stmt(s.Else)
		}
	case *For:
		p.forStmt(s)
	case *ForIn:
		p.forIn(s)
	case *While:
		p.head("while", s.Cond)
		p.stmt(s.Body)
	case *DoWhile:
		p.write("do ")
		p.stmt(s.Body)
		if s.Cond != nil {
			p.write("\n")
			p.head("while", s.Cond)
			p.write(";")
		}
	case *Switch:
		p.switchStmt(s)
	case *Try:
		p.tryStmt(s)
	case *With:
		p.head("with", s.X)
		p.stmt(s.Body)
	case *Labeled:
		p.ident(s.Label)
		p.write(": ")
		p.stmt(s.Body)
	}
}

func (p *printer) forStmt(s *For) {
	p.write("for (")
	switch init := s.Init.(type) {
	case *VarDecl:
		p.varDecl(init)
	case *ExprStmt:
		p.expr(init.X)
	}
	p.write("; ")
	p.exprs(s.Cond)
	p.write("; ")
	p.exprs(s.Post)
	p.write(") ")
	p.stmt(s.Body)
}

func (p *printer) forIn(s *ForIn) {
	p.write("for ")
	if s.Await {
		p.write("await ")
	}
	p.write("(")
	switch left := s.Left.(type) {
	case *VarDecl:
		p.varDecl(left)
	case Expr:
		p.expr(left)
	}
	if s.Of {
		p.write(" of ")
	} else {
		p.write(" in ")
	}
	p.expr(s.X)
	p.write(") ")
	p.stmt(s.Body)
}

func (p *printer) switchStmt(s *Switch) {
	p.head("switch", s.X)
	p.write("{\n")
	for _, c := range s.Cases {
		if c.X == nil {
			p.write("default:\n")
		} else {
			p.write("case ")
			p.expr(c.X)
			p.write(":\n")
		}
		p.stmts(c.Body)
	}
	if !s.Unclosed {
		p.write("}")
	}
}

func (p *printer) tryStmt(s *Try) {
	p.write("try ")
	p.block(s.Body)
	if s.Handler != nil {
		p.write("\ncatch ")
		if s.Param != nil {
			p.write("(")
			p.expr(s.Param)
			p.write(") ")
		}
		p.block(s.Handler)
	}
	if s.Finally != nil {
		p.write("\nfinally ")
		p.block(s.Finally)
	}
}
