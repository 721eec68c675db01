// Package asp splits a Classic ASP page the way IIS does, into HTML, server
// code, directives, server-side script and object tags, type libraries and
// includes. It knows nothing of the languages that the code is written in.
//
// IIS looks at a page as plain text. It does not know attributes, strings,
// comments or client scripts: `<%` begins code in the middle of an HTML
// comment, and `%>` ends it in the middle of a string. So does [Split].
package asp

import "iter"

// Kind tells segments apart.
type Kind uint8

// The kinds of segments. The zero value is invalid.
const (
	HTML      Kind = iota + 1 // text that is sent as it is
	Code                      // <% … %>, or a piece of a Script
	Expr                      // <%= … %>
	Directive                 // <%@ … %>
	Script                    // <script runat=server> … </script>
	Object                    // <object runat=server> … </object>
	TypeLib                   // <!--METADATA TYPE="typelib" … -->
	Include                   // <!--#include … -->
)

// String is the kind's name in lower case.
func (k Kind) String() string {
	switch k {
	case HTML:
		return "html"
	case Code:
		return "code"
	case Expr:
		return "expr"
	case Directive:
		return "directive"
	case Script:
		return "script"
	case Object:
		return "object"
	case TypeLib:
		return "typelib"
	case Include:
		return "include"
	}
	return "invalid"
}

// Page is a page taken apart. All offsets are bytes of the text given to
// [Split], ends exclusive.
type Page struct {
	// Segments are in text order and cover the text without gap or overlap.
	// No two in a row are HTML.
	Segments []Segment
	// Language of inline blocks as the first directive writes it, "" if it
	// does not; see [Language].
	Language string
	// CodePage of the first directive, 0 if it does not say one that is a number.
	CodePage int
	// Problems in text order: what IIS would reject or misunderstand.
	Problems []Problem
	// MoreProblems counts those beyond the first 100, which are not kept.
	MoreProblems int
}

// Segment is a piece of a page.
type Segment struct {
	Kind     Kind
	Pos, End int
	// Body and BodyEnd enclose what stands between the delimiters: the code
	// of a block, what follows `@`, `=`, `#include` or `METADATA`, the
	// text between the tags of a script or object. For HTML and pieces of
	// a script it is the whole segment.
	Body, BodyEnd int
	// Unclosed: the end delimiter is missing.
	Unclosed bool
	// Attrs of everything but HTML, Code and Expr, in text order.
	Attrs []Attr
	// Parts of a Script are its Code and Include segments, which cover
	// Body to BodyEnd.
	Parts []Segment
}

// Attr is an attribute of a tag or directive.
type Attr struct {
	Name  string // lower case
	Pos   int    // of the name
	Value string // as written, without quotes; "" if there is none
	// ValuePos and ValueEnd enclose Value in the text, quotes not included.
	ValuePos, ValueEnd int
}

// Problem is something that IIS would reject or take for something else than
// it was meant to be.
type Problem struct {
	Pos, End int
	// Code is the error that IIS answers with, such as "ASP 0116"
	// (Microsoft, "ASP Error Codes"), "" for none.
	Code    string
	Message string // a sentence without final period
	// IsLimit: nothing is wrong, but the page is beyond [Limits].
	IsLimit bool
}

// Attr returns the first attribute of a name in lower case.
func (s *Segment) Attr(name string) (Attr, bool) {
	for _, a := range s.Attrs {
		if a.Name == name {
			return a, true
		}
	}
	return Attr{}, false
}

// Value is the value of an attribute, "" if it is missing.
func (s *Segment) Value(name string) string {
	a, _ := s.Attr(name)
	return a.Value
}

// Path is the path of an Include as written, and whether it is a virtual
// path, from the root of the site, or one from the folder of the file.
func (s *Segment) Path() (path Attr, virtual bool) {
	for _, a := range s.Attrs {
		if a.Name == "file" || a.Name == "virtual" {
			return a, a.Name == "virtual"
		}
	}
	return Attr{}, false
}

// Directive is the directive that counts, the first; nil if there is none.
func (p *Page) Directive() *Segment {
	for i := range p.Segments {
		if p.Segments[i].Kind == Directive {
			return &p.Segments[i]
		}
	}
	return nil
}

// Code goes over all server code of the page in text order: Code and Expr
// segments in the language of the page, and the Code parts of scripts in
// theirs.
func (p *Page) Code() iter.Seq2[Segment, Lang] {
	return func(yield func(Segment, Lang) bool) {
		for i := range p.Segments {
			s := &p.Segments[i]
			switch s.Kind {
			case Code, Expr:
				if !yield(*s, Language(p.Language)) {
					return
				}
			case Script:
				for _, part := range s.Parts {
					if part.Kind == Code && !yield(part, p.LanguageOf(s)) {
						return
					}
				}
			default:
			}
		}
	}
}
