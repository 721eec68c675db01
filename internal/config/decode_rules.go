package config

import (
	"github.com/cdolint/cdolint/internal/config/yamltree"
)

// ruleSetting is an entry of "rules": a pack, or the id or name of a rule.
type ruleSetting struct {
	key   string // as written; compared without regard to letter case
	on    bool
	level string // "" to leave it as it is
	at    Where  // of the key
}

// rules reads which packs and rules are on, and at which level.
func (d *decoder) rules(n *yamltree.Node, where string) []ruleSetting {
	switch n.Kind {
	case yamltree.Null:
		return nil
	case yamltree.Mapping:
	default:
		d.errorf(n, "%s holds packs or rules and on, off or a level, such as CDO109: off, not %s", where, yamltree.Describe(n))
		return nil
	}
	var out []ruleSetting
	for _, f := range n.Fields {
		s := ruleSetting{key: f.Key.Text, on: true, at: d.file.at(f.Key)}
		if on, ok := switched(f.Value); ok {
			s.on = on
		} else if s.level, ok = d.word(f.Value, "rules."+f.Key.Text, []string{"on", "off", "error", "warning", "note"}, otherLevel); !ok {
			continue
		}
		out = append(out, s)
	}
	return out
}

// otherLevel knows what other linters call the levels.
func otherLevel(w string) string {
	switch w {
	case "err", "fatal", "critical", "2":
		return "error"
	case "warn", "1":
		return "warning"
	case "info", "information", "hint", "notice", "suggestion":
		return "note"
	case "yes", "enable", "enabled":
		return "on"
	case "no", "none", "never", "disable", "disabled", "ignore", "0":
		return "off"
	}
	return ""
}
