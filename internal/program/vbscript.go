package program

import (
	"strings"

	"github.com/cdolint/cdolint/internal/slab"
	"github.com/cdolint/cdolint/internal/vbscript"
)

// FromVBScript adds one unit of VBScript (or Visual Basic 6) to a file: its
// procedures go to Procs, its classes to Classes, loose block ends, errors and
// suppression comments to Edges, Problems and Comments. It returns the
// module-level code; the names that this declares are added to the Locals of
// f.Main, if there is one. includeAt returns the index in f.Includes of the
// include directive that begins at a byte offset, or -1; the directive's
// InProc is set.
//
// What VBScript says in ways of its own becomes:
//
//   - a call statement: StmtExpr with an ExprCall, also without arguments. In
//     `f (x)` the argument has Paren: it is passed by value;
//   - ElseIf: a StmtIf in Else;
//   - Const: an assignment with Const; Dim x As New C (VB6): an assignment
//     with Set, for a field at the begin of Class_Initialize;
//   - ReDim: StmtErase, with Preserve a StmtDim without Names. The array and
//     its bounds are an ExprCall, for Dim a(1) as well;
//   - rs!Name (VB6): rs("Name");
//   - Exit Do within a For within a Do: a StmtExit with the Label of the
//     StmtBlock around that loop;
//   - Execute and, at module level, ExecuteGlobal of a literal that is code:
//     a StmtBlock with that code; Eval of one: the expression;
//   - a chain of more than 16 operands of & + * And Or Xor Eqv: a balanced tree
//     of ExprBinary, so that no tree is deeper than a few thousand nodes.
func FromVBScript(f *File, unit *vbscript.File, includeAt func(pos int32) int32) []*Stmt {
	l := &vbLowering{file: f, unit: unit, includeAt: includeAt, interned: newInterned()}
	defer l.release()
	main := f.Main
	if main == nil {
		main = &Proc{}
	}
	l.proc, l.index = main, -1
	body := l.stmts(unit.Stmts)
	l.diagnostics()
	return body
}

// vbLowering turns one unit into the language-neutral form.
type vbLowering struct {
	file      *File
	unit      *vbscript.File
	includeAt func(pos int32) int32
	proc      *Proc
	index     int32  // of proc in File.Procs, -1 for main
	class     *Class // being lowered, nil outside
	loops     []*vbLoop
	*interned

	exprs     slab.Of[Expr]
	nodes     slab.Of[Stmt]
	exprLists slab.Of[*Expr]
	stmtLists slab.Of[*Stmt]
	args      slab.Of[[]*Expr]
}

// vbLoop is a loop around the current statement.
type vbLoop struct {
	kind  vbscript.Block // BlockFor, BlockDo, or BlockWhile, which no Exit leaves
	label string         // set if an Exit from within an inner loop leaves it
}

// node returns a new expression of the kind.
func (l *vbLowering) node(k ExprKind, n vbscript.Node) *Expr {
	e := l.exprs.New()
	e.Kind, e.Span = k, vbSpan(n)
	return e
}

// stmtNode returns a new statement of the kind.
func (l *vbLowering) stmtNode(k StmtKind, n vbscript.Node) *Stmt {
	s := l.nodes.New()
	s.Kind, s.Span = k, vbSpan(n)
	return s
}

func vbSpan(n vbscript.Node) Span {
	return Span{int32(n.Pos()), int32(n.End())}
}

func spanOf(pos, end int) Span {
	return Span{int32(pos), int32(end)}
}

// declare adds variables of the current procedure.
func (l *vbLowering) declare(name string) string {
	folded := l.str(Fold(name))
	if l.class != nil && l.proc == nil {
		l.class.Fields = append(l.class.Fields, folded)
		return folded
	}
	l.proc.Locals = append(l.proc.Locals, folded)
	return folded
}

// diagnostics carries over what is not code.
func (l *vbLowering) diagnostics() {
	for _, e := range l.unit.Errors {
		l.file.Problems = append(l.file.Problems, l.problem(e))
	}
	for _, e := range l.unit.Edges {
		l.file.Edges = append(l.file.Edges, Edge{
			Span: spanOf(e.Pos, e.End), Open: e.Open, What: e.Block.String(), Problem: l.problem(e.Error()),
		})
	}
	for _, c := range l.unit.Comments {
		text := l.unit.Src[c.Pos:c.End]
		if findSuppression(text) < 0 {
			continue
		}
		l.file.Comments = append(l.file.Comments, Comment{
			Span: spanOf(c.Pos, c.End), Text: l.str(commentText(text)), Alone: alone(l.unit.Src, c.Pos, c.End),
		})
	}
}

func (l *vbLowering) problem(e *vbscript.Error) Problem {
	id := "parse-error"
	if e.Code.IsLimit() || e.Code == vbscript.TooMany {
		id = "limit"
	}
	return Problem{spanOf(e.Pos, e.End), id, l.str(e.Error())}
}

// suppression is what makes a comment one that the analysis keeps.
const suppression = "cdolint:"

// findSuppression is where the word stands in a text, in whatever letter case,
// or -1.
func findSuppression(text string) int {
	const name = len(suppression) - 1
	for from := 0; ; {
		i := strings.IndexByte(text[from:], ':')
		if i < 0 {
			return -1
		}
		if at := from + i - name; at >= 0 && strings.EqualFold(text[at:at+name], suppression[:name]) {
			return at
		}
		from += i + 1
	}
}

// commentText takes the delimiter off a comment.
func commentText(s string) string {
	switch {
	case s[0] == '\'':
		s = s[1:]
	case strings.HasPrefix(s, "<!--"):
		s = strings.TrimSuffix(s[4:], "-->")
	case len(s) >= 3 && strings.EqualFold(s[:3], "rem"):
		s = s[3:]
	}
	return strings.TrimSpace(s)
}

// alone reports whether nothing but the comment from pos to end, and the
// delimiters of the block that it is in, stands on its lines.
func alone(src string, pos, end int) bool {
	const blanks = " \t\v\f"
	before := strings.TrimRight(src[:pos], blanks)
	before = strings.TrimRight(strings.TrimSuffix(before, "<%"), blanks)
	after := strings.TrimLeft(src[end:], blanks)
	after = strings.TrimLeft(strings.TrimPrefix(after, "%>"), blanks)
	return (before == "" || isLineEnd(before[len(before)-1])) && (after == "" || isLineEnd(after[0]))
}

func isLineEnd(c byte) bool { return c == '\n' || c == '\r' }
