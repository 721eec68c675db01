package flow

import (
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// EventKind tells events apart.
type EventKind uint8

// The kinds of events. The zero value is invalid.
const (
	Create    EventKind = iota + 1 // Object is made
	Call                           // Recv.Member(Args), or Recv.Member read
	PropSet                        // Recv.Member = Value
	ItemStore                      // Session or Application (Recv) item Member = Value, which may be an object
	Compare                        // Args[0] Member Args[1], one of them a number of at least four digits
	Lost                           // nothing holds Object any more: the variable that did gets the next one that the same place makes
	PageEnd                        // the page ends here; Member says by what: Response.End, Response.Redirect, Server.Transfer, Err.Raise, throw, or "end" (its last line, or the end of an uncalled procedure)
)

// Event is something that the page does.
type Event struct {
	Kind EventKind
	// At is the whole expression: from the first character of the
	// receiver to the end of the last argument, closing parenthesis included.
	At       source.Place
	MemberAt source.Place
	Page     *site.Page
	Recv     *Val
	Object   *Object // Create: what is made; Lost: what is lost
	Member   string  // as written
	Args     []Arg
	Value    *Val
	Inside   *Val // ItemStore: the objects from outside that are in Value's arrays, dictionaries and instances; nil for none
	Guards   *Guard
	// Includes is the chain of include directives from the page to the
	// file of the event, outermost first.
	Includes *Chain
	// Calls are the calls that lead here, innermost first.
	Calls *Chain
	// Proc encloses the event.
	Proc *program.Proc
	// Uncalled: the event lies in a procedure that no page calls.
	Uncalled bool
	// Resume: On Error Resume Next is in force.
	Resume bool
	// OwnResume: it stands in the procedure of the event itself, so that the
	// next statement of that procedure runs even if this one fails.
	OwnResume bool
	// Set: an ItemStore keeps an object and not its default property.
	Set bool
	// States are those that the receiver may be in before the event; of a
	// PageEnd, those of all objects, of Lost those of what is lost. See [Protocol].
	States []ObjectState
	// Seq orders the events of a page.
	Seq int
}

// Arg is an argument of a call.
type Arg struct {
	Val     *Val
	At      source.Place
	Name    string // of a named argument (VB6), folded
	Omitted bool
	Expr    *program.Expr
}

// Chain is a linked list of places, innermost first.
type Chain struct {
	At    source.Place
	Name  string
	Outer *Chain
	depth int
}

func (c *Chain) push(at source.Place, name string) *Chain {
	n := &Chain{At: at, Name: name, Outer: c, depth: 1}
	if c != nil {
		n.depth = c.depth + 1
	}
	return n
}

// List is the chain, outermost first.
func (c *Chain) List() []*Chain {
	if c == nil {
		return nil
	}
	out := make([]*Chain, c.depth)
	for i := c.depth - 1; c != nil; c, i = c.Outer, i-1 {
		out[i] = c
	}
	return out
}

// Arg is the argument at position i (from 0), by position or by name; ok is
// false if it was left out.
func (e *Event) Arg(i int, name string) (Arg, bool) {
	for _, a := range e.Args {
		if a.Name != "" && a.Name == name {
			return a, true
		}
	}
	if i < len(e.Args) && e.Args[i].Name == "" && !e.Args[i].Omitted {
		return e.Args[i], true
	}
	return Arg{}, false
}
