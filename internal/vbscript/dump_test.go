package vbscript

import (
	"fmt"
	"reflect"
	"strings"
)

// dump writes a tree, its errors and its edges, for people to read.
func dump(f *File) string {
	var b strings.Builder
	dumpStmts(&b, f.Stmts, 0)
	for _, c := range f.Comments {
		fmt.Fprintf(&b, "comment %s %q\n", where(f, c.Pos), f.Src[c.Pos:c.End])
	}
	for _, e := range f.Errors {
		fmt.Fprintf(&b, "error %s-%s %d %s\n", where(f, e.Pos), where(f, e.End), e.Code, e)
	}
	for _, e := range f.Edges {
		side := "end"
		if e.Open {
			side = "head"
		}
		fmt.Fprintf(&b, "edge %s-%s %s of %s: %s\n", where(f, e.Pos), where(f, e.End), side, e.Block, e.Error())
	}
	return b.String()
}

// where is line:column, 1-based, in bytes.
func where(f *File, off int) string {
	before := f.Src[:off]
	return fmt.Sprintf("%d:%d", 1+strings.Count(before, "\n"), off-strings.LastIndexByte(before, '\n'))
}

func dumpStmts(b *strings.Builder, list []Stmt, indent int) {
	for _, s := range list {
		dumpNode(b, s, indent)
	}
}

// dumpNode writes a statement: its expressions on one line, its blocks below.
func dumpNode(b *strings.Builder, n any, indent int) {
	v := reflect.ValueOf(n).Elem()
	b.WriteString(strings.Repeat("  ", indent))
	b.WriteString(strings.TrimSuffix(v.Type().Name(), "Stmt"))
	var blocks []func()
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Name, v.Field(i)
		if name == "span" || field.IsZero() {
			continue
		}
		switch x := field.Interface().(type) {
		case []Stmt:
			blocks = append(blocks, func() {
				fmt.Fprintf(b, "%s %s\n", strings.Repeat("  ", indent), strings.ToLower(name))
				dumpStmts(b, x, indent+1)
			})
		case []*ElseIf:
			blocks = append(blocks, func() { dumpList(b, x, indent) })
		case []*CaseClause:
			blocks = append(blocks, func() { dumpList(b, x, indent) })
		default:
			fmt.Fprintf(b, " %s=%s", name, dumpValue(field))
		}
	}
	b.WriteByte('\n')
	for _, block := range blocks {
		block()
	}
}

func dumpList[T any](b *strings.Builder, list []T, indent int) {
	for _, x := range list {
		dumpNode(b, x, indent)
	}
}

func dumpValue(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case Expr:
		return dumpExpr(x)
	case Kind:
		return strings.ToLower(strings.Trim(x.String(), "'"))
	case fmt.Stringer:
		return x.String()
	case string:
		return fmt.Sprintf("%q", x)
	case *TypeRef:
		if x.New {
			return "new " + x.Name.Name
		}
		return x.Name.Name
	}
	switch v.Kind() {
	case reflect.Slice:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, dumpValue(v.Index(i)))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Pointer:
		var b strings.Builder
		dumpNode(&b, v.Interface(), 0)
		return "{" + strings.TrimSuffix(b.String(), "\n") + "}"
	}
	return fmt.Sprint(v.Interface())
}

// dumpExpr writes an expression with all its parentheses.
func dumpExpr(x Expr) string {
	switch x := x.(type) {
	case *Ident:
		return x.Name
	case *Literal:
		return x.Raw
	case *Embedded:
		var b strings.Builder
		for _, s := range x.Stmts {
			dumpNode(&b, s, 0)
		}
		if x.X != nil {
			b.WriteString(dumpExpr(x.X))
		}
		return "code{" + strings.ReplaceAll(strings.TrimSuffix(b.String(), "\n"), "\n", "; ") + "}"
	case *Me:
		return "Me"
	case *WithSubject:
		return ""
	case *Omitted:
		return "_"
	case *Member:
		if x.Bang {
			return dumpExpr(x.X) + "!" + x.Name.Name
		}
		return dumpExpr(x.X) + "." + x.Name.Name
	case *Call:
		open, end := "(", ")"
		if x.NoParen {
			open, end = " <", ">"
		}
		return dumpExpr(x.X) + open + dumpExprs(x.Args) + end
	case *Paren:
		return "(" + dumpExpr(x.X) + ")"
	case *Unary:
		return "{" + opText(x.Op, x.Word) + " " + dumpExpr(x.X) + "}"
	case *Binary:
		var b strings.Builder
		for i, y := range x.Operands {
			if i > 0 {
				b.WriteString(" " + opText(x.Ops[i-1], "Like") + " ")
			}
			b.WriteString(dumpExpr(y))
		}
		return "{" + b.String() + "}"
	case *New:
		return "new " + x.Class.Name
	case *NamedArg:
		return x.Name.Name + ":=" + dumpExpr(x.X)
	case *CaseIs:
		return "is " + opText(x.Op, "Like") + " " + dumpExpr(x.X)
	case *CaseRange:
		return dumpExpr(x.Low) + " to " + dumpExpr(x.High)
	}
	return "BAD"
}

func dumpExprs(list []Expr) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = dumpExpr(x)
	}
	return strings.Join(parts, ", ")
}
