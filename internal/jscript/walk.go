package jscript

// Visitor visits nodes for [Walk].
type Visitor interface {
	// Visit is called for each node. The visitor it returns visits the
	// children, after which its Visit is called with nil; nil keeps out.
	Visit(n Node) Visitor
}

// Walk visits n and all below it, in text order. Nodes that are nil are left
// out.
func Walk(v Visitor, n Node) {
	if v = v.Visit(n); v == nil {
		return
	}
	children(n, func(c Node) { Walk(v, c) })
	v.Visit(nil)
}

// Inspect calls f for n and all below it, in text order. If f returns false
// the children are left out.
func Inspect(n Node, f func(Node) bool) {
	if f(n) {
		children(n, func(c Node) { Inspect(c, f) })
	}
}

// children calls f for the direct children of n, in text order.
func children(n Node, f func(Node)) {
	switch n := n.(type) {
	case *File:
		each(n.Body, f)
	case *Write:
		one(n.X, f)
	case *VarDecl:
		for _, d := range n.Decls {
			f(d)
		}
	case *Declarator:
		f(n.Target)
		one(n.Init, f)
	case *FuncDecl:
		f(n.Func)
	case *ClassDecl:
		f(n.Class)
	case *Export:
		one(n.Decl, f)
		one(n.X, f)
	case *ExprStmt:
		f(n.X)
	case *Return:
		one(n.X, f)
	case *Throw:
		one(n.X, f)
	case *Jump:
		if n.Label != nil {
			f(n.Label)
		}
	default:
		childrenOfCompound(n, f)
	}
}

func childrenOfCompound(n Node, f func(Node)) {
	switch n := n.(type) {
	case *Block:
		each(n.Body, f)
	case *If:
		f(n.Cond)
		f(n.Then)
		one(n.Else, f)
	case *For:
		one(n.Init, f)
		one(n.Cond, f)
		one(n.Post, f)
		f(n.Body)
	case *ForIn:
		f(n.Left)
		f(n.X)
		f(n.Body)
	case *While:
		f(n.Cond)
		f(n.Body)
	case *DoWhile:
		f(n.Body)
		one(n.Cond, f)
	case *Switch:
		f(n.X)
		for _, c := range n.Cases {
			f(c)
		}
	case *Case:
		one(n.X, f)
		each(n.Body, f)
	case *Try:
		f(n.Body)
		one(n.Param, f)
		if n.Handler != nil {
			f(n.Handler)
		}
		if n.Finally != nil {
			f(n.Finally)
		}
	case *With:
		f(n.X)
		f(n.Body)
	case *Labeled:
		f(n.Label)
		f(n.Body)
	default:
		childrenOfExpr(n, f)
	}
}

func childrenOfExpr(n Node, f func(Node)) {
	switch n := n.(type) {
	case *Template:
		one(n.Tag, f)
		each(n.Xs, f)
	case *Array:
		each(n.Elems, f)
	case *Object:
		for _, m := range n.Props {
			f(m)
		}
	case *Property:
		one(n.Key, f)
		one(n.Value, f)
	case *Function:
		childrenOfFunction(n, f)
	case *Param:
		f(n.Target)
		one(n.Default, f)
	case *Class:
		if n.Name != nil {
			f(n.Name)
		}
		one(n.Super, f)
		for _, m := range n.Members {
			f(m)
		}
	case *Paren:
		f(n.X)
	case *Member:
		f(n.X)
		f(n.Name)
	case *Index:
		f(n.X)
		f(n.Key)
	case *Call:
		f(n.Fun)
		each(n.Args, f)
	case *New:
		f(n.Fun)
		each(n.Args, f)
	case *Unary:
		one(n.X, f)
	case *Update:
		f(n.X)
	case *Binary:
		f(n.X)
		f(n.Y)
	case *Assign:
		f(n.X)
		f(n.Y)
	case *Cond:
		f(n.If)
		f(n.Then)
		f(n.Else)
	case *Seq:
		each(n.Xs, f)
	case *Spread:
		f(n.X)
	}
}

func childrenOfFunction(n *Function, f func(Node)) {
	for _, id := range n.Path {
		f(id)
	}
	if n.Event != nil {
		f(n.Event)
	}
	for _, m := range n.Params {
		f(m)
	}
	if n.Body != nil {
		f(n.Body)
	}
	one(n.X, f)
}

// one calls f for n, unless it is a nil interface.
func one[N Node](n N, f func(Node)) {
	if Node(n) != nil {
		f(n)
	}
}

func each[N Node](list []N, f func(Node)) {
	for _, n := range list {
		one(n, f)
	}
}
