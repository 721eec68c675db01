package iis

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// candidate is an entry that applies to an address.
type candidate struct {
	*entry
	level, order, index int
}

// Effective says what holds for a page, slash-separated from the root: first
// the base, then each build configuration that changes something here. Where
// the configuration maps the page to several virtual paths that differ, the
// others follow in the same way, told apart by Address. Where files of equal
// strength contradict each other, each way to read them follows, told apart by
// Reading. The result is shared and must not be changed.
func (c *Config) Effective(page string) []Effective {
	lower := strings.ToLower(path.Clean(page))
	// All pages of a folder have the same settings, but for those that
	// settings name.
	own := c.named(path.Base(lower))
	if !own {
		if stored, ok := c.byFolder.Load(path.Dir(lower)); ok {
			if list, ok := stored.([]Effective); ok {
				return list
			}
		}
	}
	list := c.compute(lower)
	if !own && list[0].Address == "" {
		c.byFolder.Store(path.Dir(lower), list)
	}
	return list
}

// Alike reports whether the same holds for two pages for certain, since they lie in
// one folder and settings name neither.
func (c *Config) Alike(a, b string) bool {
	i, j := strings.LastIndexByte(a, '/'), strings.LastIndexByte(b, '/')
	return i == j && a[:i+1] == b[:j+1] && !c.named(a[i+1:]) && !c.named(b[j+1:])
}

// named reports whether settings may name a page, given without its folder.
func (c *Config) named(page string) bool {
	return c.fileNames[strings.ToLower(page)]
}

// compute works out what holds for a page, given in lower case.
func (c *Config) compute(page string) []Effective {
	var list []Effective
	addresses := c.addresses(page)
	for i := range addresses {
		a := &addresses[i]
		readings := c.readings(a, "")
		base := readings[0]
		if len(addresses) > 1 {
			for n := range readings {
				readings[n].Address = a.site + "/" + strings.Join(a.parts, "/")
			}
			base = readings[0]
		}
		if i > 0 && slices.ContainsFunc(list, func(e Effective) bool { return e.Variant == "" && sameValues(&e, &base) }) {
			continue
		}
		list = append(list, readings...)
		for _, variant := range c.variantsAt(a) {
			for n, e := range c.readings(a, variant) {
				e.Address = base.Address
				if n >= len(readings) || !sameValues(&readings[n], &e) {
					list = append(list, e)
				}
			}
		}
	}
	return list
}

// readings are the ways to read files that contradict each other, the one
// without a name first. Of files that are the configuration of a whole server
// only one can be in use; scripts may all have been run, the one that is
// preferred last.
func (c *Config) readings(a *address, variant string) []Effective {
	var list []Effective
	for _, other := range c.servers(a, variant) {
		for _, e := range c.readingsOf(a, variant, other.leftOut) {
			if len(list) > 0 && e.Reading == "" {
				e.Reading = other.file
			}
			if !slices.ContainsFunc(list, func(x Effective) bool { return sameValues(&x, &e) }) {
				list = append(list, e)
			}
		}
	}
	return list
}

// readingsOf are the readings without the files of another server: each file
// that contradicts others taken to hold, and in each of these each branch that
// nothing decides taken to be reached.
func (c *Config) readingsOf(a *address, variant string, another []string) []Effective {
	base := c.effective(a, variant, choice{}, another)
	rivals := rivalsIn(&base)
	if len(rivals) == 0 {
		return c.byBranch(a, variant, another, choice{}, base)
	}
	var list []Effective
	for i, r := range rivals {
		others := slices.Clone(another)
		for _, other := range rivals {
			if other != r && c.whole[other] {
				others = append(others, other)
			}
		}
		way := choice{preferred: r}
		for _, e := range c.byBranch(a, variant, others, way, c.effective(a, variant, way, others)) {
			if i > 0 {
				e.Reading = strings.TrimPrefix(r, "config ")
			}
			if !slices.ContainsFunc(list, func(other Effective) bool { return sameValues(&other, &e) }) {
				list = append(list, e)
			}
		}
	}
	return list
}

