package program

// Walk calls the functions for every statement and expression below stmts, in
// text order, a parent before its children. A function that returns false
// keeps Walk out of the node. Either may be nil.
func Walk(stmts []*Stmt, onExpr func(*Expr) bool, onStmt func(*Stmt) bool) {
	for _, s := range stmts {
		walkStmt(s, onExpr, onStmt)
	}
}

func walkStmt(s *Stmt, onExpr func(*Expr) bool, onStmt func(*Stmt) bool) {
	if s == nil || onStmt != nil && !onStmt(s) {
		return
	}
	for _, e := range [...]*Expr{s.Target, s.Value, s.From, s.To} {
		WalkExpr(e, onExpr)
	}
	Walk(s.Body, onExpr, onStmt)
	for i := range s.Cases {
		for _, e := range s.Cases[i].Values {
			WalkExpr(e, onExpr)
		}
		Walk(s.Cases[i].Body, onExpr, onStmt)
	}
	Walk(s.Else, onExpr, onStmt)
	Walk(s.Finally, onExpr, onStmt)
}

// WalkExpr calls onExpr for e and every expression in it, a parent before its
// children; false keeps it out of the node.
func WalkExpr(e *Expr, onExpr func(*Expr) bool) {
	if e == nil || onExpr == nil || !onExpr(e) {
		return
	}
	WalkExpr(e.X, onExpr)
	WalkExpr(e.Y, onExpr)
	WalkExpr(e.Z, onExpr)
	for _, a := range e.Args {
		WalkExpr(a, onExpr)
	}
}
