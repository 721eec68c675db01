package ruletest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/nearest"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/rules"
)

// Fixture is a site with expectations.
type Fixture struct {
	Name  string
	Files map[string][]byte
	// Rules are the packs and ids under test, from the line "rules:" of
	// the archive's comment; empty: all that are on by default.
	Rules []string

	// starts are the lines of the archive before each file.
	starts map[string]int
}

// Line is the line of the archive that holds a line of one of its files; 0 for
// a folder.
func (f *Fixture) Line(path string, line int) int {
	if start, ok := f.starts[path]; ok {
		return start + line
	}
	return 0
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
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	a := txtar.Parse(raw)
	for line := range strings.Lines(string(a.Comment)) {
		if list, ok := strings.CutPrefix(line, "rules:"); ok {
			f.Rules = strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\r' })
		}
	}
	if len(a.Files) == 0 {
		return nil, errors.New(`it holds no file; a file begins behind a line "-- path --"`)
	}
	f.starts = map[string]int{}
	before := bytes.Count(a.Comment, []byte("\n"))
	for _, file := range a.Files {
		before++ // its marker
		f.Files[file.Name], f.starts[file.Name] = file.Data, before
		before += bytes.Count(file.Data, []byte("\n"))
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

// Check analyses the fixture and compares.
func (f *Fixture) Check(packs []*rules.Pack) ([]Mismatch, error) {
	if err := f.knows(packs); err != nil {
		return nil, err
	}
	var wants []Want
	for p, b := range f.Files {
		list, err := Wants(p, string(b))
		if err != nil {
			return nil, err
		}
		wants = append(wants, list...)
	}
	tree := &filetree.Memory{Files: f.Files}
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

// knows makes sure that what is under test exists: a misspelt name would test
// nothing and pass.
func (f *Fixture) knows(packs []*rules.Pack) error {
	all := append(rules.IDs(packs), rules.Names(packs)...)
	for _, p := range packs {
		all = append(all, p.Name)
	}
	for _, name := range f.Rules {
		if slices.Contains(all, name) {
			continue
		}
		hint := `"cdolint rules" lists them`
		if near := nearest.Of(name, all); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return fmt.Errorf("rules: there is no pack or rule %q; %s", name, hint)
	}
	return nil
}

func (f *Fixture) on(r *rules.Rule) (on, decided bool) {
	if len(f.Rules) == 0 || r.Match == "suppression" { // housekeeping is always on
		return false, false
	}
	return slices.ContainsFunc([]string{r.Pack.Name, r.ID, r.Name}, func(s string) bool { return slices.Contains(f.Rules, s) }), true
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
