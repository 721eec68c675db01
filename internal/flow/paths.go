package flow

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
)

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
}

// met is where ways meet: what holds at the end of each of them, and what held
// before they parted.
type met struct {
	guards []*Guard
	before *Guard
	// all: no alternative of those that a condition chose from has left the
	// page or the procedure.
	all bool
	// told are what the condition told at the end of each way; see branch.
	told []func(add answering)
	// oneOf returns those of which one was told there; see branch.
	oneOf []func() []func(add answering)
	// counter is what a loop counted with, which is told of although it was
	// written; nil for none.
	counter *cell
}

// way is one of those that meet: an alternative, or one of the ways that met in it.
type way struct {
	*layer
	number int // of the alternative
	of     *paths
	index  int                 // in of
	told   func(add answering) // of several things that the condition may have told; nil for none
}

// maxApart bounds the ways that are still told apart where those that met before
// meet others.
const maxApart = 16

// waysOf are the ways on which a point is reached. The ways that met in an
// alternative are still told apart, unless there are too many of them.
func waysOf(alternatives []*layer, at met) []way {
	all, around, told := 0, 0, 0
	oneOf := make([][]func(add answering), len(alternatives))
	for i, l := range alternatives {
		if i < len(at.oneOf) && at.oneOf[i] != nil {
			oneOf[i] = at.oneOf[i]()
		}
		all, around = all+l.paths.count(), around+l.apart().count()
		told += l.apart().count() * max(1, len(oneOf[i]))
	}
	out := make([]way, 0, told)
	for i, l := range alternatives {
		of := l.apart()
		if around > maxApart {
			of = l.paths
		}
		list := []way{{layer: l, number: i}}
		if of != nil && all <= maxApart {
			list = make([]way, of.ways)
			for j := range list {
				list[j] = way{layer: l, number: i, of: of, index: j}
			}
		}
		for _, w := range list {
			if len(oneOf[i]) == 0 || told > maxApart {
				out = append(out, w)
				continue
			}
			before := len(out)
			for _, w.told = range oneOf[i] {
				if !w.denies() {
					out = append(out, w)
				}
			}
			if len(out) == before { // it cannot be, and yet it is
				w.told = nil
				out = append(out, w)
			}
		}
	}
	return out
}

// denies reports whether what is told cannot be on the way.
func (w way) denies() bool {
	if w.of == nil {
		return false
	}
	denied := false
	w.told(func(q question, holds bool) {
		list := w.of.vals[q.c]
		if list == nil || w.of.merged[q.c] != q.c.v {
			return
		}
		s := &split{paths: w.of, vals: list}
		c := q.condition()
		yes, no := s.possible(c, s.assumed(c), w.index)
		denied = denied || yes != no && yes != holds
	})
	return denied
}

// apart are the ways that are told apart in a layer: those that met in it, else
// those around it.
func (l *layer) apart() *paths {
	if l.paths != nil {
		return l.paths
	}
	return l.around
}

// count is the number of ways; of no meeting, there is one.
func (p *paths) count() int {
	if p == nil {
		return 1
	}
	return p.ways
}

