package claimtest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// group is claims that one place makes for one key.
type group struct {
	claim.Claim
	values []string
}

func groups(claims []claim.Claim) []group {
	var list []group
	for i := range claims {
		c := claims[i]
		value := string(c.Name) + "=" + c.Value
		if n := len(list); n > 0 {
			g := &list[n-1]
			if g.At == c.At && g.ValueAt == c.ValueAt && g.Scope == c.Scope && g.Weak == c.Weak && g.Uncalled == c.Uncalled && slices.Equal(g.Arms, c.Arms) && !slices.Contains(g.values, value) {
				g.values = append(g.values, value)
				continue
			}
		}
		list = append(list, group{c, []string{value}})
	}
	return list
}

func (g *group) words(text string) string {
	s := strings.Join(g.values, " ") + " for " + scopeWords(g.Scope)
	for _, flag := range []struct {
		on   bool
		name string
	}{{g.Weak, "weak"}, {g.Uncalled, "in what nothing calls"}, {g.Bounded, "not for child applications"}} {
		if flag.on {
			s += ", " + flag.name
		}
	}
	for _, a := range g.Arms {
		if a.N == claim.NoArm {
			s += fmt.Sprintf(", no branch of line %d", 1+strings.Count(text[:min(a.Pos, len(text))], "\n"))
			continue
		}
		s += fmt.Sprintf(", branch %d of line %d", a.N+1, 1+strings.Count(text[:min(a.Pos, len(text))], "\n"))
	}
	if at := g.ValueAt; at.IsValid() && at.End <= len(text) {
		s += fmt.Sprintf("; %q", text[at.Pos:at.End])
	}
	return s
}

func scopeWords(s claim.Scope) string {
	switch s.Kind {
	case claim.ScopeHost:
		switch {
		case s.Site == "":
			return "all sites"
		case s.Path == "":
			return "site " + s.Site
		}
		words := "site " + s.Site + ", " + s.Path
		if s.File {
			words += " (a file)"
		}
		return words
	case claim.ScopeFolder:
		return strings.TrimSuffix("folder "+s.Folder+", "+s.Path, ", ")
	case claim.ScopePool:
		if s.Site == "" {
			return "all pools"
		}
		return "pool " + s.Site
	case claim.ScopeNamed:
		return "what uses " + s.Site
	case claim.ScopePhysical:
		return "the folder " + s.Path
	default:
		return "nothing"
	}
}

func mountWords(m claim.Mount) string {
	words := "site " + m.Site
	if m.SiteID != "" {
		words = strings.TrimSpace("site "+m.Site) + " (" + m.SiteID + ")"
	}
	if m.Path != "" {
		words += ", " + m.Path
	}
	if m.Application {
		words += " is an application"
	} else {
		words += " is a virtual directory"
	}
	if m.Physical != "" {
		words += " in " + m.Physical
	}
	if m.Pool != "" {
		words += " with the pool " + m.Pool
	}
	return words
}
