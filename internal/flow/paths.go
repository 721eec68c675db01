package flow

// maxPaths bounds the ways that are told apart where several meet.
const maxPaths = 64

// paths remembers the ways that met at a point of the page, where objects were
// in different states on them, or the page had asked how the request is
// authenticated: the exits of a function that returns True only where the logon
// succeeded, or the branches of an If that sets a flag. A test of such a result
// or flag says which ways may have led here, and with them in which states the
// objects are and what holds of the request.
type paths struct {
	ways int
	// merged are the variables that the ways made different, as they are since
	// the ways met; vals is what each way made of them.
	merged map[*cell]*Val
	vals   map[*cell][]*Val
	order  []*cell // of vals
	// copies are variables that got one of these values since.
	copies []*cell
	// tests is what holds of the request on each way, nil for nothing.
	tests []*Test
	// asked are the variables that conditions told something of; see answer.
	asked []*cell
	// few are those ways condensed to so many at most, once somebody asked.
	few map[int]*paths
}

// count is the number of ways; of no meeting, there is one.
func (p *paths) count() int {
	if p == nil {
		return 1
	}
	return p.ways
}

// splitBy is what the value was on each of the ways, nil if it does not know.
func (v *Val) splitBy(p *paths) []*Val {
	for s := v.split; s != nil; s = s.earlier {
		if s.paths == p && s.vals != nil {
			return s.vals
		}
	}
	return nil
}

// split is what a value was on each of the paths, or what conditions told of it
// there.
type split struct {
	paths *paths
	vals  []*Val     // nil, or
	told  [][]answer // see answer
	// earlier is the same for ways that met before, if nobody wrote the value
	// since.
	earlier *split
}

// maxEarlier bounds the meetings of ways that a value remembers.
const maxEarlier = 3

// splitOn is v that knows of one more meeting of ways.
func (v *Val) splitOn(s *split) *Val {
	s.earlier = s.earlier.last(maxEarlier)
	w := *v
	w.split = s
	return &w
}

// last is the list without what is older than its first n.
func (s *split) last(n int) *split {
	depth := 0
	for t := s; t != nil; t = t.earlier {
		depth++
	}
	if depth <= n {
		return s
	}
	out := *s
	if out.earlier = nil; n > 1 {
		out.earlier = s.earlier.last(n - 1)
	}
	return &out
}

// ways is a set of paths, one bit each.
type ways uint64

func (p *paths) all() ways { return ^ways(0) >> (maxPaths - p.ways) }

// test is what holds of the request on a way, nil for nothing.
func (p *paths) test(i int) *Test {
	if p.tests == nil {
		return nil
	}
	return p.tests[i]
}
