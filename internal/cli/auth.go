package cli

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/analyzers/authentication"
	"github.com/cdolint/cdolint/internal/plain"
)

func (a *app) authCommand() *cobra.Command {
	f := &checkFlags{}
	c := &cobra.Command{
		Use:   "auth [PATH…]",
		Short: "Print how the pages of each application are authenticated, and where that is said",
		Long: `Prints the map of a site: for each application, in which ways the requests of
its pages are authenticated, whether SSL is required, and which setting of which
file says so. web.config files with their transforms, applicationHost.config,
MetaBase.xml, scripts that set up the server, and what .cdolint.yaml asserts
are taken into account.`,
		Example: `  cdolint auth                     # the folder that you are in
  cdolint auth wwwroot/intranet
  cdolint auth --format json wwwroot > auth.json`,
		RunE: func(_ *cobra.Command, args []string) error { return a.auth(f, args) },
	}
	f.analysis(c)
	c.Flags().StringVar(&f.format, "format", "text", "write as `FORMAT`: text|json")
	return c
}

func (a *app) auth(f *checkFlags, args []string) error {
	if err := oneOf("format", f.format, []string{"text", "json"}); err != nil {
		return err
	}
	t, err := locate(args, f.root)
	if err != nil {
		return err
	}
	if err := archiveError(t); err != nil {
		return err
	}
	a.settingsAbove(f, t)
	from := fromFolder(t.root)
	from.factsOnly = true
	r, err := a.run(f, t, from, (&authentication.Fact{}).Kind(), "logon")
	if err != nil {
		return err
	}
	defer r.close()
	m := authMapOf(r, newTouched(t.only...))
	if f.format == "text" {
		a.printf("%s", m.text())
		return nil
	}
	enc := json.NewEncoder(plain.JSON(a.out))
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return failure{err}
	}
	return nil
}
