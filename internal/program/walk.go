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
	d := s.Detail()
	for _, e := range [...]*Expr{s.Target, s.Value, d.From, d.To} {
		WalkExpr(e, onExpr)
	}
	Walk(s.Body, onExpr, onStmt)
	for i := range d.Cases {
		for _, e := range d.Cases[i].Values {
			WalkExpr(e, onExpr)
		}
		Walk(d.Cases[i].Body, onExpr, onStmt)
	}
	Walk(d.Else, onExpr, onStmt)
	Walk(d.Finally, onExpr, onStmt)
}

// WalkExpr calls onExpr for e and every expression in it, a parent before its
// children; false keeps it out of the node.
func WalkExpr(e *Expr, onExpr func(*Expr) bool) {
	if e == nil || onExpr == nil || !onExpr(e) {
		return
	}
	WalkExpr(e.X, onExpr)
	WalkExpr(e.Y, onExpr)
	for _, a := range e.Args() {
		WalkExpr(a, onExpr)
	}
}
