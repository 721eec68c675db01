package iis

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// mostReadings bounds the ways in which the files of one server are read for
// one page.
const mostReadings = 8

// mostDividing is the number of settings of one name, the strongest, whose
// branches are looked at.
const mostDividing = 500

// judgedBy are the settings that readings are told apart by.
func judgedBy() []claim.Name {
	return []claim.Name{claim.Windows, claim.Basic, claim.Digest, claim.Anonymous, claim.SSL, claim.LogonMethod}
}

// choice is one way to read files that leave something open: the system that
// counts where others contradict it, and the branches that are taken.
type choice struct {
	preferred string
	taken     []branch
}

// division is a condition whose branches make a difference to a page.
type division struct {
	system string
	pos    int
	arms   []int // those of which a page depends on one, the last first, claim.NoArm the very last
}

// branch is one of the arms of a condition of a file.
type branch struct {
	system string
	arm    claim.Arm
	// optional: the condition may be passed by, see [claim.NoArm]; without is what holds
	// then.
	optional bool
	without  map[claim.Name]Value
}

// conditionKey tells conditions of all files apart.
type conditionKey struct {
	path string
	pos  int
}

// learnConditions notes how many branches those conditions have of which one is
// always reached.
func (c *Config) learnConditions(fragments []*claim.Fragment) {
	c.complete = map[conditionKey]int{}
	for _, f := range fragments {
		for _, a := range f.Complete {
			c.complete[conditionKey{f.Path, a.Pos}] = a.N
		}
	}
}

// decides reports whether a branch of a condition was chosen.
func (w choice) decides(system string, pos int) bool {
	return slices.ContainsFunc(w.taken, func(b branch) bool { return b.system == system && b.arm.Pos == pos })
}

// excludes reports whether an entry stands in a branch that is not taken.
func (w choice) excludes(e *entry) bool {
	return slices.ContainsFunc(w.taken, func(b branch) bool {
		return e.system == b.system && slices.ContainsFunc(e.claim.Arms, func(a claim.Arm) bool { return a.Pos == b.arm.Pos && a.N != b.arm.N })
	})
}

// rivalsIn are the systems that contradict each other about a page, the one
// that decides first; nil for none.
func rivalsIn(base *Effective) []string {
	var list []string
	first := ""
	for _, name := range judgedBy() {
		v := base.Values[name]
		if len(v.rivals) == 0 {
			continue
		}
		first = cmp.Or(first, v.system)
		for _, r := range append([]string{v.system}, v.rivals...) {
			if !slices.Contains(list, r) && len(list) < mostReadings {
				list = append(list, r)
			}
		}
	}
	slices.SortFunc(list, func(x, y string) int {
		return cmp.Or(compareFalse(x == first, y == first), cmp.Compare(x, y))
	})
	return list
}

// byBranch tells a reading apart by the branches that nothing decides: of each
// condition one is taken, the last first, for it stands nearest to what follows.
func (c *Config) byBranch(a *address, variant string, leftOut []string, way choice, e Effective) []Effective {
	type reading struct {
		way choice
		e   Effective
	}
	open := []reading{{way, e}}
	var list []Effective
	for len(open) > 0 {
		r := open[len(open)-1]
		open = open[:len(open)-1]
		d := r.e.divided
		if d == nil || len(list)+len(open)+len(d.arms) > mostReadings {
			if len(list) > 0 {
				r.e.Reading = cmp.Or(r.e.Reading, r.way.file())
			}
			list = append(list, r.e)
			continue
		}
		optional := d.arms[len(d.arms)-1] == claim.NoArm
		var without map[claim.Name]Value
		for _, n := range slices.Backward(d.arms) { // NoArm is the first of these
			taken := choice{r.way.preferred, append(slices.Clip(r.way.taken), branch{d.system, claim.Arm{Pos: d.pos, N: n}, optional, without})}
			e := c.effective(a, variant, taken, leftOut)
			if n == claim.NoArm {
				without = e.Values
				if e.silent() && !r.e.silent() { // then nothing is set up, which contradicts nothing
					continue
				}
			}
			open = append(open, reading{taken, e})
		}
	}
	return list
}

// file is the one whose branches are taken, "" for none.
func (w choice) file() string {
	if len(w.taken) == 0 {
		return ""
	}
	return w.taken[0].system
}

// silent reports whether nothing says how visitors are authenticated.
func (e *Effective) silent() bool {
	return !slices.ContainsFunc(schemes(), func(name claim.Name) bool {
		v := e.Values[name]
		return v.Setting != nil && !v.Setting.Uncalled
	})
}

// schemes are the settings that say how visitors are authenticated.
func schemes() []claim.Name {
	return []claim.Name{claim.Windows, claim.Basic, claim.Digest, claim.Anonymous}
}

