package flow

import "strings"

// compare is the value of `x op y`: a condition where one side is a server
// variable and the other a known text, else something unknown.
func compare(op string, x, y *Val) *Val {
	if t := presence(op, x, y); t != nil {
		return one(Atom{Kind: Truth, Test: t})
	}
	if t := testOf(op, x, y); t != nil {
		return one(Atom{Kind: Truth, Test: t})
	}
	if t := testOf(mirror(op), y, x); t != nil {
		return one(Atom{Kind: Truth, Test: t})
	}
	return Unknown
}

// presence is the condition `x Is Nothing`, or `x == null` in JScript.
func presence(op string, x, y *Val) *Test {
	if len(y.Atoms) != 1 || y.Open || y.Atoms[0].Kind != Nothing {
		return nil
	}
	t := goneTest(x).onPaths(x.when(condition{passes: isKind(Nothing, Empty)}, nil))
	switch {
	case t == nil:
		return nil
	case op == "is", op == "=":
		return t
	case op == "<>":
		return not(t)
	}
	return nil
}

func mirror(op string) string {
	switch op {
	case "<":
		return ">"
	case ">":
		return "<"
	case "<=":
		return ">="
	case ">=":
		return "<="
	}
	return op
}

// testOf is the condition `x op y` where x depends on the request and y is constant.
func testOf(op string, x, y *Val) *Test {
	if t := x.when(asksPresence(op, y), func(w *Val) *Test { return valueTest(op, w, y) }); t != nil {
		return t
	}
	return valueTest(op, x, y)
}

// valueTest is the same for an x that is one thing.
func valueTest(op string, x, y *Val) *Test {
	if len(x.Atoms) != 1 || x.Open {
		return nil
	}
	switch a := x.Atoms[0]; a.Kind {
	case Truth:
		// InStr(…) > 0, (cond) = True, StrComp(…) = 0 …
		n, ok := y.Const()
		if !ok {
			return nil
		}
		return truthAgainst(op, a.Test, n)
	case Text:
		if len(a.Str) == 1 && a.Str[0].Kind == ErrPart && !a.Str[0].Derived {
			return errTest(op, a.Str[0].At, y)
		}
		if len(a.Str) != 1 || a.Str[0].Kind != ServerVar {
			return nil
		}
		text, ok := y.Exact()
		if !ok {
			return nil
		}
		t := &Test{Op: TestIs, Var: a.Str[0].Text, Text: strings.ToLower(strings.TrimSpace(text))}
		if a.Str[0].Derived && text != "" && len(text) > 2 && a.Str[0].Text == "AUTH_TYPE" {
			// Left(AUTH_TYPE, 5) = "Basic" and the like ask for a part.
			t.Op = TestHas
		}
		switch op {
		case "=":
			return t
		case "<>":
			return not(t)
		case ">":
			if text == "" {
				return not(t)
			}
		}
	case Number, Bool, Empty, Null, Nothing, Ref, Func, InState:
	}
	return nil
}

// truthAgainst compares a condition with a number: a position found (> 0) or
// a Boolean (True is -1).
func truthAgainst(op string, t *Test, n float64) *Test {
	switch {
	case op == "=" && n == 0, op == "<" && n == 1, op == "<=" && n == 0, op == "<" && n == 0, op == "=" && n == -2:
		return not(t)
	case op == "<>" && n == 0, op == ">" && n == 0, op == ">=" && n == 1, op == "=", op == ">" && n == -1:
		return t
	case op == "<>" && n != 0:
		return not(t)
	}
	return nil
}
