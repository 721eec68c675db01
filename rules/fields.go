package rules

import (
	"reflect"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
)

// Field is a field of a fact as expressions see it.
type Field struct {
	Name string // in expressions
	JSON string // in the output of cdolint facts, "" if it is not there
	Doc  string
	// Values are all that a text can be, where they are few.
	Values []string
	// Case of all letters of a text: "lower", "upper" or "" for any.
	Case string

	typ reflect.Type
}

// Type in the words of docs/packs.md: text, number, true or false, list, or
// "fields" for a field that has fields itself.
func (f Field) Type() string { return typeName(f.typ) }

// Fields are those of the field itself, or of the elements of a list.
func (f Field) Fields() []Field {
	t := f.typ
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return fieldsOf(t)
}

// Fields are the fields of a kind of fact, those that every fact has last.
func Fields(zero fact.Fact) []Field {
	own, base := fieldsOf(reflect.TypeOf(zero)), BaseFields()
	isBase := func(f Field) bool {
		return slices.ContainsFunc(base, func(b Field) bool { return b.Name == f.Name })
	}
	return append(slices.DeleteFunc(own, isBase), base...)
}

// BaseFields are those that every fact has.
func BaseFields() []Field { return fieldsOf(reflect.TypeFor[fact.Base]()) }

// fieldsOf reads the declarations of a struct: the tags expr (the name), doc,
// json, enum (all values of a text, with commas), and case (of a text in lower or
// upper case). What has no name for expressions is none of their business.
func fieldsOf(t reflect.Type) []Field {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	var out []Field
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			out = append(out, fieldsOf(f.Type)...)
			continue
		}
		name := f.Tag.Get("expr")
		if name == "" || name == "-" || !f.IsExported() {
			continue
		}
		json, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if json == "-" {
			json = ""
		}
		field := Field{Name: name, JSON: json, Doc: f.Tag.Get("doc"), Case: f.Tag.Get("case"), typ: f.Type}
		if list, ok := f.Tag.Lookup("enum"); ok {
			field.Values = strings.Split(list, ",")
		}
		out = append(out, field)
	}
	return out
}

// find is the field of that name.
func find(fields []Field, name string) (Field, bool) {
	i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return fields[i], true
}

func names(fields []Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Name
	}
	return out
}

// typeName is a Go type in the words of people who write packs.
func typeName(t reflect.Type) string {
	if t == nil {
		return "value"
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return "number"
	case reflect.Slice, reflect.Array:
		if inner := typeName(t.Elem()); inner != "fields" && inner != "value" {
			return "list of " + plural(inner)
		}
		return "list"
	case reflect.Struct, reflect.Pointer, reflect.Map:
		return "fields"
	default:
		return "value"
	}
}

func plural(s string) string {
	if s == "true or false" {
		return s
	}
	return s + "s"
}
