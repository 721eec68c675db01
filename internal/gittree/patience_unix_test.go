//go:build unix

package gittree

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

const forEver = time.Minute // for a test

// TestGitThatDoesNotAnswerIsEnded: a program stands for git that waits, by
// itself and for another that keeps its output open.
func TestGitThatDoesNotAnswerIsEnded(t *testing.T) {
	asked := map[string]func(*Repo) error{
		"for an answer": func(r *Repo) error {
			_, err := r.output("status")
			return err
		},
		"for a list": func(r *Repo) error {
			_, err := r.objects("ls-tree")
			return err
		},
		"for a content": func(r *Repo) error {
			b := newBlobs(r, 1)
			_, err := b.read("4f0c1e1c")
			tree := &Tree{modules: []module{{"elsewhere", nil}, {"part", &Tree{blobs: b}}}}
			if given := tree.Err(); !errors.Is(given, err) {
				t.Errorf("the tree says %v", given)
			}
			if _, again := b.read("5e"); !errors.Is(again, err) {
				t.Errorf("asked again: %v", again)
			}
			_ = b.close()
			return err
		},
		"for the end of a content": func(r *Repo) error {
			b := newBlobs(r, 100)
			_, err := b.read("half")
			_ = b.close()
			return err
		},
	}
	for name, script := range map[string]string{"itself": "exec sleep 600", "another": "sleep 600; true"} {
		for what, ask := range asked {
			t.Run(name+" "+what, func(t *testing.T) {
				dir := t.TempDir()
				head := "#!/bin/sh\ncase \"$*\" in *batch) read id; if [ $id = half ]; then echo half blob 7; fi;; esac\n"
				if err := os.WriteFile(filepath.Join(dir, "git"), []byte(head+script+"\n"), 0o700); err != nil {
					t.Fatal(err)
				}
				t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
				r := &Repo{dir: dir, env: os.Environ(), patience: 100 * time.Millisecond, doubt: forEver}
				err := ask(r)
				if !errors.Is(err, ErrNoAnswer) || !strings.Contains(err.Error(), "within 100ms; does git status answer in "+dir) {
					t.Errorf("%v", err)
				}
			})
		}
	}
}

// TestGitThatWaitsForAPipe: git opens every .gitignore that it comes by.
func TestGitThatWaitsForAPipe(t *testing.T) {
	for _, name := range []string{".gitignore", "site/.gitignore", "site/mail/.gitignore"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			site := filepath.Join(dir, "site")
			if err := os.MkdirAll(filepath.Join(site, "mail"), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(site, "mail", "a.asp"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("git", "init", "-q")
			cmd.Dir = dir
			if err := cmd.Run(); err != nil {
				t.Fatal(err)
			}
			pipe := filepath.Join(dir, filepath.FromSlash(name))
			if err := unix.Mkfifo(pipe, 0o600); err != nil {
				t.Skip(err)
			}
			r, err := Open(site)
			if err != nil {
				t.Fatal(err)
			}
			r.patience, r.doubt = forEver, time.Millisecond
			for what, ask := range map[string]func() error{
				"the changes": func() error { _, err := r.Changed(""); return err },
				"the state":   func() error { _, err := r.Unsaved("mail/a.asp"); return err },
			} {
				if err := ask(); !errors.Is(err, ErrNoFile) || !strings.Contains(err.Error(), pipe) {
					t.Errorf("%s: %v", what, err)
				}
			}
		})
	}
}
