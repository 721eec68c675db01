package flow

import "slices"

// restrict narrows what is known to the ways in the set: the variables that
// nobody wrote since the ways met.
//
// t is the condition that holds: what it comes to on one of the ways says in
// which states objects are that came that way.
func (m *machine) restrict(p *paths, set ways, t *Test) {
	narrowed := m.onWays(p, t)
	if set == 0 || set == p.all() && narrowed == nil {
		return
	}
	q := &paths{merged: map[*cell]*Val{}, vals: map[*cell][]*Val{}}
	asked, told := p.told()
	for _, c := range p.current() {
		m.read(c)
		list := p.on(c)
		if told[c] != nil && sameAll(list) {
			continue // nothing but what conditions told of it is different
		}
		var v *Val
		var left []*Val
		for i, w := range list {
			if set&(1<<i) != 0 {
				w = narrowed.on(c, i, w)
				v = join(v, w)
				left = append(left, w)
			}
		}
		q.ways, q.vals[c], q.order = len(left), left, append(q.order, c)
		m.env.learn(c, v)
	}
	if p.tests != nil {
		for i, t := range p.tests {
			if set&(1<<i) != 0 {
				q.tests = append(q.tests, t)
			}
		}
	}
	if q.ways > 1 {
		for _, c := range q.order {
			list, v := q.vals[c], c.v
			if !sameAll(list) {
				v = v.splitOn(&split{paths: q, vals: list})
				m.env.learn(c, v)
			}
			q.merged[c] = v
		}
		m.retain(asked, told, q, set)
	}
	if q.ways > 1 && m.env.paths == nil || m.env.apart() == p {
		m.env.paths = q
	}
}

// Bounds of what a branch carries on from one If to the next: of which variables
// it knows what they were on the ways that may have led there, those that were
// written last, and of which states of objects.
const (
	maxCarried       = 24
	maxCarriedStates = 64
)

// current are the variables that nobody wrote since the ways met.
func (p *paths) current() []*cell {
	var out []*cell
	carried, states := 0, 0
	for _, c := range slices.Backward(p.order) {
		n, most := &carried, maxCarried
		if isState(c.k) {
			n, most = &states, maxCarriedStates
		}
		if *n == most || p.on(c) == nil {
			continue
		}
		*n++
		out = append(out, c)
	}
	slices.Reverse(out)
	for _, c := range p.copies[max(0, len(p.copies)-maxCarried):] {
		if !c.gone && p.on(c) != nil {
			out = append(out, c)
		}
	}
	return out
}

// told are the variables, the last ones that were asked about and that nobody wrote
// since, and what conditions told of each on the ways.
func (p *paths) told() ([]*cell, map[*cell]*split) {
	var asked []*cell
	var told map[*cell]*split
	for _, c := range p.asked[max(0, len(p.asked)-maxCarried):] {
		if c.v == nil || told[c] != nil {
			continue
		}
		if s := c.v.toldOn(p); s != nil {
			if told == nil {
				told = map[*cell]*split{}
			}
			asked, told[c] = append(asked, c), s
		}
	}
	return asked, told
}

// retain lets the values that conditions told something of know it of the ways
// in the set alone.
func (m *machine) retain(asked []*cell, told map[*cell]*split, q *paths, set ways) {
	for _, c := range asked {
		if m.read(c) == nil {
			continue
		}
		var on [][]answer
		for i, list := range told[c].told {
			if set&(1<<i) != 0 {
				on = append(on, list)
			}
		}
		v := c.v.splitOn(&split{paths: q, told: on, earlier: c.v.split})
		m.env.learn(c, v)
		if q.merged[c] != nil {
			q.merged[c] = v
		}
		q.asked = append(q.asked, c)
	}
}
