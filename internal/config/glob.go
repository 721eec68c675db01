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
	text    string // as written
	at      Where
	pattern string // lower case, from the folder of the configuration
}

// match reports whether the pattern means the file. lower is its path from the
// folder of the configuration, in lower case.
func (g glob) match(lower string) bool {
	return doublestar.MatchUnvalidated(g.pattern, lower) ||
		doublestar.MatchUnvalidated(g.pattern+"/**", lower)
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
		out = append(out, glob{text: s, at: d.file.at(e), pattern: anchored(s)})
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
		return short(s) + " leads out of the folder of the configuration; nothing outside is read"
	case !doublestar.ValidatePattern(s):
		return short(s) + " is no pattern; is a bracket or brace open?"
	case alternatives(s) > maxAlternatives:
		return fmt.Sprintf("the braces of the pattern stand for more than %d patterns", maxAlternatives)
	}
	return ""
}

// anchored gives a pattern the form in which it is matched.
func anchored(s string) string {
	s = strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(s, "./"), "/"))
	if rest, ok := strings.CutPrefix(s, "/"); ok {
		return rest
	}
	if s == "." {
		return "**"
	}
	if strings.Contains(s, "/") {
		return s
	}
	return "**/" + s
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
