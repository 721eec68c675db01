package flow

// when is the condition that v, of which it is known what it was on each way,
// passes; nil if that tells nothing of the ways.
//
// on, if given, is the condition that one of those values passes.
func (v *Val) when(c condition, on func(w *Val) *Test) *Test {
	return v.whenever(c, on, maxMeetings)
}

// maxMeetings bounds the meetings of ways, one before the other, that are asked
// what they know of a value.
const maxMeetings = 16

func (v *Val) whenever(c condition, on func(w *Val) *Test, meetings int) *Test {
	var out *Test
	for s := v.split; s != nil && meetings > 0; s = s.earlier {
		if s.vals == nil {
			continue
		}
		assumed := s.assumed(c)
		out = out.agreeing(s.test(func(way int) (yes, no bool, request [2]*Test) {
			yes, no = s.possible(c, assumed, way)
			if yes && no { // what ways that met before this one began tell
				if e := s.vals[way].whenever(c, nil, meetings-1); e != nil {
					request = [2]*Test{e.X, e.Y}
				}
			}
			return yes, no, request
		}, func(way int) *Test {
			if on == nil {
				return nil
			}
			return on(s.vals[way])
		}))
	}
	return out
}

// possible reports whether the condition may hold on a way, and whether it may not.
func (s *split) possible(c condition, assumed []Verdict, way int) (yes, no bool) {
	if way < len(assumed) && assumed[way] != 0 {
		return assumed[way] == Holds, assumed[way] == Fails
	}
	w := s.vals[way]
	yes, no = w.Open, w.Open
	for i := range w.Atoms {
		switch c.passes(&w.Atoms[i]) {
		case Holds:
			yes = true
		case Fails:
			no = true
		case Maybe:
			yes, no = true, true
		}
	}
	return yes, no
}

// test is the condition that may hold and may not on each of the ways as told,
// and says that of the request besides; on, if given, is what it comes to on a
// way. It is nil if it says nothing at all.
func (s *split) test(told func(way int) (yes, no bool, request [2]*Test), on func(way int) *Test) *Test {
	p := s.paths
	t := &Test{Op: TestWhen, paths: p}
	var holds, fails request
	for i := range p.ways {
		yes, no, earlier := told(i)
		if yes {
			t.yes |= 1 << i
			holds.or(both(p.test(i), earlier[0]))
		}
		if no {
			t.no |= 1 << i
			fails.or(both(p.test(i), earlier[1]))
		}
		if yes && no && on != nil {
			t.knowOn(i, on(i))
		}
	}
	t.X, t.Y = holds.test(), fails.test()
	if t.size = 1 + sizeOf(t.X, t.Y) + sizeOf(t.on...); t.size > maxTest {
		t.X, t.Y, t.on, t.size = nil, nil, nil, 1
	}
	if all := p.all(); t.yes == all && t.no == all && t.X == nil && t.Y == nil && t.on == nil {
		return nil
	}
	return t
}

// both is the condition that both hold; nil stands for no condition.
func both(t, u *Test) *Test {
	switch {
	case t == nil:
		return u
	case u == nil:
		return t
	}
	if sizeOf(t, u) >= maxTest { // t holds, too
		return t
	}
	return connected(TestAnd, t, u)
}

// request collects what holds of the request on any of some ways.
type request struct {
	any     *Test
	nothing bool // on one of them, nothing is known
}

func (r *request) or(t *Test) {
	switch {
	case t == nil:
		r.nothing = true
	case r.any == nil:
		r.any = t
	default:
		if r.any = connected(TestOr, r.any, t); r.any.Op == TestAny {
			r.nothing = true
		}
	}
}

func (r *request) test() *Test {
	if r.nothing {
		return nil
	}
	return r.any
}

// onPaths adds to a condition what it says of the ways.
func (t *Test) onPaths(w *Test) *Test {
	if t != nil && t.Op == TestAny {
		return orAny(w)
	}
	return t.agreeing(w)
}

// agreeing is a condition of which two things are known; nil stands for nothing.
func (t *Test) agreeing(u *Test) *Test {
	switch {
	case t == nil:
		return u
	case u == nil:
		return t
	}
	if sizeOf(t, u) >= maxTest {
		return t
	}
	return connected(TestAgree, t, u)
}

// ways are those paths of p on which t may hold, or may not.
func (t *Test) ways(p *paths, holds bool) ways {
	set := p.all()
	if t.paths == p {
		set = t.no
		if holds {
			set = t.yes
		}
	}
	switch t.Op {
	case TestNot:
		set &= t.X.ways(p, !holds)
	case TestAgree:
		set &= t.X.ways(p, holds) & t.Y.ways(p, holds)
	case TestAnd, TestOr:
		x, y := t.X.ways(p, holds), t.Y.ways(p, holds)
		if (t.Op == TestAnd) == holds { // both X and Y, or neither of them
			set &= x & y
		} else {
			set &= x | y
		}
	case TestIs, TestHas, TestAny, TestError, TestGone, TestWhen:
	}
	return set
}

// eachPaths calls f for all paths that the condition tells of.
func (t *Test) eachPaths(f func(p *paths)) {
	if t == nil {
		return
	}
	if t.paths != nil {
		f(t.paths)
	}
	t.X.eachPaths(f)
	t.Y.eachPaths(f)
}
