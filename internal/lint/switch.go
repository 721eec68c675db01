package lint

import (
	"path"
	"slices"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/rules"
)

// active are the rules that are on somewhere: as the command line decides,
// else as any configuration file of the tree may say.
func (o *Options) active(l filetree.Listing) []*rules.Rule {
	var configs []*config.Config
	if o.Config != nil {
		configs = append(configs, o.Config.For(o.Site.Scopes[0]+"/"))
		for _, e := range l.Files {
			if path.Base(e.Path) == config.FileName {
				configs = append(configs, o.Config.For(path.Dir(e.Path)+"/"))
			}
		}
	}
	on := func(r *rules.Rule) bool {
		if o.Switch != nil {
			if is, decided := o.Switch(r); decided {
				return is
			}
		}
		if len(configs) == 0 {
			return r.Pack.Enabled
		}
		return slices.ContainsFunc(configs, func(c *config.Config) bool {
			return c.MayBeOn(r.Pack.Name, r.ID, r.Name, r.Pack.Enabled)
		})
	}
	var out []*rules.Rule
	for _, p := range o.Packs {
		for _, r := range p.Rules {
			if on(r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// state says whether a rule is on for a path and at which level.
func (o *Options) state(r *rules.Rule, path string) (level string, on bool) {
	level, on = r.Level, r.Pack.Enabled
	if o.Config != nil {
		level, on = o.Config.For(path).Level(r.Pack.Name, r.ID, r.Name, r.Level, r.Pack.Enabled)
	}
	if o.Switch != nil {
		if is, decided := o.Switch(r); decided {
			on = is
		}
	}
	return level, on
}

// on tells whether the rule of an id is on for a path.
func (o *Options) on() func(id, path string) bool {
	byID := o.byID()
	return func(id, path string) bool {
		r := byID[id]
		if r == nil {
			return false
		}
		_, on := o.state(r, path)
		return on
	}
}

// byID are the rules that report findings.
func (o *Options) byID() map[string]*rules.Rule {
	out := map[string]*rules.Rule{}
	for _, p := range o.Packs {
		for _, r := range p.Rules {
			if !r.Pass {
				out[r.ID] = r
			}
		}
	}
	return out
}
