package program

import "github.com/cdolint/cdolint/internal/jscript"

// name lowers a name that is read or assigned.
func (l *jsLowering) name(id *jscript.Ident) *Expr {
	span := jsSpan(id)
	if id.Name == "undefined" {
		return &Expr{Kind: ExprEmpty, Span: span}
	}
	name := l.str(id.Name)
	if l.scope.with > 0 && !l.known(name) {
		return l.member(&Expr{Kind: ExprWith, Span: Span{span.Pos, span.Pos}}, id, span)
	}
	return &Expr{Kind: ExprName, str: l.ref(name), Span: span}
}

// member lowers x.name.
func (l *jsLowering) member(x *Expr, name *jscript.Ident, span Span) *Expr {
	e := &Expr{Kind: ExprMember, X: x, str: l.ref(name.Name), Span: span}
	e.setStrAt(jsSpan(name))
	return e
}

// call makes a call, or an index.
func call(span Span, x *Expr, args ...*Expr) *Expr {
	return (&Expr{Kind: ExprCall, Span: span, X: x}).WithArgs(args)
}

// known reports whether a name within with (…) {…} means what it means
// elsewhere: nothing tells the members of the object from global names of an
// include, so names that the unit neither declares nor uses outside of with
// are taken for members.
func (l *jsLowering) known(name string) bool {
	switch name {
	case "Response", "Request", "Server", "Session", "Application", "ObjectContext",
		"ActiveXObject", "GetObject", "Enumerator", "VBArray", "Math", "Date", "String",
		"Number", "Boolean", "Array", "Object", "Function", "RegExp", "Error", "JSON",
		"parseInt", "parseFloat", "isNaN", "isFinite", "escape", "unescape", "eval",
		"encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent",
		"ScriptEngine", "NaN", "Infinity", "arguments":
		return true
	}
	if l.declared == nil {
		l.declared = jsDeclared(l.unit)
	}
	return l.declared[name]
}

// jsDeclared collects the names that a unit declares, in whatever scope.
func jsDeclared(unit *jscript.File) map[string]bool {
	names := map[string]bool{}
	add := func(x jscript.Expr) {
		for _, id := range patternNames(x) {
			names[id.Name] = true
		}
	}
	jscript.Inspect(unit, func(n jscript.Node) bool {
		switch n := n.(type) {
		case *jscript.Declarator:
			add(n.Target)
		case *jscript.Param:
			add(n.Target)
		case *jscript.Function:
			if len(n.Path) > 0 {
				add(n.Path[0])
			}
		case *jscript.Try:
			add(n.Param)
		case *jscript.Class:
			if n.Name != nil {
				add(n.Name)
			}
		}
		return true
	})
	usedOutsideWith(unit, names)
	return names
}

// usedOutsideWith adds the names that the unit uses elsewhere, which are
// global if it does not declare them.
func usedOutsideWith(n jscript.Node, names map[string]bool) {
	jscript.Inspect(n, func(n jscript.Node) bool {
		switch n := n.(type) {
		case *jscript.With:
			usedOutsideWith(n.X, names)
			return false
		case *jscript.Member: // its name is none of these
			usedOutsideWith(n.X, names)
			return false
		case *jscript.Property:
			if n.Value != nil {
				usedOutsideWith(n.Value, names)
			}
			return false
		case *jscript.Ident:
			names[n.Name] = true
		}
		return true
	})
}

// patternNames returns the names that a declaration of x binds: x itself, or
// those within a destructuring pattern.
func patternNames(x jscript.Expr) []*jscript.Ident {
	switch x := x.(type) {
	case *jscript.Ident:
		return []*jscript.Ident{x}
	case *jscript.Assign:
		return patternNames(x.X)
	case *jscript.Spread:
		return patternNames(x.X)
	case *jscript.Array:
		var ids []*jscript.Ident
		for _, e := range x.Elems {
			ids = append(ids, patternNames(e)...)
		}
		return ids
	case *jscript.Object:
		var ids []*jscript.Ident
		for _, m := range x.Props {
			if m.Kind == jscript.PropShorthand {
				ids = append(ids, patternNames(m.Key)...)
			} else {
				ids = append(ids, patternNames(m.Value)...)
			}
		}
		return ids
	}
	return nil
}

// declarePattern declares the names of a pattern in the current function.
func (l *jsLowering) declarePattern(x jscript.Expr) {
	for _, id := range patternNames(x) {
		l.scope.declare(l.str(id.Name))
	}
}
