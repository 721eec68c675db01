package flow

import (
	"slices"
	"strconv"

	"github.com/cdolint/cdolint/internal/program"
)

// What is passed by reference is one variable with two names while the call runs.
// Giving the parameter the value, and the variable what became of it, comes to the
// same, unless the procedure, or one that it calls, uses the variable by its own
// name, too: Sub Connect(ByRef s) that goes on with the global that is s.

// aliases are the parameters of a call that are variables from outside of it, which
// the call uses by their own names as well. label tells calls with other ones apart.
type aliases struct {
	of    map[string]key
	label string
}

const (
	// maxAliases bounds the ways to call one procedure that are told apart by what
	// its parameters are.
	maxAliases = 8
	// maxUsers bounds the procedures that are looked through for a name.
	maxUsers = 64
)

// aliasesOf are those of a call that is about to begin.
func (m *machine) aliasesOf(p *Proc, args []Arg) aliases {
	var out aliases
	for i, q := range p.Params {
		if i == len(args) {
			break
		}
		e := args[i].Expr
		if q.ByVal || args[i].Name != "" || e == nil || e.Paren || e.Kind != program.ExprName {
			continue
		}
		k := m.variable(e.Str())
		if k.scope > scopeGlobal || m.procedure(e.Str()) != nil || m.intrinsic(e.Str()) != nil || !m.linked.differ(p, program.Fold(q.Name), k.name) {
			continue
		}
		if out.of == nil {
			out.of = map[string]key{}
		}
		name := program.Fold(q.Name)
		out.of[name] = k
		out.label += name + "=" + strconv.Itoa(int(k.scope)) + k.name + ";"
	}
	return out
}

// differ reports whether it makes a difference that a parameter of a procedure and a
// variable from outside are one: the procedure, or one that it may call, uses the
// variable by its own name, and something is written to either. Names are folded.
func (l *linked) differ(p *Proc, param, name string) bool {
	used, written := false, false
	for _, q := range l.reach(p) {
		if q.free[name] {
			used = true
			written = written || l.writes(q, name)
		}
	}
	return used && (written || l.writes(p, param))
}

// writes reports whether a procedure writes to a variable that has a folded name in
// it, itself or through a procedure that it hands it to.
func (l *linked) writes(p *Proc, name string) bool {
	k := writing{p, name}
	known, ok := l.written[k]
	if !ok {
		known = l.writesFrom(k)
		l.written[k] = known
	}
	return known
}

// writesFrom goes through all that the variable is handed to. Where these are too
// many, somebody is taken to write to it.
func (l *linked) writesFrom(k writing) bool {
	list := []writing{k}
	for i := 0; i < len(list); i++ {
		p := list[i].proc
		p.names()
		if p.written[list[i].name] || len(list) > maxUsers {
			return true
		}
		for _, h := range p.handed[list[i].name] {
			for _, q := range l.bearing(h.to) {
				if h.at >= len(q.Params) || q.Params[h.at].ByVal {
					continue
				}
				if next := (writing{q, program.Fold(q.Params[h.at].Name)}); !slices.Contains(list, next) {
					list = append(list, next)
				}
			}
		}
	}
	return false
}

type writing struct {
	proc *Proc
	name string
}

// handed is an argument of a call: of whatever bears the folded name, from 0.
type handed struct {
	to string
	at int
}

// bearing are the procedures of the page that bear a folded name.
func (l *linked) bearing(name string) []*Proc {
	if l.named == nil {
		l.named = map[string][]*Proc{}
		for _, q := range l.all {
			n := program.Fold(q.Name)
			l.named[n] = append(l.named[n], q)
		}
	}
	return l.named[name]
}

// reach are a procedure and those that it may call, itself or through others.
func (l *linked) reach(p *Proc) []*Proc {
	list, ok := l.reached[p]
	if !ok {
		list = []*Proc{p}
		for i := 0; i < len(list); i++ {
			list = withOthers(list, l.callees(list[i]))
		}
		l.reached[p] = list
	}
	return list
}

// callees are the procedures that bear a name which stands in the body of another.
func (l *linked) callees(p *Proc) []*Proc {
	list, ok := l.calls[p]
	if ok {
		return list
	}
	for _, n := range p.names() {
		list = withOthers(list, l.bearing(n))
	}
	l.calls[p] = list
	return list
}

func withOthers(list, more []*Proc) []*Proc {
	for _, q := range more {
		if len(list) < maxUsers && !slices.Contains(list, q) {
			list = append(list, q)
		}
	}
	return list
}

// names are the names in the body that the procedure does not declare, and those
// of members, folded; free are the former, written are all that something is assigned
// to, and handed those that are arguments.
func (p *Proc) names() []string {
	if p.free != nil {
		return p.callable
	}
	p.free, p.written, p.handed = map[string]bool{}, map[string]bool{}, map[string][]handed{}
	seen := map[string]bool{}
	program.Walk(p.Body, func(e *program.Expr) bool {
		switch e.Kind {
		case program.ExprName, program.ExprMember:
			n := program.Fold(e.Str())
			if e.Kind == program.ExprName {
				if p.declares(n) {
					return true
				}
				p.free[n] = true
			}
			if !seen[n] {
				seen[n] = true
				p.callable = append(p.callable, n)
			}
		case program.ExprAssign:
			p.writesTo(e.X)
		case program.ExprCall:
			for i, a := range e.Args() {
				if e.X != nil && a != nil && a.Kind == program.ExprName && !a.Paren {
					n := program.Fold(a.Str())
					p.handed[n] = append(p.handed[n], handed{to: program.Fold(e.X.Str()), at: i})
				}
			}
		default:
		}
		return true
	}, func(s *program.Stmt) bool {
		p.writesTo(s.Target)
		return true
	})
	return p.callable
}

// writesTo notes the variable that a target is, or is an element of. A property of
// an object is no part of the variable that holds the object.
func (p *Proc) writesTo(e *program.Expr) {
	for e != nil && e.Kind == program.ExprCall {
		e = e.X
	}
	if e != nil && (e.Kind == program.ExprName || e.Kind == program.ExprMember && e.X != nil && e.X.Kind == program.ExprMe) {
		p.written[program.Fold(e.Str())] = true
	}
}
