package finding

import (
	"strings"

	"github.com/cdolint/cdolint/internal/source"
)

// ContextKey names [Context] among the partialFingerprints of a SARIF result.
const ContextKey = "cdolint/context/v1"

// Context is what a baseline needs to find a finding again after edits around
// it: hashes of the rule with its normalised code, of the line before and of
// the line after, blank lines passed over; separated by colons.
func Context(f *Finding, file *source.File) string {
	c := contextOf(f, file)
	return c.code + ":" + c.before + ":" + c.after
}

type context struct{ code, before, after string }

func contextOf(f *Finding, file *source.File) context {
	c := context{code: digest(f.Rule, f.Snippet)[:16]}
	if file == nil {
		return c
	}
	first := file.Position(f.At.Pos).Line
	last := file.Position(max(f.At.Pos, f.At.End-1)).Line
	c.before = neighbour(file, first, -1)
	c.after = neighbour(file, last, +1)
	return c
}

// neighbour hashes the nearest line above or below that is not blank. Only the
// start of a very long line counts, and a long stretch of blank lines counts as
// the end of the file: the work stays bounded.
func neighbour(file *source.File, line, step int) string {
	const farthest, longest = 50, 512
	for range farthest {
		line += step
		if line < 1 || line > file.LineCount() {
			break
		}
		text := file.Line(line)
		text = NormalizeSnippet(text[:min(len(text), longest)])
		if text != "" {
			return digest(text)[:16]
		}
	}
	return ""
}

// parseContext reads what [Context] wrote.
func parseContext(s string) (context, bool) {
	parts := strings.Split(s, ":")
	if len(parts) != 3 || parts[0] == "" {
		return context{}, false
	}
	return context{code: parts[0], before: parts[1], after: parts[2]}, true
}
