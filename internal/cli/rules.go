package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/plain"
	"github.com/cdolint/cdolint/rules"
)

func (a *app) rulesCommand() *cobra.Command {
	var packFiles []string
	var format string
	c := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Example: `  cdolint rules
  cdolint rules --packs acme.yaml
  cdolint rules --format json`,
		Args: arguments(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			if err := oneOf("format", format, []string{"text", "json"}); err != nil {
				return err
			}
			packs, err := loadPacks(packFiles)
			if err != nil {
				return err
			}
			if format == "json" {
				return a.rulesAsJSON(packs)
			}
			a.rulesAsText(packs)
			return nil
		},
	}
	c.Flags().StringSliceVar(&packFiles, "packs", nil, "rule packs of your own (`FILE,...`)")
	c.Flags().StringVar(&format, "format", "text", "write as `FORMAT`: text|json")
	return c
}

// listed are the rules of a pack in the order of their ids.
func listed(p *rules.Pack) []*rules.Rule {
	list := slices.DeleteFunc(slices.Clone(p.Rules), func(r *rules.Rule) bool { return r.Pass })
	slices.SortStableFunc(list, func(x, y *rules.Rule) int { return strings.Compare(x.ID, y.ID) })
	return list
}

func (a *app) rulesAsText(packs []*rules.Pack) {
	for i, p := range packs {
		if i > 0 {
			a.printf("\n")
		}
		state := "on by default"
		if !p.Enabled {
			state = "off by default"
		}
		a.printf("%s (%s): %s\n", p.Name, state, p.Summary)
		for _, r := range listed(p) {
			a.printf("%s\n", strings.TrimRight(fmt.Sprintf("  %-7s %-8s %-28s %s", r.ID, r.Level, r.Name, r.Help.Summary), " "))
		}
	}
}

// ruleJSON is a rule of `cdolint rules --format json`; the fields that reports
// have of rules, too, are named as there.
type ruleJSON struct {
	ID               string   `json:"id"`
	Name             string   `json:"name"`
	Pack             string   `json:"pack"`
	Enabled          bool     `json:"enabled"` // by default
	Level            string   `json:"level"`   // by default
	Summary          string   `json:"summary,omitempty"`
	Precision        string   `json:"precision,omitempty"`
	SecuritySeverity string   `json:"securitySeverity,omitempty"`
	Tags             []string `json:"tags,omitempty"`
	URI              string   `json:"uri,omitempty"`
}

func (a *app) rulesAsJSON(packs []*rules.Pack) error {
	list := []ruleJSON{}
	for _, p := range packs {
		for _, r := range listed(p) {
			list = append(list, ruleJSON{
				ID: r.ID, Name: r.Name, Pack: p.Name, Enabled: p.Enabled, Level: r.Level, Summary: r.Help.Summary,
				Precision: r.Precision, SecuritySeverity: r.Security, Tags: r.Tags, URI: r.URI(),
			})
		}
	}
	enc := json.NewEncoder(plain.JSON(a.out))
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(list); err != nil {
		return failure{err}
	}
	return nil
}
