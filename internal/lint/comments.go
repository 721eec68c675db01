package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// comments are the suppressions of the pages, and of all other files that were
// looked at or have findings, by path.
func comments(s *site.Site, src *site.Sources, found []finding.Finding) map[string][]program.Comment {
	out := map[string][]program.Comment{}
	for p, f := range s.Files {
		if f.Program != nil && len(f.Program.Comments) > 0 {
			out[p] = f.Program.Comments
		}
	}
	looked := map[string]bool{}
	add := func(p string) {
		if looked[p] || out[p] != nil || s.Files[p] != nil && s.Files[p].Program != nil {
			return
		}
		looked[p] = true
		if f, err := src.Source(p); err == nil && finding.HoldsDirective(f.Text) {
			out[p] = directives(f)
		}
	}
	for p := range s.Suppressing {
		add(p)
	}
	for i := range found {
		add(found[i].At.Path)
	}
	return out
}

// directives are the suppressions of a file that is no page. Where there is a
// front end it tells comments from strings.
func directives(f *source.File) []program.Comment {
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".vbs", ".js":
		return program.CompileScript(f).Comments
	case ".cls", ".bas", ".frm", ".ctl":
		return program.CompileVB6(f).Comments
	case ".wsc", ".sct", ".wsf":
		list := program.CompileWSC(f, path.Base(f.Path)).Comments
		list = append(list, finding.Comments(f.Path, f.Text)...)
		slices.SortFunc(list, func(a, b program.Comment) int { return int(a.Span.Pos - b.Span.Pos) })
		return list
	}
	return finding.Comments(f.Path, f.Text)
}
