package iis

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// server is one of those that a repository describes, by the files of the
// others.
type server struct {
	file    string // that shows it
	leftOut []string
}

// servers are those that may serve an address. IIS 6 has its settings in
// MetaBase.xml and reads no system.webServer of a web.config, IIS 7 and later
// the other way round: where a repository has both for one address, one of them
// is of a server that is no more, or not yet.
func (c *Config) servers(a *address, variant string) []server {
	var metabase, config []string
	add := func(list *[]string, system string) {
		if !slices.Contains(*list, system) {
			*list = append(*list, system)
		}
	}
	for _, i := range c.near(a, variant) {
		e := c.entries[i]
		if e.Weak || e.Guess || !authenticates(e.Name) {
			continue
		}
		if _, _, ok := a.level(e); !ok {
			continue
		}
		switch {
		case e.Origin == claim.FromMetaBase:
			add(&metabase, e.system)
		case e.system == "config" || strings.HasPrefix(e.system, "config "):
			add(&config, e.system)
		}
	}
	if len(metabase) == 0 || len(config) == 0 {
		return []server{{}}
	}
	return []server{{leftOut: metabase}, {file: metabase[0], leftOut: config}}
}

func authenticates(name claim.Name) bool {
	switch name {
	case claim.Windows, claim.Basic, claim.Digest, claim.Anonymous:
		return true
	default:
		return false
	}
}
