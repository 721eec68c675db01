package report

import (
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// workarounds writes them in short, or in full if it is verbose.
func (t *textFinding) workarounds() {
	if len(t.f.Workarounds) == 0 {
		return
	}
	indent := strings.Repeat(" ", t.gutter+1)
	more := "; --verbose: each in full"
	if t.options.Verbose {
		more = ""
	}
	t.print(indent, t.paint(styleChrome, "= "), t.paint(styleBold, "ways out"), " (cdolint explain ", line(t.f.Rule), more, "):\n")
	for i := range t.f.Workarounds {
		w := &t.f.Workarounds[i]
		head := itoa(i+1) + ". " + line(w.ID)
		text := w.Summary
		if text == "" {
			text = w.Title
		}
		lines := wrap(line(t.clean(text)), t.options.Width-len(indent)-5, len(head)+2-3)
		for j, l := range lines {
			if j == 0 {
				t.print(indent, "  ", t.paint(styleBold, head), ": ", l, "\n")
				continue
			}
			t.print(indent, "     ", l, "\n")
		}
		if at := t.seen(w); at != "" {
			t.print(indent, "     ", t.paint(styleDim, "the changes are those shown for "), at, "\n")
			continue
		}
		full := ""
		if t.options.Verbose && w.Text != "" {
			full = t.clean(w.Text)
			t.print("\n")
			t.inFull(full, indent+"     ")
			t.print("\n")
		}
		if !strings.Contains(full, "```diff\n") {
			t.changes(w.Edits, indent+"     ")
		}
		for _, c := range w.Commands {
			if c = line(t.clean(c)); !strings.Contains(full, c) {
				t.print(indent, "     ", t.paint(styleDim, "> "), c, "\n")
			}
		}
	}
}

// inFull writes the whole of an advice, in Markdown as explain does: prose is
// wrapped, code and tables are not.
func (t *textFinding) inFull(text, indent string) {
	code := false
	for l := range strings.SplitSeq(strings.TrimSpace(visible(strings.ReplaceAll(text, "\t", "    "), "\n")), "\n") {
		fence := strings.HasPrefix(l, "```")
		switch {
		case l == "":
			t.print("\n")
		case code || fence || strings.HasPrefix(l, "|"):
			t.print(indent, l, "\n")
		default:
			hang := indent
			if strings.HasPrefix(l, "- ") {
				hang += "  "
			}
			t.print(indent, strings.Join(wrap(l, t.options.Width-len(hang), 0), "\n"+hang), "\n")
		}
		code = code != fence
	}
}

// seen is the place of the finding for which the changes of a workaround were
// shown already, "" if they were not: forty pages may hang on one line of
// web.config.
func (t *textFinding) seen(w *finding.Workaround) string {
	if len(w.Edits) == 0 || t.options.Verbose {
		return ""
	}
	var key strings.Builder
	for _, e := range w.Edits {
		key.WriteString(strings.Join([]string{e.At.Path, itoa(e.At.Pos), itoa(e.At.End), e.Text, ""}, "\x00"))
	}
	key.WriteString(strings.Join(w.Commands, "\x00"))
	if at, ok := t.patches[key.String()]; ok {
		return at
	}
	if t.patches == nil {
		t.patches = map[string]string{}
	}
	t.patches[key.String()] = t.place(t.f.At)
	return ""
}
