package flow

// exits are the states in which a procedure or a loop may be left before its
// end. The first are kept each by itself, as far as merge tells ways apart. What
// all later ones have left behind is one state that they share: to each of them
// only what changed since the last one is added, so that a procedure with many
// exits behind many assignments costs what it is long.
type exits struct {
	base   int // number of layers of the environment at its beginning
	layers []*layer
	rest   *layer // the last of layers, nil if the others are all
	since  int    // of env.journal: where the last exit added to rest
}

// exit adds the current state, and reports whether it is a layer of its own.
func (e *env) exit(x *exits) bool {
	e.epoch++
	switch {
	case len(x.layers) < maxPaths:
		x.layers = append(x.layers, e.since(x.base))
		return true
	case x.rest == nil:
		x.rest = e.since(x.base)
		x.rest.partly = map[*cell]bool{}
		x.layers = append(x.layers, x.rest)
		e.watchers++
	default:
		for _, c := range e.journal[x.since:] {
			x.rest.add(c, int(c.layer) >= x.base)
		}
	}
	x.since = len(e.journal)
	return false
}

// add joins what a variable is to what the layer says of it. since: it was
// written since the layer began, so it is not what it was before.
func (l *layer) add(c *cell, since bool) {
	i, known := l.find(c)
	switch {
	case known && since:
		l.vars[i].v = join(l.vars[i].v, c.v)
	case known:
		l.partly[c] = true
	case since:
		l.partly[c] = true // the exits before did not write it
		l.vars = append(l.vars, written{c, c.v})
		if l.index != nil {
			l.index[c] = len(l.vars) - 1
		}
	}
}

// close ends the keeping of exits.
func (e *env) close(x *exits) {
	if x.rest == nil {
		return
	}
	if e.watchers--; e.watchers == 0 {
		e.journal = nil
	}
}

// note remembers that a variable changed, if somebody wants to know.
func (e *env) note(c *cell) {
	if e.watchers > 0 && c.noted != e.epoch {
		c.noted = e.epoch
		e.journal = append(e.journal, c)
	}
}
