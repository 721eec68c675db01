package site

import (
	"maps"
	"slices"
	"sync"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/source"
)

// Sources opens the files of a site, each once, and keeps their texts. It is
// safe for concurrent use.
type Sources struct {
	site  *Site
	mu    sync.Mutex
	files map[string]*source.File
}

// NewSources keeps what is opened of a site from now on.
func NewSources(s *Site) *Sources { return &Sources{site: s, files: map[string]*source.File{}} }

// Source is the decoded text of a file; see [Site.Source].
func (s *Sources) Source(path string) (*source.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files[path]; f != nil {
		return f, nil
	}
	f, err := s.site.Source(path)
	if err != nil {
		return nil, err
	}
	s.files[path] = f
	return f, nil
}

// Open opens files side by side, before they are asked for. One that cannot be read
// is left to Source to complain of.
func (s *Sources) Open(paths []string) {
	s.site.parallelRead(len(paths), func(r filetree.Reader, i int) {
		raw, err := r.Read(paths[i])
		if err != nil {
			return
		}
		f := source.New(paths[i], slices.Clone(raw), s.site.opts.Source)
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.files[paths[i]] == nil {
			s.files[paths[i]] = f
		}
	})
}

// Opened are the paths of the files that were opened, sorted.
func (s *Sources) Opened() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.files))
}
