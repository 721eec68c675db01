package ruletest

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/rules"
)

// Fixture is a site with expectations.
type Fixture struct {
	Name  string
	Files map[string][]byte
	// Rules are the packs and ids under test, from the line "rules:" of
	// the archive's comment; empty: all that are on by default.
	Rules []string
}

// Read reads a txtar archive, or a folder.
func Read(path string) (*Fixture, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	f := &Fixture{Name: filepath.ToSlash(path), Files: map[string][]byte{}}
	if info.IsDir() {
		if err := f.readDir(path); err != nil {
			return nil, err
		}
		return f, nil
	}
	a, err := txtar.ParseFile(path)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(a.Comment)) {
		if list, ok := strings.CutPrefix(line, "rules:"); ok {
			f.Rules = strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\r' })
		}
	}
	for _, file := range a.Files {
		f.Files[file.Name] = file.Data
	}
	return f, nil
}

func (f *Fixture) readDir(dir string) error {
	return fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
		f.Files[p] = b
		return err
	})
}

// Got is a finding as a fixture compares it.
type Got struct {
	Path    string
	Line    int
	Rule    string
	Message string
}

// Mismatch is an expectation that was not met, or a finding that was not expected.
type Mismatch struct {
	Want *Want
	Got  *Got
}

// String shows both sides.
func (m Mismatch) String() string {
	switch {
	case m.Got == nil:
		return fmt.Sprintf("%s:%d: wanted %s %q, found nothing", m.Want.Path, m.Want.Line, m.Want.Rule, m.Want.Message)
	case m.Want == nil:
		return fmt.Sprintf("%s:%d: found %s, wanted nothing: %s", m.Got.Path, m.Got.Line, m.Got.Rule, m.Got.Message)
	}
	return fmt.Sprintf("%s:%d: %s:\n\twanted a match for %q\n\tfound            %q", m.Got.Path, m.Got.Line, m.Got.Rule, m.Want.Message, m.Got.Message)
}

// Check analyses the fixture and compares.
func (f *Fixture) Check(packs []*rules.Pack) ([]Mismatch, error) {
	var wants []Want
	for p, b := range f.Files {
		list, err := Wants(p, string(b))
		if err != nil {
			return nil, err
		}
		wants = append(wants, list...)
	}
	tree := &site.Memory{Files: f.Files}
	conf, err := config.OpenTree(tree, "")
	if err != nil {
		return nil, err
	}
	o := lint.Options{Packs: packs, Config: conf, Prefilter: true, Switch: f.on}
	res, err := lint.Run(tree, o)
	if err != nil {
		return nil, err
	}
	got, err := found(res.Report)
	if err != nil {
		return nil, err
	}
	return compare(wants, got), nil
}

func (f *Fixture) on(r *rules.Rule) (on, decided bool) {
	if len(f.Rules) == 0 {
		return false, false
	}
	return slices.Contains(f.Rules, r.Pack.Name) || slices.Contains(f.Rules, r.ID), true
}

func found(r *finding.Report) ([]Got, error) {
	var out []Got
	for _, g := range r.Findings {
		if !g.Open() {
			continue
		}
		src, err := r.Sources.Source(g.At.Path)
		if err != nil {
			return nil, err
		}
		out = append(out, Got{Path: g.At.Path, Line: src.Position(g.At.Pos).Line, Rule: g.Rule, Message: report.Plain(&g)})
	}
	return out, nil
}

// compare pairs wants and findings of the same rule on the same line.
func compare(wants []Want, got []Got) []Mismatch {
	var out []Mismatch
	used := make([]bool, len(got))
	for i := range wants {
		w := &wants[i]
		best := -1
		for j, g := range got {
			if used[j] || g.Path != w.Path || g.Line != w.Line || g.Rule != w.Rule {
				continue
			}
			if w.Message.MatchString(g.Message) {
				best = j
				break
			}
			if best < 0 {
				best = j
			}
		}
		if best < 0 {
			out = append(out, Mismatch{Want: w})
			continue
		}
		used[best] = true
		if !w.Message.MatchString(got[best].Message) {
			out = append(out, Mismatch{Want: w, Got: &got[best]})
		}
	}
	for j := range got {
		if !used[j] {
			out = append(out, Mismatch{Got: &got[j]})
		}
	}
	slices.SortFunc(out, func(a, b Mismatch) int { return strings.Compare(a.String(), b.String()) })
	return out
}
