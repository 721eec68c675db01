package flow

import "slices"

// key names a variable: a scope and a folded name. Scope 0 holds the globals
// of the page, positive scopes are calls, negative ones the fields of the
// object of that ID.
type key struct {
	scope int32
	name  string
}

// env is the state of all variables at a point of the program: a stack of
// layers, one for each branch and call that is being looked at. A write goes
// to the top layer, a read sees the topmost layer that holds the key. Joining
// the branches of an If costs what the branches wrote, not what there is.
type env struct {
	layers []*layer
}

type layer struct {
	vars map[key]*Val
	// learned are those of vars that nothing wrote: a condition told.
	learned map[key]*Val
}

func (l *layer) set(k key, v *Val) {
	if l.vars == nil {
		l.vars = make(map[key]*Val, 8)
	}
	l.vars[k] = v
}

func newEnv() *env { return &env{layers: []*layer{{}}} }

func (e *env) top() *layer { return e.layers[len(e.layers)-1] }

func (e *env) push() { e.layers = append(e.layers, &layer{}) }

// pop takes the top layer away and returns it.
func (e *env) pop() *layer {
	l := e.top()
	e.layers = e.layers[:len(e.layers)-1]
	return l
}

// get is the value of k, nil if it was never written.
func (e *env) get(k key) *Val { return e.below(k, len(e.layers)) }

// below is the value of k as seen under layer n.
func (e *env) below(k key, n int) *Val {
	for i := n - 1; i >= 0; i-- {
		if v, ok := e.layers[i].vars[k]; ok {
			return v
		}
	}
	return nil
}

func (e *env) set(k key, v *Val) { e.top().set(k, v) }

// learn narrows a variable in the branch that the top layer is.
func (e *env) learn(k key, v *Val) {
	l := e.top()
	l.set(k, v)
	if l.learned == nil {
		l.learned = map[key]*Val{}
	}
	l.learned[k] = v
}

// forget drops what the branches that the layers are have merely learned: where
// all of them go on, it is as before. It returns the variables.
func forget(layers []*layer) map[key]bool {
	var out map[key]bool
	for _, l := range layers {
		for k := range l.learned {
			if !slices.ContainsFunc(layers, func(m *layer) bool { return m.wrote(k) }) {
				for _, m := range layers {
					delete(m.vars, k)
				}
				if out == nil {
					out = map[key]bool{}
				}
				out[k] = true
			}
		}
	}
	return out
}

func (l *layer) wrote(k key) bool {
	v, ok := l.vars[k]
	return ok && v != l.learned[k]
}

// apply writes a layer over the current state.
func (e *env) apply(l *layer) {
	top := e.top()
	if len(top.vars) == 0 {
		top.vars = l.vars
		return
	}
	for k, v := range l.vars {
		top.set(k, v)
	}
}

// merge writes the join of alternative layers, each relative to the current
// state. With keep, the current state is an alternative, too.
func (e *env) merge(alternatives []*layer, keep bool) {
	if len(alternatives) == 0 {
		return
	}
	if len(alternatives) == 1 && !keep {
		e.apply(alternatives[0])
		return
	}
	done := map[key]bool{}
	for _, l := range alternatives {
		for k := range l.vars {
			if done[k] {
				continue
			}
			done[k] = true
			var v *Val
			outer := keep
			for _, m := range alternatives {
				if w, ok := m.vars[k]; ok {
					v = join(v, w)
				} else {
					outer = true
				}
			}
			if outer {
				if w := e.get(k); w != nil {
					v = join(w, v)
				} else {
					v = join(kindVal(Empty), v)
				}
			}
			e.set(k, v)
		}
	}
}

// since copies what was written above layer n into one layer.
func (e *env) since(n int) *layer {
	out := &layer{}
	for _, l := range e.layers[n:] {
		for k, v := range l.vars {
			out.set(k, v)
		}
	}
	return out
}
