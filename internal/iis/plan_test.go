package iis_test

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// Each archive in testdata/basic-ssl is a small repository. Its last file,
// "plan", is what BasicSSL plans for all its pages (files that end in .asp):
// the edited files as they become, commands and notes.
func TestBasicSSL(t *testing.T) {
	archives, err := filepath.Glob("testdata/basic-ssl/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			repo, want := splitAt(archive, "plan")
			if strings.Contains(name, "crlf") {
				for i := range repo {
					repo[i].Data = []byte(strings.ReplaceAll(string(repo[i].Data), "\n", "\r\n"))
				}
			}
			plan := planFor(repo)
			edited := apply(t, repo, plan.Edits)
			got := showPlan(repo, edited, plan)
			checkIdempotent(t, edited, plan)
			if *update {
				archive.Files = append(archive.Files[:len(repo):len(repo)], txtar.File{Name: "plan", Data: []byte(got)})
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

func planFor(repo []txtar.File) iis.Plan {
	config, files := load(repo)
	var pages []string
	for _, f := range repo {
		if path.Ext(f.Name) == ".asp" {
			pages = append(pages, f.Name)
		}
	}
	return config.BasicSSL(func(path string) (string, bool) {
		f, ok := files[path]
		if !ok {
			return "", false
		}
		return f.Text, true
	}, pages...)
}

// apply applies edits from the end of each file to its start.
func apply(t *testing.T, repo []txtar.File, edits []iis.Edit) []txtar.File {
	t.Helper()
	out := append([]txtar.File(nil), repo...)
	for i, f := range out {
		text := source.New(f.Name, f.Data, source.Options{}).Text
		last := len(text)
		for n := len(edits) - 1; n >= 0; n-- {
			e := edits[n]
			if e.At.Path != f.Name {
				continue
			}
			if e.At.End > last || e.At.Pos > e.At.End {
				t.Fatalf("edit %+v overlaps the one at %d", e, last)
			}
			text = text[:e.At.Pos] + e.Text + text[e.At.End:]
			last = e.At.Pos
		}
		out[i].Data = []byte(text)
	}
	return out
}

// checkIdempotent plans for what the plan makes: nothing to edit is left, and
// nothing at all unless something has to be done by hand.
func checkIdempotent(t *testing.T, edited []txtar.File, plan iis.Plan) {
	t.Helper()
	again := planFor(edited)
	if len(again.Edits) > 0 {
		t.Errorf("a second run edits again: %+v", again.Edits)
	}
	if len(plan.Commands) == 0 && len(plan.Notes) == 0 && !again.Done {
		t.Error("the edits do not do it")
	}
}

func showPlan(repo, edited []txtar.File, plan iis.Plan) string {
	var b strings.Builder
	for i := range repo {
		if !bytes.Equal(repo[i].Data, edited[i].Data) {
			fmt.Fprintf(&b, "== %s\n%s", repo[i].Name, strings.ReplaceAll(string(edited[i].Data), "\r", "␍"))
		}
	}
	for _, c := range plan.Commands {
		fmt.Fprintf(&b, "$ %s\n", c)
	}
	for _, n := range plan.Notes {
		fmt.Fprintf(&b, "! %s\n", n)
	}
	if plan.Done {
		b.WriteString("nothing to do\n")
	}
	return b.String()
}

func splitAt(archive *txtar.Archive, name string) (repo []txtar.File, want []byte) {
	for _, f := range archive.Files {
		if f.Name == name {
			return repo, f.Data
		}
		repo = append(repo, f)
	}
	return repo, nil
}
