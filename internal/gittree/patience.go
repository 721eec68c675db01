package gittree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"
)

// ErrNoAnswer is the error of a git that was ended because it did not answer.
var ErrNoAnswer = errors.New("no answer")

const (
	// patience is how long git may take for an answer, or for the next part of
	// one that it gives piece by piece: minutes, for a large repository on a
	// slow disk.
	patience = 5 * time.Minute
	// doubt is after how much of that it is looked for what git may wait for.
	doubt = 2 * time.Second
	// lastWords is how long the output of a git that has ended stays open for
	// what it started itself, which may hold on to it.
	lastWords = time.Second
)

// vigil watches over a git and ends it when it does not answer.
type vigil struct {
	repo  *Repo
	cmd   *exec.Cmd
	pipes []io.Closer // that we wait at
	timer *time.Timer

	mu  sync.Mutex
	why error // why git was ended; nil: it was not
}

// watch begins to watch over a git that runs.
func (r *Repo) watch(cmd *exec.Cmd, command string, pipes ...io.Closer) *vigil {
	v := &vigil{repo: r, cmd: cmd, pipes: pipes}
	v.timer = time.AfterFunc(r.patience, func() {
		v.end(fmt.Errorf("git %s: %w within %v; does git status answer in %s?", command, ErrNoAnswer, r.patience, r.dir))
	})
	return v
}

// heard says that git gave a sign of life, or has something new to do.
func (v *vigil) heard() { v.timer.Reset(v.repo.patience) }

// rest says that nothing is expected of git.
func (v *vigil) rest() { v.timer.Stop() }

// ended is why git was ended, nil if it was not.
func (v *vigil) ended() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.why
}

func (v *vigil) end(why error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.why != nil {
		return
	}
	v.why = why
	_ = v.cmd.Process.Kill()
	for _, p := range v.pipes {
		_ = p.Close()
	}
}

// suspect looks, once git has taken its time, for what git waits for. The
// function that it returns stops that.
func (v *vigil) suspect() (stop func()) {
	done := make(chan struct{})
	timer := time.AfterFunc(v.repo.doubt, func() {
		if why := obstacle(v.repo.dir, done); why != nil {
			v.end(why)
		}
	})
	return func() {
		timer.Stop()
		close(done)
	}
}

// obstacle looks for a .gitignore that git opens and waits at for ever. They
// stand in a folder, below it, and above it up to the root of the work tree.
func obstacle(dir string, done <-chan struct{}) error {
	const name = ".gitignore"
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		select {
		case <-done:
			return filepath.SkipAll
		default:
		}
		switch {
		case err != nil:
			return nil //nolint:nilerr // git may not be able to read it either
		case d.IsDir() && d.Name() == ".git":
			return filepath.SkipDir
		case d.Name() == name:
			return plain(p, d)
		}
		return nil
	})
	for top := Top(dir); err == nil && top != "" && dir != top; {
		dir = filepath.Dir(dir)
		if info, statErr := os.Lstat(filepath.Join(dir, name)); statErr == nil {
			err = plain(filepath.Join(dir, name), fs.FileInfoToDirEntry(info))
		}
	}
	return err
}

// listener tells a vigil of everything that is read.
type listener struct {
	io.Reader
	vigil *vigil
}

// Read implements [io.Reader].
func (l listener) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	l.vigil.heard()
	return n, err
}
