package program

import "github.com/cdolint/cdolint/internal/jscript"

func (l *jsLowering) switchStmt(s *jscript.Switch) *Stmt {
	out := &Stmt{Kind: StmtSelect, Span: jsSpan(s), Value: l.expr(s.X)}
	inner := false
	for _, c := range s.Cases {
		body, falls := caseBody(c.Body)
		inner = inner || breaksOut(body)
		k := Case{Span: jsSpan(c), Falls: falls}
		if c.X != nil {
			k.Values = []*Expr{l.expr(c.X)}
		}
		k.Body = l.stmts(body)
		out.detail().Cases = append(out.detail().Cases, k)
	}
	if !inner {
		return out
	}
	// A loop that runs once gives the breaks something to leave.
	return &Stmt{
		Kind: StmtLoop, Span: out.Span, Body: []*Stmt{out}, AtLeastOnce: true,
		Value: &Expr{Kind: ExprBool, Span: Span{out.Span.End, out.Span.End}},
	}
}

// caseBody strips the break that ends a case, and reports whether the case
// runs on into the next.
func caseBody(list []jscript.Stmt) (body []jscript.Stmt, falls bool) {
	n := len(list)
	if n == 0 {
		return nil, true
	}
	switch last := list[n-1].(type) {
	case *jscript.Jump:
		if last.Label == nil && !last.Continue {
			return list[:n-1], false
		}
		return list, false
	case *jscript.Return, *jscript.Throw:
		return list, false
	case *jscript.Block:
		if n == 1 {
			return caseBody(last.Body)
		}
	}
	return list, true
}

// breaksOut reports whether a break without label in list leaves the statement
// that list belongs to.
func breaksOut(list []jscript.Stmt) bool {
	for _, s := range list {
		if breaksOutOf(s) {
			return true
		}
	}
	return false
}

func breaksOutOf(s jscript.Stmt) bool {
	switch s := s.(type) {
	case *jscript.Jump:
		return s.Label == nil && !s.Continue
	case *jscript.Block:
		return s != nil && breaksOut(s.Body)
	case *jscript.If:
		for {
			if breaksOutOf(s.Then) {
				return true
			}
			next, ok := s.Else.(*jscript.If)
			if !ok {
				return s.Else != nil && breaksOutOf(s.Else)
			}
			s = next
		}
	case *jscript.Try:
		return breaksOutOf(s.Body) || breaksOutOf(s.Handler) || breaksOutOf(s.Finally)
	case *jscript.With:
		return breaksOutOf(s.Body)
	case *jscript.Labeled:
		return breaksOutOf(s.Body)
	}
	return false
}
