package migration_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/migration"
)

var update = flag.Bool("update", false, "write docs/migration.md")

func TestDocumentIsUpToDate(t *testing.T) {
	const file = "../../docs/migration.md"
	got := migration.Document()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Error("docs/migration.md is out of date; run go generate ./internal/migration")
	}
}

func TestEveryRowSaysHowOrWhyNot(t *testing.T) {
	seen := map[migration.ID]bool{}
	used := map[string]bool{}
	for _, o := range migration.All() {
		t.Run(o.ID, func(t *testing.T) {
			if seen[o.ID] {
				t.Error("the row is there twice")
			}
			seen[o.ID] = true
			if o.Title == "" || o.CDO == "" || o.Group == "" {
				t.Error("title, CDO members or group are missing")
			}
			if w := o.WebDAV; (w.Verb == "") != (w.URL == "") || (w.Verb == "") == (w.None == "") {
				t.Errorf("WebDAV: want verb and URL, or the reason why not: %+v", w)
			}
			for _, c := range []migration.Call{o.EWS, o.Graph} {
				if (c.Name == "") == (c.None == "") {
					t.Errorf("want a call, or the reason why not: %+v", c)
				}
			}
			if s := o.WebDAV.Snippet; s != "" {
				used[s+".vbs"] = true
				if o.WebDAV.Code() == "" {
					t.Errorf("there is no snippet %q", s)
				}
			}
		})
	}
	files, err := os.ReadDir("snippets")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Name() != "dav.inc" && !used[f.Name()] {
			t.Errorf("no row uses the snippet %s", f.Name())
		}
	}
}

func TestFor(t *testing.T) {
	tests := []struct {
		version string
		want    migration.Interface
	}{
		{"", migration.Unknown},
		{"5.5", migration.NoInterface},
		{"5.5 SP4", migration.NoInterface},
		{"2000", migration.ByWebDAV},
		{"Exchange 2003 SP2", migration.ByWebDAV},
		{"2003SP1", migration.ByWebDAV},
		{"Microsoft Exchange Server 2007", migration.ByWebDAV},
		{"2010", migration.ByEWS},
		{"SE", migration.ByEWS},
		{"Exchange Online", migration.ByGraph},
		{"Microsoft 365", migration.ByGraph},
		{"20031", migration.Unknown},
		{"something", migration.Unknown},
	}
	for _, tt := range tests {
		if got := migration.For(tt.version); got != tt.want {
			t.Errorf("For(%q) = %q, want %q", tt.version, got, tt.want)
		}
	}
}

func TestEndOfCDO(t *testing.T) {
	for version, want := range map[string]bool{"": false, "2003": false, "2013 CU23": false, "2016": true, "se": true, "Exchange Online": true} {
		if got := migration.EndOfCDO(version); got != want {
			t.Errorf("EndOfCDO(%q) = %t", version, got)
		}
	}
}

func ExampleFind() {
	o, _ := migration.Find(migration.ListAppointments)
	fmt.Println(o.WebDAV.Request())
	fmt.Println(o.EWS.Name)
	fmt.Println(o.Graph.Name)
	// Output:
	// SEARCH /exchange/{mailbox}/Calendar/
	// FindItem
	// GET /me/calendarView?startDateTime=…&endDateTime=…
}
