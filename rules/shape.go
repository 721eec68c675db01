package rules

import "reflect"

// shape is what is known of a value before there is one.
type shape struct {
	typ    reflect.Type // nil: not known
	values []string     // all that a text can be; nil: not known
	letter string       // the case of a text, as of a Field
	field  string       // the name of the field
}

func shapeOf(f Field) shape { return shape{f.typ, f.Values, f.Case, f.Name} }

// elementOf a list.
func elementOf(list shape) shape {
	out := shape{typ: list.typ.Elem()}
	if list.field != "" {
		out.field = "an element of " + list.field
	}
	return out
}

func described(s shape) string {
	if s.field != "" {
		return s.field
	}
	return "this"
}
