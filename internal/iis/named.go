package iis

import (
	"slices"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// attachNamed gives named settings the scopes of the elements that refer to
// them, which may stand in other files. What nobody refers to says nothing.
func attachNamed(fragments []*claim.Fragment) {
	refs := map[string][]claim.Scope{}
	for _, f := range fragments {
		for _, r := range f.Refs {
			refs[r.Name] = append(refs[r.Name], r.Scope)
		}
	}
	for i, f := range fragments {
		if !slices.ContainsFunc(f.Claims, func(c claim.Claim) bool { return c.Scope.Kind == claim.ScopeNamed }) {
			continue
		}
		attached := *f // fragments may be cached and shared
		attached.Claims = nil
		for _, c := range f.Claims {
			if c.Scope.Kind != claim.ScopeNamed {
				attached.Claims = append(attached.Claims, c)
				continue
			}
			for _, scope := range refs[c.Scope.Site] {
				c.Scope = scope
				attached.Claims = append(attached.Claims, c)
			}
		}
		fragments[i] = &attached
	}
}
