package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/cdolint/cdolint/internal/config/yamltree"
)

// Bounds of a pattern: its length in bytes, and how many patterns its braces
// stand for.
const (
	maxGlob         = 512
	maxAlternatives = 64
)

// glob is a pattern over paths, as in .gitignore: one without a slash means a
// file or folder of that name wherever it lies, one with a slash starts from
// the folder of the configuration, and a folder means all that lies in it.
// Letter case is ignored, as IIS and its file system do.
type glob struct {
	text string // as written
	at   Where

	// Every pattern is asked about every file: most are answered without
	// looking at wildcards. All parts are lower case.
	prefix string // folders before the first wildcard, with their slash
	name   string // a pattern without a slash, for one part of a path; else ""
	rest   string // behind prefix; "" if prefix is all
	plain  bool   // name has no wildcards
}

// newGlob prepares a pattern in which globMistake finds nothing.
func newGlob(text string, at Where) glob {
	g := glob{text: text, at: at}
	s := strings.ToLower(strings.TrimPrefix(text, "./"))
	s = strings.TrimSuffix(s, "/")
	anchored := strings.Contains(s, "/")
	s = strings.TrimPrefix(s, "/")
	if inner, ok := strings.CutPrefix(s, "**/"); ok { // **/old/** is old
		if inner = strings.TrimSuffix(inner, "/**"); inner != "" && !strings.Contains(inner, "/") && !wild(inner) {
			s, anchored = inner, false
		}
	}
	switch {
	case s == "." || s == "":
		return g // everything
	case !anchored && s != "**":
		g.name, g.plain = s, !wild(s)
		return g
	case !wild(s):
		g.prefix = s + "/"
		return g
	}
	i := strings.LastIndexByte(s[:strings.IndexAny(s, wildcards)], '/') + 1
	g.prefix = s[:i]
	if g.rest = s[i:]; g.rest == "**" {
		g.rest = ""
	}
	return g
}

const wildcards = "*?[{"

func wild(s string) bool { return strings.ContainsAny(s, wildcards) }

// match reports whether the pattern means the file. lower is its path from the
// folder of the configuration, in lower case.
func (g glob) match(lower string) bool {
	if g.name != "" {
		for part := range strings.SplitSeq(lower, "/") {
			if part == g.name || !g.plain && doublestar.MatchUnvalidated(g.name, part) {
				return true
			}
		}
		return false
	}
	rest, ok := strings.CutPrefix(lower, g.prefix)
	if !ok {
		return g.rest == "" && lower+"/" == g.prefix
	}
	return g.rest == "" || doublestar.MatchUnvalidated(g.rest, rest) || doublestar.MatchUnvalidated(g.rest+"/**", rest)
}

func matchAny(globs []glob, lower string) bool {
	for _, g := range globs {
		if g.match(lower) {
			return true
		}
	}
	return false
}

// globs reads one pattern or a list of them.
func (d *decoder) globs(n *yamltree.Node, where string) []glob {
	var out []glob
	if where == "path" && (n.Kind == yamltree.Null || n.Kind == yamltree.Sequence && len(n.Items) == 0) {
		d.errorf(n, `path takes patterns such as "apps/mail/**", not nothing`)
	}
	for e := range n.Elements() {
		s, ok := d.text(e, where, `patterns such as "apps/mail/**"`)
		if !ok {
			continue
		}
		if mistake := globMistake(s); mistake != "" {
			d.errorf(e, "%s", mistake)
			continue
		}
		out = append(out, newGlob(s, d.file.at(e)))
	}
	return out
}

// globMistake says what is wrong with a pattern, "" if nothing is.
func globMistake(s string) string {
	switch {
	case len(s) > maxGlob:
		return fmt.Sprintf("the pattern is longer than %d bytes", maxGlob)
	case strings.Contains(s, `\`):
		return fmt.Sprintf(`patterns are written with "/" on every system; did you mean %q?`, strings.ReplaceAll(s, `\`, "/"))
	case strings.HasPrefix(s, "!"):
		return `a pattern cannot be negated; "include" says which pages are wanted`
	case drive(s):
		return "a pattern starts from the folder of the configuration, not from a drive"
	case slices.Contains(strings.Split(s, "/"), ".."):
		return yamltree.Quote(s) + " leads out of the folder of the configuration; nothing outside is read"
	case !doublestar.ValidatePattern(s):
		return yamltree.Quote(s) + " is no pattern; is a bracket or brace open?"
	case alternatives(s) > maxAlternatives:
		return fmt.Sprintf("the braces of the pattern stand for more than %d patterns", maxAlternatives)
	}
	return ""
}

// alternatives is how many patterns the braces of one stand for, at most.
func alternatives(s string) int {
	n := 1
	var open []int // alternatives of the braces that are open
	for i := range len(s) {
		switch s[i] {
		case '{':
			open = append(open, 1)
		case ',':
			if len(open) > 0 {
				open[len(open)-1]++
			}
		case '}':
			if len(open) > 0 {
				n = min(n*open[len(open)-1], maxAlternatives+1)
				open = open[:len(open)-1]
			}
		}
	}
	return n
}
