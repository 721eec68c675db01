package program

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"github.com/cdolint/cdolint/internal/slab"
)

// errEncoding is the error of bytes that [File.Append] did not write.
var errEncoding = errors.New("not the encoding of a program")

// Decode returns the file that [File.Append] encoded, with that path. It does
// not panic on other bytes, and takes memory in proportion to them.
func Decode(path string, b []byte) (*File, error) {
	d := decoder{b: b}
	n := d.length()
	lengths := make([]int, 0, n)
	total := 0
	for range n {
		lengths = append(lengths, d.length())
		total += lengths[len(lengths)-1]
		if d.failed || total > len(d.b) {
			return nil, errEncoding
		}
	}
	text := string(d.b[:total])
	d.b = d.b[total:]
	d.table = make([]string, 1, n+1)
	for _, n := range lengths {
		d.table = append(d.table, text[:n])
		text = text[n:]
	}
	f := &File{Path: path}
	d.file(f)
	if d.failed || len(d.b) > 0 {
		return nil, errEncoding
	}
	return f, nil
}

type decoder struct {
	b      []byte
	table  []string
	exprs  slab.Of[Expr]
	nodes  slab.Of[Stmt]
	last   int32
	depth  int
	failed bool
}

func (d *decoder) fail() {
	d.failed = true
	d.b = nil
}

func (d *decoder) uint() uint64 {
	if len(d.b) > 0 && d.b[0] < 0x80 { // most
		n := d.b[0]
		d.b = d.b[1:]
		return uint64(n)
	}
	n, size := binary.Uvarint(d.b)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[size:]
	return n
}

func (d *decoder) int() int64 {
	n := d.uint()
	return int64(n>>1) ^ -int64(n&1)
}

func (d *decoder) int32() int32 { return d.narrow(d.int()) }

func (d *decoder) narrow(n int64) int32 {
	if n < math.MinInt32 || n > math.MaxInt32 {
		d.fail()
		return 0
	}
	return int32(n)
}

func (d *decoder) byte() uint8 {
	if len(d.b) == 0 {
		d.fail()
		return 0
	}
	n := d.b[0]
	d.b = d.b[1:]
	return n
}

func (d *decoder) bool() bool { return d.uint() != 0 }

// length of something of which each element takes a byte at least.
func (d *decoder) length() int {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) string() string { return *d.ref() }

func (d *decoder) ref() *string {
	i := d.uint()
	if i >= uint64(len(d.table)) {
		d.fail()
		i = 0
	}
	return &d.table[i]
}

func (d *decoder) strings() []string { return list(d, (*decoder).string) }

// list decodes a list; nil if it is empty.
func list[T any](d *decoder, one func(*decoder) T) []T {
	n := d.length()
	if n == 0 {
		return nil
	}
	const atOnce = 64 // beyond, the memory of a list grows as it is read
	out := make([]T, 0, min(n, atOnce))
	for range n {
		if d.failed {
			return nil
		}
		out = append(out, one(d))
	}
	return out
}

func (d *decoder) span() Span {
	pos := d.narrow(int64(d.last) + d.int())
	d.last = pos
	return Span{pos, d.narrow(int64(pos) + d.int())}
}

func (d *decoder) file(f *File) {
	f.Main = d.proc()
	f.Procs = list(d, (*decoder).proc)
	f.Classes = list(d, func(d *decoder) *Class {
		return &Class{Name: d.string(), Span: d.span(), Fields: d.strings(), Methods: list(d, (*decoder).int32)}
	})
	f.Includes = list(d, (*decoder).include)
	f.Objects = list(d, func(d *decoder) ObjectTag {
		return ObjectTag{Span: d.span(), ID: d.string(), Scope: d.string(), ProgID: d.string(), ClassID: d.string()}
	})
	f.TypeLibs = list(d, func(d *decoder) TypeLib {
		return TypeLib{Span: d.span(), Name: d.string(), UUID: d.string(), File: d.string()}
	})
	f.ScriptSources = list(d, (*decoder).include)
	f.Edges = list(d, func(d *decoder) Edge {
		return Edge{Span: d.span(), Open: d.bool(), What: d.string(), Problem: d.problem()}
	})
	f.Comments = list(d, func(d *decoder) Comment {
		return Comment{Span: d.span(), Text: d.string(), Alone: d.bool()}
	})
	f.Problems = list(d, (*decoder).problem)
	f.Pages = PageFacts{
		Language: Language(d.byte()), CodePage: int(d.int()),
		Transaction: d.string(), EnableState: d.string(), HasDirective: d.bool(),
	}
	d.check(f)
}

// check makes sure that the program is one that users can walk without
// looking: what a kind of node needs is there, and indices and places lie
// within what they count.
func (d *decoder) check(f *File) {
	n := len(f.Procs)
	ok := true
	index := func(i, least int32, n int) { ok = ok && i >= least && int(i) < n }
	text := f.Main.Span.End // Main is all of the file
	span := func(s Span) { ok = ok && s.Pos >= 0 && s.Pos <= s.End && s.End <= text }
	for _, c := range f.Classes {
		span(c.Span)
		for _, m := range c.Methods {
			index(m, 0, n)
		}
	}
	for _, i := range slices.Concat(f.Includes, f.ScriptSources) {
		span(i.Span)
		span(i.PathAt)
		index(i.InProc, -1, n)
	}
	for _, p := range append([]*Proc{f.Main}, f.Procs...) {
		span(p.Span)
		span(p.NameAt)
		index(p.Outer, -1, n)
		onExpr := func(e *Expr) bool {
			span(e.Span)
			span(e.StrAt())
			if e.Kind == ExprFunc {
				index(e.Index, 0, n)
			}
			ok = ok && e.whole()
			return ok
		}
		for _, q := range p.Params {
			WalkExpr(q.Default, onExpr)
		}
		Walk(p.Body, onExpr, func(s *Stmt) bool {
			span(s.Span)
			for i := range s.Detail().Cases {
				span(s.Details.Cases[i].Span)
			}
			if s.Kind == StmtInclude {
				index(s.Index, 0, len(f.Includes))
			}
			ok = ok && s.whole()
			return ok
		})
	}
	for _, e := range f.Edges {
		span(e.Span)
		span(e.Problem.Span)
	}
	for _, c := range f.Comments {
		span(c.Span)
	}
	for _, p := range f.Problems {
		span(p.Span)
	}
	for _, o := range f.Objects {
		span(o.Span)
	}
	for _, t := range f.TypeLibs {
		span(t.Span)
	}
	d.failed = d.failed || !ok
}

