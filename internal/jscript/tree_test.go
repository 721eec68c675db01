package jscript

import (
	"strings"
	"testing"
)

// sexpr writes an expression with all its structure in parentheses.
func sexpr(x Expr) string {
	list := func(head string, xs ...Expr) string {
		parts := []string{head}
		for _, x := range xs {
			if x != nil {
				parts = append(parts, sexpr(x))
			}
		}
		return "(" + strings.Join(parts, " ") + ")"
	}
	switch x := x.(type) {
	case *Ident:
		return x.Name
	case *Number:
		return x.Raw
	case *String:
		return x.Raw
	case *Regexp:
		return x.Raw
	case *This:
		return "this"
	case *Paren:
		return list("paren", x.X)
	case *Binary:
		return list(x.Op, x.X, x.Y)
	case *Assign:
		return list(x.Op, x.X, x.Y)
	case *Cond:
		return list("?", x.If, x.Then, x.Else)
	case *Seq:
		return list(",", x.Xs...)
	case *Unary:
		return list(x.Op, x.X)
	case *Update:
		if x.Prefix {
			return list("pre"+x.Op, x.X)
		}
		return list("post"+x.Op, x.X)
	case *Member:
		return list("."+x.Name.Name, x.X)
	case *Index:
		return list("[]", x.X, x.Key)
	case *Call:
		return list("call", append([]Expr{x.Fun}, x.Args...)...)
	case *New:
		return list("new", append([]Expr{x.Fun}, x.Args...)...)
	case *Function:
		return "function"
	}
	return "?"
}

func TestOperatorsBindAsInECMAScript3(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"a + b * c", "(+ a (* b c))"},
		{"a - b - c", "(- (- a b) c)"},
		{"a || b && c", "(|| a (&& b c))"},
		{"a | b ^ c & d", "(| a (^ b (& c d)))"},
		{"a == b < c << d", "(== a (< b (<< c d)))"},
		{"a = b = c", "(= a (= b c))"},
		{"a = b ? c : d = e", "(= a (? b c (= d e)))"},
		{"a, b = c, d", "(, a (= b c) d)"},
		{"!a.b(c)", "(! (call (.b a) c))"},
		{"-a++", "(- (post++ a))"},
		{"typeof a == 'b'", "(== (typeof a) 'b')"},
		{"new a.b(c).d(e)", "(call (.d (new (.b a) c)) e)"},
		{"new a", "(new a)"},
		{"new (a())(b)", "(new (paren (call a)) b)"},
		{"new new a(b)(c)", "(new (new a b) c)"},
		{"a in b instanceof c", "(instanceof (in a b) c)"},
		{"a / b / c", "(/ (/ a b) c)"},
		{"a = /b/ / c", "(= a (/ /b/ c))"},
		{"(a)/b/c", "(/ (/ (paren a) b) c)"},
		{"a[b][c].d", "(.d ([] ([] a b) c))"},
		{`Response.Cookies("a")("b") = c`, `(= (call (call (.Cookies Response) "a") "b") c)`},
		{"this.x = function () {}", "(= (.x this) function)"},
		{"a ? b, c : d", "error"},
	} {
		t.Run(c.src, func(t *testing.T) {
			f := ParseScript(c.src, JScript)
			got := "error"
			if len(f.Errors) == 0 {
				got = sexpr(f.Body[0].(*ExprStmt).X)
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestOneErrorCostsOneStatement(t *testing.T) {
	for _, broken := range []string{
		"x = ;", "foo(a b);", "var = 3;", "a b c d;", "if a { b(); }", "o = {a: 1 b: 2};",
		"foo(bar(1, 2);", "l = [1, 2;", `s = "abc`, "r = /abc", "for (i) { }", "x = y z;",
		"function (a { }", "do { a() }", "try { a() }", "new;", "a.;", "a.b.(c);", "case 1:",
		"@;", "x = #;", "return return;", "continue 5;", "catch (e) { }", "f(, a);", "f(a,, b);",
		"1 = a;", "x++ = 2;", "a => => b;", "import 5;", "while (a { b() }", "switch a) { }",
	} {
		t.Run(broken, func(t *testing.T) {
			src := "first();\n" + broken + "\nlast();\n"
			f := ParseScript(src, Modern)
			if len(f.Errors) != 1 {
				t.Errorf("%d errors: %v", len(f.Errors), f.Errors)
			}
			calls := map[string]bool{}
			Inspect(f, func(n Node) bool {
				if c, ok := n.(*Call); ok {
					calls[sexpr(c.Fun)] = true
				}
				return true
			})
			if !calls["first"] || !calls["last"] {
				t.Errorf("the statements around it are lost: %v", calls)
			}
		})
	}
}

func TestChunksOutOfPlaceAreMended(t *testing.T) {
	src := "a();b();c();"
	for _, chunks := range [][]Chunk{
		{{ChunkCode, -5, 4}, {ChunkCode, 2, 8}, {ChunkCode, 8, 99}},
		{{ChunkCode, 8, 4}, {ChunkCode, 20, 10}},
		{},
	} {
		f := Parse(src, chunks, JScript)
		checkPlaces(t, f, src)
	}
}