func sameValues(a, b *Effective) bool {
	if len(a.Values) != len(b.Values) {
		return false
	}
	for name, v := range a.Values {
		if b.Values[name].Setting == nil || b.Values[name].String() != v.String() {
			return false
		}
	}
	return true
}

// variantsAt are the build configurations that change a web.config of the address.
func (c *Config) variantsAt(a *address) []string {
	var list []string
	for _, folder := range a.folders {
		list = append(list, c.varied[folder]...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// effective works out one way in which a page is served. Of files that
// contradict each other, the one whose system is preferred counts; those that
// are left out say nothing, nor do branches that are not the one that is taken.
func (c *Config) effective(a *address, variant string, way choice, leftOut []string) Effective {
	result := Effective{Values: map[claim.Name]Value{}, Variant: variant}
	var apart []candidate
	byName := map[claim.Name][]candidate{}
	for _, i := range c.near(a, variant) {
		e := c.entries[i]
		level, order, ok := a.level(e)
		switch {
		case !ok:
		case way.excludes(e):
			apart = append(apart, candidate{e, level, order, i})
		case slices.Contains(leftOut, e.system):
			result.leftOut = append(result.leftOut, candidate{e, level, order, i})
		case e.Weak:
			result.Weak = append(result.Weak, e.Setting)
		default:
			byName[e.Name] = append(byName[e.Name], candidate{e, level, order, i})
		}
	}
	dropUncalled(byName)
	result.leftOut = append(result.leftOut, apart...)
	for name, list := range byName {
		v := decide(list, way.preferred)
		v.If = way.dependsOn(v)
		for _, other := range slices.Backward(result.leftOut) { // what it would say is said
			if other.Name == name && other.Value != v.Setting.Value && other.weight() == 2 &&
				(other.level == v.level && (other.system != v.system || exclusive(other.claim.Arms, v.arms)) || way.passedBy(other, v)) {
				v.Contradicts, v.Open = append(v.Contradicts, other.Setting), true
			}
		}
		result.Values[name] = v
	}
	result.divided = c.divides(byName, way)
	result.Untaken = untaken(&result, apart)
	if v, ok := c.bitness(a); ok {
		result.Values[claim.Enable32Bit] = v
	}
	for _, name := range []claim.Name{claim.Windows, claim.Basic, claim.Digest, claim.Anonymous} {
		if e := result.Values[name].Setting; e != nil {
			result.Metabase = result.Metabase || isMetabase(byName[name], e)
		}
	}
	return result
}

// dropUncalled leaves out what only procedures set that nothing calls, where
// something that runs says how visitors are authenticated: the one is not to be
// mixed with the other. SSL that nothing turns on would clear a page.
func dropUncalled(byName map[claim.Name][]candidate) {
	runs := func(c candidate) bool { return c.weight() == 2 }
	if !slices.ContainsFunc([]claim.Name{claim.Windows, claim.Basic, claim.Digest, claim.Anonymous}, func(name claim.Name) bool {
		return slices.ContainsFunc(byName[name], runs)
	}) {
		return
	}
	for name, list := range byName {
		if !slices.ContainsFunc(list, func(c candidate) bool { return !c.Uncalled }) {
			delete(byName, name)
		}
	}
}

func isMetabase(list []candidate, s *Setting) bool {
	for _, c := range list {
		if c.Setting == s {
			return c.claim.Metabase
		}
	}
	return false
}

// inVariant reports whether an entry belongs to a build configuration: its
// own entries, and the base's from files that it leaves alone.
func (c *Config) inVariant(e *entry, variant string) bool {
	if e.Variant != "" || variant == "" {
		return e.Variant == variant
	}
	fromFile := e.claim.Origin == claim.FromWebConfig && e.kind == claim.ScopeFolder
	return !fromFile || !slices.Contains(c.varied[e.folder], variant)
}

// decide picks the nearest candidate and sorts the others.
func decide(list []candidate, preferred string) Value {
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.weight(), b.weight()), cmp.Compare(a.level, b.level), compareFalse(a.Guess, b.Guess),
			compareFalse(a.ofServer(), b.ofServer()), compareFalse(a.system != preferred, b.system != preferred), cmp.Compare(a.order, b.order), cmp.Compare(a.index, b.index))
	})
	winner := list[len(list)-1]
	v := Value{Setting: winner.Setting, level: winner.level, system: winner.system, arms: winner.claim.Arms}
	heard := map[string]bool{} // files whose last word on the matter was seen
	under := v.arms            // of what holds unless these are reached
	for i := len(list) - 2; i >= 0; i-- {
		other := list[i]
		switch {
		case other.At == winner.At && other.Value == winner.Value: // a loop, a procedure called twice
		case other.level < winner.level && other.weight() == winner.weight() || other.weight() < winner.weight():
			v.Overridden = append(v.Overridden, other.Setting)
		case sameSystem(other.system, winner.system):
			v.Overridden = append(v.Overridden, other.Setting)
			behind := other.system == winner.system && len(other.claim.Arms) < len(under) && slices.Equal(other.claim.Arms, under[:len(other.claim.Arms)])
			if behind {
				under = other.claim.Arms
			}
			if other.Value == winner.Value && !other.faint && (behind || exclusive(other.claim.Arms, winner.claim.Arms)) {
				v.Alike = append(v.Alike, other.Setting)
				if len(other.claim.Arms) == 0 {
					v.always = other.Setting
				}
			}
		case !heard[other.system]:
			heard[other.system] = true
			equal := other.ofServer() == winner.ofServer() && other.faint == winner.faint
			if other.Value == winner.Value {
				if equal {
					v.Alike = append(v.Alike, other.Setting)
				}
				continue
			}
			v.Contradicts = append(v.Contradicts, other.Setting)
			if equal && other.Guess == winner.Guess {
				v.Open = true
				v.rivals = append(v.rivals, other.system)
			}
		}
	}
	return v
}

