package config

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// countingTree counts the reads of each file.
type countingTree struct {
	mapTree
	reads sync.Map
}

func (t *countingTree) Read(name string) ([]byte, error) {
	n, _ := t.reads.LoadOrStore(name, new(atomic.Int64))
	n.(*atomic.Int64).Add(1)
	return t.mapTree.Read(name)
}

func TestManyMayAskAtOnce(t *testing.T) {
	tree := &countingTree{mapTree: mapTree{FileName: "site: {auth: basic}\nexclude: [old]"}}
	for i := range 20 {
		tree.mapTree[fmt.Sprintf("a%d/b/%s", i, FileName)] = fmt.Sprintf("site: {webServers: W%d}\nfailOn: error\nrules: {qqqqqq: on}", i)
	}
	s, err := OpenTree(tree, "")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 200 {
				p := fmt.Sprintf("a%d/b/c%d/x.asp", i%20, i)
				if got := s.For(p).Assertions().WebServers; len(got) != 1 || got[0] != fmt.Sprintf("W%d", i%20) {
					t.Errorf("%s: %v", p, got)
				}
				s.Skip(p)
				_ = s.Err()
				_ = s.Notices()
			}
		})
	}
	wg.Wait()
	tree.reads.Range(func(name, n any) bool {
		if n.(*atomic.Int64).Load() != 1 {
			t.Errorf("%s was read %d times", name, n.(*atomic.Int64).Load())
		}
		return true
	})
	first := ""
	for range 5 {
		err := s.CheckRules(knownRules())
		got := fmt.Sprint(err, s.Notices())
		if first == "" {
			first = got
		}
		if got != first || strings.Count(err.Error(), "qqqqqq") != 20 || len(s.Notices()) != 20 {
			t.Fatalf("not the same each time, or not all:\n%s", got)
		}
	}
}

func TestPathsThatAreOdd(t *testing.T) {
	s := open1(t, "site: {auth: basic}\nexclude: [old]\npaths: [{path: x, site: {ssl: required}}]")
	for _, p := range []string{"", ".", "/", "..", "../x", "/etc/passwd", "a//b", "a/./b/../c.asp", "\x00", strings.Repeat("a/", 3000) + "x.asp"} {
		if got := s.For(p).Assertions().Auth; len(got) != 1 || got[0] != "basic" {
			t.Errorf("%.20q: auth %v", p, got)
		}
		s.Skip(p)
		s.Effective(p)
	}
}

func TestRootWithoutConfiguration(t *testing.T) {
	s, err := OpenTree(mapTree{}, "")
	if err != nil {
		t.Fatal(err)
	}
	c := s.Root()
	if c.PageExtensions() != nil || c.VirtualRoots() != nil || c.Encoding() != "" || c.Packs() != nil ||
		c.Limits() != DefaultLimits() || c.FailOn() != "warning" || !c.Gitignore() || s.Skip("a.asp") {
		t.Errorf("the defaults are not the defaults: %+v", c)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestRootSaysWhatCanBeSaidOnce(t *testing.T) {
	c := open1(t, validFixtures(t)["everything.yaml"]).Root()
	want := Limits{FileSize: 2 << 20, IncludeDepth: 32, Includes: 5000}
	if c.Limits() != want || c.FailOn() != "error" || c.Gitignore() || c.Encoding() != "euc-kr" {
		t.Errorf("limits %+v, failOn %s, gitignore %t, encoding %s", c.Limits(), c.FailOn(), c.Gitignore(), c.Encoding())
	}
	if got := fmt.Sprint(c.PageExtensions(), c.VirtualRoots()); got != "[.asp .asa .cdx .cer .htr] [{/common shared/common} {/ wwwroot}]" {
		t.Error(got)
	}
}

func TestFocusSaysWhichFileCountsOnce(t *testing.T) {
	tree := mapTree{
		FileName:                 "failOn: note\nextensions: {pages: .asp}",
		"apps/mail/" + FileName:  "failOn: error\nlimits: {includes: 7}",
		"apps/rooms/" + FileName: "failOn: never",
	}
	for _, tt := range []struct {
		name, folder, failOn string
		notices              int // failOn and limits of the others
	}{
		{"all", ".", "note", 3},
		{"a folder with a file", "apps/mail", "error", 1},
		{"a folder below it", "apps/mail/sub", "error", 1},
		{"a folder with a slash at its end", "apps/rooms/", "never", 2},
		{"a folder without one", "other", "note", 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := OpenTree(tree, "")
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Focus(tt.folder).FailOn(); got != tt.failOn || s.Root().FailOn() != got {
				t.Errorf("failOn %s, want %s", got, tt.failOn)
			}
			for _, p := range []string{"x.asp", "apps/mail/x.asp", "apps/rooms/x.asp"} {
				s.For(p)
			}
			if got := s.Notices(); len(got) != tt.notices {
				t.Errorf("notices: %v", got)
			}
		})
	}
}
