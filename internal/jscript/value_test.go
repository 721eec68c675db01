package jscript

import (
	"math"
	"testing"
)

func TestStringsAreReadAsJScriptReadsThem(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"single quotes", `'a"b'`, `a"b`},
		{"escaped quotes", `"a\"b\'c"`, `a"b'c`},
		{"a line feed, which joins server and mailbox", `"ex01\nmiller"`, "ex01\nmiller"},
		{"control characters", `"\b\t\v\f\r\0"`, "\b\t\v\f\r\x00"},
		{"an escaped backslash before the closing quote", `"c:\\"`, `c:\`},
		{"hexadecimal", `"\x41\xe9"`, "Aé"},
		{"hexadecimal that is none", `"\xg1"`, "xg1"},
		{"octal, at most 377", `"\101\3777\400"`, "Aÿ7 0"},
		{"Unicode", `"\u00e9\u4e2d"`, "é中"},
		{"a pair of surrogates", `"\ud83d\ude00"`, "😀"},
		{"half a pair", `"\ud83dx"`, "\uFFFDx"},
		{"a line continued", "\"a\\\nb\\\r\nc\"", "abc"},
		{"an escape that means itself", `"\q\é"`, "qé"},
		{"not closed", `"a\"`, `a"`},
		{"empty", `""`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := ParseScript(c.src, JScript)
			s, ok := f.Body[0].(*ExprStmt).X.(*String)
			if !ok || s.Value != c.want {
				t.Errorf("%s is read as %#v, want %q", c.src, f.Body[0].(*ExprStmt).X, c.want)
			}
		})
	}
}

func TestNumbersAreReadAsJScriptReadsThem(t *testing.T) {
	for _, c := range []struct {
		src    string
		want   float64
		recent bool
	}{
		{"0", 0, false},
		{"12", 12, false},
		{"1.5", 1.5, false},
		{".5", .5, false},
		{"5.", 5, false},
		{"1e3", 1000, false},
		{"25E-1", 2.5, false},
		{"0x1F", 31, false},
		{"0x80040111", 0x80040111, false},
		{"017", 15, false},
		{"019", 19, false},
		{"1e999", math.Inf(1), false},
		{"0b101", 5, true},
		{"0o17", 15, true},
		{"1_000", 1000, true},
		{"7n", 7, true},
	} {
		t.Run(c.src, func(t *testing.T) {
			f := ParseScript(c.src, JScript)
			n, ok := f.Body[0].(*ExprStmt).X.(*Number)
			if !ok || n.Value != c.want || n.Raw != c.src {
				t.Errorf("read as %#v, want %v", f.Body[0].(*ExprStmt).X, c.want)
			}
			if recent := len(f.Errors) > 0; recent != c.recent {
				t.Errorf("errors: %v", f.Errors)
			}
		})
	}
}
