package managed

import "strings"

// token of C# or Visual Basic, as far as names and strings go.
type token struct {
	kind     kind
	pos, end int    // bytes of the piece of code
	line     int    // of the piece, from 0
	in       int    // the ( or { that is open around it, -1 for none
	closed   int    // of an opening bracket: the one that closes it, -1 for none
	text     string // of a string: its value without delimiters, escapes kept
}

type kind uint8

const (
	word  kind = iota + 1 // a name with its dots: MAPI.SessionClass
	str                   // a string
	other                 // a single character of anything else
)

// tokens of one piece of code.
type tokens []token

// scan takes code apart in linear time. Comments are left out.
func scan(text string, lang language) tokens {
	var out tokens
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case isSpace(c):
			i++
		case comment(text[i:], lang) > 0:
			i += comment(text[i:], lang)
		case c == '"' || lang == cSharp && c == '@' && strings.HasPrefix(text[i+1:], `"`):
			t := literal(text, i, lang)
			out = append(out, t)
			i = t.end
		case lang == cSharp && c == '\'':
			i = character(text, i)
		case isLetter(c):
			t := name(text, i)
			if lang == visualBasic && strings.EqualFold(t.text, "rem") {
				i += line(text[i:])
				continue
			}
			out = append(out, t)
			i = t.end
		default:
			out = append(out, token{kind: other, pos: i, end: i + 1, text: text[i : i+1]})
			i++
		}
	}
	out.number(text)
	out.match()
	return out
}

// number says in which line each token begins.
func (ts tokens) number(text string) {
	line, at := 0, 0
	for i := range ts {
		line += strings.Count(text[at:ts[i].pos], "\n")
		ts[i].line, at = line, ts[i].pos
	}
}

// match finds the brackets that belong together. What a statement leaves open
// ends with it.
func (ts tokens) match() {
	var open []int
	for i := range ts {
		t := &ts[i]
		t.in, t.closed = -1, -1
		if t.kind == other {
			switch t.text {
			case ";", "}":
				for len(open) > 0 && ts[open[len(open)-1]].text != "{" {
					open = open[:len(open)-1]
				}
			}
			if n := len(open); n > 0 && t.text == closing(ts[open[n-1]].text) {
				ts[open[n-1]].closed = i
				open = open[:n-1]
			}
		}
		if n := len(open); n > 0 {
			if t.in = open[n-1]; ts[t.in].text == "[" {
				t.in = ts[t.in].in
			}
		}
		if t.kind == other && closing(t.text) != "" {
			open = append(open, i)
		}
	}
}

// closing is the bracket that closes one, "" for what is none.
func closing(bracket string) string {
	switch bracket {
	case "(":
		return ")"
	case "[":
		return "]"
	case "{":
		return "}"
	}
	return ""
}

// comment is the length of the comment that text begins with, 0 for none.
func comment(text string, lang language) int {
	switch {
	case lang == visualBasic && text[0] == '\'', lang == cSharp && strings.HasPrefix(text, "//"):
		return line(text)
	case lang == cSharp && strings.HasPrefix(text, "/*"):
		if i := strings.Index(text[2:], "*/"); i >= 0 {
			return i + 4
		}
		return len(text)
	}
	return 0
}

// line is the length of the rest of the line.
func line(text string) int {
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		return i
	}
	return len(text)
}

// literal reads a string: "" is a quote in Visual Basic and in @"…".
func literal(text string, pos int, lang language) token {
	i := pos + 1
	verbatim := lang == visualBasic
	if text[pos] == '@' {
		i++
		verbatim = true
	}
	from := i
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' && verbatim && strings.HasPrefix(text[i+1:], `"`):
			i++
		case c == '"':
			return token{kind: str, pos: pos, end: i + 1, text: text[from:i]}
		case c == '\\' && !verbatim:
			i++
		case (c == '\r' || c == '\n') && (lang == visualBasic || !verbatim):
			return token{kind: str, pos: pos, end: i, text: text[from:i]}
		}
	}
	i = min(i, len(text))
	return token{kind: str, pos: pos, end: i, text: text[from:i]}
}

// character skips 'x' and '\”.
func character(text string, pos int) int {
	for i := pos + 1; i < len(text) && text[i] != '\n'; i++ {
		switch text[i] {
		case '\\':
			i++
		case '\'':
			return i + 1
		}
	}
	return pos + 1
}

func name(text string, pos int) token {
	i := pos
	for i < len(text) && (isLetter(text[i]) || text[i] >= '0' && text[i] <= '9' || text[i] == '.' && i+1 < len(text) && isLetter(text[i+1])) {
		i++
	}
	return token{kind: word, pos: pos, end: i, text: text[pos:i]}
}

func isLetter(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }
