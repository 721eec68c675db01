package flow

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// maxAtoms bounds the alternatives of a value; beyond, it is open.
const maxAtoms = 8

// Val is what an expression may hold: some alternatives, and whether there
// may be others that are not known. Vals are immutable. A nil Val is not
// valid; what is not known at all is [Unknown].
type Val struct {
	Atoms []Atom
	// Open: the value may be something else than the atoms.
	Open bool
	// split is what the value was on each of the ways that met where it became
	// what it is; nil where that makes no difference.
	split *split
}

// Unknown is the value that nothing is known of.
var Unknown = &Val{Open: true}

// AtomKind tells the alternatives of a value apart.
type AtomKind uint8

// The kinds of atoms. The zero value is invalid.
const (
	Text    AtomKind = iota + 1 // Str
	Number                      // Num
	Bool                        // Num 0 or 1
	Empty                       // never assigned, undefined
	Null                        //
	Nothing                     //
	Ref                         // Obj
	Func                        // Proc: GetRef, a JScript function
	Truth                       // Test: a condition on the request
	InState                     // State: of an object under a protocol, never in a variable of the program
)

// Atom is one alternative of a value.
type Atom struct {
	Kind AtomKind
	Str  Str
	Num  float64
	Obj  *Object
	Proc *Closure
	Test *Test
	// State is set for InState only.
	State *State
	// How is the way of the atom to here, last step first.
	How *Step
}

// Closure is a procedure as a value.
type Closure struct {
	Proc *Proc
	This *Object
	// scope is the scope of the enclosing JScript function's variables.
	scope int32
}

// StepKind tells the steps of a value apart.
type StepKind uint8

// The kinds of steps. The zero value is invalid.
const (
	Created  StepKind = iota + 1 // the object, or the literal
	Assigned                     // to the variable or field Name
	Passed                       // as parameter Name
	Returned                     // as result of Name
	Stored                       // in the Session or Application item Name
	Read                         // from the Session or Application item Name
	Declared                     // by an <object> tag with ID Name
	Joined                       // concatenated
	Ran                          // on the page Name, whose include has what follows
)

// Step is one step on the way of a value.
type Step struct {
	At   source.Place
	Name string
	Prev *Step
	Kind StepKind
	n    uint8
}

// maxSteps bounds the way that a value remembers; loops would grow it for ever.
const maxSteps = 24

func (s *Step) then(kind StepKind, at source.Place, name string) *Step {
	next := &Step{Kind: kind, At: at, Name: name, Prev: s, n: 1}
	if s != nil {
		if s.n >= maxSteps || s.Kind == kind && s.At == at {
			return s
		}
		next.n = s.n + 1
	}
	return next
}

// same reports whether two ways are one and the same.
func (s *Step) same(t *Step) bool {
	for ; s != t; s, t = s.Prev, t.Prev {
		if s == nil || t == nil || s.Kind != t.Kind || s.Name != t.Name || s.At != t.At {
			return false
		}
	}
	return true
}

// Steps lists the way in the order in which it happened.
func (s *Step) Steps() []*Step {
	var out []*Step
	for ; s != nil; s = s.Prev {
		out = append(out, s)
	}
	slices.Reverse(out)
	return out
}

// single is a value of one alternative, in one piece of memory.
type single struct {
	Val
	atom [1]Atom
}

func one(a Atom) *Val {
	v := &single{atom: [1]Atom{a}}
	v.Atoms = v.atom[:]
	return &v.Val
}

// literal is a value that the page spells out, in one piece of memory.
type literal struct {
	single
	how Step
	seg [1]Seg
}

func textVal(s string, at source.Place) *Val {
	v := &literal{how: Step{Kind: Created, At: at, n: 1}, seg: [1]Seg{{Kind: Literal, Text: s}}}
	v.atom[0] = Atom{Kind: Text, How: &v.how}
	if s != "" {
		v.atom[0].Str = v.seg[:]
	}
	v.Atoms = v.atom[:]
	return &v.Val
}

func strVal(s Str, at source.Place) *Val {
	return one(Atom{Kind: Text, Str: s, How: &Step{Kind: Created, At: at, n: 1}})
}

func numVal(n float64, at source.Place) *Val {
	return one(Atom{Kind: Number, Num: n, How: &Step{Kind: Created, At: at, n: 1}})
}

