// Package script splits setup scripts into tokens and words: VBScript, Visual
// Basic, JScript, C#, PowerShell and batch files. It knows comments, strings,
// continuation lines and variables in strings, enough to follow what a script
// sets; it is no parser and refuses nothing.
package script

// Language of a script.
type Language uint8

// The languages. The zero value is invalid.
const (
	Basic      Language = iota + 1 // VBScript, VBA, Visual Basic .NET
	C                              // JScript, JavaScript, C#
	PowerShell                     // its expressions; commands are split by [Commands]
)

// Kind of a token.
type Kind uint8

// The kinds of tokens. The zero value is invalid.
const (
	Name   Kind = iota + 1 // identifier or keyword; of PowerShell variables without "$"
	String                 // a literal, see Token.Parts
	Number
	Punct // operators and brackets; == != <= >= => ++ -- && || += -= &= |= <> :: .. as one
	End   // end of a statement: line end of Basic and PowerShell, ":" of Basic, ";" of the others
)

// Token is a piece of a script.
type Token struct {
	Kind Kind
	// Text is the name, number or punctuation as written, the value of a
	// string without variables.
	Text string
	// Parts of a string with variables in it ("…$site…", $"…{site}…"); nil
	// for other strings.
	Parts []Part
	// Variable: a PowerShell name with "$".
	Variable bool
	Pos, End int
}

// Part of a string: literal text, or a variable.
type Part struct {
	Text string
	// Variable is the name whose value stands here, "" for literal text.
	// "?" for an expression that is not a plain name.
	Variable string
}

// Literal is the part of a string that holds text.
func literal(text string) Part { return Part{Text: text} }
