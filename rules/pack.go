// Package rules reads rule packs and evaluates them over facts. A pack is
// data: the built-in ones, embedded here, use nothing that a user's own pack
// could not.
package rules

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/cdolint/cdolint/internal/finding"
)

//go:embed *.yaml
var builtin embed.FS

// Pack is a set of rules.
type Pack struct {
	Name    string  `yaml:"pack"`
	Title   string  `yaml:"title"`
	Summary string  `yaml:"summary"`
	Enabled bool    `yaml:"enabled"` // on unless the user says otherwise
	Rules   []*Rule `yaml:"rules"`

	// File is where the pack was read from, fit for a message.
	File string `yaml:"-"`
}

// Rule is one rule. See docs/packs.md.
type Rule struct {
	ID    string `yaml:"id"`
	Name  string `yaml:"name"`
	Level string `yaml:"level"`
	// Match is the kind of fact, When the condition on it.
	Match string `yaml:"match"`
	When  string `yaml:"when"`
	// Words, in lower case: a page without any of them cannot hold a fact that
	// the rule is about and need not be parsed for it. None: the kind of
	// fact knows its own, or every page is parsed.
	Words []string `yaml:"words"`
	// Group: of the rules of a group at most one is reported for a place,
	// the first that holds; where pages differ, the one that stands first
	// in the pack.
	Group string `yaml:"group"`
	// Message is plain text with {{ expressions }}.
	Message string `yaml:"message"`
	// Pages says in words what the pages have in common for which the rule
	// holds: "under Integrated Windows authentication".
	Pages       string   `yaml:"pages"`
	Workarounds []string `yaml:"workarounds"`
	Tags        []string `yaml:"tags"`
	Precision   string   `yaml:"precision"`
	Security    string   `yaml:"security-severity"`
	// Pass marks a condition under which the rule of this ID is cleared.
	Pass bool `yaml:"pass"`
	Help Help `yaml:"help"`

	Pack *Pack `yaml:"-"`
	rank int
}

// Help is a rule's page, in Markdown.
type Help struct {
	Summary    string   `yaml:"summary"`
	What       string   `yaml:"what"`
	Why        string   `yaml:"why"`
	Example    string   `yaml:"example"`
	Fix        string   `yaml:"fix"`
	Unless     string   `yaml:"unless"`
	References []string `yaml:"references"`
}

// Builtin are the packs that come with cdolint, by name.
func Builtin() ([]*Pack, error) {
	entries, err := builtin.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var out []*Pack
	for _, e := range entries {
		raw, err := builtin.ReadFile(e.Name())
		if err != nil {
			return nil, err
		}
		p, err := ParsePack(e.Name(), raw)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// ParsePack reads a pack. Errors say where: file, line, column.
func ParsePack(file string, raw []byte) (*Pack, error) {
	p := &Pack{File: file}
	if err := yaml.UnmarshalWithOptions(raw, p, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for i, r := range p.Rules {
		r.Pack, r.rank = p, i
		if r.Level != "" && level(r.Level) == 0 {
			return nil, fmt.Errorf("%s: rule %s: level %q is not error, warning or note", file, r.ID, r.Level)
		}
	}
	return p, nil
}

func level(s string) finding.Level {
	switch s {
	case "error":
		return finding.Error
	case "warning":
		return finding.Warning
	case "note":
		return finding.Note
	}
	return 0
}

// Find returns the rule of an ID or name.
func Find(packs []*Pack, id string) *Rule {
	for _, p := range packs {
		for _, r := range p.Rules {
			if !r.Pass && (strings.EqualFold(r.ID, id) || strings.EqualFold(r.Name, id)) {
				return r
			}
		}
	}
	return nil
}

// IDs of all rules of the packs, sorted.
func IDs(packs []*Pack) []string {
	var out []string
	for _, p := range packs {
		for _, r := range p.Rules {
			if !r.Pass {
				out = append(out, r.ID)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Names of all rules of the packs.
func Names(packs []*Pack) []string {
	var out []string
	for _, p := range packs {
		for _, r := range p.Rules {
			if !r.Pass {
				out = append(out, r.Name)
			}
		}
	}
	return out
}