// value is what a variable is on the way; of an alternative that does not write
// it, what it was before.
func (w way) value(c *cell) *Val {
	v, ok := w.get(c)
	if !ok {
		v = c.v
	}
	if w.of != nil && w.of.vals[c] != nil && w.of.merged[c] == v {
		return w.of.vals[c][w.index]
	}
	if w.of != nil && v != nil { // it was handed on since: `ok = OpenMailbox()`
		if vals := v.splitBy(w.of); vals != nil {
			return vals[w.index]
		}
	}
	return orEmpty(v)
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

// asks reports whether something may hold on some of the ways besides what held
// before.
func (at met) asks(alternatives []*layer) bool {
	return slices.ContainsFunc(at.guards, func(g *Guard) bool { return g != at.before }) ||
		slices.ContainsFunc(alternatives, func(l *layer) bool { return l.paths != nil && l.paths.tests != nil })
}

// tests are what holds on each of the ways besides what held before; nil if that
// is nothing on all of them.
func (at met) tests(list []way) []*Test {
	var out []*Test
	for i, w := range list {
		var t *Test
		if w.number < len(at.guards) {
			t = at.guards[w.number].since(at.before)
		}
		if w.of != nil {
			t = both(t, w.of.test(w.index))
		}
		if t != nil {
			if out == nil {
				out = make([]*Test, len(list))
			}
			out[i] = t
		}
	}
	return out
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

// merge joins alternative layers as env.merge does, and remembers which was
// which where that matters.
func (m *machine) merge(alternatives []*layer, at met) {
	if len(alternatives) == 1 {
		m.env.merge(alternatives, false, m.read)
		if l := alternatives[0]; l.paths != nil {
			m.env.paths = l.paths
		}
		return
	}
	p, told := m.meet(alternatives, at)
	var kept map[*cell]bool
	if at.all {
		kept = forget(alternatives)
	}
	m.env.merge(alternatives, false, m.read)
	if p != nil {
		m.bindPaths(p, kept)
		m.remember(p, told, kept, at.counter)
		m.env.paths, m.apart = p, true
	}
}

// meet are the ways that meet, and what is told of values on each of them; nil if
// nothing is gained by telling them apart.
func (m *machine) meet(alternatives []*layer, at met) (*paths, []telling) {
	differ := m.differInState(alternatives)
	if !differ && !at.asks(alternatives) {
		return nil, nil
	}
	list := waysOf(alternatives, at)
	tests := at.tests(list)
	if len(list) < 2 || len(list) > maxPaths || tests == nil && !differ {
		return nil, nil
	}
	p := &paths{ways: len(list), merged: map[*cell]*Val{}, vals: map[*cell][]*Val{}, tests: tests}
	for _, l := range alternatives {
		for _, w := range l.vars {
			if p.vals[w.c] == nil {
				p.vals[w.c] = onEach(w.c, list)
				p.order = append(p.order, w.c)
			}
		}
	}
	return p.distinct(m.told(list, at))
}

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

// onEach are the values of a variable on each way.
func onEach(c *cell, list []way) []*Val {
	out := make([]*Val, len(list))
	for i, w := range list {
		out[i] = w.value(c)
	}
	return out
}

// bindPaths lets the merged values know what they were on each way. Those that
// were kept know it of earlier ways, too.
func (m *machine) bindPaths(p *paths, kept map[*cell]bool) {
	for _, c := range p.order {
		list, v := p.vals[c], c.v
		if v == nil {
			continue
		}
		if !sameAll(list) {
			s := &split{paths: p, vals: list}
			if kept[c] {
				s.vals, s.earlier = unsplit(list), v.split
				v = v.splitOn(s)
				m.env.learn(c, v)
			} else {
				v = v.splitOn(s)
				m.env.write(c, v)
			}
		}
		p.merged[c] = v
	}
}

// unsplit are the values alone: of what they were earlier, the list that they
// come into knows.
func unsplit(list []*Val) []*Val {
	out := make([]*Val, len(list))
	for i, v := range list {
		out[i] = &Val{Atoms: v.Atoms, Open: v.Open}
	}
	return out
}

func sameAll(list []*Val) bool {
	for _, v := range list[1:] {
		if !v.same(list[0]) {
			return false
		}
	}
	return true
}

// isState reports the keys that hold states: no name of a program has a $.
func isState(k key) bool { return k.scope < 0 && strings.HasPrefix(k.name, "$") && k.name != "$proto" }

// differInState reports whether the layers disagree on the state of an object.
func (m *machine) differInState(alternatives []*layer) bool {
	if len(m.protocols()) == 0 {
		return false
	}
	for _, l := range alternatives {
		for _, w := range l.vars {
			if isState(w.c.k) {
				return true
			}
		}
	}
	return false
}

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
	for _, c := range p.current() {
		m.read(c)
		list := p.on(c)
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
		m.retain(p, q, set)
	}
	if q.ways > 1 && m.env.paths == nil || m.env.apart() == p {
		m.env.paths = q
	}
}

// maxCarried bounds the variables of which a branch knows what they were on the
// ways that may have led there: the states of objects, and those that were
// written last. It would else carry all from one If to the next.
const maxCarried = 24

// current are the variables that nobody wrote since the ways met.
func (p *paths) current() []*cell {
	var out []*cell
	carried := 0
	for _, c := range slices.Backward(p.order) {
		if p.on(c) == nil {
			continue
		}
		if !isState(c.k) {
			if carried == maxCarried {
				continue
			}
			carried++
		}
		out = append(out, c)
	}
	slices.Reverse(out)
	for _, c := range p.copies {
		if p.on(c) != nil {
			out = append(out, c)
		}
	}
	return out
}

// retain lets the values that conditions told something of know it of the ways
// in the set alone.
func (m *machine) retain(p, q *paths, set ways) {
	for _, c := range p.asked[max(0, len(p.asked)-maxCarried):] {
		if m.read(c) == nil {
			continue
		}
		s := c.v.toldOn(p)
		if s == nil {
			continue // it was written since
		}
		var told [][]answer
		for i, list := range s.told {
			if set&(1<<i) != 0 {
				told = append(told, list)
			}
		}
		m.env.learn(c, c.v.splitOn(&split{paths: q, told: told, earlier: c.v.split}))
		q.asked = append(q.asked, c)
	}
}

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
	if all := p.all(); t.yes == all && t.no == all && t.X == nil && t.Y == nil && t.on == nil {
		return nil
	}
	return t
}

