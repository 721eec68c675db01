package flow

import "slices"

// distinct are the ways without those on which everything is as on another one.
func (p *paths) distinct(told []telling) (*paths, []telling) {
	var left []int
	for i := range p.ways {
		if !slices.ContainsFunc(left, func(j int) bool { return p.alike(i, j, told) }) {
			left = append(left, i)
		}
	}
	switch {
	case len(left) == p.ways:
		return p, told
	case len(left) == 1 && p.tests == nil:
		return nil, nil
	case len(left) == 1:
		return p, told
	}
	for c, list := range p.vals {
		p.vals[c] = pick(list, left)
	}
	if p.tests != nil {
		p.tests = pick(p.tests, left)
	}
	for i := range told {
		told[i].on = pick(told[i].on, left)
	}
	p.ways = len(left)
	return p, told
}

func pick[T any](list []T, which []int) []T {
	out := make([]T, len(which))
	for i, j := range which {
		out[i] = list[j]
	}
	return out
}

// alike reports whether two ways are the same in all that is known of them.
func (p *paths) alike(i, j int, told []telling) bool {
	if !p.test(i).equal(p.test(j)) {
		return false
	}
	for _, c := range p.order {
		if list := p.vals[c]; !sameWays(list[i], list[j]) {
			return false
		}
	}
	return !slices.ContainsFunc(told, func(t telling) bool { return !sameAnswers(t.on[i], t.on[j]) })
}

func sameAnswers(a, b []answer) bool {
	return slices.EqualFunc(a, b, func(x, y answer) bool { return x.holds == y.holds && x.same(y.question) })
}
