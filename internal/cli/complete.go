package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/finding"
)

// complete tells shells what can follow flags and commands. cobra writes the
// scripts for them ("cdolint completion SHELL").
func complete(root *cobra.Command) {
	words := func(list ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp)
	}
	for _, c := range root.Commands() {
		for flag, f := range map[string]cobra.CompletionFunc{
			"color":   words("auto", "always", "never"),
			"fail-on": words("error", "warning", "note", "never"),
			"jobs":    words(),
			"kind":    words(),
			"rules":   completeRules(true),
			"ignore":  completeRules(true),
			"fix":     words(finding.BasicSSL),
			"format":  completeFormats(c),
			"packs":   yamlFiles,
			"config":  yamlFiles,
		} {
			if c.Flags().Lookup(flag) != nil {
				_ = c.RegisterFlagCompletionFunc(flag, f) // fails for a flag that is not there, and when done twice
			}
		}
		if c.Name() == "explain" {
			c.ValidArgsFunction = completeRules(false)
		}
	}
}

func yamlFiles(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return []cobra.Completion{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeFormats takes the formats from the description of the flag, which
// lists them.
func completeFormats(c *cobra.Command) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var formats []cobra.Completion
		for _, word := range strings.Fields(c.Flags().Lookup("format").Usage) {
			if strings.Contains(word, "|") {
				formats = strings.Split(word, "|")
			}
		}
		return formats, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeRules completes ids of rules, and names of packs, also the last one
// of a list with commas.
func completeRules(packsToo bool) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		packs, err := loadPacks(nil)
		if err != nil || !packsToo && len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		if !packsToo {
			before = ""
		}
		var out []cobra.Completion
		add := func(word, about string) {
			if strings.HasPrefix(strings.ToLower(before+word), strings.ToLower(typed)) {
				out = append(out, cobra.CompletionWithDesc(before+word, about))
			}
		}
		for _, p := range packs {
			if packsToo {
				add(p.Name, p.Summary)
			}
			for _, r := range p.Rules {
				if !r.Pass {
					add(r.ID, r.Name)
				}
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}
