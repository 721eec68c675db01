package flow

import (
	"cmp"
	"slices"
	"strings"
)

// key names a variable: a scope and a folded name. Scope 0 holds the globals
// of the page, positive scopes are calls, negative ones the fields of the
// object of that ID.
type key struct {
	scope int32
	name  string
}

// env is the state of all variables at a point of the program. It is a stack
// of layers, one for each branch and call that is being looked at: a write
// belongs to the top layer, and popping a layer undoes its writes and hands
// them out. A read costs the same however deep the stack is, and joining the
// branches of an If costs what the branches wrote, not what there is.
type env struct {
	cells  map[key]*cell
	layers []frameOfWrites
	merges int
	met    []*cell // scratch of merge
	// paths are the ways that met last, in the innermost branch or call; nil for
	// none. around are those that met before it, if all of them may have led into it.
	paths, around *paths

	// For exits: watchers is how many want to know what changes, journal the
	// variables that did, each once an epoch, which an exit begins.
	watchers int
	journal  []*cell
	epoch    int
}

// cell is one variable.
type cell struct {
	k     key
	v     *Val  // nil if it was never written
	layer int32 // that wrote v, -1 for none
	// assigned: a statement of the page gave it a value. What conditions tell of a
	// parameter is not what the caller gets back.
	assigned bool
	gone     bool // with the call whose variable it was

	merge  int // the last merge that saw the cell
	joined *Val
	wrote  int // alternatives that wrote it, in that merge
	noted  int // the last epoch that noted it in the journal

	// read in all calls on the stack from the one with the scope outermost to
	// the one with the scope innermost: noted there, at one time.
	outermost, innermost int32
}

// frameOfWrites is a layer of the stack.
type frameOfWrites struct {
	undo    []undo
	learned map[*cell]*Val
}

type undo struct {
	c     *cell
	v     *Val
	layer int32
}

// layer is what a branch or a call wrote.
type layer struct {
	vars []written
	// learned are those of vars that nothing wrote: a condition told.
	learned map[*cell]*Val
	// partly are those of vars that, of the states that the layer stands for,
	// some did not write.
	partly map[*cell]bool

	// paths are the ways that met last in the layer, nil for none; around are those
	// that met before it, and all of which may have led into it.
	paths, around *paths

	index map[*cell]int // of vars, made when it is needed
}

type written struct {
	c *cell
	v *Val
}

func newEnv() *env {
	return &env{cells: map[key]*cell{}, layers: []frameOfWrites{{}}}
}

func (e *env) top() int32 { return int32(len(e.layers) - 1) }

func (e *env) push() {
	if n := len(e.layers); n < cap(e.layers) {
		e.layers = e.layers[:n+1] // empty, with memory of one that was there
		return
	}
	e.layers = append(e.layers, frameOfWrites{})
}

// pop takes the top layer away and returns it.
func (e *env) pop() *layer {
	l := &e.layers[e.top()]
	out := &layer{learned: l.learned, paths: e.paths, around: e.around, vars: make([]written, len(l.undo))}
	for i, u := range l.undo {
		out.vars[i] = written{u.c, u.c.v}
		u.c.v, u.c.layer = u.v, u.layer
		e.note(u.c)
	}
	clear(l.undo)
	*l = frameOfWrites{undo: l.undo[:0]}
	e.layers = e.layers[:e.top()]
	return out
}

// cell of a variable, which need not have been written.
func (e *env) cell(k key) *cell {
	c := e.cells[k]
	if c == nil {
		c = &cell{k: k, layer: -1}
		e.cells[k] = c
	}
	return c
}

// inOrder are those of the variables that are wanted, in the order of their keys:
// what is written to several of them is written in one order, whatever the run.
func (e *env) inOrder(wanted func(c *cell) bool) []*cell {
	var out []*cell
	for _, c := range e.cells {
		if wanted(c) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b *cell) int {
		return cmp.Or(cmp.Compare(a.k.scope, b.k.scope), strings.Compare(a.k.name, b.k.name))
	})
	return out
}

// get is the value of k, nil if it was never written.
func (e *env) get(k key) *Val {
	if c := e.cells[k]; c != nil {
		return c.v
	}
	return nil
}

func (e *env) set(k key, v *Val) { e.write(e.cell(k), v) }

