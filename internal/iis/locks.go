package iis

import (
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
	if len(locks) == 0 {
		return
	}
	for _, e := range c.entries {
		if e.Origin != claim.FromWebConfig && e.Origin != claim.FromTransform || e.claim.Section == "" || e.Weak {
			continue
		}
		for _, a := range c.addresses(join(e.folder, []string{"x"})) {
			e.Locked = e.Locked || c.lockedAt(&a, e.claim.Section, locks)
		}
	}
}

// lockedAt evaluates the locks of a section from the server down to an address.
func (c *Config) lockedAt(a *address, section string, locks []claim.Lock) bool {
	locked, nearest := false, -1
	for _, l := range locks {
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
	return locked
}
