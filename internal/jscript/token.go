package jscript

// kind tells tokens apart.
type kind uint8

const (
	tEOF kind = iota + 1
	tHTML
	tInclude
	tWrite    // <%=
	tWriteEnd // %> of <%=
	tFailed   // stands in for the real token while the parser unwinds
	tIllegal  // a byte that begins no token

	tIdent
	tPrivate // #name
	tNumber
	tString
	tRegexp
	tTemplate // `…` or `…${, continued by scanTemplateRest

	tLBrace
	tRBrace
	tLParen
	tRParen
	tLBracket
	tRBracket
	tSemicolon
	tComma
	tColon
	tDoubleColon
	tQuestion
	tOptional // ?.
	tDot
	tEllipsis
	tArrow

	tAssign // the assignment operators stand together: see isAssign
	tAddAssign
	tSubAssign
	tMulAssign
	tDivAssign
	tModAssign
	tPowAssign
	tShlAssign
	tShrAssign
	tUshrAssign
	tAndAssign
	tOrAssign
	tXorAssign
	tAndAndAssign
	tOrOrAssign
	tNullishAssign

	tNullish
	tOrOr
	tAndAnd
	tOr
	tXor
	tAnd
	tEq
	tNe
	tEqStrict
	tNeStrict
	tLt
	tGt
	tLe
	tGe
	tShl
	tShr
	tUshr
	tAdd
	tSub
	tMul
	tDiv
	tMod
	tPow
	tNot
	tTilde
	tInc
	tDec

	tBreak // the reserved words of ECMAScript 3 stand together: see isWord
	tCase
	tCatch
	tContinue
	tDebugger
	tDefault
	tDelete
	tDo
	tElse
	tFalse
	tFinally
	tFor
	tFunction
	tIf
	tIn
	tInstanceof
	tNew
	tNull
	tReturn
	tSwitch
	tThis
	tThrow
	tTrue
	tTry
	tTypeof
	tVar
	tVoid
	tWhile
	tWith

	kindCount
)

// kindText is the spelling of the tokens that have but one, and a description
// of the others.
var kindText = [kindCount]string{
	tEOF: "end of file", tHTML: "HTML text", tInclude: "an include directive",
	tWrite: "<%=", tWriteEnd: "%>", tIllegal: "an illegal character",
	tIdent: "name", tPrivate: "private name", tNumber: "number", tString: "string",
	tRegexp: "regular expression", tTemplate: "template",
	tLBrace: "{", tRBrace: "}", tLParen: "(", tRParen: ")", tLBracket: "[", tRBracket: "]",
	tSemicolon: ";", tComma: ",", tColon: ":", tDoubleColon: "::", tQuestion: "?",
	tOptional: "?.", tDot: ".", tEllipsis: "...", tArrow: "=>",
	tAssign: "=", tAddAssign: "+=", tSubAssign: "-=", tMulAssign: "*=", tDivAssign: "/=",
	tModAssign: "%=", tPowAssign: "**=", tShlAssign: "<<=", tShrAssign: ">>=",
	tUshrAssign: ">>>=", tAndAssign: "&=", tOrAssign: "|=", tXorAssign: "^=",
	tAndAndAssign: "&&=", tOrOrAssign: "||=", tNullishAssign: "??=",
	tNullish: "??", tOrOr: "||", tAndAnd: "&&", tOr: "|", tXor: "^", tAnd: "&",
	tEq: "==", tNe: "!=", tEqStrict: "===", tNeStrict: "!==",
	tLt: "<", tGt: ">", tLe: "<=", tGe: ">=", tShl: "<<", tShr: ">>", tUshr: ">>>",
	tAdd: "+", tSub: "-", tMul: "*", tDiv: "/", tMod: "%", tPow: "**",
	tNot: "!", tTilde: "~", tInc: "++", tDec: "--",
	tBreak: "break", tCase: "case", tCatch: "catch", tContinue: "continue",
	tDebugger: "debugger", tDefault: "default", tDelete: "delete", tDo: "do",
	tElse: "else", tFalse: "false", tFinally: "finally", tFor: "for",
	tFunction: "function", tIf: "if", tIn: "in", tInstanceof: "instanceof",
	tNew: "new", tNull: "null", tReturn: "return", tSwitch: "switch", tThis: "this",
	tThrow: "throw", tTrue: "true", tTry: "try", tTypeof: "typeof", tVar: "var",
	tVoid: "void", tWhile: "while", tWith: "with",
}

// String returns the spelling of k, or what it is.
func (k kind) String() string {
	if k < kindCount && kindText[k] != "" {
		return kindText[k]
	}
	return "unknown token"
}

func (k kind) isAssign() bool { return k >= tAssign && k <= tNullishAssign }
func (k kind) isWord() bool   { return k >= tBreak && k <= tWith }

// precedence is the binding strength of the binary operators, 0 for others.
var precedence = [kindCount]uint8{
	tNullish: 1, tOrOr: 1, tAndAnd: 2, tOr: 3, tXor: 4, tAnd: 5,
	tEq: 6, tNe: 6, tEqStrict: 6, tNeStrict: 6,
	tLt: 7, tGt: 7, tLe: 7, tGe: 7, tIn: 7, tInstanceof: 7,
	tShl: 8, tShr: 8, tUshr: 8, tAdd: 9, tSub: 9, tMul: 10, tDiv: 10, tMod: 10, tPow: 11,
}

// keyword returns the token of a reserved word of ECMAScript 3, tIdent for
// any other name. The words reserved for the future (class, int, …) are names:
// JScript lets most of them be.
func keyword(s string) kind {
	switch s {
	case "break":
		return tBreak
	case "case":
		return tCase
	case "catch":
		return tCatch
	case "continue":
		return tContinue
	case "debugger":
		return tDebugger
	case "default":
		return tDefault
	case "delete":
		return tDelete
	case "do":
		return tDo
	case "else":
		return tElse
	case "false":
		return tFalse
	case "finally":
		return tFinally
	case "for":
		return tFor
	case "function":
		return tFunction
	case "if":
		return tIf
	case "in":
		return tIn
	case "instanceof":
		return tInstanceof
	case "new":
		return tNew
	case "null":
		return tNull
	case "return":
		return tReturn
	case "switch":
		return tSwitch
	case "this":
		return tThis
	case "throw":
		return tThrow
	case "true":
		return tTrue
	case "try":
		return tTry
	case "typeof":
		return tTypeof
	case "var":
		return tVar
	case "void":
		return tVoid
	case "while":
		return tWhile
	case "with":
		return tWith
	}
	return tIdent
}

// flaw is what is wrong with a single token.
type flaw uint8

const (
	flawString   flaw = iota + 1 // no closing quote on the line
	flawComment                  // a comment before the token has no end
	flawRegexp                   // no closing slash on the line
	flawTemplate                 // no closing back quote
	flawEscape                   // an escape in a name that makes no name
	flawIf                       // @if without @end
)

// token is one token of code, or one piece of the page between two chunks.
type token struct {
	kind kind
	// newline: a line end or a chunk boundary stands before it.
	newline bool
	// escaped: a string or name that holds a backslash.
	escaped  bool
	flaw     flaw
	pos, end Pos
}
