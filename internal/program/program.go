// Package program is the language-neutral form of one file: what the analysis
// needs of VBScript and JScript, and no more. It is made from the syntax trees
// of the front ends (see FromVBScript, FromJScript), holds no pointer into
// them, and consists of plain data only, so that it can be cached.
//
// Names are kept as written; VBScript compares them without regard to letter
// case, so users compare with [Fold] unless File.CaseSensitive is set for the
// procedure (JScript).
package program

import (
	"math"

	"github.com/cdolint/cdolint/internal/jscript"
)

// Span is a piece of the decoded text of a file: byte offsets into
// source.File.Text, End exclusive.
type Span struct{ Pos, End int32 }

// IsValid reports whether the span was set.
func (s Span) IsValid() bool { return s.End > s.Pos }

// Language of a procedure or block.
type Language uint8

// The server-side languages. The zero value is invalid.
const (
	VBScript Language = iota + 1
	JScript
	OtherLanguage // PerlScript, PHPScript …: read, never analysed
)

// File is one file in language-neutral form.
type File struct {
	Path string // slash-separated, relative to the analysed root, as on disk

	// Main is the module-level code in the order in which it runs; includes
	// stand in it as StmtInclude where they stand in the text.
	Main *Proc
	// Procs are all procedures, methods and property procedures of the file,
	// in order of appearance. JScript function expressions are here too,
	// referred to by ExprFunc.
	Procs   []*Proc
	Classes []*Class

	Includes []Include   // every include directive, in text order
	Objects  []ObjectTag // <object runat=server>
	TypeLibs []TypeLib   // <!--METADATA TYPE="typelib"-->
	// ScriptSources are <script runat=server src=…> references.
	ScriptSources []Include

	// Edges are block heads without their end and block ends without their
	// head, in text order. A block that opens in one file and closes in an
	// include is an Edge in both; the site decides if they match.
	Edges []Edge

	Comments []Comment // comments that hold "cdolint:" (suppressions)
	Problems []Problem // syntax errors

	Pages PageFacts
}

// PageFacts is what the page's directives say.
type PageFacts struct {
	Language     Language // of inline blocks
	CodePage     int      // 0: not said
	Transaction  string   // @TRANSACTION, as written
	EnableState  string   // @ENABLESESSIONSTATE, as written
	HasDirective bool
}

// Include is one <!--#include …--> or <script src=…>.
type Include struct {
	Span    Span   // the directive
	PathAt  Span   // the path within it
	Path    string // as written
	Virtual bool   // virtual= (else file=)
	InProc  int32  // index into Procs of the enclosing procedure, -1 for none
}

// ObjectTag is <object runat=server …>.
type ObjectTag struct {
	Span    Span
	ID      string
	Scope   string // page (default), session, application; lower case
	ProgID  string
	ClassID string // without "clsid:" and braces, upper case
}

// TypeLib is a METADATA declaration of a type library.
type TypeLib struct {
	Span Span
	Name string
	UUID string // without braces, upper case
	File string
}

// Comment is a comment of the source, without its delimiters.
type Comment struct {
	Span Span
	Text string
	// Alone reports whether nothing but the comment stands on its line.
	Alone bool
}

// Problem is a syntax error.
type Problem struct {
	Span    Span
	ID      string // parse-error, limit …: that of a finding.Notification
	Message string
}

// Edge is the loose end of a block. See File.Edges.
type Edge struct {
	Span Span
	Open bool   // a head without an end; else an end without a head
	What string // if, for, do, while, select, with, sub, function, class, property; block in JScript
	// Problem is reported if the site finds no counterpart.
	Problem Problem
}

// ProcKind says how a procedure is called.
type ProcKind uint8

// The kinds of procedures. The zero value is invalid.
const (
	ProcMain ProcKind = iota + 1
	ProcSub
	ProcFunction
	ProcGet
	ProcLet
	ProcSet
	ProcLambda // JScript function expression
)

// Proc is a procedure, or the module-level code of a file.
type Proc struct {
	Name     string // as written; "" for main and lambdas
	Class    string // enclosing class, "" for none
	Kind     ProcKind
	Language Language
	Span     Span
	NameAt   Span
	Default  bool // Public Default
	Params   []Param
	// Locals are the names that Dim, Private, Const or var declare here, folded for VBScript.
	Locals []string
	// Outer is the index in Procs of the lexically enclosing function
	// (JScript closures), -1 for none.
	Outer int32
	Body  []*Stmt
}

