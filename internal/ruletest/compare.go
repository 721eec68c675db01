package ruletest

import (
	"cmp"
	"fmt"
	"slices"
)

// Got is a finding as a fixture compares it.
type Got struct {
	Path    string
	Line    int
	Rule    string
	Message string
}

// Mismatch is an expectation that was not met, a finding that was not expected,
// or both on the same line.
type Mismatch struct {
	Want *Want
	Got  *Got
}

// Place is At as people write it: file:line.
func (m Mismatch) Place() string {
	path, line := m.At()
	return fmt.Sprintf("%s:%d", path, line)
}

// At is where it stands in the fixture.
func (m Mismatch) At() (path string, line int) {
	if m.Want != nil {
		return m.Want.Path, m.Want.Line
	}
	return m.Got.Path, m.Got.Line
}

// Expected is what was wanted, "nothing" where it was nothing.
func (m Mismatch) Expected() string {
	if m.Want == nil {
		return "nothing"
	}
	return fmt.Sprintf("%s %q", m.Want.Rule, m.Want.Message)
}

// Found is what was found, "nothing" where it was nothing.
func (m Mismatch) Found() string {
	if m.Got == nil {
		return "nothing"
	}
	return m.Got.Rule + " " + m.Got.Message
}

// String shows both sides on lines of their own.
func (m Mismatch) String() string {
	return fmt.Sprintf("%s:\n\texpected %s\n\tfound    %s", m.Place(), m.Expected(), m.Found())
}

// compare pairs wants and findings of the same line: those that match, then
// those of the same rule, then what is left over.
func compare(wants []Want, got []Got) []Mismatch {
	type line struct {
		path string
		n    int
	}
	lines := map[line]*[2][]int{}
	at := func(path string, n int) *[2][]int {
		l := lines[line{path, n}]
		if l == nil {
			l = new([2][]int)
			lines[line{path, n}] = l
		}
		return l
	}
	for i := range wants {
		l := at(wants[i].Path, wants[i].Line)
		l[0] = append(l[0], i)
	}
	for j := range got {
		l := at(got[j].Path, got[j].Line)
		l[1] = append(l[1], j)
	}
	var out []Mismatch
	for _, l := range lines {
		pair := func(fits func(*Want, *Got) bool, then func(*Want, *Got)) {
			l[0] = slices.DeleteFunc(l[0], func(i int) bool {
				k := slices.IndexFunc(l[1], func(j int) bool { return fits(&wants[i], &got[j]) })
				if k < 0 {
					return false
				}
				then(&wants[i], &got[l[1][k]])
				l[1] = slices.Delete(l[1], k, k+1)
				return true
			})
		}
		differ := func(w *Want, g *Got) { out = append(out, Mismatch{w, g}) }
		pair(func(w *Want, g *Got) bool { return w.Rule == g.Rule && w.Message.MatchString(g.Message) }, func(*Want, *Got) {})
		pair(func(w *Want, g *Got) bool { return w.Rule == g.Rule }, differ)
		pair(func(*Want, *Got) bool { return true }, differ)
		for _, i := range l[0] {
			out = append(out, Mismatch{Want: &wants[i]})
		}
		for _, j := range l[1] {
			out = append(out, Mismatch{Got: &got[j]})
		}
	}
	slices.SortFunc(out, func(a, b Mismatch) int {
		pa, la := a.At()
		pb, lb := b.At()
		return cmp.Or(cmp.Compare(pa, pb), cmp.Compare(la, lb), cmp.Compare(a.Expected(), b.Expected()), cmp.Compare(a.Found(), b.Found()))
	})
	return out
}
