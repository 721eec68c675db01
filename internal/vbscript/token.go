package vbscript

// Kind is the kind of a token.
type Kind uint8

// The kinds of tokens. The zero value is invalid. Keywords that VBScript also
// takes as plain identifiers stand together, see [Kind.contextual].
const (
	Illegal Kind = iota + 1 // a byte that starts no token, or an unterminated string or date

	EOF
	Newline   // line end, or the zero-width end of a code chunk
	Colon     // :
	Remark    // ' or Rem up to the line end; <!-- and --> at a line start
	HTML      // the whole of a ChunkHTML
	Include   // the whole of a ChunkInclude
	ExprStart // zero-width start of a ChunkExpr
	ExprEnd   // zero-width end of a ChunkExpr
	Beyond    // the first token beyond the limit of a line or source; the scanner knows none

	Name    // foo, [foo bar]; with its type suffix in VB6
	Int     // 12, &HFF, &O17
	Float   // 1.5, .5, 1e3
	String  // "…", quotes included
	Date    // #…#, hashes included
	Dot     // .
	Bang    // ! (VB6 dictionary access)
	Comma   // ,
	LParen  // (
	RParen  // )
	Hash    // # (VB6: file numbers, conditional compilation)
	Semi    // ; (VB6: Print lists)
	Assign  // := (VB6 named arguments)
	Eq      // =
	Ne      // <> or ><
	Lt      // <
	Gt      // >
	Le      // <= or =<
	Ge      // >= or =>
	Plus    // +
	Minus   // -
	Star    // *
	Slash   // /
	IntDiv  // \
	Caret   // ^
	Amp     // &
	firstKw // not a token

	KwAnd
	KwAs
	KwByRef
	KwByVal
	KwCall
	KwCase
	KwClass
	KwConst
	KwDim
	KwDo
	KwEach
	KwElse
	KwElseIf
	KwEmpty
	KwEnd
	KwEndIf
	KwEqv
	KwExit
	KwFalse
	KwFor
	KwFunction
	KwGoTo
	KwIf
	KwImp
	KwIn
	KwIs
	KwLet
	KwLoop
	KwMe
	KwMod
	KwNew
	KwNext
	KwNot
	KwNothing
	KwNull
	KwOn
	KwOption
	KwOr
	KwPrivate
	KwPublic
	KwReDim
	KwRem
	KwResume
	KwSelect
	KwSet
	KwStop
	KwSub
	KwThen
	KwTo
	KwTrue
	KwUntil
	KwWend
	KwWhile
	KwWith
	KwXor
	lastReserved // not a token

	KwDefault
	KwErase
	KwError
	KwExplicit
	KwGet
	KwPreserve
	KwProperty
	KwStep
	lastKw // not a token
)

// contextual reports whether the keyword is an identifier where its statement
// is not at hand (`step = 1`, `error.description`).
func (k Kind) contextual() bool { return k > lastReserved && k < lastKw }

// isKeyword reports whether the token is a word of the language.
func (k Kind) isKeyword() bool { return k > firstKw && k < lastKw && k != lastReserved }

// isName reports whether the token can be an identifier.
func (k Kind) isName() bool { return k == Name || k.contextual() }

// Token is a token: its kind and its byte offsets in the source text, End
// exclusive.
type Token struct {
	Kind     Kind
	Pos, End int
}

// spelling returns a keyword as people write it.
func (k Kind) spelling() string {
	for i := range keywords {
		if keywords[i].kind == k {
			return keywords[i].spelling
		}
	}
	return ""
}

// String returns the token kind as messages name it.
func (k Kind) String() string {
	if k.isKeyword() {
		return "'" + k.spelling() + "'"
	}
	if int(k) < len(kindNames) && kindNames[k] != "" {
		return kindNames[k]
	}
	return "invalid token"
}

var kindNames = [...]string{
	Illegal: "illegal character", EOF: "end of file", Newline: "end of line", Colon: "':'",
	Remark: "comment", HTML: "HTML", Include: "include", ExprStart: "'<%='", ExprEnd: "'%>'", Beyond: "what is too long",
	Name: "identifier", Int: "number", Float: "number", String: "string", Date: "date",
	Dot: "'.'", Bang: "'!'", Comma: "','", LParen: "'('", RParen: "')'", Hash: "'#'",
	Semi: "';'", Assign: "':='", Eq: "'='", Ne: "'<>'", Lt: "'<'", Gt: "'>'", Le: "'<='",
	Ge: "'>='", Plus: "'+'", Minus: "'-'", Star: "'*'", Slash: "'/'", IntDiv: `'\'`,
	Caret: "'^'", Amp: "'&'",
}
