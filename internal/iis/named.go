package iis

import (
	"slices"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// attachNamed gives named settings the scopes of the elements that refer to
// them, which may stand in other files. What nobody refers to says nothing.
func attachNamed(fragments []*claim.Fragment) []claim.Problem {
	attachments := 0
	var problems []claim.Problem
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
				if attachments++; attachments > mostAttached {
					if attachments == mostAttached+1 {
						problems = append(problems, claim.Problem{At: c.At, ID: "limit", Message: "more elements refer to named settings than are followed; the rest is not read"})
					}
					break
				}
				c.Scope = scope
				attached.Claims = append(attached.Claims, c)
			}
		}
		fragments[i] = &attached
	}
	return problems
}

// mostAttached bounds the settings that elements have by referring to them: many
// may refer to a name that many stand under.
const mostAttached = 100_000
