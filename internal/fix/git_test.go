package fix_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/source"
)

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "core.autocrlf=false", "-c", "commit.gpgsign=false"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// repository is a work tree with a committed file in a folder.
func repository(t *testing.T) (root string, f *source.File) {
	t.Helper()
	root = t.TempDir()
	git(t, root, "init", "-q")
	f = write(t, root, "site/web [1].config", "<a on=\"true\" />\r\n<b/>\r\n")
	write(t, root, ".gitignore", "*.local\n")
	git(t, root, "add", ".")
	git(t, root, "commit", "-q", "-m", "x")
	return root, f
}

func TestGit(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(t *testing.T, root string)
		file  string
		dirty string // "" if the file may be changed
	}{
		{name: "a committed file"},
		{name: "a changed file", spoil: func(t *testing.T, root string) {
			write(t, root, "site/web [1].config", "<a on=\"true\" />\r\n<c/>\r\n")
		}, dirty: "neither committed nor staged"},
		{name: "a staged file", spoil: func(t *testing.T, root string) {
			write(t, root, "site/web [1].config", "<a on=\"true\" />\r\n<c/>\r\n")
			git(t, root, "add", ".")
		}},
		{name: "a staged new file", file: "site/new.config", spoil: func(t *testing.T, root string) {
			write(t, root, "site/new.config", "<a on=\"true\" />")
			git(t, root, "add", ".")
		}},
		{name: "a staged file that was changed again", spoil: func(t *testing.T, root string) {
			write(t, root, "site/web [1].config", "<a on=\"true\" />\r\n<c/>\r\n")
			git(t, root, "add", ".")
			write(t, root, "site/web [1].config", "<a on=\"true\" />\r\n<d/>\r\n")
		}, dirty: "neither committed nor staged"},
		{name: "changes elsewhere do not matter", spoil: func(t *testing.T, root string) {
			write(t, root, "site/web 1.config", "<a on=\"true\" />\r\n<c/>\r\n")
		}},
		{name: "a file that git does not keep", file: "site/new.config", spoil: func(t *testing.T, root string) {
			write(t, root, "site/new.config", "<a on=\"true\" />")
		}, dirty: "not under version control"},
		{name: "a file that git ignores", file: "site/web.local", spoil: func(t *testing.T, root string) {
			write(t, root, "site/web.local", "<a on=\"true\" />")
		}, dirty: "ignores"},
		{name: "a repository that git cannot read", spoil: func(t *testing.T, root string) {
			if err := os.WriteFile(filepath.Join(root, ".git", "config"), []byte("[core"), 0o644); err != nil {
				t.Fatal(err)
			}
		}, dirty: "bad config"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root, _ := repository(t)
			name := "site/web [1].config"
			if tt.file != "" {
				name = tt.file
			}
			if tt.spoil != nil {
				tt.spoil(t, root)
			}
			now := stored(t, root, name)
			f := source.New(name, []byte(now), source.Options{})
			// The root of the analysis need not be that of the work tree.
			name = strings.TrimPrefix(name, "site/")
			e := replace(t, f, "true", "false")
			e.At.Path = name
			_, err := fix.Apply(filepath.Join(root, "site"), []finding.Edit{e}, fix.Options{})
			switch {
			case tt.dirty == "" && err != nil:
				t.Errorf("refused: %v", err)
			case tt.dirty != "" && (!errors.Is(err, fix.ErrDirty) || !strings.Contains(err.Error(), tt.dirty)):
				t.Errorf("got %v, want %q", err, tt.dirty)
			case tt.dirty != "" && stored(t, root, "site/"+name) != now:
				t.Error("the file was changed all the same")
			}
			if tt.dirty == "" {
				return
			}
			if _, err := fix.Apply(filepath.Join(root, "site"), []finding.Edit{e}, fix.Options{Force: true}); err != nil {
				t.Errorf("forced: %v", err)
			}
		})
	}
}

func TestGitRunsNothingOfTheRepository(t *testing.T) {
	root, f := repository(t)
	ran := filepath.Join(root, "ran")
	monitor := filepath.Join(root, "monitor.sh")
	if err := os.WriteFile(monitor, []byte("#!/bin/sh\ntouch '"+ran+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	git(t, root, "config", "core.fsmonitor", monitor)
	if _, err := fix.Apply(root, []finding.Edit{replace(t, f, "true", "false")}, fix.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("the monitor of the repository was run")
	}
}

// TestGitAppliesThePatch has git make the change from the patch.
func TestGitAppliesThePatch(t *testing.T) {
	for _, raw := range []string{
		"<a on=\"true\" />\r\n<b/>\r\n",
		"<a on=\"true\" />",
		"' \xe4\n\n\n\n\n\n\n<a on=\"true\" />\nx\ny\nz\nz\nz\nz\n\nb",
		"\xef\xbb\xbf<?xml version=\"1.0\"?>\r\n<a on=\"true\"\r\n/>\r\n",
	} {
		root := t.TempDir()
		git(t, root, "init", "-q")
		f := write(t, root, "web.config", raw)
		res, err := fix.Apply(root, []finding.Edit{replace(t, f, "true", "false\n")}, fix.Options{DryRun: true, Force: true})
		if err != nil {
			t.Fatal(err)
		}
		patch := filepath.Join(t.TempDir(), "x.patch")
		if err := os.WriteFile(patch, res.Changes[0].Patch(), 0o644); err != nil {
			t.Fatal(err)
		}
		git(t, root, "apply", "--whitespace=nowarn", patch)
		if got := stored(t, root, "web.config"); got != string(res.Changes[0].After) {
			t.Errorf("git made %q, want %q", got, res.Changes[0].After)
		}
	}
}