// Param is a parameter.
type Param struct {
	Name  string
	ByVal bool // VBScript: false is ByRef, the default. JScript: always true
	// Default is the default value of an Optional parameter (VB6), else nil.
	Default *Expr
}

// Class is a VBScript class.
type Class struct {
	Name   string
	Span   Span
	Fields []string // folded
	// Methods are indices into File.Procs.
	Methods []int32
}

// StmtKind tells statements apart.
type StmtKind uint8

// The kinds of statements. The zero value is invalid.
const (
	// StmtAssign is Target = Value; Set tells `Set x = …` from `x = …`.
	// Const declarations are assignments with Const set.
	StmtAssign StmtKind = iota + 1
	// StmtExpr evaluates Value (a call statement, or <%= %>) .
	StmtExpr
	// StmtIf: Value is the condition, Body the then-branch, Else the rest.
	StmtIf
	// StmtLoop: Value is the condition or nil; Target the control variable
	// or nil; From the start value (For) or the collection (For Each);
	// To the end value; Body. AtLeastOnce: tested at the end.
	StmtLoop
	// StmtSelect: Value is the subject; Cases.
	StmtSelect
	// StmtInclude: the text of File.Includes[Index] stands here.
	StmtInclude
	// StmtExit leaves: Exit says what.
	StmtExit
	// StmtOnError: Resume true for On Error Resume Next, false for GoTo 0
	// (or for GoTo label in VB6, with Label set).
	StmtOnError
	// StmtWith evaluates Value and binds it for ExprWith in Body.
	StmtWith
	// StmtTry is JScript's try Body catch(Name) Else finally Finally.
	StmtTry
	// StmtDim declares Names (with array bounds in Args of an ExprCall);
	// kept since Dim'ing resets nothing but tells locals.
	StmtDim
	// StmtErase empties Target.
	StmtErase
	// StmtBlock is a { } block or a labelled one.
	StmtBlock
)

// ExitKind says what a StmtExit leaves.
type ExitKind uint8

// The kinds of exits. The zero value is invalid.
const (
	ExitProc     ExitKind = iota + 1 // Exit Sub/Function/Property, JScript return
	ExitLoop                         // Exit For/Do, break
	ExitContinue                     // continue
	ExitThrow                        // JScript throw; VBScript Err.Raise is a call
)

// Stmt is a statement. Which fields are set depends on Kind.
// There are hundreds of thousands of them: what few have is in Details.
type Stmt struct {
	Kind   StmtKind
	Exit   ExitKind
	Set    bool
	Const  bool
	Resume bool
	Each   bool // StmtLoop: For Each / for…in
	// AtLeastOnce: StmtLoop tests its condition at the end.
	AtLeastOnce bool
	// Until: StmtLoop ends when the condition holds (Do Until).
	Until   bool
	Index   int32
	Span    Span
	Target  *Expr
	Value   *Expr
	Body    []*Stmt
	Details *Details // nil for none; see Detail
}

// Details are what branches, loops, Select, Dim, Try, labels and jumps have beside
// what all statements do.
type Details struct {
	Else     []*Stmt // of StmtIf; of StmtTry, where it handles what was thrown
	From, To *Expr
	Finally  []*Stmt // of StmtTry
	Cases    []Case
	Names    []string
	Name     string
	Label    string
}

// Detail are the details to read, empty if the statement has none.
func (s *Stmt) Detail() *Details {
	if s.Details == nil {
		return &noDetails
	}
	return s.Details
}

var noDetails Details

// detail are the details to write.
func (s *Stmt) detail() *Details {
	if s.Details == nil {
		s.Details = &Details{}
	}
	return s.Details
}

// Case is one Case of a StmtSelect. No Values: Case Else / default.
type Case struct {
	Span   Span
	Values []*Expr
	Body   []*Stmt
	// Falls: JScript case without break at its end.
	Falls bool
}

// ExprKind tells expressions apart.
type ExprKind uint8