// weight orders what competes before levels do: what nothing runs loses
// against what something runs, guesses that say too little lose against both.
func (e *entry) weight() int {
	switch {
	case e.faint:
		return 0
	case e.Uncalled:
		return 1
	}
	return 2
}

// ofServer: what sets the server up, by a key; a web.config lies nearer.
func (c candidate) ofServer() bool { return c.order < orderFolder }

// compareFalse puts what is true before what is false, which counts more.
func compareFalse(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// sameSystem reports whether one of two settings overrides the other by IIS's
// own rules: web.config files and one applicationHost.config do.
func sameSystem(a, b string) bool {
	return a == b || a == "config" && strings.HasPrefix(b, "config ") || b == "config" && strings.HasPrefix(a, "config ")
}

// bitness finds the pool's setting: its own, else the default of all pools.
func (c *Config) bitness(a *address) (Value, bool) {
	var list, unsaid []candidate
	for _, i := range c.nearPools(a) {
		e := c.pools[i]
		switch pool := e.claim.Scope.Site; {
		case pool == "":
			list = append(list, candidate{e, 0, 0, i})
		case e.claim.Value == claim.Unsaid:
			if a.pool != "" && strings.EqualFold(pool, a.pool) {
				unsaid = append(unsaid, candidate{e, 1, 0, i})
			}
		case a.pool != "" && strings.EqualFold(pool, a.pool):
			list = append(list, candidate{e, 1, 0, i})
		case e.Guess, pool == claim.Unknown, a.pool == "" && strings.EqualFold(pool, "DefaultAppPool"):
			list = append(list, candidate{e, 1, 0, i})
		}
	}
	if len(list) == 0 {
		list = unsaid
	}
	if len(list) == 0 {
		return Value{}, false
	}
	return decide(list, ""), true
}
