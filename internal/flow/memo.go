package flow

import "slices"

// A procedure is looked at in the context of each call, as far as that is
// affordable: what a call did is remembered, and an equal call in an equal
// state does it again without running the body. Behind some contexts, all
// further calls count as one: a call with anything that they were called with,
// in any of the states that they were called in. That general call runs again
// only if a call brings something that was not among it; as values have few
// alternatives, it soon holds everything. So each procedure runs a bounded
// number of times, and a page costs what it is long.

// Limits of the contexts of a procedure on one page.
const (
	maxMemo     = 12 // contexts that are remembered, of one receiver
	maxContexts = 24 // contexts that are told apart, over all receivers
	fewContexts = 3  // of a procedure that costs much
	// maxContextCost is the number of statements, those of the procedures that
	// it calls included, from which on a procedure costs much.
	maxContextCost = 2_000
	// pageContexts is the number of statements from which on a page is so large
	// that every procedure costs much.
	pageContexts = 150_000
	// maxGeneral bounds the runs of a general call.
	maxGeneral = 24
	// maxJoins is how often its values are joined; then they are given up.
	maxJoins = 4
)

type memoKey struct {
	proc *Proc
	this *Object
	// resume changes what events say, so it is part of the key.
	resume bool
	alias  string // see aliases
}

// memo is what is known of the calls of a procedure with one receiver.
type memo struct {
	entries []*memoEntry
	general *memoEntry
	runs    int  // of the general call
	busy    bool // it is running
	proc    *procCost
}

// procCost is what a procedure has cost so far.
type procCost struct {
	contexts int
	steps    int
	aliases  int // ways to call it that differ by those
}

// aliased reports whether the aliases of a call are told apart: those of calls
// that are known are, of further ones a few.
func (m *machine) aliased(c call) bool {
	cost := m.costOf(c.proc)
	if m.memo[m.memoKeyOf(c)] == nil {
		if cost.aliases == maxAliases {
			return false
		}
		cost.aliases++
	}
	return true
}

func (m *machine) memoKeyOf(c call) memoKey {
	return memoKey{c.proc, c.this, m.frame.resume, c.aliases.label}
}

// memoEntry is what a call did, for an equal call in an equal state.
type memoEntry struct {
	entry  *Guard // what held at the call: events say it
	args   []*Val
	reads  []written // what was read, as it was
	writes []written
	result *Val
	out    []*Val
	alive  bool
	visits bool // see visit
	guards *Guard
	events eventRange // that were new
}

// eventRange is some of the events of a page: from the first, to behind the last.
type eventRange struct{ from, to int }

func (m *machine) memoOf(c call) *memo {
	k := m.memoKeyOf(c)
	mm := m.memo[k]
	if mm != nil {
		return mm
	}
	mm = &memo{proc: m.costOf(c.proc)}
	if m.base != nil {
		if known := m.base.memo[k]; known != nil {
			mm.entries, mm.general, mm.runs = slices.Clip(known.entries), known.general, known.runs
		}
	}
	m.memo[k] = mm
	return mm
}

func (m *machine) costOf(p *Proc) *procCost {
	c := m.costs[p]
	if c != nil {
		return c
	}
	c = &procCost{}
	if m.base != nil && m.base.costs[p] != nil {
		*c = *m.base.costs[p]
	}
	m.costs[p] = c
	return c
}

// affords reports whether the procedure may be looked at in one more context.
func (m *machine) affords(mm *memo) bool {
	c := mm.proc
	return c.contexts < fewContexts || c.contexts < maxContexts && c.steps < maxContextCost && m.steps < pageContexts
}

// runContext runs a call by itself.
func (m *machine) runContext(mm *memo, c call) *memoEntry {
	mm.proc.contexts++
	began := m.steps
	e := m.runCall(c)
	mm.proc.steps += m.steps - began
	if len(mm.entries) < maxMemo {
		mm.entries = append(mm.entries, e)
	}
	return e
}

// recall finds an earlier call with the same arguments in the same state, or
// the general call if it stands for this one.
func (m *machine) recall(mm *memo, vals []*Val) *memoEntry {
	for _, e := range mm.entries {
		if e.entry.same(m.guards) && e.fits(vals, false) {
			return e
		}
	}
	if e := mm.general; e != nil && common(e.entry, m.guards) == e.entry && e.fits(vals, true) {
		return e
	}
	return nil
}

// fits compares the arguments and what was read with what they are now.
func (e *memoEntry) fits(vals []*Val, general bool) bool {
	as := sameWays
	if general {
		as = among
	}
	if len(e.args) != len(vals) && (len(e.args) < len(vals) || !general) {
		return false
	}
	for i, v := range vals {
		if !as(v, e.args[i]) {
			return false
		}
	}
	for _, r := range e.reads {
		switch {
		case r.c.v == r.v:
		case isState(r.c.k) && r.c.v != nil && r.v != nil && r.c.v.same(r.v): // on whichever ways
		case !as(r.c.v, r.v):
			return false
		}
	}
	return true
}