// The kinds of expressions. The zero value is invalid.
const (
	ExprName     ExprKind = iota + 1 // Str
	ExprString                       // Str: the value, quotes undone
	ExprNumber                       // Num; Str: the literal as written
	ExprBool                         // Num is 0 or 1
	ExprNull                         // Null
	ExprEmpty                        // Empty, undefined
	ExprNothing                      // Nothing; JScript null
	ExprDate                         // Str: as written
	ExprMember                       // X.Str; StrAt is the name's span
	ExprCall                         // X(Args): a call, an index or a default member, the language cannot tell
	ExprBinary                       // X Op Y
	ExprUnary                        // Op X
	ExprNew                          // New Str(Args) (VBScript class or, VB6, a COM class such as MAPI.Session); JScript new X(Args)
	ExprMe                           // Me, this
	ExprWith                         // the subject of the enclosing With
	ExprFunc                         // JScript function expression: Index into File.Procs
	ExprArray                        // JScript [Args]
	ExprObject                       // JScript {…}: Args are ExprNamedArg
	ExprCond                         // JScript X ? Y : Args[0]
	ExprAssign                       // JScript assignment as expression: X = Y (Op "" or the operator, "+" for +=)
	ExprOmitted                      // an argument left out
	ExprNamedArg                     // VB6 Str:=X; JScript Str: X in an ExprObject
	ExprBad                          // could not be parsed
)

// Expr is an expression. Which fields are set depends on Kind. The operator of
// ExprBinary, ExprUnary and ExprAssign is in Str, see Op; it is folded: "&", "+", "-", "*", "/", "\\", "mod", "^", "=", "<>", "<",
// ">", "<=", ">=", "is", "not", "and", "or", "xor", "eqv", "imp"; JScript's
// ==, ===, !=, !==, &&, ||, ! become "=", "=", "<>", "<>", "and", "or", "not";
// "typeof", "void", "delete", "in", "instanceof", "," and the shifts stay.
// JScript's bitwise &, |, ^ and ~ become "bitand", "bitor", "bitxor" and
// "bitnot", its % "mod".
//
// They are most of what a program takes in memory: what few of them have is not
// a field of its own.
type Expr struct {
	Kind ExprKind
	// Paren: the expression stood in parentheses (VBScript passes it by value).
	Paren   bool
	strSize uint16 // bytes of StrAt, which begins at Index
	Index   int32
	Span    Span
	str     *string // nil for ""; see Str
	X       *Expr
	Y       *Expr
	args    *[]*Expr // nil for none
}

// Str is a name, a literal or an operator: the table of kinds says which.
func (e *Expr) Str() string {
	if e.str == nil {
		return ""
	}
	return *e.str
}

// WithStr sets Str and returns e.
func (e *Expr) WithStr(s string) *Expr {
	e.str = &s
	return e
}

// Args are the arguments of a call, and what else is listed in an expression.
func (e *Expr) Args() []*Expr {
	if e.args == nil {
		return nil
	}
	return *e.args
}

// WithArgs sets the arguments and returns e.
func (e *Expr) WithArgs(list []*Expr) *Expr {
	e.args = nil
	if len(list) > 0 {
		e.args = &list
	}
	return e
}

// StrAt is where the name in Str stands: of ExprMember, ExprNew and
// ExprNamedArg. Of others, and where it is not known, it is empty.
func (e *Expr) StrAt() Span {
	if e.strSize == 0 {
		return Span{}
	}
	return Span{e.Index, e.Index + int32(e.strSize)}
}

// setStrAt sets the place of the name. Names longer than 64 KiB have none.
func (e *Expr) setStrAt(at Span) {
	if n := at.End - at.Pos; n > 0 && n <= math.MaxUint16 {
		e.Index, e.strSize = at.Pos, uint16(n)
	}
}

// Num is the value of an ExprNumber; of an ExprBool, 1 for true; 0 of others.
func (e *Expr) Num() float64 {
	switch e.Kind {
	case ExprBool:
		return float64(e.Index)
	case ExprNumber:
		if e.Index == int32(JScript) {
			return jscript.NumberValue(e.Str())
		}
		return vbNumber(e.Str())
	default:
		return 0
	}
}

// Op is the operator of an ExprBinary, ExprUnary or ExprAssign, "" of others.
func (e *Expr) Op() string {
	switch e.Kind {
	case ExprBinary, ExprUnary, ExprAssign:
		return e.Str()
	default:
		return ""
	}
}
