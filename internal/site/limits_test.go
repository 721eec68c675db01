package site_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/site"
)

// load links files, and returns the pages by path and the notices by id.
func load(t *testing.T, files map[string]string) (map[string]*site.Page, map[string][]site.Notice) {
	t.Helper()
	tree := &filetree.Memory{Files: map[string][]byte{}}
	for name, text := range files {
		tree.Files[name] = []byte(text)
	}
	s, err := site.Load(tree, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pages, notices := map[string]*site.Page{}, map[string][]site.Notice{}
	for _, p := range s.Pages {
		pages[p.File.Path] = p
	}
	for _, n := range s.Notices {
		notices[n.ID] = append(notices[n.ID], n)
	}
	return pages, notices
}

func include(name string) string { return fmt.Sprintf("<!--#include file=%q-->\n", name) }

func TestIncludesAreFollowedSixtyFourLevelsDeep(t *testing.T) {
	files := map[string]string{"page.asp": include("1.inc")}
	for i := 1; i <= 100; i++ {
		files[fmt.Sprintf("%d.inc", i)] = include(fmt.Sprintf("%d.inc", i+1))
	}
	files["101.inc"] = ""
	pages, notices := load(t, files)
	if n := len(pages["page.asp"].Closure); n != 1+64 { // the page itself among them
		t.Errorf("%d files deep", n)
	}
	if len(notices["limit"]) != 1 || notices["limit"][0].At.Path != "64.inc" {
		t.Errorf("%+v", notices["limit"])
	}
}

func TestAPageHasTenThousandIncludesAtMost(t *testing.T) {
	files := map[string]string{}
	var all strings.Builder
	for i := range 10_002 {
		files[fmt.Sprintf("%d.inc", i)] = ""
		all.WriteString(include(fmt.Sprintf("%d.inc", i)))
	}
	files["page.asp"] = all.String()
	pages, notices := load(t, files)
	if n := len(pages["page.asp"].Closure); n != 10_001 { // the page itself among them
		t.Errorf("%d files", n)
	}
	if len(notices["limit"]) != 1 || notices["limit"][0].At.Path != "page.asp" {
		t.Errorf("%+v", notices["limit"])
	}
}

func TestACycleIsReportedOnceHoweverManyPagesMeetIt(t *testing.T) {
	files := map[string]string{"a.inc": include("b.inc"), "b.inc": include("c.inc"), "c.inc": include("a.inc")}
	for i := range 50 {
		files[fmt.Sprintf("page%d.asp", i)] = include("a.inc") + include("a.inc")
	}
	pages, notices := load(t, files)
	if n := len(notices["include-cycle"]); n != 1 {
		t.Errorf("%d cycles: %+v", n, notices["include-cycle"])
	}
	if n := len(pages["page7.asp"].Closure); n != 4 {
		t.Errorf("%d files", n)
	}
}

// TestADiamondIsVisitedOnce: through 40 diamonds on top of one another lead 2^40 ways.
func TestADiamondIsVisitedOnce(t *testing.T) {
	files := map[string]string{"page.asp": include("l0.inc") + include("r0.inc"), "l40.inc": "", "r40.inc": ""}
	for i := range 40 {
		both := include(fmt.Sprintf("l%d.inc", i+1)) + include(fmt.Sprintf("r%d.inc", i+1))
		files[fmt.Sprintf("l%d.inc", i)], files[fmt.Sprintf("r%d.inc", i)] = both, both
	}
	start := time.Now()
	pages, notices := load(t, files)
	if n := len(pages["page.asp"].Closure); n != 83 {
		t.Errorf("%d files", n)
	}
	if len(notices["include-cycle"])+len(notices["limit"]) > 0 {
		t.Errorf("%+v", notices)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// FuzzInclude gives an include any name. It leads to a file of the tree, or it is
// reported; nothing outside of the tree is even asked for.
func FuzzInclude(f *testing.F) {
	for _, name := range []string{
		"lib.inc", "LIB.INC", `..\app\lib.inc`, "../../lib.inc", "/app/lib.inc", `\\server\share\lib.inc`, "C:lib.inc", "lib.inc\x00", ".", "", "lib.inc/", "./././lib.inc", "app/../lib.inc", "ｌib.inc", "lib.inc::$DATA", "a b.inc", "%2e%2e/lib.inc",
	} {
		f.Add(name, false)
		f.Add(name, true)
	}
	f.Fuzz(func(t *testing.T, name string, virtual bool) {
		kind := "file"
		if virtual {
			kind = "virtual"
		}
		tree := &asked{Memory: filetree.Memory{Files: map[string][]byte{
			"app/page.asp": []byte("<!--#include " + kind + "=\"" + name + "\"-->"), "app/lib.inc": []byte("<% x = 1 %>"), "lib.inc": nil, "other/page.inc": nil,
		}}}
		s, err := site.Load(tree, site.Options{Jobs: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range tree.names {
			if !fs.ValidPath(p) {
				t.Errorf("%q was asked for", p)
			}
		}
		for _, p := range s.Pages {
			for _, file := range p.Closure {
				if _, ok := tree.Files[file.Path]; !ok {
					t.Errorf("%q is in no tree", file.Path)
				}
			}
			if plainName(name) && p.File.Path == "app/page.asp" && len(p.Closure) == 1 && len(s.Notices) == 0 {
				t.Errorf("%s=%q leads nowhere, and nothing is said", kind, name)
			}
		}
	})
}

// plainName reports whether a name ends where the directive ends.
func plainName(name string) bool {
	return strings.Trim(name, " \t") != "" && !strings.ContainsAny(name, "\"<>\x00\r\n%-") && strings.ToValidUTF8(name, "") == name
}

// asked is a tree that remembers what was asked for.
type asked struct {
	filetree.Memory

	names []string
}

// Read implements [filetree.Tree].
func (a *asked) Read(name string) ([]byte, error) {
	a.names = append(a.names, name)
	return a.Memory.Read(name)
}
