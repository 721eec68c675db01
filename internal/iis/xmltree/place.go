package xmltree

import "github.com/cdolint/cdolint/internal/source"

// In is the place of the span in a file.
func (s Span) In(path string) source.Place {
	return source.Place{Path: path, Pos: s.Pos, End: s.End}
}

// PlaceIn is the place of a piece of the attribute, such as its ValueAt, as an
// attribute of e.
func (a *Attr) PlaceIn(e *Element, at Span) source.Place {
	if a.Path != "" {
		return at.In(a.Path)
	}
	return at.In(e.Path)
}