// dependsOn is where the condition stands that a setting hangs on in this way
// to read its file, though it may be passed by; invalid if there is none.
func (w choice) dependsOn(v Value) source.Place {
	s := v.Setting
	for _, b := range w.taken {
		if !b.optional || b.system != v.system || !slices.Contains(v.arms, b.arm) || b.without[s.Name].String() == s.Value {
			continue
		}
		switch pos := b.arm.Pos; {
		case pos >= 0:
			return source.Place{Path: s.At.Path, Pos: pos, End: pos}
		case s.CalledAt.IsValid(): // of who runs the script
			return source.Place{Path: s.CalledAt.Path, Pos: -1 - pos, End: -1 - pos}
		}
		return s.At
	}
	return source.Place{}
}

// passedBy reports whether a setting would replace a value, were the condition
// that it stands under not taken to be passed by.
func (w choice) passedBy(e candidate, v Value) bool {
	return e.level >= v.level && slices.ContainsFunc(w.taken, func(b branch) bool {
		return b.arm.N == claim.NoArm && b.system == e.system && slices.ContainsFunc(e.claim.Arms, func(a claim.Arm) bool { return a.Pos == b.arm.Pos })
	})
}

// untaken finds what a branch says that is not taken, and nothing else does.
func untaken(e *Effective, apart []candidate) *Setting {
	for _, name := range judgedBy() {
		for _, other := range slices.Backward(apart) {
			if other.Name == name && other.weight() == 2 && e.Values[name].Setting == nil {
				return other.Setting
			}
		}
	}
	return nil
}

// divides finds the outermost condition of which more than one branch may
// decide something of what holds for a page, and not the same. The candidates
// of each name come in the order of their strength, the strongest last.
func (c *Config) divides(byName map[claim.Name][]candidate, way choice) *division {
	type condition struct {
		system     string
		depth, pos int
	}
	branches := map[condition]int{} // of which one is always reached
	said := map[condition]map[int]map[claim.Name]string{}
	for _, name := range judgedBy() {
		list := byName[name]
		if !slices.ContainsFunc(list, func(c candidate) bool { return len(c.claim.Arms) > 0 }) {
			continue
		}
		heard := map[string]bool{} // what is reached whenever one of these is, is overridden
		for _, x := range slices.Backward(list[max(0, len(list)-mostDividing):]) {
			if x.weight() < 2 || beneath(heard, x.entry) {
				continue
			}
			for depth, arm := range x.claim.Arms {
				at := condition{x.system, depth, arm.Pos}
				if said[at] == nil {
					said[at] = map[int]map[claim.Name]string{}
					branches[at] = c.complete[conditionKey{x.claim.At.Path, arm.Pos}]
				}
				if said[at][arm.N] == nil {
					said[at][arm.N] = map[claim.Name]string{}
				}
				if said[at][arm.N][name] == "" {
					said[at][arm.N][name] = x.Value
				}
			}
		}
	}
	for at, arms := range said {
		switch _, said := arms[claim.NoArm]; {
		case said && len(arms) > branches[at] && branches[at] > 0: // one of the others is always reached
			delete(arms, claim.NoArm)
		case !said && len(arms) != branches[at] && !way.decides(at.system, at.pos):
			arms[claim.NoArm] = map[claim.Name]string{}
		}
	}
	var best *condition
	for at, arms := range said {
		if differ(arms) && (best == nil || cmp.Or(cmp.Compare(at.depth, best.depth), cmp.Compare(at.system, best.system), cmp.Compare(at.pos, best.pos)) < 0) {
			best = &at
		}
	}
	if best == nil {
		return nil
	}
	arms := slices.Sorted(maps.Keys(said[*best]))
	slices.Reverse(arms)
	return &division{best.system, best.pos, arms}
}

// beneath reports whether a stronger setting of the same file is made whenever
// an entry is, and notes the entry.
func beneath(heard map[string]bool, e *entry) bool {
	key := e.system
	if heard[key] {
		return true
	}
	for _, arm := range e.claim.Arms {
		if key += fmt.Sprintf(" %d.%d", arm.Pos, arm.N); heard[key] {
			return true
		}
	}
	heard[key] = true
	return false
}

// differ reports whether the branches of a condition do not all say the same.
func differ(arms map[int]map[claim.Name]string) bool {
	var first map[claim.Name]string
	for _, said := range arms {
		if first == nil {
			first = said
		}
		if !maps.Equal(first, said) {
			return true
		}
	}
	return false
}

// exclusive reports whether two places stand in different arms of one
// condition: at most one of them is reached.
func exclusive(a, b []claim.Arm) bool {
	for i := range min(len(a), len(b)) {
		if a[i].Pos != b[i].Pos {
			break
		}
		if a[i].N != b[i].N {
			return true
		}
	}
	return false
}
