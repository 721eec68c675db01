package flow

import "slices"

// by is what a remembered call did, for one whose arguments mean the same and
// came another way: what it hands out or leaves behind of them came that way.
func (e *memoEntry) by(vals []*Val) *memoEntry {
	var ways map[*Step]*Step
	for i, v := range vals {
		if i >= len(e.args) || v == e.args[i] {
			continue
		}
		for _, a := range e.args[i].Atoms {
			j := slices.IndexFunc(v.Atoms, a.same)
			if j >= 0 && a.How != nil && v.Atoms[j].How != nil && !a.How.same(v.Atoms[j].How) {
				if ways == nil {
					ways = map[*Step]*Step{}
				}
				ways[a.How] = v.Atoms[j].How
			}
		}
	}
	if len(ways) == 0 {
		return e
	}
	on := pageSteps{known: ways}
	out := *e
	out.result = on.val(e.result)
	out.out, out.writes = nil, nil
	for _, v := range e.out {
		out.out = append(out.out, on.val(v))
	}
	for _, w := range e.writes {
		out.writes = append(out.writes, written{w.c, on.val(w.v)})
	}
	return &out
}
