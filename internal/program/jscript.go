package program

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/jscript"
)

// FromJScript adds one unit of JScript to a file: its functions go to Procs,
// its loose braces, errors and suppression comments to Edges, Problems and
// Comments. It returns the module-level code; the names that this declares are
// added to the Locals of f.Main, if there is one. src is the text that the unit
// was parsed from. includeAt returns the index in f.Includes of the include
// directive that begins at a byte offset, or -1; the directive's InProc is set.
//
// What JScript says in ways of its own becomes:
//
//   - function f() {} at the top: a Proc with Outer -1; inside a function: a
//     Proc with that function as Outer, visible in it by name from its begin;
//   - function Session::OnStart() {}: a Proc named Session_OnStart, as in
//     VBScript;
//   - function a.b() {}: the assignment of a function expression to a.b, at the
//     begin of the enclosing function;
//   - a function expression: a ProcLambda and ExprFunc. Its name, if it has
//     one, is a variable of the enclosing function, as JScript has it;
//   - new X(…): ExprNew with X, and Str too where X is a plain name;
//   - a["name"]: ExprMember, if the key could be written behind a dot; a[x]:
//     ExprCall;
//   - x++ and x += y: ExprAssign with Op;
//   - break at the end of a case: Falls false. A switch with other breaks
//     stands in a loop that runs once;
//   - with (x) { f() }: ExprMember of ExprWith for names that neither the unit
//     declares nor ASP or JScript define;
//   - /re/: ExprNew RegExp; a template: a chain of "+".
//
// Assignments have Set: objects are never copied through a default property.
func FromJScript(f *File, unit *jscript.File, src string, includeAt func(pos int32) int32) []*Stmt {
	l := &jsLowering{file: f, unit: unit, src: src, includeAt: includeAt, interned: newInterned()}
	defer l.release()
	main := f.Main
	if main == nil {
		main = &Proc{}
	}
	l.scope = &jsScope{proc: main, index: -1}
	body := l.stmts(unit.Body)
	body = slices.Concat(l.scope.hoisted, body)
	l.diagnostics()
	return body
}

// jsLowering turns one unit into the language-neutral form.
type jsLowering struct {
	file      *File
	unit      *jscript.File
	src       string
	includeAt func(pos int32) int32
	scope     *jsScope
	*interned
	// declared are all names that the unit declares; see known.
	declared map[string]bool
}

// jsScope is a function being lowered, or the module-level code.
type jsScope struct {
	proc    *Proc
	index   int32 // in File.Procs, -1 for main
	outer   *jsScope
	names   map[string]bool // of proc.Locals
	hoisted []*Stmt
	with    int // enclosing with statements
}

// declare adds a variable of the function.
func (s *jsScope) declare(name string) {
	if name == "" || s.names[name] {
		return
	}
	if s.names == nil {
		s.names = map[string]bool{}
		for _, n := range s.proc.Locals {
			s.names[n] = true
		}
		if s.names[name] {
			return
		}
	}
	s.names[name] = true
	s.proc.Locals = append(s.proc.Locals, name)
}

func jsSpan(n jscript.Node) Span { return Span{int32(n.Pos()), int32(n.End())} }

// diagnostics carries over what is not code.
func (l *jsLowering) diagnostics() {
	for _, e := range l.unit.Errors {
		id := "parse-error"
		if e.Code == jscript.CodeLimit {
			id = "limit"
		}
		l.file.Problems = append(l.file.Problems, Problem{Span{int32(e.Pos), int32(e.End)}, id, l.str(e.Error())})
	}
	for _, e := range l.unit.Edges {
		span := jsSpan(e)
		msg := `expected statement, found "}" that closes nothing`
		if e.Open {
			msg = `"{" without "}"`
			if e.Head != "" {
				msg += " (" + e.Head + ")"
			}
		}
		l.file.Edges = append(l.file.Edges, Edge{
			Span: span, Open: e.Open, What: "block",
			Problem: Problem{span, "parse-error", msg},
		})
	}
	for _, c := range l.unit.Comments {
		if findSuppression(c.Text) >= 0 {
			l.file.Comments = append(l.file.Comments, Comment{
				Span: jsSpan(c), Text: l.str(c.Text), Alone: l.alone(c),
			})
		}
	}
}

// alone reports whether nothing but the comment, and the delimiters of the
// code that it is in, stands on its line.
func (l *jsLowering) alone(c jscript.Comment) bool {
	const blanks = " \t\v\f" // the way to the ends of the line may be long, and there may be many comments on it
	before := strings.TrimRight(l.src[:c.From], blanks)
	if s, ok := strings.CutSuffix(before, "<%"); ok {
		before = strings.TrimRight(s, blanks)
	}
	after := strings.TrimLeft(l.src[c.To:], blanks)
	if s, ok := strings.CutPrefix(after, "%>"); ok {
		after = strings.TrimLeft(s, blanks)
	}
	return (before == "" || endsLine(before[len(before)-1])) && (after == "" || endsLine(after[0]))
}

func endsLine(c byte) bool { return c == '\r' || c == '\n' }
