package cli

import (
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/nearest"
	"github.com/cdolint/cdolint/internal/version"
	"github.com/cdolint/cdolint/rules"
)

func (a *app) explainCommand() *cobra.Command {
	var packFiles []string
	c := &cobra.Command{
		Use:     "explain RULE",
		Short:   "Show the page of a rule",
		Example: "  cdolint explain CDO001\n  cdolint explain integrated-logon",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			packs, err := loadPacks(packFiles)
			if err != nil {
				return err
			}
			r := rules.Find(packs, args[0])
			if r == nil {
				hint := ""
				if n := nearest.Of(args[0], append(rules.IDs(packs), rules.Names(packs)...)); n != "" {
					hint = fmt.Sprintf("; did you mean %s?", n)
				}
				return usagef("there is no rule %s%s Run \"cdolint rules\" for a list", args[0], hint)
			}
			page := r.Page()
			if w := width(a.out); w > 0 { // a terminal; elsewhere Markdown is what is wanted
				page = renderMarkdown(page, w, color("auto", a.out))
			}
			a.printf("%s", page)
			return nil
		},
	}
	c.Flags().StringSliceVar(&packFiles, "packs", nil, "rule packs of your own (`FILE,…`)")
	return c
}

func (a *app) rulesCommand() *cobra.Command {
	var packFiles []string
	c := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Example: `  cdolint rules
  cdolint rules --packs acme.yaml`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			packs, err := loadPacks(packFiles)
			if err != nil {
				return err
			}
			for i, p := range packs {
				if i > 0 {
					a.printf("\n")
				}
				state := "on by default"
				if !p.Enabled {
					state = "off by default"
				}
				a.printf("%s (%s): %s\n", p.Name, state, p.Summary)
				list := slices.Clone(p.Rules)
				slices.SortStableFunc(list, func(x, y *rules.Rule) int { return strings.Compare(x.ID, y.ID) })
				for _, r := range list {
					if !r.Pass {
						a.printf("  %-7s %-8s %-28s %s\n", r.ID, r.Level, r.Name, r.Help.Summary)
					}
				}
			}
			return nil
		},
	}
	c.Flags().StringSliceVar(&packFiles, "packs", nil, "rule packs of your own (`FILE,…`)")
	return c
}

func (a *app) factsCommand() *cobra.Command {
	f := &checkFlags{}
	var kinds []string
	c := &cobra.Command{
		Use:   "facts [PATH…]",
		Short: "Print what the analysis saw, as JSON",
		Example: `  cdolint facts --kind logon wwwroot
  cdolint facts mail/inbox.asp`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(kinds) == 0 {
				kinds = []string{"*"}
			}
			res, err := a.analyse(f, args, kinds...)
			if err != nil {
				return err
			}
			enc := json.NewEncoder(a.out)
			enc.SetEscapeHTML(false)
			for _, x := range res.Facts {
				if !slices.Contains(kinds, "*") && !slices.Contains(kinds, x.Kind()) {
					continue
				}
				if err := enc.Encode(factLine(x, res.Report.Sources)); err != nil {
					return failure{err}
				}
			}
			return nil
		},
	}
	f.analysis(c)
	c.Flags().StringSliceVar(&kinds, "kind", nil, "only facts of this `KIND,…`")
	return c
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		Run: func(*cobra.Command, []string) {
			a.printf("cdolint %s (%s, %s/%s)\n", version.Semantic(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
		},
	}
}
