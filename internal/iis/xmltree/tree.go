// Package xmltree reads XML configuration the way people write it: it keeps
// the exact place of every element, attribute and value, goes on after errors,
// and never expands an entity of a document type.
//
// encoding/xml stops at the first error and knows no attribute positions;
// configuration in repositories is broken now and then, and settings have to
// be shown and edited at their very place.
package xmltree

import (
	"strings"
)

// Span is a piece of the text in bytes, End exclusive.
type Span struct{ Pos, End int }

// IsValid reports whether the span was set.
func (s Span) IsValid() bool { return s.End > s.Pos }

// Attr is an attribute of a start tag.
type Attr struct {
	Name  string // as written, prefix included
	Value string // character references and the five predefined entities decoded
	// Path is the file that the attribute stands in, "" for its element's:
	// trees that were joined from several files have such attributes.
	Path string
	At   Span // name="value"
	// ValueAt is the value without its quotes; Pos == End for an empty one.
	ValueAt Span
}

// Element is an element with its children. Exported fields only, so that a
// tree can be stored.
type Element struct {
	Name string // as written, prefix included
	Path string // file that the element stands in
	// Text is the element's own character data, CDATA included, without
	// blanks around it.
	Text     string
	Attrs    []Attr
	Children []*Element
	At       Span // start of the start tag to the end of the end tag
	Open     Span // the start tag
	Close    Span // the end tag; invalid if there is none
	NameAt   Span
	TextAt   Span // first to last character data that is not blank
	Empty    bool // <name/>
}

// Local is the name without its prefix.
func (e *Element) Local() string { return local(e.Name) }

func local(name string) string {
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// Is reports whether the local name is name, letter case ignored.
func (e *Element) Is(name string) bool { return strings.EqualFold(e.Local(), name) }

// Attr returns the attribute whose name (prefix ignored unless name has one)
// is name, letter case ignored, or nil. Of an attribute given twice the first counts.
func (e *Element) Attr(name string) *Attr {
	prefixed := strings.IndexByte(name, ':') >= 0
	for i := range e.Attrs {
		a := &e.Attrs[i]
		if strings.EqualFold(a.Name, name) || !prefixed && strings.EqualFold(local(a.Name), name) {
			return a
		}
	}
	return nil
}

// Value is the value of an attribute, "" if it is absent or e is nil.
func (e *Element) Value(name string) string {
	if e == nil {
		return ""
	}
	if a := e.Attr(name); a != nil {
		return a.Value
	}
	return ""
}

// Child returns the first child of that local name, or nil. A nil element has none.
func (e *Element) Child(name string) *Element {
	if e == nil {
		return nil
	}
	for _, c := range e.Children {
		if c.Is(name) {
			return c
		}
	}
	return nil
}

// Find follows a slash-separated path of local names through first children.
func (e *Element) Find(path string) *Element {
	for name := range strings.SplitSeq(path, "/") {
		e = e.Child(name)
	}
	return e
}

// Size is the number of elements of the tree.
func (e *Element) Size() int {
	n := 0
	e.Walk(func(*Element) { n++ })
	return n
}

// Clone copies the tree.
func (e *Element) Clone() *Element {
	c := *e
	c.Attrs = append([]Attr(nil), e.Attrs...)
	c.Children = make([]*Element, len(e.Children))
	for i, child := range e.Children {
		c.Children[i] = child.Clone()
	}
	return &c
}

// Problem is a place where the text is not well-formed.
type Problem struct {
	At      Span
	Limit   bool // a limit of this reader, not an error of the document
	Message string
}

// Document is what was read of one file.
type Document struct {
	Elements []*Element // top level; a well-formed document has one
	Problems []Problem  // in text order, MaxProblems at most
}

// Root is the first element of the top level, nil in an empty document.
func (d *Document) Root() *Element {
	if len(d.Elements) == 0 {
		return nil
	}
	return d.Elements[0]
}

// Elements are the children; a nil element has none.
func (e *Element) Elements() []*Element {
	if e == nil {
		return nil
	}
	return e.Children
}

// Walk calls yield for e and everything below it, parents first. A nil
// element has nothing.
func (e *Element) Walk(yield func(*Element)) {
	if e == nil {
		return
	}
	yield(e)
	for _, c := range e.Children {
		c.Walk(yield)
	}
}
