package cli

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/rules"
)

// newSwitch decides what the command line does: --rules, --ignore.
func newSwitch(packs []*rules.Pack, f *checkFlags) (func(*rules.Rule) (bool, bool), error) {
	on, err := named(packs, "rules", f.rules)
	if err != nil {
		return nil, err
	}
	off, err := named(packs, "ignore", f.ignore)
	if err != nil {
		return nil, err
	}
	return func(r *rules.Rule) (is, decided bool) {
		if off(r) {
			return false, true
		}
		return true, on(r)
	}, nil
}

// named tells the rules that a flag names, by id, name or pack.
func named(packs []*rules.Pack, flag string, names []string) (func(*rules.Rule) bool, error) {
	set := map[string]bool{}
	for _, name := range names {
		name = strings.TrimSpace(name)
		if name == "" { // a comma too many
			continue
		}
		if !known(packs, name) {
			return nil, usagef("--%s %s: no such pack or rule%s", flag, name, lookUp(didYouMean("", name, ruleNames(packs)), "cdolint rules"))
		}
		set[strings.ToLower(name)] = true
	}
	return func(r *rules.Rule) bool {
		return set[strings.ToLower(r.ID)] || set[strings.ToLower(r.Name)] || set[strings.ToLower(r.Pack.Name)]
	}, nil
}

func known(packs []*rules.Pack, name string) bool {
	return rules.Find(packs, name) != nil || slices.ContainsFunc(packs, func(p *rules.Pack) bool { return strings.EqualFold(p.Name, name) })
}

// ruleNames are the names that the configuration may use: packs, ids, names.
func ruleNames(packs []*rules.Pack) []string {
	var out []string
	for _, p := range packs {
		out = append(out, p.Name)
		for _, r := range p.Rules {
			out = append(out, r.ID, r.Name)
		}
	}
	return out
}
