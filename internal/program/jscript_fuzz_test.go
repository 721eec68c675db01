package program

import (
	"testing"

	"github.com/cdolint/cdolint/internal/jscript"
)

// FuzzFromJScript checks that whatever is parsed can be lowered to something
// whole: places within the text, functions that exist, nothing missing that
// the kind of a statement or expression promises.
func FuzzFromJScript(f *testing.F) {
	for _, s := range []string{
		`s = new ActiveXObject("MAPI.Session"); with (s) { Logon(); x = function f() { y++ } }`,
		"switch (a) { case 1: if (b) break; case 2: { break } default: return }",
		"for (var i in o) try { throw } catch (e) { } finally { l: do continue l; while (1) }",
		"class A extends B { static x = 1; get y() { return `a${b}` } constructor(c) { } }",
		"let {a, b: [c = 1]} = d; ({e} = f); export default (g, {h}, ...i) => j;",
		"function a.b() { } function c::d(e, f) { return this[e]['f'], !g ? -h : ~i }",
		"new (x())(, y; if (", "} else { a(", "x = (a, b, ) => ; async (c) => await d",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		file := &File{Main: &Proc{Kind: ProcMain, Language: JScript, Outer: -1}}
		file.Main.Body = FromJScript(file, jscript.ParseScript(src, jscript.JScript), src, nil)
		checkWhole(t, file, file.Main.Body, len(src))
		for i, p := range file.Procs {
			if p.Kind == 0 || p.Language != JScript || p.Outer >= int32(i) || p.Outer < -1 {
				t.Fatalf("procedure %d is not whole: %+v", i, p)
			}
			checkWhole(t, file, p.Body, len(src))
		}
	})
}

func checkWhole(t *testing.T, f *File, body []*Stmt, n int) {
	t.Helper()
	within := func(s Span) bool { return s.Pos >= 0 && s.Pos <= s.End && int(s.End) <= n }
	Walk(body, func(e *Expr) bool {
		whole := within(e.Span) && within(e.StrAt())
		switch e.Kind {
		case 0:
			whole = false
		case ExprFunc:
			whole = whole && int(e.Index) < len(f.Procs)
		case ExprObject:
			for _, a := range e.Args() {
				whole = whole && a.Kind == ExprNamedArg && a.X != nil
			}
		case ExprMember, ExprCall:
			whole = whole && e.X != nil
		case ExprBinary, ExprAssign:
			whole = whole && e.X != nil && e.Y != nil && (e.Op() != "" || e.Kind == ExprAssign)
		case ExprCond:
			whole = whole && e.X != nil && e.Y != nil && len(e.Args()) == 1
		default:
		}
		if !whole {
			t.Fatalf("expression is not whole: %+v", e)
		}
		return true
	}, func(s *Stmt) bool {
		whole := within(s.Span)
		switch s.Kind {
		case 0:
			whole = false
		case StmtAssign:
			whole = whole && s.Target != nil && s.Value != nil
		case StmtExpr, StmtIf, StmtSelect, StmtWith:
			whole = whole && s.Value != nil
		case StmtExit:
			whole = whole && s.Exit != 0
		default:
		}
		if !whole {
			t.Fatalf("statement is not whole: %+v", s)
		}
		return true
	})
}
