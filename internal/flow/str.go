package flow

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/source"
)

// SegKind tells the pieces of a string apart.
type SegKind uint8

// The kinds of segments. The zero value is invalid.
const (
	Literal      SegKind = iota + 1 // Text
	ServerVar                       // Request.ServerVariables(Text), Text upper case
	QueryString                     // Request.QueryString(Text)
	Form                            // Request.Form(Text)
	Cookie                          // Request.Cookies(Text)
	Request                         // Request(Text)
	SessionVar                      // Session(Text) that no page sets
	AppVar                          // Application(Text) that no page sets
	ComputerName                    // the computer's own name
	Environment                     // %Text%
	ErrPart                         // Err.Number or Err.Description: Text
	Opaque                          // anything else; Text names it where it has a name
)

// Seg is a piece of a string.
type Seg struct {
	Text string
	At   source.Place
	Kind SegKind
	// Derived: the piece went through a function (Mid, LCase …).
	Derived bool
}

// Str is a string in pieces: literal text and what is only known by where it
// comes from. Adjacent literals are one piece. The empty Str is "".
type Str []Seg

// A string that is put together from more than maxSegs pieces or maxLit bytes
// of literals is text for a person, not a name or an address: only where its
// parts come from is kept. That also ends the growth of what a loop builds.
const (
	maxSegs  = 24
	maxLit   = 1 << 10
	maxTaint = 8
)

// Lit is a literal string.
func Lit(s string) Str {
	if s == "" {
		return nil
	}
	return Str{{Kind: Literal, Text: s}}
}

// Exact is the text if all of it is known.
func (s Str) Exact() (string, bool) {
	switch {
	case len(s) == 0:
		return "", true
	case len(s) == 1 && s[0].Kind == Literal:
		return s[0].Text, true
	}
	return "", false
}

// String shows the string to people: text as it is, the rest as <SOURCE>.
func (s Str) String() string {
	var b strings.Builder
	for _, g := range s {
		b.WriteString(g.String())
	}
	return b.String()
}

// String shows one piece to people.
func (g Seg) String() string {
	switch g.Kind {
	case Literal:
		return g.Text
	case ServerVar:
		return "<" + g.Text + ">"
	case QueryString:
		return "<QueryString " + g.Text + ">"
	case Form:
		return "<Form " + g.Text + ">"
	case Cookie:
		return "<Cookie " + g.Text + ">"
	case Request:
		return "<Request " + g.Text + ">"
	case SessionVar:
		return "<Session " + g.Text + ">"
	case AppVar:
		return "<Application " + g.Text + ">"
	case ComputerName:
		return "<computer name>"
	case Environment:
		return "<%" + g.Text + "%>"
	case Opaque, ErrPart:
		if g.Text != "" {
			return "<" + g.Text + ">"
		}
	}
	return "<?>"
}

func (s Str) equal(t Str) bool {
	if len(s) != len(t) {
		return false
	}
	for i := range s {
		if s[i].Kind != t[i].Kind || s[i].Text != t[i].Text || s[i].Derived != t[i].Derived {
			return false
		}
	}
	return true
}

func (s Str) concat(t Str) Str {
	if len(s) == 0 {
		return t
	}
	if len(t) == 0 {
		return s
	}
	if len(s)+len(t) > maxSegs || s.literal()+t.literal() > maxLit {
		return s.widen(t)
	}
	out := make(Str, 0, len(s)+len(t))
	return append(out, s...).add(t)
}

// extend is s.concat(t), for an s that nobody else holds: it may be written to.
// Nobody else holds the result, either.
func (s Str) extend(t Str) Str {
	switch {
	case len(s) == 0:
		return slices.Clone(t)
	case len(t) == 0:
		return s
	case len(s)+len(t) > maxSegs || s.literal()+t.literal() > maxLit:
		return s.widen(t)
	}
	return s.add(t)
}

// add appends the pieces of t, and makes one of adjacent literals.
func (s Str) add(t Str) Str {
	for _, g := range t {
		if n := len(s); g.Kind == Literal && s[n-1].Kind == Literal {
			s[n-1].Text += g.Text
			continue
		}
		s = append(s, g)
	}
	return s
}