// sameWays reports whether two values mean the same, also on each way that met.
func sameWays(v, w *Val) bool {
	return v == w || v != nil && w != nil && v.split == w.split && v.same(w)
}

// among reports whether everything that v may be is among what w may be.
func among(v, w *Val) bool {
	v, w = orEmpty(v), orEmpty(w)
	if v == w || w.Open && len(w.Atoms) >= maxAtoms {
		return true
	}
	if v.Open && !w.Open {
		return false
	}
	return !slices.ContainsFunc(v.Atoms, func(a Atom) bool { return !w.has(&a) })
}

// has reports whether an atom is an alternative of the value, be it as
// something that is not known. Where a text comes from is always known.
func (v *Val) has(a *Atom) bool {
	if a.in(v.Atoms) {
		return true
	}
	switch a.Kind {
	case Text:
		return v.Open && (len(a.Str.taint()) == 0 || slices.ContainsFunc(v.Atoms, func(b Atom) bool { return b.Kind == Text && (b.Str.sources(a.Str) || len(b.Str) > maxTaint) }))
	case Number, Bool, Empty, Null, Nothing:
		return v.Open
	case Ref, Func, Truth, InState:
	}
	return false
}

func orEmpty(v *Val) *Val {
	if v == nil {
		return kindVal(Empty)
	}
	return v
}

// repeat does what a remembered call did.
func (m *machine) repeat(e *memoEntry) {
	for _, r := range e.reads {
		m.read(r.c) // the callers depend on what the call depended on
	}
	for _, w := range e.writes {
		m.env.write(w.c, w.v)
	}
	if e.visits {
		m.visits++
	}
	if e.alive {
		m.guards = m.guards.behind(e.entry, e.guards)
	}
}

// runGeneral runs the call that stands for all that are not looked at by themselves.
func (m *machine) runGeneral(mm *memo, c call) *memoEntry {
	old := mm.general
	switch {
	case mm.busy: // it calls itself
		return &memoEntry{result: Unknown, alive: true}
	case mm.runs == maxGeneral:
		m.exhausted = true
		m.repeat(old)
		return old
	}
	mm.runs++
	before := m.guards
	m.env.push() // what the earlier calls knew
	var known []written
	if old != nil {
		m.guards = common(old.entry, m.guards)
		c.vals = joinedArgs(old.args, c.vals, mm.runs)
		known = slices.Clone(old.reads)
		for i := range known {
			r := &known[i]
			now := m.read(r.c)
			if r.v = joined(r.v, now, mm.runs); r.v != now {
				m.env.write(r.c, r.v)
			}
		}
	}
	mm.busy = true
	began := m.steps
	e := m.runCall(c)
	mm.proc.steps += m.steps - began
	mm.busy = false
	e.keep(known)
	m.env.pop()
	m.guards = before
	mm.general = e
	m.repeat(e)
	return e
}

// keep adds what earlier runs read and this one did not.
func (e *memoEntry) keep(known []written) {
	if len(known) == 0 {
		return
	}
	seen := make(map[*cell]bool, len(e.reads))
	for _, r := range e.reads {
		seen[r.c] = true
	}
	for _, r := range known {
		if !seen[r.c] {
			e.reads = append(e.reads, r)
		}
	}
}

func joinedArgs(then, now []*Val, runs int) []*Val {
	out := make([]*Val, max(len(then), len(now)))
	for i := range out {
		switch {
		case i >= len(now):
			out[i] = then[i]
		case i >= len(then):
			out[i] = now[i]
		default:
			out[i] = joined(then[i], now[i], runs)
		}
	}
	return out
}

// joined is what a value was or is. After some runs, of texts only where they
// come from is kept.
func joined(then, now *Val, runs int) *Val {
	switch {
	case then == nil && now == nil:
		return nil
	case then != nil && among(now, then):
		return then
	}
	v := join(orEmpty(then), orEmpty(now))
	if v.split != nil {
		v = &Val{Atoms: v.Atoms, Open: v.Open}
	}
	if runs <= maxJoins {
		return v
	}
	return v.sourced()
}

// sourced is a value with the same objects and conditions that may be anything
// else, texts from the same sources among it.
func (v *Val) sourced() *Val {
	out := &Val{Open: true}
	var from Str
	var how *Step
	for _, a := range v.Atoms {
		switch a.Kind {
		case Text:
			if len(a.Str.taint()) > 0 {
				from, how = from.widen(a.Str), a.How
			}
		case Number, Bool:
		case Empty, Null, Nothing, Ref, Func, Truth, InState:
			out.Atoms = append(out.Atoms, a)
		}
	}
	if len(from) > 0 && len(out.Atoms) < maxAtoms {
		out.Atoms = append(out.Atoms, Atom{Kind: Text, Str: from, How: how})
	}
	return out
}
