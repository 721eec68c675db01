package storeop_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/analyzers/storeop"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/migration"
	"github.com/cdolint/cdolint/internal/site"
)

func facts(t *testing.T, files map[string][]byte) (*site.Site, []*storeop.Fact) {
	t.Helper()
	s, err := site.Load(&filetree.Memory{Files: files}, site.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	results, err := driver.Run(&driver.Input{Site: s, Jobs: 1}, storeop.Analyzer)
	if err != nil {
		t.Fatal(err)
	}
	return s, results[storeop.Analyzer].([]*storeop.Fact)
}

// TestOperations compares what is found on each line with what its comment
// says: ' want OPERATION [FOLDER], … . Lines without a comment want nothing.
func TestOperations(t *testing.T) {
	fixtures, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(fixtures) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range fixtures {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := map[string][]byte{}
			want := map[string][]string{}
			for _, f := range a.Files {
				files[f.Name] = f.Data
				for i, line := range strings.Split(string(f.Data), "\n") {
					if _, list, ok := strings.Cut(line, "' want "); ok {
						for op := range strings.SplitSeq(list, ",") {
							at := fmt.Sprintf("%s:%d", f.Name, i+1)
							want[at] = append(want[at], strings.TrimSpace(op))
						}
					}
				}
			}
			s, list := facts(t, files)
			got := map[string][]string{}
			for _, f := range list {
				src, err := s.Source(f.At.Path)
				if err != nil {
					t.Fatal(err)
				}
				at := fmt.Sprintf("%s:%d", f.At.Path, src.Position(f.At.Pos).Line)
				op := strings.TrimSpace(f.Operation + " " + f.Folder)
				if f.Interface != storeop.CDO {
					op = f.Interface
				} else if _, ok := migration.Find(f.Operation); !ok {
					t.Errorf("%s: the table has no operation %q", at, f.Operation)
				}
				if !slices.Contains(got[at], op) {
					got[at] = append(got[at], op)
				}
			}
			for _, at := range keys(want, got) {
				slices.Sort(want[at])
				slices.Sort(got[at])
				if !slices.Equal(want[at], got[at]) {
					t.Errorf("%s:\n\twant  %s\n\tfound %s", at, strings.Join(want[at], ", "), strings.Join(got[at], ", "))
				}
			}
		})
	}
}

func keys(a, b map[string][]string) []string {
	var out []string
	for _, m := range []map[string][]string{a, b} {
		for k := range m {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

func TestTheSessionIsTheOneThatTheLogonNames(t *testing.T) {
	page := `<%
Set a = Server.CreateObject("MAPI.Session")
Set b = Server.CreateObject("MAPI.Session")
a.Logon "", "", False, True, 0, True, "EX" & vbLf & "x"
b.Logon "", "", False, True, 0, True, "EX" & vbLf & "y"
n = a.Inbox.Messages.Count
b.Outbox.Messages.Add("x", "y").Send
%>`
	_, list := facts(t, map[string][]byte{"page.asp": []byte(page)})
	for _, f := range list {
		line := 1 + strings.Count(page[:f.Session.Pos], "\n")
		want := 2
		if f.Folder == "outbox" {
			want = 3
		}
		if line != want {
			t.Errorf("%s: session of line %d, want %d", f.Operation, line, want)
		}
	}
	if len(list) < 4 {
		t.Errorf("found %d operations, want at least 4", len(list))
	}
}

func FuzzMemberPaths(f *testing.F) {
	f.Add("inbox.messages.getfirst.subject")
	f.Add("infostores.item.rootfolder.folders.item.messages.filter.fields.add")
	f.Add("ddressentries.item.getfreebusy..item.item.")
	f.Add("getmessage.sender.manager.members.item.name")
	f.Fuzz(func(t *testing.T, path string) {
		for _, op := range storeop.OperationsOf(path) {
			if _, ok := migration.Find(op); !ok {
				t.Errorf("%q is no row of the table", op)
			}
		}
	})
}
