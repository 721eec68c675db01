package vbscript

type (
	// AssignStmt is Target = Value, Set Target = Value or Let Target = Value.
	AssignStmt struct {
		span
		Keyword Kind // KwSet, KwLet, or 0 without a keyword; Name for VB6's LSet and RSet
		Target  Expr
		Value   Expr
	}

	// CallStmt is a call: X is a *Call, or the name or member that is called
	// without arguments.
	CallStmt struct {
		span
		Keyword bool // with Call in front
		X       Expr
	}

	// DimStmt declares variables: Dim, Private, Public, and VB6's Static and Global.
	DimStmt struct {
		span
		Keyword Kind // KwDim, KwPrivate, KwPublic; Name for Static and Global
		Word    string
		Vars    []*VarDecl
	}

	// VarDecl is one variable of a DimStmt.
	VarDecl struct {
		span
		Name       *Ident
		Array      bool // with parentheses
		Bounds     []Expr
		Type       *TypeRef // VB6
		WithEvents bool     // VB6
	}

	// TypeRef is VB6's `As [New] Name`.
	TypeRef struct {
		span
		New  bool
		Name *Ident // with dots: MAPI.Session
	}

	// ReDimStmt gives arrays new bounds: each of Arrays is a *Call.
	ReDimStmt struct {
		span
		Preserve bool
		Arrays   []Expr
	}

	// ConstStmt declares constants.
	ConstStmt struct {
		span
		Keyword Kind // KwPrivate, KwPublic, or 0
		Consts  []*ConstDecl
	}

	// ConstDecl is one constant of a ConstStmt.
	ConstDecl struct {
		span
		Name  *Ident
		Type  *TypeRef // VB6
		Value Expr
	}

	// EraseStmt empties arrays.
	EraseStmt struct {
		span
		Arrays []Expr
	}

	// IfStmt is If … ElseIf … Else … End If.
	IfStmt struct {
		span
		Cond    Expr
		Then    []Stmt
		ElseIfs []*ElseIf
		HasElse bool
		Else    []Stmt
		OneLine bool // without a line end behind Then
	}

	// ElseIf is one ElseIf of an IfStmt.
	ElseIf struct {
		span
		Cond Expr
		Body []Stmt
	}

	// SelectStmt is Select Case … End Select.
	SelectStmt struct {
		span
		Subject Expr
		Lead    []Stmt // HTML between the head and the first Case
		Cases   []*CaseClause
	}

	// CaseClause is one Case of a SelectStmt.
	CaseClause struct {
		span
		Else   bool
		Values []Expr
		Body   []Stmt
	}

	// ForStmt is For Var = From To Limit [Step Step] … Next.
	ForStmt struct {
		span
		Var            Expr
		From, To, Step Expr // Step may be nil
		Body           []Stmt
	}

	// ForEachStmt is For Each Var In X … Next.
	ForEachStmt struct {
		span
		Var  Expr
		X    Expr
		Body []Stmt
	}

	// DoStmt is Do … Loop with a condition at either end or none, or While … Wend.
	DoStmt struct {
		span
		Test  Kind // KwWhile, KwUntil, or 0 without a condition
		Cond  Expr
		AtEnd bool // the condition stands behind Loop
		Wend  bool // While … Wend
		Body  []Stmt
	}

	// WithStmt is With X … End With.
	WithStmt struct {
		span
		X    Expr
		Body []Stmt
	}

	// ProcDecl is a Sub, Function or Property.
	ProcDecl struct {
		span
		Access  Kind // KwPublic, KwPrivate, or 0; Name for VB6's Friend
		Default bool
		Kind    Block // BlockSub, BlockFunction, BlockProperty
		Prop    Kind  // KwGet, KwLet, KwSet of a property
		Name    *Ident
		Params  []*Param
		Type    *TypeRef // VB6
		Body    []Stmt
	}

	// Param is a parameter.
	Param struct {
		span
		Passing    Kind // KwByVal, KwByRef, or 0
		Optional   bool // VB6
		ParamArray bool // VB6
		Name       *Ident
		Array      bool
		Type       *TypeRef // VB6
		Value      Expr     // VB6: the default of an optional parameter
	}

	// ClassDecl is Class … End Class.
	ClassDecl struct {
		span
		Name *Ident
		Body []Stmt
	}

	// ExitStmt leaves a loop or a procedure.
	ExitStmt struct {
		span
		Block Block // BlockFor, BlockDo, BlockSub, BlockFunction, BlockProperty
	}

	// OnErrorStmt is On Error Resume Next, or On Error GoTo 0, or VB6's On
	// Error GoTo label.
	OnErrorStmt struct {
		span
		ResumeNext bool
		Label      string // "" for Resume Next and GoTo 0
	}

	// OptionStmt is Option Explicit, or VB6's Option Base, Compare, Private.
	OptionStmt struct {
		span
		Text string // what follows Option, as written
	}

	// StopStmt is Stop.
	StopStmt struct{ span }

	// HTMLStmt is text sent to the browser.
	HTMLStmt struct {
		span
		Text string
	}

	// WriteStmt is <%= X %>.
	WriteStmt struct {
		span
		X Expr
	}

	// IncludeStmt is an include directive.
	IncludeStmt struct {
		span
		Index int // how many ChunkInclude come before it
		Text  string
	}

	// LabelStmt is VB6's `label:` or a line number.
	LabelStmt struct {
		span
		Name string
	}

	// AttributeStmt is VB6's `Attribute VB_Name = "x"`.
	AttributeStmt struct {
		span
		Target Expr
		Values []Expr
	}

	// RawStmt is a VB6 statement that is read over: Declare, Type … End Type,
	// Enum … End Enum, Open, Print #, GoTo, #If and the like.
	RawStmt struct {
		span
		Text string
	}

	// BadStmt is a statement that could not be parsed.
	BadStmt struct{ span }
)

func (*AssignStmt) stmtNode()    {}
func (*CallStmt) stmtNode()      {}
func (*DimStmt) stmtNode()       {}
func (*ReDimStmt) stmtNode()     {}
func (*ConstStmt) stmtNode()     {}
func (*EraseStmt) stmtNode()     {}
func (*IfStmt) stmtNode()        {}
func (*SelectStmt) stmtNode()    {}
func (*ForStmt) stmtNode()       {}
func (*ForEachStmt) stmtNode()   {}
func (*DoStmt) stmtNode()        {}
func (*WithStmt) stmtNode()      {}
func (*ProcDecl) stmtNode()      {}
func (*ClassDecl) stmtNode()     {}
func (*ExitStmt) stmtNode()      {}
func (*OnErrorStmt) stmtNode()   {}
func (*OptionStmt) stmtNode()    {}
func (*StopStmt) stmtNode()      {}
func (*HTMLStmt) stmtNode()      {}
func (*WriteStmt) stmtNode()     {}
func (*IncludeStmt) stmtNode()   {}
func (*LabelStmt) stmtNode()     {}
func (*AttributeStmt) stmtNode() {}
func (*RawStmt) stmtNode()       {}
func (*BadStmt) stmtNode()       {}
