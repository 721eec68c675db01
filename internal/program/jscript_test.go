package program

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/jscript"
)

var updateJScript = flag.Bool("update-jscript", false, "write the golden files of testdata/jscript")

// TestJScriptIsLowered compares what becomes of each fixture with the golden
// file beside it.
func TestJScriptIsLowered(t *testing.T) {
	files, err := filepath.Glob("testdata/jscript/*.js")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			src := string(data)
			f := &File{Main: &Proc{Kind: ProcMain, Language: JScript, Outer: -1}}
			f.Main.Body = FromJScript(f, jscript.ParseScript(src, jscript.JScript), src, nil)
			got := (&lister{src: src}).file(f)
			golden := strings.TrimSuffix(name, ".js") + ".golden"
			if *updateJScript {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestIncludesStandWhereTheyStandInTheText(t *testing.T) {
	src := `<!--#include file="a.asp"--><% function f() { %><!--#include file="b.asp"--><% } %>`
	in := func(s string) (int, int) {
		i := strings.Index(src, s)
		return i, i + len(s)
	}
	var chunks []jscript.Chunk
	add := func(k jscript.ChunkKind, s string) {
		pos, end := in(s)
		chunks = append(chunks, jscript.Chunk{Kind: k, Pos: pos, End: end})
	}
	add(jscript.ChunkInclude, `<!--#include file="a.asp"-->`)
	add(jscript.ChunkCode, " function f() { ")
	add(jscript.ChunkInclude, `<!--#include file="b.asp"-->`)
	add(jscript.ChunkCode, " } ")
	f := &File{Includes: []Include{{Path: "a.asp"}, {Path: "b.asp"}}}
	at := func(pos int32) int32 {
		if pos == 0 {
			return 0
		}
		return 1
	}
	main := FromJScript(f, jscript.Parse(src, chunks, jscript.JScript), src, at)
	if len(main) != 1 || main[0].Kind != StmtInclude || main[0].Index != 0 || f.Includes[0].InProc != -1 {
		t.Errorf("module-level code: %+v", main)
	}
	body := f.Procs[0].Body
	if len(body) != 1 || body[0].Kind != StmtInclude || body[0].Index != 1 || f.Includes[1].InProc != 0 {
		t.Errorf("function: %+v", body)
	}
}

func TestDiagnosticsAndSuppressionsAreCarriedOver(t *testing.T) {
	src := "if (a) {\n// cdolint:ignore CDO001 -- known\nb( c d ); /* cdolint:ignore-file x */\n// plain\n"
	f := &File{}
	FromJScript(f, jscript.ParseScript(src, jscript.JScript), src, nil)
	want := &File{
		Edges: []Edge{{
			Span: Span{0, 8}, Open: true, What: "block",
			Problem: Problem{Span{0, 8}, "parse-error", `"{" without "}" (if)`},
		}},
		Problems: []Problem{{Span{48, 49}, "parse-error", `expected ")", found d`}},
		Comments: []Comment{
			{Span: Span{9, 42}, Text: " cdolint:ignore CDO001 -- known", Alone: true},
			{Span: Span{53, 80}, Text: " cdolint:ignore-file x "},
		},
	}
	f.Procs = nil
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestTheResultDoesNotKeepTheText(t *testing.T) {
	src := strings.Clone("var name = other.member; f('text', 12, {key: /re/}); function g(p) {} x y")
	f := &File{Main: &Proc{}}
	f.Main.Body = FromJScript(f, jscript.ParseScript(src, jscript.JScript), src, nil)
	first := uintptr(unsafe.Pointer(unsafe.StringData(src)))
	var check func(v reflect.Value)
	check = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			s := v.String()
			at := uintptr(unsafe.Pointer(unsafe.StringData(s)))
			if s != "" && at >= first && at < first+uintptr(len(src)) {
				t.Errorf("%q lies in the text", s)
			}
		case reflect.Pointer:
			if !v.IsNil() {
				check(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				check(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				check(v.Field(i))
			}
		}
	}
	check(reflect.ValueOf(f))
}

// lister writes a program as indented text.
type lister struct {
	b   strings.Builder
	src string
}

func (l *lister) file(f *File) string {
	l.proc(f.Main)
	for i, p := range f.Procs {
		fmt.Fprintf(&l.b, "\n#%d ", i)
		l.proc(p)
	}
	for _, p := range f.Problems {
		fmt.Fprintf(&l.b, "problem %s %q %s\n", p.ID, l.src[p.Span.Pos:p.Span.End], p.Message)
	}
	return l.b.String()
}

func (l *lister) proc(p *Proc) {
	names := make([]string, len(p.Params))
	for i, q := range p.Params {
		names[i] = q.Name
		if q.Default != nil {
			names[i] += " = " + l.expr(q.Default)
		}
	}
	kind := map[ProcKind]string{ProcMain: "main", ProcFunction: "function", ProcLambda: "lambda"}[p.Kind]
	fmt.Fprintf(&l.b, "%s %s(%s) outer=%d locals=%v\n", kind, p.Name, strings.Join(names, ", "), p.Outer, p.Locals)
	l.stmts(p.Body, 1)
}

func (l *lister) stmts(list []*Stmt, depth int) {
	for _, s := range list {
		l.stmt(s, depth)
	}
}

func (l *lister) stmt(s *Stmt, depth int) {
	line := func(format string, args ...any) {
		fmt.Fprintf(&l.b, "%s%s\n", strings.Repeat("\t", depth), fmt.Sprintf(format, args...))
	}
	switch s.Kind {
	case StmtAssign:
		line("%s := %s", l.expr(s.Target), l.expr(s.Value))
	case StmtExpr:
		line("%s", l.expr(s.Value))
	case StmtDim:
		line("dim %v", s.Detail().Names)
	case StmtIf:
		line("if %s", l.expr(s.Value))
		l.stmts(s.Body, depth+1)
		if len(s.Detail().Else) > 0 {
			line("else")
			l.stmts(s.Detail().Else, depth+1)
		}
	case StmtLoop:
		line("loop value=%s target=%s from=%s each=%v once=%v", l.expr(s.Value), l.expr(s.Target), l.expr(s.Detail().From), s.Each, s.AtLeastOnce)
		l.stmts(s.Body, depth+1)
	case StmtSelect:
		line("select %s", l.expr(s.Value))
		for _, c := range s.Detail().Cases {
			line("case %s falls=%v", l.exprs(c.Values), c.Falls)
			l.stmts(c.Body, depth+1)
		}
	case StmtExit:
		word := map[ExitKind]string{ExitProc: "return", ExitLoop: "break", ExitContinue: "continue", ExitThrow: "throw"}[s.Exit]
		line("%s %s%s", word, s.Detail().Label, l.expr(s.Value))
	case StmtWith:
		line("with %s", l.expr(s.Value))
		l.stmts(s.Body, depth+1)
	case StmtTry:
		line("try")
		l.stmts(s.Body, depth+1)
		line("catch %s", s.Detail().Name)
		l.stmts(s.Detail().Else, depth+1)
		line("finally")
		l.stmts(s.Detail().Finally, depth+1)
	case StmtBlock:
		line("block %s", s.Detail().Label)
		l.stmts(s.Body, depth+1)
	default:
		line("statement %d", s.Kind)
	}
}

func (l *lister) exprs(list []*Expr) string {
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = l.expr(e)
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

func (l *lister) expr(e *Expr) string {
	if e == nil {
		return "-"
	}
	switch e.Kind {
	case ExprName, ExprNumber:
		return e.Str()
	case ExprString:
		return fmt.Sprintf("%q", e.Str())
	case ExprBool:
		return fmt.Sprintf("bool %v", e.Num())
	case ExprEmpty:
		return "empty"
	case ExprNothing:
		return "nothing"
	case ExprMember:
		if e.StrAt().IsValid() && !strings.Contains(l.src[e.StrAt().Pos:e.StrAt().End], e.Str()) {
			return "MISPLACED " + e.Str()
		}
		return l.expr(e.X) + "." + e.Str()
	case ExprCall:
		return l.expr(e.X) + l.exprs(e.Args())
	case ExprBinary:
		return "[" + l.expr(e.X) + " " + e.Op() + " " + l.expr(e.Y) + "]"
	case ExprUnary:
		return "[" + e.Op() + " " + l.expr(e.X) + "]"
	case ExprNew:
		return "new<" + e.Str() + "> " + l.expr(e.X) + l.exprs(e.Args())
	case ExprMe:
		return "me"
	case ExprWith:
		return "with"
	case ExprFunc:
		return fmt.Sprintf("#%d", e.Index)
	case ExprArray:
		return "array" + l.exprs(e.Args())
	case ExprObject:
		return fmt.Sprintf("object%q%s", names(e.Args()), l.exprs(values(e.Args())))
	case ExprCond:
		return "[" + l.expr(e.X) + " ? " + l.expr(e.Y) + " : " + l.expr(e.Args()[0]) + "]"
	case ExprAssign:
		return "[" + l.expr(e.X) + " " + e.Op() + "= " + l.expr(e.Y) + "]"
	case ExprOmitted:
		return "omitted"
	}
	return fmt.Sprintf("expr%d", e.Kind)
}

// names and values are those of the properties of an ExprObject.
func names(args []*Expr) []string {
	var out []string
	for _, a := range args {
		out = append(out, a.Str())
	}
	return out
}

func values(args []*Expr) []*Expr {
	var out []*Expr
	for _, a := range args {
		out = append(out, a.X)
	}
	return out
}
