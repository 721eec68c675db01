package cli_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/cli"
)

// applications are the sites of everything, with a global.asa in each folder of
// pages that has none in or above it, without components and pages that run
// others by a computed name: these have to do with all applications. Two more
// applications share a file and run each other's pages.
func applications(t *testing.T) string {
	t.Helper()
	root := everything(t)
	computed := regexp.MustCompile(`(?i)server\s*\.\s*(execute|transfer)`)
	var dirs []string
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		switch ext := strings.ToLower(filepath.Ext(p)); {
		case ext == ".vbp", ext == ".wsc", ext == ".sct", computed.Match(raw):
			return os.Remove(p)
		case ext == ".asp" && !slices.Contains(dirs, filepath.Dir(p)):
			dirs = append(dirs, filepath.Dir(p))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"shared/mail.inc":   "<%\nSub Mail(box)\nSet s = CreateObject(\"MAPI.Session\")\ns.Logon \"\", \"\", False, True, 0, True, \"EX01\" & vbLf & box\ns.Logoff\nEnd Sub\n%>",
		"one/global.asa":    "",
		"one/page.asp":      "<!--#include file=\"../shared/mail.inc\"-->\n<% Mail Request(\"box\") %>",
		"one/web.config":    "<configuration><system.webServer><security><authentication><windowsAuthentication enabled=\"true\"/></authentication></security></system.webServer></configuration>",
		"two/global.asa":    "",
		"two/page.asp":      "<!--#include file=\"../shared/mail.inc\"-->\n<% Mail Session(\"box\") %>",
		"two/box.asp":       "<% Session(\"box\") = Request.ServerVariables(\"LOGON_USER\") %>",
		"three/global.asa":  "",
		"three/caller.asp":  "<% Server.Execute \"../two/page.asp\" %>",
		"four/global.asa":   "",
		"four/isolated.asp": "<%\nSet s = CreateObject(\"MAPI.Session\")\ns.Logon \"p\"\n%>",
	}
	for _, d := range dirs {
		has := false
		for up := d; len(up) >= len(root); up = filepath.Dir(up) {
			found, _ := filepath.Glob(filepath.Join(up, "[gG]lobal.asa"))
			has = has || len(found) > 0
		}
		if rel, err := filepath.Rel(root, d); err == nil && !has {
			files[filepath.ToSlash(rel)+"/global.asa"] = ""
		}
	}
	for name, text := range files {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// TestFindingsOfAFileAreThoseOfTheWhole: asked about one file, only the
// applications that have to do with it are followed, and nothing else that is
// said changes.
func TestFindingsOfAFileAreThoseOfTheWhole(t *testing.T) {
	root := applications(t)
	parsed := regexp.MustCompile(`(\d+) parsed`)
	check := func(what string) (list []string, programs int) {
		t.Helper()
		var out, errs bytes.Buffer
		args := []string{"check", "--format", "json", "--show-cleared", "--show-suppressed", "--no-cache", "--stats", "--root", root, filepath.Join(root, filepath.FromSlash(what))}
		if status := cli.Main(args, strings.NewReader(""), &out, &errs); status > 1 {
			t.Fatalf("%q: exit status %d: %.2000s", args, status, errs.Bytes())
		}
		var report struct{ Findings []json.RawMessage }
		if err := json.Unmarshal(out.Bytes(), &report); err != nil {
			t.Fatal(err)
		}
		for _, f := range report.Findings {
			list = append(list, string(f))
		}
		m := parsed.FindSubmatch(errs.Bytes())
		if m == nil {
			t.Fatalf("%s", errs.Bytes())
		}
		programs, _ = strconv.Atoi(string(m[1]))
		return list, programs
	}
	whole, all := check(".")
	byPath := map[string][]string{}
	for _, raw := range whole {
		var f struct {
			Location *struct{ Path string }
			Related  []struct {
				Page     bool
				Location *struct{ Path string }
			}
		}
		if err := json.Unmarshal([]byte(raw), &f); err != nil {
			t.Fatal(err)
		}
		if f.Location == nil {
			continue
		}
		paths := []string{f.Location.Path}
		for _, r := range f.Related {
			if r.Page && r.Location != nil {
				paths = append(paths, r.Location.Path)
			}
		}
		slices.Sort(paths)
		for _, p := range slices.Compact(paths) {
			byPath[p] = append(byPath[p], raw)
		}
	}
	paths := []string{"shared/mail.inc", "one/page.asp", "one/web.config", "two/page.asp", "two/box.asp", "two/global.asa", "three/caller.asp", "four/isolated.asp"}
	others := 0
	for p := range byPath {
		if !slices.Contains(paths, p) {
			paths = append(paths, p)
			others++
		}
	}
	if others < 100 {
		t.Fatalf("findings in %d files", others)
	}
	slices.Sort(paths[len(paths)-others:])
	for i, p := range paths {
		if from := len(paths) - others; i >= from && (i-from)%(others/25) != 0 {
			continue // some of them
		}
		got, programs := check(p)
		for _, f := range got {
			if !slices.Contains(whole, f) {
				t.Errorf("%s: is not said of the whole: %.3000s", p, f)
			}
		}
		for _, f := range byPath[p] {
			if !slices.Contains(got, f) {
				t.Errorf("%s: is only said of the whole: %.3000s", p, f)
			}
		}
		if programs > all/4 {
			t.Errorf("%s: %d of %d files were parsed", p, programs, all)
		}
	}
}
