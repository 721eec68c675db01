package iis

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// lockIndex has the locks of sections that are said for a virtual path, by
// siteKey and section, lower case; the section "" stands for all of them. Of
// several the last counts.
type lockIndex map[string]map[string]numbered

// numbered is a lock with its place in the order in which locks are said.
type numbered struct {
	claim.Lock
	n int
}

// indexLocks fills in the index of locks.
func (c *Config) indexLocks(fragments []*claim.Fragment) {
	c.locks = lockIndex{}
	n := 0
	for _, f := range fragments {
		if f.Origin == claim.FromIISExpress {
			continue
		}
		for _, l := range f.Locks {
			key := serverKey
			if l.Scope.Site != "" {
				key = siteKey(c.sites.resolve(l.Scope.Site), claim.SplitPath(strings.ToLower(l.Scope.Path)))
			}
			if c.locks[key] == nil {
				c.locks[key] = map[string]numbered{}
			}
			c.locks[key][strings.ToLower(l.Section)] = numbered{l, n}
			n++
		}
	}
}

// serverKey stands for a server as a whole where virtual paths have a siteKey.
const serverKey = ""

// markLocked finds web.config settings in sections that the repository's own
// applicationHost.config locks: IIS would answer 500.19 instead.
func (c *Config) markLocked() {
	if len(c.locks) == 0 {
		return
	}
	type place struct{ folder, section string }
	known := map[place]bool{}
	for _, e := range c.entries {
		if e.Origin != claim.FromWebConfig && e.Origin != claim.FromTransform || e.claim.Section == "" || e.Weak {
			continue
		}
		at := place{e.folder, e.claim.Section}
		locked, asked := known[at]
		if !asked {
			locked, _ = c.SectionLocked(join(e.folder, []string{"x"}), e.claim.Section)
			known[at] = locked
		}
		e.Locked = e.Locked || locked
	}
}

// SectionLocked reports whether a web.config that governs a page may not hold a
// section, as the repository's own applicationHost.config or its scripts say;
// said is false where they do not.
func (c *Config) SectionLocked(page, section string) (locked, said bool) {
	if len(c.locks) == 0 {
		return false, false
	}
	addresses := c.addresses(strings.ToLower(path.Clean(page)))
	for i := range addresses {
		l, s := c.lockedAt(&addresses[i], strings.ToLower(section))
		locked, said = locked || l, said || s
	}
	return locked, said
}

// lockedAt evaluates the locks of a section, lower case, from the server down to
// an address.
func (c *Config) lockedAt(a *address, section string) (locked, said bool) {
	at := func(key string) {
		all, hasAll := c.locks[key][""]
		own, hasOwn := c.locks[key][section]
		switch {
		case hasOwn && (!hasAll || own.n > all.n):
			locked, said = !own.Allow, true
		case hasAll:
			locked, said = !all.Allow, true
		}
	}
	at(serverKey)
	for n := range len(a.parts) + 1 {
		at(siteKey(a.site, a.parts[:n]))
	}
	return locked, said
}
