package iis

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// markLocked finds web.config settings in sections that the repository's own
// applicationHost.config locks: IIS would answer 500.19 instead.
func (c *Config) markLocked(fragments []*claim.Fragment) {
	var locks []claim.Lock
	for _, f := range fragments {
		if f.Origin != claim.FromIISExpress {
			locks = append(locks, f.Locks...)
		}
	}
	if c.locks = locks; len(locks) == 0 {
		return
	}
	for _, e := range c.entries {
		if e.Origin != claim.FromWebConfig && e.Origin != claim.FromTransform || e.claim.Section == "" || e.Weak {
			continue
		}
		for _, a := range c.addresses(join(e.folder, []string{"x"})) {
			locked, _ := c.lockedAt(&a, e.claim.Section)
			e.Locked = e.Locked || locked
		}
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
		l, s := c.lockedAt(&addresses[i], section)
		locked, said = locked || l, said || s
	}
	return locked, said
}

// lockedAt evaluates the locks of a section from the server down to an address.
func (c *Config) lockedAt(a *address, section string) (locked, said bool) {
	nearest := -1
	for _, l := range c.locks {
		if l.Section != "" && !strings.EqualFold(l.Section, section) {
			continue
		}
		site, parts := c.sites.resolve(l.Scope.Site), claim.SplitPath(strings.ToLower(l.Scope.Path))
		level := 0
		if l.Scope.Site != "" {
			level = 1 + len(parts)
			if site != a.site || !hasPrefix(a.parts, parts) {
				continue
			}
		}
		if level >= nearest {
			locked, nearest = !l.Allow, level
		}
	}
	return locked, nearest >= 0
}