// Values of kinds that hold nothing, and truths, are many: each is one value.
var (
	emptyVal   = &Val{Atoms: []Atom{{Kind: Empty}}}
	nullVal    = &Val{Atoms: []Atom{{Kind: Null}}}
	nothingVal = &Val{Atoms: []Atom{{Kind: Nothing}}}
	falseVal   = &Val{Atoms: []Atom{{Kind: Bool}}}
	trueVal    = &Val{Atoms: []Atom{{Kind: Bool, Num: 1}}}
)

func boolVal(b bool) *Val {
	if b {
		return trueVal
	}
	return falseVal
}

func refVal(o *Object, how *Step) *Val {
	if how != nil || o == nil {
		return one(Atom{Kind: Ref, Obj: o, How: how})
	}
	if o.itself == nil {
		o.itself = one(Atom{Kind: Ref, Obj: o})
	}
	return o.itself
}

func kindVal(k AtomKind) *Val {
	switch k {
	case Empty:
		return emptyVal
	case Null:
		return nullVal
	case Nothing:
		return nothingVal
	default:
		return one(Atom{Kind: k})
	}
}

// via is v after a further step of its way.
func (v *Val) via(kind StepKind, at source.Place, name string) *Val {
	if len(v.Atoms) == 0 {
		return v
	}
	if len(v.Atoms) == 1 {
		a := v.Atoms[0]
		if a.Kind != Empty && a.Kind != Bool {
			a.How = a.How.then(kind, at, name)
		}
		out := one(a)
		out.Open, out.split = v.Open, v.split
		return out
	}
	out := &Val{Atoms: make([]Atom, len(v.Atoms)), Open: v.Open, split: v.split}
	for i, a := range v.Atoms {
		if a.Kind != Empty && a.Kind != Bool {
			a.How = a.How.then(kind, at, name)
		}
		out.Atoms[i] = a
	}
	return out
}

// same reports whether two atoms mean the same, however they came.
func (a *Atom) same(b *Atom) bool {
	if a.Kind != b.Kind {
		return false
	}
	switch a.Kind {
	case Text:
		return a.Str.equal(b.Str)
	case Number, Bool:
		return a.Num == b.Num
	case Ref:
		return a.Obj == b.Obj
	case Func:
		return a.Proc.Proc == b.Proc.Proc && a.Proc.This == b.Proc.This
	case Truth:
		return a.Test.equal(b.Test)
	case InState:
		return *a.State == *b.State
	case Empty, Null, Nothing:
	}
	return true
}

// same reports whether two values mean the same, however they came.
func (v *Val) same(w *Val) bool {
	if v == w {
		return true
	}
	if v.Open != w.Open || len(v.Atoms) != len(w.Atoms) {
		return false
	}
	for i := range v.Atoms {
		if !v.Atoms[i].in(w.Atoms) {
			return false
		}
	}
	return true
}

// in reports whether one of the atoms means the same.
func (a *Atom) in(atoms []Atom) bool {
	for i := range atoms {
		if a.same(&atoms[i]) {
			return true
		}
	}
	return false
}

// join is a value that may be either.
func join(v, w *Val) *Val {
	if v == w || w == nil {
		return v
	}
	if v == nil {
		return w
	}
	open := v.Open || w.Open
	var buf [maxAtoms]*Atom
	more := buf[:0]
	for i := range w.Atoms {
		if a := &w.Atoms[i]; !a.in(v.Atoms) {
			if len(v.Atoms)+len(more) >= maxAtoms {
				open = true
				break
			}
			more = append(more, a)
		}
	}
	if len(more) == 0 {
		if open == v.Open && (v.split == nil || v.split == w.split) {
			return v
		}
		return &Val{Atoms: v.Atoms, Open: open}
	}
	out := &Val{Atoms: append(make([]Atom, 0, len(v.Atoms)+len(more)), v.Atoms...), Open: open}
	for _, a := range more {
		out.Atoms = append(out.Atoms, *a)
	}
	return out
}

// opened is v that may also be something unknown.
func (v *Val) opened() *Val {
	if v.Open {
		return v
	}
	return &Val{Atoms: v.Atoms, Open: true}
}

// Objects are the objects among the alternatives.
func (v *Val) Objects() []*Object {
	var out []*Object
	for _, a := range v.Atoms {
		if a.Kind == Ref {
			out = append(out, a.Obj)
		}
	}
	return out
}

// Strings are the alternatives as strings: texts, and numbers as VBScript
// writes them. Empty is "".
func (v *Val) Strings() []Str {
	var out []Str
	for _, a := range v.Atoms {
		if s, ok := a.text(); ok {
			out = append(out, s)
		}
	}
	return out
}

