package cli

import (
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/terminal"
)

// progressAfter is how long work goes on in silence.
const progressAfter = time.Second

// progress shows on a terminal that work goes on: what was read of what there
// is, then that it is analysed. A line that is written over and taken away at
// the end. (The libraries for it bring a web server or a screen library along.)
type progress struct {
	w     io.Writer
	width int
	total atomic.Int64
	read  atomic.Int64

	quit chan struct{}
	done sync.WaitGroup
}

// startProgress begins to show after a while. w is a terminal of that width in
// cells.
func startProgress(w io.Writer, width int, after time.Duration) *progress {
	p := &progress{w: w, width: max(20, min(width, 100)), quit: make(chan struct{})}
	p.done.Go(func() {
		select {
		case <-p.quit:
			return
		case <-time.After(after):
		}
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for n := 0; ; n++ {
			_, _ = fmt.Fprintf(p.w, "\r%-*s", p.width-1, p.line(n)) // the last cell would wrap
			select {
			case <-p.quit:
				_, _ = fmt.Fprintf(p.w, "\r%-*s\r", p.width-1, "")
				return
			case <-tick.C:
			}
		}
	})
	return p
}

// stop takes the line away. nil is none.
func (p *progress) stop() {
	if p == nil {
		return
	}
	close(p.quit)
	p.done.Wait()
}

// line is what is shown, n times after the first: at most width-1 cells.
func (p *progress) line(n int) string {
	s := p.text(n)
	return s[:min(len(s), p.width-1)]
}

func (p *progress) text(n int) string {
	read, total := p.read.Load(), p.total.Load()
	const turn = `|/-\`
	sign := turn[n%len(turn)]
	if total > 0 && read >= total {
		return fmt.Sprintf("%c analysing", sign)
	}
	count := fmt.Sprintf("%c reading %d of %d files ", sign, read, total)
	room := p.width - len(count) - len("[]") - 1
	if total == 0 || room < 10 {
		return strings.TrimSpace(count)
	}
	full := int(int64(room) * read / total)
	return count + "[" + strings.Repeat("=", full) + strings.Repeat(" ", room-full) + "]"
}

// watch counts what is read of a tree.
func (p *progress) watch(tree filetree.Tree) filetree.Tree {
	if p == nil {
		return tree
	}
	return &watched{tree, p}
}

// watched is a tree that is being read.
type watched struct {
	filetree.Tree
	p *progress
}

// List implements [filetree.Tree].
func (t *watched) List(scopes []string) (filetree.Listing, error) {
	l, err := t.Tree.List(scopes)
	n := 0
	pages := append(site.DefaultPageExtensions(), ".inc")
	for _, e := range l.Files {
		if slices.Contains(pages, strings.ToLower(path.Ext(e.Path))) || iis.Candidate(e.Path) {
			n++
		}
	}
	t.p.total.Store(int64(n))
	return l, err
}

// Read implements [filetree.Tree].
func (t *watched) Read(name string) ([]byte, error) {
	t.p.read.Add(1)
	return t.Tree.Read(name)
}

// Reader makes a faster reader, where the tree has one.
func (t *watched) Reader() filetree.Reader { return &watchedReader{filetree.ReaderOf(t.Tree), t.p} }

// watchedReader counts what it reads. What need not be read, since its stamp is
// known, does not count.
type watchedReader struct {
	filetree.Reader
	p *progress
}

// Read implements [filetree.Reader].
func (r *watchedReader) Read(name string) ([]byte, error) {
	r.p.read.Add(1)
	return r.Reader.Read(name)
}

// progress starts to show progress, unless nobody could see it or wants to.
func (a *app) progress(f *checkFlags) *progress {
	if f.quiet || !terminal.Is(a.screen) || os.Getenv("TERM") == "dumb" {
		return nil
	}
	return startProgress(a.screen, terminal.Width(a.screen), progressAfter)
}
