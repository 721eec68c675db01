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
		if k.scope > scopeGlobal || m.procedure(e.Str()) != nil || m.intrinsic(e.Str()) != nil || !m.linked.uses(p, k.name) {
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

// uses reports whether a procedure, or one that it may call, uses a folded name
// that is not its own.
func (l *linked) uses(p *Proc, name string) bool {
	return slices.ContainsFunc(l.reach(p), func(q *Proc) bool { return q.free[name] })
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
	if l.named == nil {
		l.named = map[string][]*Proc{}
		for _, q := range l.all {
			n := program.Fold(q.Name)
			l.named[n] = append(l.named[n], q)
		}
	}
	for _, n := range p.names() {
		list = withOthers(list, l.named[n])
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
// of members, folded; free are the former.
func (p *Proc) names() []string {
	if p.free != nil {
		return p.callable
	}
	p.free = map[string]bool{}
	seen := map[string]bool{}
	program.Walk(p.Body, func(e *program.Expr) bool {
		if e.Kind == program.ExprName || e.Kind == program.ExprMember {
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
		}
		return true
	}, nil)
	return p.callable
}