// text is what concatenation makes of an atom.
func (a Atom) text() (Str, bool) {
	switch a.Kind {
	case Text:
		return a.Str, true
	case Number:
		return Lit(strconv.FormatFloat(a.Num, 'f', -1, 64)), true
	case Bool:
		if a.Num != 0 {
			return Lit("True"), true
		}
		return Lit("False"), true
	case Empty, Null:
		return nil, true
	case Ref: // Request.QueryString as a text is all of it
		switch {
		case a.Obj.Kind != Collection:
		case a.Obj.Name == "querystring":
			return Str{{Kind: QueryString, Text: "?", Derived: true}}, true
		case a.Obj.Name == "form":
			return Str{{Kind: Form, Text: "?", Derived: true}}, true
		}
	case Nothing, Func, Truth, InState:
	}
	return nil, false
}

// Exact is the one text that the value is, if it is known to the last letter.
func (v *Val) Exact() (string, bool) {
	if v.Open || len(v.Atoms) != 1 {
		return "", false
	}
	s, ok := v.Atoms[0].text()
	if !ok {
		return "", false
	}
	return s.Exact()
}

// Const is the one number or Boolean that the value is.
func (v *Val) Const() (float64, bool) {
	if v.Open || len(v.Atoms) != 1 {
		return 0, false
	}
	return v.Atoms[0].number()
}

func (a Atom) number() (float64, bool) {
	switch a.Kind {
	case Number:
		return a.Num, true
	case Bool:
		return -a.Num, true // VBScript's True is -1
	case Empty:
		return 0, true
	case Text:
		if t, ok := a.Str.Exact(); ok {
			n, err := strconv.ParseFloat(strings.TrimSpace(t), 64)
			return n, err == nil
		}
	case Null, Nothing, Ref, Func, Truth, InState:
	}
	return 0, false
}

// Object is something that a variable refers to. Objects are told apart by
// the place that makes them and what it makes there.
type Object struct {
	ID   int32
	Kind ObjectKind
	// ProgID, as the code has it, or "" (Kind COM); of a member: of its root.
	ProgID string
	CLSID  string // upper case, no braces
	// Class of an instance (Kind Instance).
	Class *Class
	// At is where the object is made.
	At source.Place
	// Root and Path of a member: what was done to the root to get it, such
	// as "inbox" or "infostores.item.rootfolder", lower case.
	Root *Object
	Path string
	// Argument is the first one of the call that yields a member, where a [Guide]
	// says that it tells members apart; else nil.
	Argument *Val
	// Scope is page, session or application for an <object> tag, else "".
	Scope string
	// Made says how a COM object was made: CreateObject, Server.CreateObject,
	// object tag, ActiveXObject, GetObject, New.
	Made string
	// Name of an intrinsic object, lower case: request, response …; the ID of
	// an <object> tag, as written.
	Name string
	// As is the class that the object acts as, where somebody declares it
	// of a component from outside (see [Translator]); else "".
	As string

	// Calls lead to where it is made, where that tells it from others that the same
	// place makes; else "".
	Calls string

	madeBy   *Chain // the calls that led there first
	interest uint8  // 0: not asked, 1: no, 2: yes
	itself   *Val   // the object as a value whose way is not known; nil: not asked
}

// ObjectKind tells objects apart.
type ObjectKind uint8

// The kinds of objects. The zero value is invalid.
const (
	COM        ObjectKind = iota + 1 // by ProgID or CLSID
	Instance                         // of a class in the source
	Member                           // got from a COM object
	Intrinsic                        // Request, Response, Session, Application, Server, Err, WScript
	Collection                       // Request.ServerVariables …: Name
	Array                            // VBScript or JScript array
	Dictionary                       // Scripting.Dictionary
	Plain                            // JScript object
)

// Proc is a procedure of a file of the page.
type Proc struct {
	*program.Proc
	File *program.File
	own  map[string]bool // parameters and local variables, folded
	// consts are its Const statements, once it was looked for them.
	consts []*program.Stmt
	looked bool
	// Once somebody asked: free are the names that it uses and does not declare,
	// callable those that may be procedures, in order, written those that something
	// is assigned to, and handed those that are arguments.
	free, written map[string]bool
	handed        map[string][]handed
	callable      []string
}

// Class is a class of a file of the page.
type Class struct {
	*program.Class
	File    *program.File
	members map[string]*classMember
}

type classMember struct{ call, get, let, set *Proc }

// holds reports whether the value may be of a kind.
func (v *Val) holds(k AtomKind) bool {
	return slices.ContainsFunc(v.Atoms, func(a Atom) bool { return a.Kind == k })
}