// literal is the number of bytes of literal text.
func (s Str) literal() int {
	n := 0
	for _, g := range s {
		if g.Kind == Literal {
			n += len(g.Text)
		}
	}
	return n
}

// widen is some text that holds pieces of both.
func (s Str) widen(t Str) Str {
	if len(s) > 0 && s[0].Kind == Opaque && s[0].Text == longText && t.literal() > 0 && len(t) == 1 {
		return s
	}
	out := Str{{Kind: Opaque, Text: longText}}
	for _, list := range [2]Str{s, t} {
		for _, g := range list {
			if g.Kind == Literal || g.Kind == Opaque || len(out) > maxTaint {
				continue
			}
			g.Derived = true
			if !slices.ContainsFunc(out, func(o Seg) bool { return o.Kind == g.Kind && o.Text == g.Text }) {
				out = append(out, g)
			}
		}
	}
	return out
}

// longText names text that is too long to be kept.
const longText = "long text"

// derived is what a function made of the string whose result is not known:
// the pieces that came from somewhere, marked so.
func (s Str) derived() Str {
	var out Str
	for _, g := range s {
		if g.Kind != Literal {
			g.Derived = true
			out = append(out, g)
		}
	}
	if len(out) == 0 {
		return Str{{Kind: Opaque}}
	}
	return out
}

// mapText applies f to the literal pieces and marks the others as derived.
// Good for functions that work letter by letter, such as LCase.
func (s Str) mapText(f func(string) string) Str {
	out := make(Str, len(s))
	for i, g := range s {
		if g.Kind == Literal {
			g.Text = f(g.Text)
		} else {
			g.Derived = true
		}
		out[i] = g
	}
	return out
}

// Split cuts the string at the first occurrence of sep in its literal pieces.
func (s Str) Split(sep string) (before, after Str, found bool) {
	for i, g := range s {
		if g.Kind != Literal {
			continue
		}
		j := strings.Index(g.Text, sep)
		if j < 0 {
			continue
		}
		before = append(append(Str{}, s[:i]...), Lit(g.Text[:j])...)
		after = append(append(Str{}, Lit(g.Text[j+len(sep):])...), s[i+1:]...)
		return before, after, true
	}
	return s, nil, false
}

// Contains reports whether a literal piece contains text.
func (s Str) Contains(text string) bool {
	_, _, ok := s.Split(text)
	return ok
}

// From are the pieces of the given kinds.
func (s Str) From(kinds ...SegKind) []Seg {
	var out []Seg
	for _, g := range s {
		for _, k := range kinds {
			if g.Kind == k {
				out = append(out, g)
			}
		}
	}
	return out
}

// FromRequest are the pieces that the visitor chooses: QueryString (also as a
// server variable), Form, Cookies, Request("x") and HTTP_ headers, not what IIS
// itself authenticated.
func (s Str) FromRequest() []Seg {
	out := s.From(QueryString, Form, Cookie, Request)
	for _, g := range s.From(ServerVar) {
		if strings.HasPrefix(g.Text, "HTTP_") && g.Text != "HTTP_AUTHORIZATION" || g.Text == "QUERY_STRING" {
			out = append(out, g)
		}
	}
	return out
}

// UserName are the pieces that hold the name that IIS authenticated:
// LOGON_USER, AUTH_USER, REMOTE_USER.
func (s Str) UserName() []Seg {
	var out []Seg
	for _, g := range s.From(ServerVar) {
		switch g.Text {
		case "LOGON_USER", "AUTH_USER", "REMOTE_USER", "UNMAPPED_REMOTE_USER":
			out = append(out, g)
		}
	}
	return out
}

// taint are the pieces that come from somewhere.
func (s Str) taint() []Seg {
	var out []Seg
	for _, g := range s {
		if g.Kind != Literal && g.Kind != Opaque {
			out = append(out, g)
		}
	}
	return out
}

// sources reports whether t comes from nowhere that s does not come from.
func (s Str) sources(t Str) bool {
	for _, g := range t.taint() {
		if !slices.ContainsFunc(s, func(o Seg) bool { return o.Kind == g.Kind && o.Text == g.Text }) {
			return false
		}
	}
	return true
}
