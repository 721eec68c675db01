package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/iis"
)

// edits say what the plan does, by file: "web.config line 12: set
// windowsAuthentication enabled="false", add access sslFlags="Ssl"".
func (a *Adviser) edits(s *subject) []string {
	var out []string
	edits := s.plan.Edits
	for len(edits) > 0 {
		n := 1
		for n < len(edits) && edits[n].At.Path == edits[0].At.Path {
			n++
		}
		var set, add []string
		for _, e := range edits[:n] {
			if e.At.Pos < e.At.End {
				set = append(set, a.newValue(s, e))
			} else if list, ok := inserted(e.Text); ok {
				add = append(add, list...)
			} else {
				add = append(add, unsaid(s))
			}
		}
		set, add = unique(set), unique(add)
		var todo []string
		if len(set) > 0 {
			todo = append(todo, "set "+strings.TrimPrefix(english.List(set, "and"), "SET "))
		}
		if len(add) > 0 {
			todo = append(todo, "add "+english.List(add, "and"))
		}
		out = append(out, fmt.Sprintf("%s line %d: %s", edits[0].At.Path, a.firstLine(edits[0]), strings.Join(todo, ", ")))
		edits = edits[n:]
	}
	return out
}

// firstLine is the line on which what an edit brings begins.
func (a *Adviser) firstLine(e iis.Edit) int {
	blank := len(e.Text) - len(strings.TrimLeft(e.Text, " \t\r\n"))
	return a.lineNumber(e.At) + strings.Count(strings.ReplaceAll(e.Text[:blank], "\r\n", "\n"), "\n")
}

// newValue is a setting with its new value: windowsAuthentication enabled="false".
func (a *Adviser) newValue(s *subject, e iis.Edit) string {
	f, err := a.in.Sources.Source(e.At.Path)
	if err != nil {
		return e.Text
	}
	for _, c := range s.changes {
		if c.at == nil || c.at.ValueAt != e.At {
			continue
		}
		old := f.Text[e.At.Pos:e.At.End]
		if i := strings.LastIndex(c.at.Raw, old); i >= 0 {
			return c.at.Raw[:i] + e.Text + c.at.Raw[i+len(old):]
		}
		return c.written()
	}
	return e.Text
}

// unsaid are the changes that a script gets statements for.
func unsaid(s *subject) string {
	var words []string
	for _, c := range s.changes {
		if c.at == nil && !slices.Contains(s.plan.Commanded, c.name) {
			words = append(words, c.words())
		}
	}
	if len(words) == 0 {
		return "statements for the rest"
	}
	return "statements (" + english.List(unique(words), "and") + ")"
}

// inserted are the elements or attributes that an insertion brings; ok is false
// where it brings statements of a script.
func inserted(text string) (out []string, ok bool) {
	if text = strings.TrimSpace(text); !strings.HasPrefix(text, "<") && !isAttribute(text) {
		return nil, false
	}
	text = strings.NewReplacer("/>", "<", ">", "<").Replace(text)
	for part := range strings.SplitSeq(text, "<") {
		part = strings.Join(strings.Fields(part), " ")
		if strings.Contains(part, "=") { // not a mere parent or end tag
			out = append(out, part)
		}
	}
	return out, true
}

// isAttribute reports whether a text begins with an attribute: name="value".
func isAttribute(text string) bool {
	name, rest, ok := strings.Cut(text, "=")
	return ok && strings.HasPrefix(rest, `"`) && !strings.ContainsAny(name, " \t\r\n.:;(\"'")
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
