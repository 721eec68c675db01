package vbscript

import "fmt"

// Code says what is wrong. Below 9000 it is the number of VBScript's own
// compilation error, which is what the server would have shown.
type Code int

// The errors. The zero value is invalid.
const (
	SyntaxError            Code = 1002
	ExpectedLParen         Code = 1005
	ExpectedRParen         Code = 1006
	ExpectedIdentifier     Code = 1010
	ExpectedEquals         Code = 1011
	ExpectedIf             Code = 1012
	ExpectedTo             Code = 1013
	ExpectedEnd            Code = 1014
	ExpectedFunction       Code = 1015
	ExpectedSub            Code = 1016
	ExpectedThen           Code = 1017
	ExpectedWend           Code = 1018
	ExpectedLoop           Code = 1019
	ExpectedNext           Code = 1020
	ExpectedCase           Code = 1021
	ExpectedSelect         Code = 1022
	ExpectedExpression     Code = 1023
	ExpectedStatement      Code = 1024
	ExpectedEndOfStatement Code = 1025
	ExpectedConstant       Code = 1026
	ExpectedWith           Code = 1029
	InvalidCharacter       Code = 1032
	UnterminatedString     Code = 1033
	InvalidExit            Code = 1039
	ParenthesesInCall      Code = 1044 // Cannot use parentheses when calling a Sub
	ExpectedIn             Code = 1046
	ExpectedClass          Code = 1047
	ExpectedAccessor       Code = 1049 // Let, Set or Get in a property declaration
	ExpectedProperty       Code = 1050

	// NotVBScript is Visual Basic 6 syntax in VBScript. The tree holds it.
	NotVBScript Code = 9001
	// TooDeep is nesting beyond MaxDepth.
	TooDeep Code = 9002
	// TooMany is reported once, in place of all errors beyond MaxErrors.
	TooMany Code = 9003
	// LongLine and LongSource are what is beyond [Limits]; Expected is the limit.
	LongLine   Code = 9004
	LongSource Code = 9005
)

// Error is a syntax error: at the offsets Pos to End of the source stands
// Found where Expected was due.
type Error struct {
	Pos, End int
	Code     Code
	Expected string // what was due: "expression", "'Then'"
	Found    string // what stands there: "end of line", `"foo"`
}

// Error returns the message, without position.
func (e *Error) Error() string {
	switch e.Code {
	case NotVBScript:
		return e.Found + " is Visual Basic 6, not VBScript"
	case TooDeep:
		return fmt.Sprintf("nested more than %d levels deep", MaxDepth)
	case TooMany:
		return fmt.Sprintf("more than %d syntax errors; the rest is not reported", MaxErrors)
	case LongLine:
		return fmt.Sprintf("more than %s on one line; the rest of the line is not analysed", e.Expected)
	case LongSource:
		return fmt.Sprintf("more than %s; the rest of the file is not analysed", e.Expected)
	case UnterminatedString:
		return "unterminated string"
	case ParenthesesInCall:
		return "cannot use parentheses when calling a Sub"
	}
	return fmt.Sprintf("expected %s, found %s", e.Expected, e.Found)
}

// IsLimit reports whether the code may well be right, and it was just too much.
func (c Code) IsLimit() bool { return c == TooDeep || c == LongLine || c == LongSource }

// tokens names a limit.
func tokens(n int) string { return fmt.Sprintf("%d words and signs", n) }

// closingCode is the error for a block without its end.
func closingCode(b Block) Code {
	switch b {
	case BlockFor:
		return ExpectedNext
	case BlockDo:
		return ExpectedLoop
	case BlockWhile:
		return ExpectedWend
	}
	return ExpectedEnd
}
