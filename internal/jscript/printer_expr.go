package jscript

import (
	"fmt"
	"unicode/utf8"
)

// exprs writes an expression that may be missing.
func (p *printer) exprs(x Expr) {
	if x != nil {
		p.expr(x)
	}
}

func (p *printer) expr(x Expr) {
	switch x := x.(type) {
	case *Ident:
		p.ident(x)
	case *String:
		p.write(x.Raw)
	case *Number:
		p.write(x.Raw)
	case *Regexp:
		p.write(x.Raw)
	case *Bool:
		if x.Value {
			p.write("true")
		} else {
			p.write("false")
		}
	case *Null:
		p.write("null")
	case *This:
		p.write("this")
	case *Template:
		p.template(x)
	case *Array:
		p.write("[")
		p.list(x.Elems)
		if n := len(x.Elems); n > 0 && x.Elems[n-1] == nil {
			p.write(",")
		}
		p.write("]")
	case *Object:
		p.members(x.Props, ", ")
	case *Function:
		p.function(x)
	case *Class:
		p.class(x)
	case *Paren:
		p.write("(")
		if s, ok := x.X.(*Seq); ok {
			p.list(s.Xs)
		} else {
			p.expr(x.X)
		}
		p.write(")")
	default:
		p.operation(x)
	}
}

func (p *printer) operation(x Expr) {
	switch x := x.(type) {
	case *Member:
		p.receiver(x.X)
		p.write(dot(x.Optional))
		p.ident(x.Name)
	case *Index:
		p.receiver(x.X)
		if x.Optional {
			p.write("?.")
		}
		p.write("[")
		p.expr(x.Key)
		p.write("]")
	case *Call:
		p.receiver(x.Fun)
		if x.Optional {
			p.write("?.")
		}
		p.args(x.Args)
	case *New:
		p.write("new ")
		p.receiver(x.Fun)
		if x.Parens {
			p.args(x.Args)
		}
	case *Unary:
		p.write(x.Op, " ")
		p.exprs(x.X)
	case *Update:
		if x.Prefix {
			p.write(x.Op, " ")
			p.expr(x.X)
		} else {
			p.expr(x.X)
			p.write(x.Op)
		}
	case *Binary:
		p.expr(x.X)
		p.write(" ", x.Op, " ")
		p.expr(x.Y)
	case *Assign:
		p.expr(x.X)
		p.write(" ", x.Op, " ")
		p.expr(x.Y)
	case *Cond:
		p.expr(x.If)
		p.write(" ? ")
		p.expr(x.Then)
		p.write(" : ")
		p.expr(x.Else)
	case *Seq:
		p.list(x.Xs)
	case *Spread:
		p.write("...")
		p.expr(x.X)
	}
}

// receiver writes what stands before a dot, bracket or parenthesis. A number
// needs a blank, or the dot would be its own.
func (p *printer) receiver(x Expr) {
	p.expr(x)
	if _, ok := x.(*Number); ok {
		p.write(" ")
	}
}

func dot(optional bool) string {
	if optional {
		return "?."
	}
	return "."
}

func (p *printer) args(list []Expr) {
	p.write("(")
	p.list(list)
	p.write(")")
}

func (p *printer) list(list []Expr) {
	for i, x := range list {
		if i > 0 {
			p.write(", ")
		}
		p.exprs(x)
	}
}

// ident writes a name. One that was written with escapes gets one again, so
// that it is not taken for a reserved word.
func (p *printer) ident(id *Ident) {
	if !id.Escaped {
		p.write(id.Name)
		return
	}
	for i, r := range id.Name {
		if r <= 0xFFFF && isNameRune(r, i) {
			p.write(id.Name[:i], fmt.Sprintf(`\u%04x`, r), id.Name[i+utf8.RuneLen(r):])
			return
		}
	}
	p.write(id.Name)
}

func (p *printer) template(x *Template) {
	p.exprs(x.Tag)
	for i, s := range x.Raw {
		if i == 0 {
			p.write("`")
		} else {
			p.write("}")
		}
		p.write(s)
		if i < len(x.Xs) {
			p.write("${")
			p.expr(x.Xs[i])
		} else {
			p.write("`")
		}
	}
}

func (p *printer) function(f *Function) {
	if f.Async {
		p.write("async ")
	}
	if f.Arrow {
		p.params(f.Params)
		p.write(" => ")
		if f.Body == nil {
			p.exprs(f.X)
		} else {
			p.block(f.Body)
		}
		return
	}
	p.write("function ")
	if f.Star {
		p.write("* ")
	}
	for i, id := range f.Path {
		if i > 0 {
			p.write(".")
		}
		p.ident(id)
	}
	if f.Event != nil {
		p.write("::")
		p.ident(f.Event)
	}
	p.params(f.Params)
	p.write(" ")
	if f.Body != nil {
		p.block(f.Body)
	}
}

func (p *printer) params(list []*Param) {
	p.write("(")
	for i, m := range list {
		if i > 0 {
			p.write(", ")
		}
		if m.Rest {
			p.write("...")
		}
		p.expr(m.Target)
		if m.Default != nil {
			p.write(" = ")
			p.expr(m.Default)
		}
	}
	p.write(")")
}

// members writes the members of an object literal or class in braces.
func (p *printer) members(list []*Property, sep string) {
	p.write("{")
	for i, m := range list {
		if i > 0 {
			p.write(sep)
		}
		p.property(m)
	}
	p.write("}")
}

func (p *printer) property(m *Property) {
	if m.Static {
		p.write("static ")
	}
	f, _ := m.Value.(*Function)
	switch m.Kind {
	case PropSpread:
		p.write("...")
		p.expr(m.Value)
		return
	case PropStatic:
		p.block(f.Body)
		return
	case PropGet:
		p.write("get ")
	case PropSet:
		p.write("set ")
	case PropMethod, PropInit, PropShorthand:
	}
	method := m.Kind == PropGet || m.Kind == PropSet || m.Kind == PropMethod
	if method && f.Async {
		p.write("async ")
	}
	if method && f.Star {
		p.write("* ")
	}
	if m.Computed {
		p.write("[")
	}
	p.exprs(m.Key)
	if m.Computed {
		p.write("]")
	}
	switch {
	case method:
		p.params(f.Params)
		p.write(" ")
		p.block(f.Body)
	case m.Value == nil:
	case m.Kind == PropShorthand:
		p.write(" = ")
		p.expr(m.Value)
	default:
		p.write(": ")
		p.expr(m.Value)
	}
}

func (p *printer) class(c *Class) {
	p.write("class ")
	if c.Name != nil {
		p.ident(c.Name)
		p.write(" ")
	}
	if c.Super != nil {
		p.write("extends ")
		p.expr(c.Super)
		p.write(" ")
	}
	p.write("{\n")
	for _, m := range c.Members {
		if m.Kind == PropInit && m.Value != nil {
			field := *m
			field.Kind = PropShorthand // key = value
			m = &field
		}
		p.property(m)
		if m.Kind == PropInit || m.Kind == PropShorthand {
			p.write(";")
		}
		p.write("\n")
	}
	p.write("}")
}