// test is what holds of the request on a way, nil for nothing.
func (p *paths) test(i int) *Test {
	if p.tests == nil {
		return nil
	}
	return p.tests[i]
}

// both is the condition that both hold; nil stands for no condition.
func both(t, u *Test) *Test {
	switch {
	case t == nil:
		return u
	case u == nil:
		return t
	}
	return &Test{Op: TestAnd, X: t, Y: u}
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
		r.any = &Test{Op: TestOr, X: r.any, Y: t}
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
	return &Test{Op: TestAgree, X: t, Y: u}
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

// truthOf is whether an atom as a condition holds.
func truthOf(a *Atom) Verdict {
	switch a.Kind {
	case Ref, Func:
		return Holds
	case Null, Nothing:
		return Fails
	case Text:
		switch s, ok := a.Str.Exact(); {
		case !ok:
			return Maybe
		case s == "" || program.Fold(s) == "false":
			return Fails
		case program.Fold(s) == "true":
			return Holds
		}
	case Number, Bool, Empty, Truth, InState:
	}
	if n, ok := a.number(); ok {
		return verdict(n != 0)
	}
	return Maybe
}

// definite is whether the value as a condition always holds or never does: for
// constants alone.
func (v *Val) definite() Verdict {
	if v.Open || len(v.Atoms) != 1 {
		return Maybe
	}
	if a := &v.Atoms[0]; a.Kind == Bool || a.Kind == Number {
		return truthOf(a)
	}
	return Maybe
}

func verdict(holds bool) Verdict {
	if holds {
		return Holds
	}
	return Fails
}

// isKind is whether an atom is of a kind; what is no object has no kind that
// is known for sure.
func isKind(kinds ...AtomKind) func(a *Atom) Verdict {
	return func(a *Atom) Verdict {
		for _, k := range kinds {
			if a.Kind == k {
				return Holds
			}
		}
		if a.Kind == Truth {
			return Maybe
		}
		return Fails
	}
}

// compares is whether an atom stands in a relation to a constant.
func compares(op string, c *Val) func(a *Atom) Verdict {
	return func(a *Atom) Verdict {
		if text, ok := c.Exact(); ok && c.Atoms[0].Kind == Text {
			s, known := a.text()
			t, exact := s.Exact()
			if !known || !exact {
				return Maybe
			}
			return related(op, strings.Compare(t, text))
		}
		n, ok := c.Const()
		x, known := a.number()
		switch {
		case !ok || !known:
			return Maybe
		case x < n:
			return related(op, -1)
		case x > n:
			return related(op, 1)
		}
		return related(op, 0)
	}
}

// related is whether x op y holds, where order is that of x and y.
func related(op string, order int) Verdict {
	switch op {
	case "=":
		return verdict(order == 0)
	case "<>":
		return verdict(order != 0)
	case "<":
		return verdict(order < 0)
	case ">":
		return verdict(order > 0)
	case "<=":
		return verdict(order <= 0)
	case ">=":
		return verdict(order >= 0)
	}
	return Maybe
}
