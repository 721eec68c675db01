package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write makes files below a new folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(text, "/") {
			err = os.MkdirAll(name, 0o700)
		} else {
			err = os.WriteFile(name, []byte(text), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func openDisk(t *testing.T, root, explicit string) *Set {
	t.Helper()
	s, err := Open(root, explicit)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestOpenLooksUpwards(t *testing.T) {
	const mine = "site: {auth: basic}"
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string // Where of auth
	}{
		{"in the analysed folder", map[string]string{"repo/apps/mail/.cdolint.yaml": mine}, ".cdolint.yaml:1"},
		{"one above", map[string]string{"repo/apps/.cdolint.yaml": mine}, "../.cdolint.yaml:1"},
		{"two above, where .git is", map[string]string{"repo/.cdolint.yaml": mine, "repo/.git": "/"}, "../../.cdolint.yaml:1"},
		{"the nearest counts", map[string]string{"repo/.cdolint.yaml": "site: {auth: digest}", "repo/apps/.cdolint.yaml": mine}, "../.cdolint.yaml:1"},
		{"not beyond .git", map[string]string{".cdolint.yaml": mine, "repo/.git": "/"}, "default"},
		{"not beyond the .git file of a work tree or submodule", map[string]string{".cdolint.yaml": mine, "repo/apps/.git": "gitdir: x"}, "default"},
		{"not beyond a .git in the analysed folder", map[string]string{"repo/.cdolint.yaml": mine, "repo/apps/mail/.git": "/"}, "default"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.files["repo/apps/mail/sub/x.asp"] = "x"
			dir := write(t, tt.files)
			s := openDisk(t, filepath.Join(dir, "repo", "apps", "mail"), "")
			if got := s.For("sub/x.asp").Assertions().At.String(); got != tt.want {
				t.Errorf("auth comes from %s, want %s", got, tt.want)
			}
		})
	}
}

func TestPatternsStartFromTheFolderOfTheFile(t *testing.T) {
	dir := write(t, map[string]string{
		".git": "/",
		".cdolint.yaml": "exclude: [/apps/mail/old]\npaths: [{path: apps/mail/new, site: {auth: basic}}]\n" +
			"virtualRoots: {/in: apps/mail/common, /out: shared}\npacks: [rules/own.yaml]\n",
		"rules/own.yaml":            "pack: own",
		"apps/mail/x.asp":           "",
		"apps/mail/n/.cdolint.yaml": "paths: [{path: a.asp, site: {auth: digest}}]",
	})
	s := openDisk(t, filepath.Join(dir, "apps", "mail"), "")
	for p, want := range map[string]string{"new/a.asp": "basic", "a.asp": "", "n/a.asp": "digest", "n/n/a.asp": "digest", "n/b.asp": ""} {
		if got := strings.Join(s.For(p).Assertions().Auth, ","); got != want {
			t.Errorf("%s: auth %q, want %q", p, got, want)
		}
	}
	for p, want := range map[string]bool{"old/a.asp": true, "a.asp": false, "new/old/a.asp": false} {
		if got := s.Skip(p); got != want {
			t.Errorf("Skip(%s) = %t", p, got)
		}
	}
	roots := s.Root().VirtualRoots()
	if len(roots) != 2 || roots[0] != (VirtualRoot{"/in", "common"}) || roots[1] != (VirtualRoot{"/out", "../../shared"}) {
		t.Errorf("virtual roots %v", roots)
	}
	pack := s.Root().Packs()[0]
	if raw, err := s.ReadPack(pack); err != nil || string(raw) != "pack: own" || pack.Name() != "../../rules/own.yaml" {
		t.Errorf("pack %s: %q, %v", pack.Name(), raw, err)
	}
}

func TestExplicitReplacesAllOthers(t *testing.T) {
	dir := write(t, map[string]string{
		"ci/lint.yaml":               "paths: [{path: apps/mail, site: {auth: basic}}]\npacks: [own.yaml, none.yaml]",
		"ci/own.yaml":                "pack: own",
		"site/.cdolint.yaml":         "site: {auth: digest}",
		"site/apps/.cdolint.yaml":    "site: {auth: digest}",
		"site/apps/mail/default.asp": "",
	})
	s := openDisk(t, filepath.Join(dir, "site"), filepath.Join(dir, "ci", "lint.yaml"))
	if got := s.For("apps/mail/default.asp").Assertions(); len(got.Auth) != 1 || got.Auth[0] != "basic" {
		t.Errorf("auth %v from %s", got.Auth, got.At)
	}
	if got := s.For("apps/x.asp").Assertions(); got.Auth != nil {
		t.Errorf("auth %v from %s, want none", got.Auth, got.At)
	}
	packs := s.Root().Packs()
	if raw, err := s.ReadPack(packs[0]); err != nil || string(raw) != "pack: own" {
		t.Errorf("pack: %q, %v", raw, err)
	}
	if _, err := s.ReadPack(packs[1]); err == nil || !strings.Contains(err.Error(), `lint.yaml:2:19: the pack "none.yaml" cannot be read`) {
		t.Errorf("missing pack: %v", err)
	}
	if _, err := Open(dir, filepath.Join(dir, "missing.yaml")); err == nil || !strings.Contains(err.Error(), "missing.yaml") {
		t.Errorf("missing file: %v", err)
	}
	if _, err := Open(dir, dir); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Errorf("a folder: %v", err)
	}
}

func TestOddFilesAreMistakes(t *testing.T) {
	for name, text := range map[string]string{
		"a folder":     "/",
		"binary":       "MZ\x00\x00\x90\x00\x03\x00",
		"a great deal": "# " + strings.Repeat("x", 2<<20),
	} {
		t.Run(name, func(t *testing.T) {
			dir := write(t, map[string]string{FileName: text})
			s, err := Open(dir, "")
			if err == nil || s != nil || !strings.HasPrefix(err.Error(), FileName+": ") {
				t.Errorf("got %v", err)
			}
		})
	}
}
