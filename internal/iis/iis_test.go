package iis_test

import (
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

var update = flag.Bool("update", false, "rewrite the golden parts of the fixtures")

// Each archive in testdata is a small repository. Its last file, "effective",
// is what Effective says for the pages of the repository (files that end in
// .asp), with the chain behind each value; see dump.
func TestEffectiveSettingsOfFixtures(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			repo, want := splitAt(archive, "effective")
			got := dump(repo)
			if *update {
				archive.Files = append(archive.Files[:len(repo):len(repo)], txtar.File{Name: "effective", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// load links the files of an archive. Folders named in files called ".keep" exist too.
func load(repo []txtar.File) (*iis.Config, map[string]*source.File) {
	dirs := map[string]bool{".": true}
	files := map[string]*source.File{}
	var list []*source.File
	var opts iis.Options
	for _, f := range repo {
		for d := path.Dir(f.Name); d != "."; d = path.Dir(d) {
			dirs[d] = true
		}
		if strings.EqualFold(path.Base(f.Name), "global.asa") {
			opts.Applications = append(opts.Applications, path.Dir(f.Name))
		}
		file := source.New(f.Name, f.Data, source.Options{})
		files[f.Name] = file
		list = append(list, file)
	}
	var names []string
	for d := range dirs {
		names = append(names, d)
	}
	slices.Sort(names)
	return iis.Load(list, names, opts), files
}

// dump shows, page by page, each value with what decides it (=), what that
// overrides (<), what contradicts it (!) and weak evidence (~); then the
// applications, settings that reach no page, and problems.
func dump(repo []txtar.File) string {
	config, files := load(repo)
	var b strings.Builder
	at := func(p source.Place) string {
		pos := files[p.Path].Position(p.Pos)
		return fmt.Sprintf("%s:%d:%d", p.Path, pos.Line, pos.Column)
	}
	show := func(sign string, s *iis.Setting) {
		fmt.Fprintf(&b, "    %s %s  [%s, %s, for %s", sign, s.Raw, at(s.At), s.Scope, s.Folder)
		if s.File != "" {
			fmt.Fprintf(&b, ", file %s", s.File)
		}
		for _, flag := range []struct {
			on   bool
			name string
		}{{s.Guess, "guess"}, {s.Assumed, "assumed"}, {s.Weak, "weak"}, {s.Uncalled, "uncalled"}, {s.Locked, "locked"}} {
			if flag.on {
				fmt.Fprintf(&b, ", %s", flag.name)
			}
		}
		b.WriteString("]\n")
	}
	used := map[source.Place]bool{}
	for _, f := range repo {
		if path.Ext(f.Name) != ".asp" {
			continue
		}
		for _, e := range config.Effective(f.Name) {
			fmt.Fprintf(&b, "%s", f.Name)
			if e.Address != "" {
				fmt.Fprintf(&b, " at %s", e.Address)
			}
			if e.Variant != "" {
				fmt.Fprintf(&b, " in %s", e.Variant)
			}
			if e.Reading != "" {
				fmt.Fprintf(&b, " by %s", e.Reading)
			}
			if e.Metabase {
				b.WriteString(" (metabase)")
			}
			b.WriteByte('\n')
			for _, group := range chains(&e) {
				fmt.Fprintf(&b, "  %s\n", strings.Join(group.values, " "))
				show("=", group.Setting)
				used[group.Setting.At] = true
				for _, s := range group.Overridden {
					show("<", s)
					used[s.At] = true
				}
				for _, s := range group.Contradicts {
					show("!", s)
					used[s.At] = true
				}
			}
			for _, s := range e.Weak {
				fmt.Fprintf(&b, "  %s: %s\n", s.Name, s.Value)
				show("~", s)
				used[s.At] = true
			}
		}
	}
	for _, a := range config.Applications() {
		kind := "virtual directory"
		if a.IsApplication {
			kind = "application"
		}
		fmt.Fprintf(&b, "%s %s -> %s", kind, a.Name, a.Folder)
		if a.Guess {
			b.WriteString(" (guess)")
		}
		if a.Pool != "" {
			fmt.Fprintf(&b, " pool %s", a.Pool)
		}
		fmt.Fprintf(&b, "  [%s]\n", at(a.At))
	}
	for _, s := range config.Settings() {
		if !used[s.At] {
			fmt.Fprintf(&b, "unused %s %s\n", s.Name, s.Value)
			show("-", s)
		}
	}
	for _, p := range config.Problems() {
		fmt.Fprintf(&b, "%s %s: %s\n", at(p.At), p.ID, p.Message)
	}
	return b.String()
}

// chain is one or more values that the same settings decide.
type chain struct {
	iis.Value
	values []string
}

// chains groups the values of a page, by name, where one attribute says
// several of them (AuthFlags).
func chains(e *iis.Effective) []*chain {
	names := make([]string, 0, len(e.Values))
	for name := range e.Values {
		names = append(names, string(name))
	}
	slices.Sort(names)
	var list []*chain
	samePlaces := func(a, b []*iis.Setting) bool {
		return slices.EqualFunc(a, b, func(a, b *iis.Setting) bool { return a.At == b.At })
	}
next:
	for _, name := range names {
		v := e.Get(iis.Name(name))
		text := name + "=" + v.String()
		for _, c := range list {
			if c.Setting.At == v.Setting.At && samePlaces(c.Overridden, v.Overridden) && samePlaces(c.Contradicts, v.Contradicts) {
				c.values = append(c.values, text)
				continue next
			}
		}
		list = append(list, &chain{v, []string{text}})
	}
	return list
}