// whole reports whether a statement has what its kind needs.
func (s *Stmt) whole() bool {
	switch s.Kind {
	case StmtAssign:
		return s.Target != nil && s.Value != nil
	case StmtExpr, StmtIf, StmtSelect, StmtWith:
		return s.Value != nil
	case StmtErase:
		return s.Target != nil
	default:
		return s.Kind > 0 && s.Kind <= StmtBlock
	}
}

// whole reports whether an expression has what its kind needs.
func (e *Expr) whole() bool {
	if slices.Contains(e.Args(), nil) {
		return false
	}
	switch e.Kind {
	case ExprMember, ExprCall, ExprUnary, ExprNamedArg:
		return e.X != nil
	case ExprBinary, ExprAssign:
		return e.X != nil && e.Y != nil
	case ExprCond:
		return e.X != nil && e.Y != nil && len(e.Args()) > 0
	default:
		return e.Kind > 0 && e.Kind <= ExprBad
	}
}

func (d *decoder) include() Include {
	return Include{Span: d.span(), PathAt: d.span(), Path: d.string(), Virtual: d.bool(), InProc: d.int32()}
}

func (d *decoder) problem() Problem {
	return Problem{Span: d.span(), ID: d.string(), Message: d.string()}
}

func (d *decoder) proc() *Proc {
	return &Proc{
		Name: d.string(), Class: d.string(), Kind: ProcKind(d.byte()), Language: Language(d.byte()),
		Span: d.span(), NameAt: d.span(), Default: d.bool(),
		Params: list(d, (*decoder).param), Locals: d.strings(), Outer: d.int32(), Body: d.stmts(),
	}
}

func (d *decoder) param() Param {
	p := Param{Name: d.string()}
	has := d.uint()
	p.ByVal = has&1 != 0
	p.Default = d.expr(has&2 != 0)
	return p
}

func (d *decoder) stmts() []*Stmt { return list(d, (*decoder).stmt) }

// enter notes that the decoder goes down one level; false: not any further.
func (d *decoder) enter() bool {
	d.depth++
	if d.depth > maxDepth {
		d.fail()
	}
	return !d.failed
}

func (d *decoder) stmt() *Stmt {
	s := d.nodes.New()
	if !d.enter() {
		return s
	}
	s.Kind = StmtKind(d.byte())
	has := d.uint()
	s.Set, s.Const, s.Resume, s.Each = has&stmtSet != 0, has&stmtConst != 0, has&stmtResume != 0, has&stmtEach != 0
	s.AtLeastOnce, s.Until = has&stmtAtLeastOnce != 0, has&stmtUntil != 0
	s.Span = d.span()
	if has&stmtExit != 0 {
		s.Exit = ExitKind(d.byte())
	}
	if has&stmtIndex != 0 {
		s.Index = d.int32()
	}
	s.Target = d.expr(has&stmtTarget != 0)
	s.Value = d.expr(has&stmtValue != 0)
	if has&stmtBody != 0 {
		s.Body = d.stmts()
	}
	if has&stmtDetails != 0 {
		s.Details = d.details()
	}
	d.depth--
	return s
}

func (d *decoder) details() *Details {
	has := d.byte()
	t := &Details{}
	t.From = d.expr(has&detailFrom != 0)
	t.To = d.expr(has&detailTo != 0)
	if has&detailFinally != 0 {
		t.Finally = d.stmts()
	}
	if has&detailCases != 0 {
		t.Cases = list(d, func(d *decoder) Case {
			return Case{Span: d.span(), Falls: d.bool(), Values: d.list(), Body: d.stmts()}
		})
	}
	if has&detailNames != 0 {
		t.Names = d.strings()
	}
	if has&detailName != 0 {
		t.Name = d.string()
	}
	if has&detailLabel != 0 {
		t.Label = d.string()
	}
	if has&detailElse != 0 {
		t.Else = d.stmts()
	}
	return t
}

// list decodes expressions, some of which may be nil.
func (d *decoder) list() []*Expr {
	return list(d, func(d *decoder) *Expr { return d.expr(d.bool()) })
}

// expr decodes an expression, if there is one.
func (d *decoder) expr(there bool) *Expr {
	if !there || !d.enter() {
		return nil
	}
	e := d.exprs.New()
	e.Kind = ExprKind(d.byte())
	has := d.byte()
	e.Paren = has&exprParen != 0
	e.Span = d.span()
	if has&exprIndex != 0 {
		e.Index = d.int32()
	}
	if has&exprStrAt != 0 {
		n := d.uint()
		if n > math.MaxUint16 {
			d.fail()
			return nil
		}
		e.strSize = uint16(n)
	}
	if has&exprStr != 0 {
		e.str = d.ref()
	}
	e.X = d.expr(has&exprX != 0)
	e.Y = d.expr(has&exprY != 0)
	if has&exprArgs != 0 {
		list := d.list()
		e.args = &list
	}
	d.depth--
	return e
}
