// Package suppress writes suppression comments: for each finding one in the
// comment style of the code around it, on the line above where that is
// possible, else behind it. What it proposes is tried on a copy of the site
// before anything is written: a comment that does not have its effect, or has
// any other, is not proposed.
package suppress

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// Request says what to suppress.
type Request struct {
	// Report is the site as it is.
	Report *finding.Report
	// Wanted reports whether a finding is to be suppressed. Only open findings
	// are asked for.
	Wanted func(f *finding.Finding) bool
	Reason string
	// Try analyses the site with edits made, and gives all findings of it.
	Try func(edits []finding.Edit) (*finding.Report, error)
}

// Result of a Plan.
type Result struct {
	// Edits write the comments.
	Edits []finding.Edit
	// Done are the findings that they suppress.
	Done []finding.Finding
	// Refused are those for which no comment was found that does.
	Refused []finding.Finding
	// Foreign are characters of the reason that the file of a refused finding
	// cannot hold in its encoding, by path.
	Foreign map[string]Foreign
}

// Foreign are characters, each once, that an encoding does not have.
type Foreign struct{ Encoding, Characters string }

// foreign are the characters of a reason that a file cannot hold.
func foreign(file *source.File, reason string) (out Foreign, found bool) {
	for _, r := range reason {
		_, err := file.Encode(string(r))
		var missing *source.EncodeError
		if errors.As(err, &missing) && !strings.ContainsRune(out.Characters, r) {
			out.Encoding = missing.Encoding
			out.Characters += string(r)
		}
	}
	return out, out.Characters != ""
}

// CheckReason reports what is wrong with a reason, which goes into comments of
// every language.
func CheckReason(reason string) error {
	switch {
	case !finding.Explains(reason):
		return fmt.Errorf("a suppression needs a reason")
	case strings.ContainsFunc(reason, func(r rune) bool { return !unicode.IsPrint(r) }):
		return fmt.Errorf("a reason is one line of text that can be shown")
	}
	for _, end := range []string{"%>", "-->", "*/", "--", "<%", "]]>"} {
		if strings.Contains(reason, end) {
			return fmt.Errorf("a reason cannot hold %q, which means something in a comment of a page or configuration file", end)
		}
	}
	return nil
}

// Plan finds the comments. The error is one of Try.
func Plan(r Request) (*Result, error) {
	groups := r.groups()
	read := &reading{}
	for _, g := range groups {
		g.prepare(r.Reason, read)
	}
	before := index(r.Report)
	for {
		edits := editsOf(groups)
		if len(edits) == 0 {
			break
		}
		report, err := r.Try(edits)
		if err != nil {
			return nil, err
		}
		after, m := index(report), movesOf(groups)
		again, fine := false, false
		for i, g := range groups {
			if i == 0 || g.path != groups[i-1].path {
				fine = before.same(after, g.path, m)
			}
			if g.current() != nil && (!fine || !g.suppressed(after, m)) {
				g.tried = true
				again = true
			}
		}
		for _, g := range groups { // the moves are those of what was tried
			if g.tried {
				g.next++
				g.tried = false
			}
		}
		if !again {
			break
		}
	}
	out := &Result{Edits: editsOf(groups), Foreign: map[string]Foreign{}}
	for _, g := range groups {
		if g.current() != nil {
			out.Done = append(out.Done, g.findings...)
		} else {
			out.Refused = append(out.Refused, g.findings...)
			if g.file == nil {
				continue
			}
			if f, found := foreign(g.file, r.Reason); found {
				out.Foreign[g.path] = f
			}
		}
	}
	finding.Sort(out.Done)
	finding.Sort(out.Refused)
	return out, nil
}

// group is the findings that begin on one line: they share a comment.
type group struct {
	path     string
	file     *source.File // nil if it cannot be had
	line     int          // on which they begin
	last     int          // the first line on which one of them ends
	findings []finding.Finding

	candidates []candidate
	next       int  // the candidate that is tried
	tried      bool // in vain
}

func (g *group) current() *candidate {
	if g.next < len(g.candidates) {
		return &g.candidates[g.next]
	}
	return nil
}

// groups are the findings that are wanted, by line.
func (r Request) groups() []*group {
	type key struct {
		path string
		line int
	}
	byLine := map[key]*group{}
	var out []*group
	for _, f := range r.Report.Findings {
		if !f.Open() || !r.Wanted(&f) {
			continue
		}
		file, err := r.Report.Sources.Source(f.At.Path)
		if err != nil {
			out = append(out, &group{path: f.At.Path, findings: []finding.Finding{f}})
			continue
		}
		line := file.Position(f.At.Pos).Line
		last := file.Position(max(f.At.Pos, f.At.End-1)).Line
		g := byLine[key{f.At.Path, line}]
		if g == nil {
			g = &group{path: f.At.Path, file: file, line: line, last: last}
			byLine[key{f.At.Path, line}] = g
			out = append(out, g)
		}
		g.last = min(g.last, last)
		g.findings = append(g.findings, f)
	}
	slices.SortStableFunc(out, func(a, b *group) int { return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.line, b.line)) })
	return out
}

// ids of the rules, each once.
func (g *group) ids() string {
	var ids []string
	for _, f := range g.findings {
		if !slices.Contains(ids, f.Rule) {
			ids = append(ids, f.Rule)
		}
	}
	slices.Sort(ids)
	return strings.Join(ids, ", ")
}

func editsOf(groups []*group) []finding.Edit {
	var out []finding.Edit
	for _, g := range groups {
		if c := g.current(); c != nil {
			out = append(out, finding.Edit{At: source.Place{Path: g.path, Pos: c.pos, End: c.pos}, Text: c.text})
		}
	}
	return out
}
