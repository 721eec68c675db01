package jscript

// Names and literals.
type (
	// Ident is a name. Names of conditional compilation keep their @, private
	// ones their #.
	Ident struct {
		Range
		Name string // escapes undone
		// Escaped: the name was written with \u escapes.
		Escaped bool
	}
	// String is a string literal.
	String struct {
		Range
		Value string // quotes and escapes undone, as UTF-8
		Raw   string // as written
	}
	// Number is a numeric literal.
	Number struct {
		Range
		Value float64
		Raw   string // as written
	}
	// Regexp is a regular expression literal, as written.
	Regexp struct {
		Range
		Raw string
	}
	// Bool is true or false.
	Bool struct {
		Range
		Value bool
	}
	// Null is null.
	Null struct{ Range }
	// This is this.
	This struct{ Range }
	// Template is `…${X}…` (newer). Raw has one element more than Xs: the
	// text between the substitutions, as written.
	Template struct {
		Range
		Tag Expr // may be nil
		Raw []string
		Xs  []Expr
	}
	// Array is [Elems]; an element left out is nil.
	Array struct {
		Range
		Elems []Expr
	}
	// Object is { Props }.
	Object struct {
		Range
		Props []*Property
	}
	// BadExpr is where an expression is missing.
	BadExpr struct{ Range }
)

// PropertyKind tells the members of object literals and classes apart.
type PropertyKind uint8

// The kinds of properties. The zero value is invalid.
const (
	PropInit      PropertyKind = iota + 1 // key: value; class: key = value
	PropShorthand                         // key, or key = value in patterns (newer)
	PropMethod                            // key() {} (newer)
	PropGet                               // get key() {} (newer)
	PropSet                               // set key(v) {} (newer)
	PropSpread                            // ...value (newer)
	PropStatic                            // static { … } of a class (newer)
)

// Property is a member of an object literal or a class.
type Property struct {
	Range
	Kind     PropertyKind
	Static   bool // of a class
	Computed bool // [key]
	Key      Expr // *Ident, *String, *Number, any if Computed; nil for PropSpread and PropStatic
	// Value is nil for a shorthand, or a class field, without value. It is a
	// *Function for methods, accessors and static blocks.
	Value Expr
}

// Function is a function expression, the body of a declaration, a method or
// an arrow function.
type Function struct {
	Range
	// Path is the name: empty for an anonymous function, one element for most,
	// several for function a.b() {}.
	Path []*Ident
	// Event of function Session::OnStart() {}; then Path is the object.
	Event  *Ident
	Params []*Param
	Body   *Block // nil for an arrow function with an expression
	X      Expr   // the expression of an arrow function
	Arrow  bool   // newer
	Async  bool   // newer
	Star   bool   // generator (newer)
}

// Name returns the name of f as written, without the object of an event.
func (f *Function) Name() string {
	switch {
	case f.Event != nil:
		return f.Event.Name
	case len(f.Path) == 0:
		return ""
	}
	return f.Path[len(f.Path)-1].Name
}

// Param is a parameter. All but a plain *Ident as Target is newer.
type Param struct {
	Range
	Target  Expr
	Default Expr // may be nil
	Rest    bool
}

// Class is a class (newer).
type Class struct {
	Range
	Name    *Ident // may be nil
	Super   Expr   // may be nil
	Members []*Property
}

// Operations.
type (
	// Paren is (X).
	Paren struct {
		Range
		X Expr
	}
	// Member is X.Name.
	Member struct {
		Range
		X        Expr
		Name     *Ident
		Optional bool // ?. (newer)
	}
	// Index is X[Key].
	Index struct {
		Range
		X        Expr
		Key      Expr
		Optional bool // ?.[ (newer)
	}
	// Call is Fun(Args).
	Call struct {
		Range
		Fun      Expr
		Args     []Expr
		Optional bool // ?.( (newer)
	}
	// New is new Fun(Args).
	New struct {
		Range
		Fun  Expr
		Args []Expr
		// Parens: the parentheses stand there.
		Parens bool
	}
	// Unary is Op X, for delete, void, typeof, +, -, ~, !, and the newer await
	// and yield (X may be nil for yield).
	Unary struct {
		Range
		Op string
		X  Expr
	}
	// Update is ++X, --X, X++ or X--.
	Update struct {
		Range
		Op     string
		Prefix bool
		X      Expr
	}
	// Binary is X Op Y.
	Binary struct {
		Range
		Op   string
		X, Y Expr
	}
	// Assign is X Op Y, where Op is = or a compound assignment and X anything
	// that JScript assigns to, calls among it.
	Assign struct {
		Range
		Op   string
		X, Y Expr
	}
	// Cond is If ? Then : Else.
	Cond struct {
		Range
		If, Then, Else Expr
	}
	// Seq is Xs with commas between.
	Seq struct {
		Range
		Xs []Expr
	}
	// Spread is ...X (newer).
	Spread struct {
		Range
		X Expr
	}
)

func (*Ident) expr()    {}
func (*String) expr()   {}
func (*Number) expr()   {}
func (*Regexp) expr()   {}
func (*Bool) expr()     {}
func (*Null) expr()     {}
func (*This) expr()     {}
func (*Template) expr() {}
func (*Array) expr()    {}
func (*Object) expr()   {}
func (*BadExpr) expr()  {}
func (*Function) expr() {}
func (*Class) expr()    {}
func (*Paren) expr()    {}
func (*Member) expr()   {}
func (*Index) expr()    {}
func (*Call) expr()     {}
func (*New) expr()      {}
func (*Unary) expr()    {}
func (*Update) expr()   {}
func (*Binary) expr()   {}
func (*Assign) expr()   {}
func (*Cond) expr()     {}
func (*Seq) expr()      {}
func (*Spread) expr()   {}
