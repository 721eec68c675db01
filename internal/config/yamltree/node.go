// Package yamltree reads YAML that people write by hand (configuration, rule
// packs) into a tree in which everything knows where it stands, and words
// mistakes so that they can be mended: file, line, column, the line with a
// caret, and what was probably meant.
//
// It is YAML 1.2 without what data written by hand has no use for: one document
// a file, no tags, no merge keys, keys are scalars. Scalars are not
// interpreted: on, 3 and "3" are text, and the reader says what it expects.
// Files are hostile input: their size, nesting and aliases are bounded.
package yamltree

import "iter"

// Kind tells nodes apart.
type Kind uint8

// The kinds of nodes. The zero value is invalid.
const (
	Mapping Kind = iota + 1
	Sequence
	Scalar
	Null // nothing: "key:" with no value, an empty file, ~ or null
)

// String says it in words fit for a message.
func (k Kind) String() string {
	switch k {
	case Mapping:
		return "a mapping"
	case Sequence:
		return "a list"
	case Scalar:
		return "a value"
	case Null:
		return "nothing"
	}
	return "invalid"
}

// Node is a value of a document.
type Node struct {
	Kind Kind
	// Pos and End are byte offsets into the text of the file, End exclusive.
	// Of a mapping or list in block form only the start is marked.
	Pos, End int
	// Text of a Scalar, quotes undone.
	Text string
	// Quoted reports whether a Scalar was quoted or a block ("|", ">").
	Quoted bool
	// Fields of a Mapping, in the order of the file; keys are unique.
	Fields []Field
	// Items of a Sequence.
	Items []*Node

	size int // nodes below and with this one, aliases counted as often as they are used
}

// Field is an entry of a mapping.
type Field struct {
	Key   *Node // a Scalar
	Value *Node
}

// Get returns the value of a key of a mapping, nil if there is none.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		if f.Key.Text == key {
			return f.Value
		}
	}
	return nil
}

// Elements yields the items of a list, or the node itself if it is one value
// alone: what stands where a value or a list of them may stand.
func (n *Node) Elements() iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		switch {
		case n == nil || n.Kind == Null:
		case n.Kind == Sequence:
			for _, item := range n.Items {
				if !yield(item) {
					return
				}
			}
		default:
			yield(n)
		}
	}
}
