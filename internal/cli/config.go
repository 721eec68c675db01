package cli

import (
	"encoding/json"
	"path"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/plain"
	"github.com/cdolint/cdolint/internal/report"
)

func (a *app) configCommand() *cobra.Command {
	var root, file, format string
	c := &cobra.Command{
		Use:   "config [PATH]",
		Short: "Print the configuration that is in effect for a path, and where each value comes from",
		Example: `  cdolint config
  cdolint config apps/mail/inbox.asp
  cdolint config --format json apps/mail`,
		Args: arguments(0, 1, "one path"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, []string{"text", "json"}); err != nil {
				return err
			}
			return a.config(args, root, file, format)
		},
	}
	c.Flags().StringVar(&root, "root", "", "the `DIR` that everything is relative to (default: the git work tree, else the folder given)")
	c.Flags().StringVar(&file, "config", "", "configuration `FILE` (default: the nearest .cdolint.yaml)")
	c.Flags().StringVar(&format, "format", "text", "write as `FORMAT`: text|json")
	return c
}

// originJSON is a value of `cdolint config --format json`. The value is YAML in
// one line; a default has no file.
type originJSON struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	File  string `json:"file,omitempty"`
	Line  int    `json:"line,omitempty"`
}

func (a *app) config(args []string, root, file, format string) (err error) {
	t, err := locate(args, root)
	if err != nil {
		return err
	}
	defer func() { err = fromHere(err, t.root, file) }()
	conf, err := config.Open(t.root, file)
	if err != nil {
		return configError(err)
	}
	defer func() { _ = conf.Close() }()
	conf.Focus(t.scopes[0])
	at := t.scopes[0] + "/"
	if len(t.only) > 0 {
		at = t.only[0]
	}
	packs, err := allPacks(conf, conf.Root().Packs(), nil)
	if err != nil {
		return err
	}
	if err := conf.CheckRules(ruleNames(packs)); err != nil {
		return usageError{err}
	}
	origins := conf.Effective(at)
	if err := conf.Err(); err != nil {
		return usageError{err}
	}
	if format == "json" {
		list := make([]originJSON, len(origins))
		for i, o := range origins {
			list[i] = originJSON{Key: o.Key, Value: o.Value}
			if o.At.IsValid() {
				list[i].File, list[i].Line = o.At.File, o.At.Line
			}
		}
		enc := json.NewEncoder(plain.JSON(a.out))
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(struct {
			Path   string       `json:"path"`
			Values []originJSON `json:"values"`
		}{path.Clean(at), list}); err != nil {
			return failure{err}
		}
		return nil
	}
	width := 0
	lines := make([]string, len(origins))
	for i, o := range origins {
		value := o.Value
		if value == "" {
			value = "(not said)"
		}
		lines[i] = report.Line(o.Key + ": " + value)
		width = min(max(width, len(lines[i])), 48)
	}
	for i, o := range origins {
		a.printf("%-*s  # %s\n", width, lines[i], report.Line(o.At.String()))
	}
	return nil
}
