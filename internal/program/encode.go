package program

import (
	"encoding/binary"
)

// The encoding of a File for the cache: everything in the order in which the
// fields are declared, numbers as variable-length integers, strings as indices
// into a table of all different ones, places relative to the one before. It is
// written by hand since it is read at every start: reflection would cost there.
// TestEveryFieldIsEncoded notices a field that was forgotten.

// maxDepth is how deep statements and expressions may lie in each other to be
// encoded: both ways recur. Chains of operators make the deepest ones.
const maxDepth = 10_000

// Bits of a statement.
const (
	stmtSet = 1 << iota
	stmtConst
	stmtResume
	stmtEach
	stmtAtLeastOnce
	stmtUntil
	stmtExit
	stmtIndex
	stmtTarget
	stmtValue
	stmtBody
	stmtDetails
)

// Bits of an expression.
const (
	exprParen = 1 << iota
	exprIndex
	exprStrAt
	exprStr
	exprX
	exprY
	exprArgs
)

// Bits of what a statement has in its Details.
const (
	detailFrom = 1 << iota
	detailTo
	detailFinally
	detailCases
	detailNames
	detailName
	detailLabel
	detailElse
)

// Append appends the encoding of the file, without its path, to b. ok is false
// for a file that is too deeply nested to be encoded.
func (f *File) Append(b []byte) (out []byte, ok bool) {
	e := encoder{index: map[string]uint64{"": 0}}
	e.file(f)
	if e.failed {
		return b, false
	}
	b = binary.AppendUvarint(b, uint64(len(e.lengths)))
	for _, n := range e.lengths {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = append(b, e.text...)
	return append(b, e.b...), true
}

type encoder struct {
	b       []byte
	index   map[string]uint64 // of strings in the table; 0 is the empty one
	lengths []int
	text    []byte
	last    int32 // where the last span began
	depth   int
	failed  bool
}

func (e *encoder) uint(n uint64)   { e.b = binary.AppendUvarint(e.b, n) }
func (e *encoder) int(n int64)     { e.b = binary.AppendVarint(e.b, n) }
func (e *encoder) byte(n uint8)    { e.b = append(e.b, n) }
func (e *encoder) length(n int)    { e.uint(uint64(n)) }
func (e *encoder) bool(is ...bool) { e.uint(bits(is...)) }

// bits is a number with a bit for each truth.
func bits(is ...bool) (n uint64) {
	for i, b := range is {
		if b {
			n |= 1 << i
		}
	}
	return n
}

func (e *encoder) string(s string) {
	i, ok := e.index[s]
	if !ok {
		i = uint64(len(e.index))
		e.index[s] = i
		e.lengths = append(e.lengths, len(s))
		e.text = append(e.text, s...)
	}
	e.uint(i)
}

func (e *encoder) strings(list []string) {
	e.length(len(list))
	for _, s := range list {
		e.string(s)
	}
}

func (e *encoder) span(s Span) {
	e.int(int64(s.Pos) - int64(e.last))
	e.int(int64(s.End) - int64(s.Pos))
	e.last = s.Pos
}

func (e *encoder) file(f *File) {
	e.proc(f.Main)
	e.length(len(f.Procs))
	for _, p := range f.Procs {
		e.proc(p)
	}
	e.length(len(f.Classes))
	for _, c := range f.Classes {
		e.string(c.Name)
		e.span(c.Span)
		e.strings(c.Fields)
		e.length(len(c.Methods))
		for _, m := range c.Methods {
			e.int(int64(m))
		}
	}
	e.includes(f.Includes)
	e.length(len(f.Objects))
	for _, o := range f.Objects {
		e.span(o.Span)
		e.string(o.ID)
		e.string(o.Scope)
		e.string(o.ProgID)
		e.string(o.ClassID)
	}
	e.length(len(f.TypeLibs))
	for _, t := range f.TypeLibs {
		e.span(t.Span)
		e.string(t.Name)
		e.string(t.UUID)
		e.string(t.File)
	}
	e.includes(f.ScriptSources)
	e.length(len(f.Edges))
	for _, x := range f.Edges {
		e.span(x.Span)
		e.bool(x.Open)
		e.string(x.What)
		e.problem(x.Problem)
	}
	e.length(len(f.Comments))
	for _, c := range f.Comments {
		e.span(c.Span)
		e.string(c.Text)
		e.bool(c.Alone)
	}
	e.length(len(f.Problems))
	for _, p := range f.Problems {
		e.problem(p)
	}
	e.byte(uint8(f.Pages.Language))
	e.int(int64(f.Pages.CodePage))
	e.string(f.Pages.Transaction)
	e.string(f.Pages.EnableState)
	e.bool(f.Pages.HasDirective)
}

func (e *encoder) includes(list []Include) {
	e.length(len(list))
	for _, x := range list {
		e.span(x.Span)
		e.span(x.PathAt)
		e.string(x.Path)
		e.bool(x.Virtual)
		e.int(int64(x.InProc))
	}
}

func (e *encoder) problem(p Problem) {
	e.span(p.Span)
	e.string(p.ID)
	e.string(p.Message)
}

func (e *encoder) proc(p *Proc) {
	e.string(p.Name)
	e.string(p.Class)
	e.byte(uint8(p.Kind))
	e.byte(uint8(p.Language))
	e.span(p.Span)
	e.span(p.NameAt)
	e.bool(p.Default)
	e.length(len(p.Params))
	for _, q := range p.Params {
		e.string(q.Name)
		e.bool(q.ByVal, q.Default != nil)
		e.expr(q.Default)
	}
	e.strings(p.Locals)
	e.int(int64(p.Outer))
	e.stmts(p.Body)
}

func (e *encoder) stmts(list []*Stmt) {
	e.length(len(list))
	for _, s := range list {
		e.stmt(s)
	}
}

// enter notes that the encoder goes down one level; false: not any further.
func (e *encoder) enter() bool {
	e.depth++
	e.failed = e.failed || e.depth > maxDepth
	return !e.failed
}

func (e *encoder) stmt(s *Stmt) {
	if s == nil || !e.enter() {
		e.failed = true
		return
	}
	e.byte(uint8(s.Kind))
	e.uint(bits(s.Set, s.Const, s.Resume, s.Each, s.AtLeastOnce, s.Until, s.Exit != 0, s.Index != 0,
		s.Target != nil, s.Value != nil, len(s.Body) > 0, s.Details != nil))
	e.span(s.Span)
	if s.Exit != 0 {
		e.byte(uint8(s.Exit))
	}
	if s.Index != 0 {
		e.int(int64(s.Index))
	}
	e.expr(s.Target)
	e.expr(s.Value)
	if len(s.Body) > 0 {
		e.stmts(s.Body)
	}
	if s.Details != nil {
		e.details(s.Details)
	}
	e.depth--
}

func (e *encoder) details(d *Details) {
	has := bits(d.From != nil, d.To != nil, len(d.Finally) > 0, len(d.Cases) > 0, len(d.Names) > 0, d.Name != "", d.Label != "", len(d.Else) > 0)
	e.byte(uint8(has))
	e.expr(d.From)
	e.expr(d.To)
	if len(d.Finally) > 0 {
		e.stmts(d.Finally)
	}
	if len(d.Cases) > 0 {
		e.length(len(d.Cases))
		for i := range d.Cases {
			c := &d.Cases[i]
			e.span(c.Span)
			e.bool(c.Falls)
			e.exprs(c.Values)
			e.stmts(c.Body)
		}
	}
	if len(d.Names) > 0 {
		e.strings(d.Names)
	}
	if d.Name != "" {
		e.string(d.Name)
	}
	if d.Label != "" {
		e.string(d.Label)
	}
	if len(d.Else) > 0 {
		e.stmts(d.Else)
	}
}

func (e *encoder) exprs(list []*Expr) {
	e.length(len(list))
	for _, x := range list {
		e.bool(x != nil)
		e.expr(x)
	}
}

// expr encodes an expression, nothing for nil: what it belongs to says so.
func (e *encoder) expr(x *Expr) {
	if x == nil || !e.enter() {
		return
	}
	e.byte(uint8(x.Kind))
	has := bits(x.Paren, x.Index != 0, x.strSize != 0, x.Str() != "", x.X != nil, x.Y != nil, x.args != nil)
	e.byte(uint8(has))
	e.span(x.Span)
	if x.Index != 0 {
		e.int(int64(x.Index))
	}
	if x.strSize != 0 {
		e.uint(uint64(x.strSize))
	}
	if x.Str() != "" {
		e.string(x.Str())
	}
	e.expr(x.X)
	e.expr(x.Y)
	if x.args != nil {
		e.exprs(*x.args)
	}
	e.depth--
}