func (e *env) write(c *cell, v *Val) {
	if top := e.top(); c.layer != top {
		l := &e.layers[top]
		l.undo = append(l.undo, undo{c, c.v, c.layer})
		c.layer = top
	}
	c.v = v
	e.note(c)
}

// drop forgets the variables of a call that is over.
func (e *env) drop(k key) {
	if c := e.cells[k]; c != nil {
		c.gone = true
		delete(e.cells, k)
	}
}

// learn narrows a variable in the branch that the top layer is. What the branch
// wrote before stays something that it wrote.
func (e *env) learn(c *cell, v *Val) {
	top := e.top()
	l := &e.layers[top]
	written := c.layer == top && l.learned[c] != c.v
	e.write(c, v)
	if written {
		return
	}
	if l.learned == nil {
		l.learned = map[*cell]*Val{}
	}
	l.learned[c] = v
}

// get is what the layer wrote to a variable.
func (l *layer) get(c *cell) (*Val, bool) {
	if i, ok := l.find(c); ok {
		return l.vars[i].v, true
	}
	return nil, false
}

func (l *layer) find(c *cell) (int, bool) {
	const few = 8
	if len(l.vars) <= few {
		i := slices.IndexFunc(l.vars, func(w written) bool { return w.c == c })
		return i, i >= 0
	}
	if l.index == nil {
		l.index = make(map[*cell]int, len(l.vars))
		for i, w := range l.vars {
			l.index[w.c] = i
		}
	}
	i, ok := l.index[c]
	return i, ok
}

func (l *layer) set(c *cell, v *Val) {
	if i, ok := l.find(c); ok {
		l.vars[i].v = v
		return
	}
	l.vars, l.index = append(l.vars, written{c, v}), nil
}

// forget drops what the branches that the layers are have merely learned: where
// all of them go on, it is as before. It returns the variables.
func forget(layers []*layer) map[*cell]bool {
	var out map[*cell]bool
	for _, l := range layers {
		for c := range l.learned {
			if !slices.ContainsFunc(layers, func(m *layer) bool { return m.wrote(c) }) {
				if out == nil {
					out = map[*cell]bool{}
				}
				out[c] = true
			}
		}
	}
	if out != nil {
		for _, l := range layers {
			l.vars = slices.DeleteFunc(l.vars, func(w written) bool { return out[w.c] })
			l.index = nil
		}
	}
	return out
}

func (l *layer) wrote(c *cell) bool {
	v, ok := l.get(c)
	return ok && v != l.learned[c]
}

// apart are the ways that are told apart here.
func (e *env) apart() *paths {
	if e.paths != nil {
		return e.paths
	}
	return e.around
}

// apply writes a layer over the current state.
func (e *env) apply(l *layer) {
	for _, w := range l.vars {
		e.write(w.c, w.v)
	}
}

// merge writes the join of alternative layers, each relative to the current
// state. With keep, the current state is an alternative, too. read is called for
// each variable whose current value has a part in it.
func (e *env) merge(alternatives []*layer, keep bool, read func(c *cell) *Val) {
	if len(alternatives) == 0 {
		return
	}
	if len(alternatives) == 1 && !keep {
		e.apply(alternatives[0])
		return
	}
	e.merges++
	order := e.met[:0]
	for _, l := range alternatives {
		for _, w := range l.vars {
			if c := w.c; c.merge != e.merges {
				c.merge, c.joined, c.wrote = e.merges, w.v, 1
				order = append(order, c)
			} else {
				c.joined = join(c.joined, w.v)
				c.wrote++
			}
			if l.partly[w.c] {
				w.c.wrote--
			}
		}
	}
	for _, c := range order {
		v := c.joined
		c.joined = nil
		if keep || c.wrote < len(alternatives) {
			before := read(c)
			if before == nil {
				before = kindVal(Empty)
			}
			v = join(before, v)
		}
		e.write(c, v)
	}
	clear(order)
	e.met = order[:0]
}

// since copies what was written above layer n into one layer.
func (e *env) since(n int) *layer {
	e.merges++
	out := &layer{paths: e.paths, around: e.around}
	for _, l := range e.layers[n:] {
		for _, u := range l.undo {
			if u.c.merge != e.merges {
				u.c.merge = e.merges
				out.vars = append(out.vars, written{u.c, u.c.v})
			}
		}
	}
	return out
}
