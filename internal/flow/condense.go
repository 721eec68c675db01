package flow

import "slices"

// fewer are the ways, or condensed ones if there are more than most; nil if there
// are still more.
func (p *paths) fewer(most int) *paths {
	if p == nil || p.ways <= most {
		return p
	}
	if p.few == nil {
		p.few = map[int]*paths{}
	}
	q, known := p.few[most]
	if !known {
		q = p.condensed(most)
		p.few[most] = q
	}
	return q
}

// condensed are the ways that met with those made one on which all objects are in
// the same states and all flags are the same: where there are too many to be told
// apart, that is what later conditions will ask for. nil if that leaves more than
// most, or nothing to tell apart.
func (p *paths) condensed(most int) *paths {
	var cells []*cell
	var groups [][]int
	for _, kinds := range [...][]AtomKind{
		{Bool, Number, Text, Empty, Null, Nothing, Ref}, {Bool, Empty}, nil,
	} {
		if groups == nil {
			cells, groups = p.grouped(func(c *cell) bool { return isState(c.k) || isFlag(p.vals[c], kinds) }, most)
		}
	}
	if len(groups) < 2 {
		return nil
	}
	q := &paths{ways: len(groups), merged: p.merged, vals: make(map[*cell][]*Val, len(cells)), order: cells}
	for _, c := range cells {
		list := make([]*Val, len(groups))
		for i, g := range groups {
			list[i] = p.vals[c][g[0]] // as in all of the group
		}
		q.vals[c] = list
	}
	if p.tests != nil {
		q.tests = make([]*Test, len(groups))
		for i, g := range groups {
			var of request
			for _, j := range g {
				of.or(p.tests[j])
			}
			q.tests[i] = of.test()
		}
	}
	return q
}

// grouped are the ways sorted by the values of some variables, and these; nil if
// that makes more than most.
func (p *paths) grouped(by func(c *cell) bool, most int) (cells []*cell, groups [][]int) {
	for _, c := range p.order {
		if by(c) {
			cells = append(cells, c)
		}
	}
	for i := range p.ways {
		n := slices.IndexFunc(groups, func(g []int) bool {
			return !slices.ContainsFunc(cells, func(c *cell) bool { return !p.vals[c][i].same(p.vals[c][g[0]]) })
		})
		switch {
		case n >= 0:
			groups[n] = append(groups[n], i)
		case len(groups) == most:
			return nil, nil
		default:
			groups = append(groups, []int{i})
		}
	}
	return cells, groups
}

// isFlag reports a variable that was one of a few constants, of some kinds, on
// the ways.
func isFlag(list []*Val, kinds []AtomKind) bool {
	return !slices.ContainsFunc(list, func(v *Val) bool {
		if v == nil || v.Open || len(v.Atoms) != 1 || !slices.Contains(kinds, v.Atoms[0].Kind) {
			return true
		}
		_, exact := v.Atoms[0].Str.Exact()
		return v.Atoms[0].Kind == Text && !exact
	})
}
