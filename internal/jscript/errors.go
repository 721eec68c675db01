package jscript

import "fmt"

// ErrorCode is the class of an [Error].
type ErrorCode uint8

// The classes of errors. The zero value is invalid.
const (
	// CodeSyntax: a token stands where it cannot.
	CodeSyntax ErrorCode = iota + 1
	// CodeUnterminated: a string, comment, regular expression or template
	// without its end.
	CodeUnterminated
	// CodeNewer: ECMAScript 2015 or later, which JScript 5.8 rejects. It was
	// read all the same.
	CodeNewer
	// CodeLimit: nested deeper than [MaxNesting], an operator chain longer than
	// [MaxChain], more than [Limits]; Expected says what was skipped.
	CodeLimit
)

// MaxErrors is the number of errors of one unit that are kept.
const MaxErrors = 100

// MaxNesting is the depth to which statements and expressions may nest.
const MaxNesting = 1000

// MaxChain is the number of operators, calls or members that may follow each
// other at one level ("a" + "b" + …): long chains are ordinary in real pages,
// and each link is a level of the tree.
const MaxChain = 10000

// Error is one syntax error.
type Error struct {
	Pos, End Pos
	Code     ErrorCode
	// Expected says what could have stood here: a token in quotes, or words
	// such as "expression". For CodeNewer it is the construct.
	Expected string
	// Found is the token found, as written, or words such as "end of file".
	Found string
}

// Error returns the message without its place.
func (e *Error) Error() string {
	switch e.Code {
	case CodeUnterminated:
		return fmt.Sprintf("unterminated %s", e.Expected)
	case CodeNewer:
		return fmt.Sprintf("%s: newer than JScript 5.8", e.Expected)
	case CodeLimit:
		return e.Expected
	default:
		return fmt.Sprintf("expected %s, found %s", e.Expected, e.Found)
	}
}
