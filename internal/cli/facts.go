package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/internal/plain"
)

func (a *app) factsCommand() *cobra.Command {
	f := &checkFlags{}
	var kinds []string
	c := &cobra.Command{
		Use:   "facts [PATH…]",
		Short: "Print what the analysis saw, a line of JSON for each fact",
		Example: `  cdolint facts --kind logon wwwroot
  cdolint facts mail/inbox.asp`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(kinds) == 0 {
				kinds = []string{"*"}
			}
			for _, k := range kinds {
				if err := oneOf("kind", k, append(factKinds(), "*")); err != nil {
					return err
				}
			}
			res, err := a.analyse(f, args, kinds...)
			if err != nil {
				return err
			}
			mask, out := newMasker(res.Report), plain.JSON(a.out)
			for _, x := range res.Facts {
				if !slices.Contains(kinds, "*") && !slices.Contains(kinds, x.Kind()) {
					continue
				}
				line, err := mask.encode(factLine(x, res.Report.Sources))
				if err == nil {
					_, err = out.Write(line)
				}
				if err != nil {
					return failure{err}
				}
			}
			return nil
		},
	}
	f.analysis(c)
	c.Flags().StringSliceVar(&kinds, "kind", nil, "only facts of this `KIND,...`")
	return c
}

// factKinds are the kinds of facts that there are.
func factKinds() []string {
	var out []string
	for _, s := range analyzers.All() {
		out = append(out, s.Kind())
	}
	return out
}
