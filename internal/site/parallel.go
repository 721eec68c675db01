package site

import (
	"sync"
	"sync/atomic"

	"github.com/cdolint/cdolint/internal/filetree"
)

// guarded calls f while nobody else reads or changes what mu guards.
func (s *Site) guarded(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// parallel calls f for 0 … n-1, Jobs at a time.
func (s *Site) parallel(n int, f func(i int)) {
	var next atomic.Int64
	sideBySide(min(s.opts.Jobs, n), func() {
		for {
			i := int(next.Add(1)) - 1
			if i >= n {
				return
			}
			f(i)
		}
	})
}

// parallelRead calls f for 0 … n-1, Jobs at a time, each worker with a reader
// of its own, and runs of neighbours on the same one.
func (s *Site) parallelRead(n int, f func(r filetree.Reader, i int)) {
	const longest = 64
	run := max(1, min(longest, n/(8*s.opts.Jobs)))
	var next atomic.Int64
	sideBySide(min(s.opts.Jobs, (n+run-1)/run), func() {
		r := filetree.ReaderOf(s.tree)
		defer r.Close()
		for {
			from := int(next.Add(int64(run))) - run
			if from >= n {
				return
			}
			for i := from; i < min(from+run, n); i++ {
				f(r, i)
			}
		}
	})
}

// sideBySide calls a function n times and waits for all. One call alone needs no
// goroutine: to wake another processor for it takes longer than a small file.
func sideBySide(n int, f func()) {
	if n == 1 {
		f()
		return
	}
	var wg sync.WaitGroup
	for range n {
		wg.Go(f)
	}
	wg.Wait()
}
