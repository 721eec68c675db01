package site

import (
	"crypto/sha256"
	"slices"
	"sync/atomic"

	"github.com/cdolint/cdolint/internal/filetree"
)

// State tells one state of a whole tree from its others: it is the hash of the
// paths and stamps of all files, and of what was looked for elsewhere and not
// found. Two sites of the same state, read in the same way, are the same. Of a
// site with files that are not listed, the state is not known.
type State [sha256.Size]byte

// State returns the state of the tree. ok is false if it is not known: of some
// file there is no stamp, or since Options.Known was asked something was looked
// for that the state does not cover.
func (s *Site) State() (state State, ok bool) {
	return s.state, s.stated && s.index.asked() == s.lookups
}

// unchanged reports whether the caller knows what there is to know of the tree
// in its state.
func (s *Site) unchanged(l filetree.Listing) bool {
	if s.opts.Known == nil || s.recall == nil {
		return false
	}
	if s.state, s.stated = s.stateOf(l); !s.stated {
		return false
	}
	s.lookups = s.index.asked()
	return s.opts.Known(s.state)
}

func (s *Site) stateOf(l filetree.Listing) (State, bool) {
	missing, found := s.index.outside()
	if found {
		return State{}, false
	}
	stamps := make([]filetree.Stamp, len(l.Files))
	var unknown atomic.Bool
	s.parallelRead(len(l.Files), func(r filetree.Reader, i int) {
		p := l.Files[i].Path
		if f := s.Files[p]; f != nil && f.memory != nil {
			stamps[i] = f.memory.stamp
			return
		}
		stamp, ok := s.recall.stamp(r, p)
		if !ok {
			unknown.Store(true)
		}
		stamps[i] = stamp
	})
	if unknown.Load() {
		return State{}, false
	}
	b := make([]byte, 0, len(l.Files)*(len(filetree.Stamp{})+64))
	for i := range l.Files {
		b = appendString(b, l.Files[i].Path)
		b = append(b, stamps[i][:]...)
	}
	for _, list := range [][]string{l.Dirs, missing} {
		b = append(b, 0)
		for _, p := range list {
			b = appendString(b, p)
		}
	}
	b = append(b, 0)
	for _, n := range l.Skipped {
		b = appendString(appendString(appendString(b, n.ID), n.Path), n.Message)
	}
	return sha256.Sum256(b), true
}

// outside are the files that were looked for where nothing is listed and are
// not there; found says that some are.
func (x *pathIndex) outside() (missing []string, found bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for p, there := range x.beyond {
		found = found || there
		missing = append(missing, p)
	}
	slices.Sort(missing)
	return missing, found
}

// asked is how many files were looked for where nothing is listed.
func (x *pathIndex) asked() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return len(x.beyond)
}
