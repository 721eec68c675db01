package script

import "strings"

// WordKind tells words apart.
type WordKind uint8

// The kinds of words. The zero value is invalid.
const (
	Text  WordKind = iota + 1 // literal text and variables
	Group                     // ( … ) of PowerShell, $( … ) too
	Hash                      // @{ … }
	Splat                     // @name; the name is Parts[0].Variable
)

// Word is an argument of a command.
type Word struct {
	Kind  WordKind
	Parts []Part
	// Quoted: the word begins with a quote, so that it is no parameter name.
	Quoted bool
	// Variable: the word begins with a variable, so that it is no bare name.
	Variable bool
	closed   bool // ends with a quote
	Pos, End int
	// InnerPos and InnerEnd delimit what is between the brackets of a Group or Hash.
	InnerPos, InnerEnd int
}

// Expand is the text of the word with variables replaced by lookup; "?"
// stands for what lookup does not know.
func (w Word) Expand(lookup func(name string) (value string, ok bool)) string {
	return expand(w.Parts, lookup)
}

// Expand is the value of a string token, likewise.
func (t Token) Expand(lookup func(name string) (value string, ok bool)) string {
	if t.Parts == nil {
		return t.Text
	}
	return expand(t.Parts, lookup)
}

func expand(parts []Part, lookup func(string) (string, bool)) string {
	if len(parts) == 1 && parts[0].Variable == "" {
		return parts[0].Text
	}
	var b strings.Builder
	for _, p := range parts {
		if p.Variable == "" {
			b.WriteString(p.Text)
		} else if value, ok := lookup(p.Variable); ok {
			b.WriteString(value)
		} else {
			b.WriteByte('?')
		}
	}
	return b.String()
}

// add appends literal text, joining it with literal text before it.
func (w *Word) add(text string) {
	const joined = 256 // bytes; joining without a limit would be quadratic
	if n := len(w.Parts); n > 0 && w.Parts[n-1].Variable == "" && len(w.Parts[n-1].Text) < joined {
		w.Parts[n-1].Text += text
		return
	}
	w.Parts = append(w.Parts, literal(text))
}
