package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/terminal"
	"github.com/cdolint/cdolint/rules"
)

func (a *app) explainCommand() *cobra.Command {
	var packFiles []string
	c := &cobra.Command{
		Use:     "explain RULE",
		Short:   "Show the page of a rule",
		Example: "  cdolint explain CDO001\n  cdolint explain integrated-logon",
		Args:    arguments(1, 1, "a rule, such as CDO001"),
		RunE: func(_ *cobra.Command, args []string) error {
			packs, err := loadPacks(packFiles)
			if err != nil {
				return err
			}
			r := rules.Find(packs, args[0])
			if r == nil {
				return noRule(packs, args[0])
			}
			page := r.Page()
			if w := terminal.Width(a.out); w > 0 { // a terminal; elsewhere Markdown is what is wanted
				page = terminal.Markdown(page, w, terminal.Color("auto", a.out))
			}
			a.printf("%s", page)
			return nil
		},
	}
	c.Flags().StringSliceVar(&packFiles, "packs", nil, "rule packs of your own (`FILE,...`)")
	return c
}

// noRule is the mistake of asking for a rule that there is not.
func noRule(packs []*rules.Pack, name string) error {
	if slices.ContainsFunc(packs, func(p *rules.Pack) bool { return strings.EqualFold(p.Name, name) }) {
		return usagef("%s is a pack of rules; run \"cdolint rules\" for a list", name)
	}
	for _, p := range packs {
		for _, r := range p.Rules {
			if slices.Contains(r.Workarounds, strings.ToLower(name)) {
				return usagef("%s is a workaround; cdolint explain %s describes it, and \"cdolint check --verbose\" what it means for a site", name, r.ID)
			}
		}
	}
	meant := didYouMean("", name, append(rules.IDs(packs), rules.Names(packs)...))
	return usagef("there is no rule %s%s", name, lookUp(meant, "cdolint rules"))
}
