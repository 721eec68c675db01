package cli

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/filetree"
)

// screen is a writer that another goroutine uses.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func (s *screen) waitFor(t *testing.T, text string) {
	t.Helper()
	for range 500 {
		if strings.Contains(s.String(), text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%q was not shown, but %q", text, s.String())
}

func TestProgressIsShownAndTakenAway(t *testing.T) {
	s := &screen{}
	p := startProgress(s, 80, 0)
	tree := p.watch(&filetree.Memory{Files: map[string][]byte{"a.asp": nil, "b.asp": nil, "web.config": nil, "picture.png": nil, "c.inc": nil}})
	list, err := tree.List([]string{"."})
	if err != nil || len(list.Files) != 5 {
		t.Fatal(list, err)
	}
	if _, err := tree.Read("a.asp"); err != nil {
		t.Fatal(err)
	}
	s.waitFor(t, "reading 1 of 4 files [=")
	r := tree.(interface{ Reader() filetree.Reader }).Reader()
	for _, name := range []string{"b.asp", "c.inc", "web.config"} {
		if _, err := r.Read(name); err != nil {
			t.Fatal(err)
		}
	}
	r.Close()
	s.waitFor(t, "analysing")
	p.stop()
	got := s.String()
	if !strings.HasSuffix(got, "\r"+strings.Repeat(" ", 79)+"\r") {
		t.Errorf("something is left of it: %q", got)
	}
	for line := range strings.SplitSeq(got, "\r") {
		if len(line) > 79 {
			t.Errorf("%d cells on a terminal of 80: %q", len(line), line)
		}
	}
}

func TestShortWorkShowsNothing(t *testing.T) {
	s := &screen{}
	p := startProgress(s, 80, time.Hour)
	p.stop()
	if got := s.String(); got != "" {
		t.Errorf("shown: %q", got)
	}
	var none *progress
	none.stop()
	memory := &filetree.Memory{}
	if none.watch(memory) != filetree.Tree(memory) {
		t.Error("watched by nobody")
	}
}

func TestNobodySeesProgressThatIsPiped(t *testing.T) {
	a := &app{err: &screen{}}
	if a.progress(&checkFlags{}) != nil {
		t.Error("progress on what is no terminal")
	}
}

func TestProgressFitsNarrowTerminals(t *testing.T) {
	p := &progress{width: 20}
	p.total.Store(1_000_000)
	p.read.Store(999_999)
	if got := p.line(3); got != `\ reading 999999 of` {
		t.Errorf("got %q", got)
	}
	p.width = 60
	p.read.Store(500_000)
	if got := p.line(0); !strings.Contains(got, "[====") || len(got) != 59 {
		t.Errorf("got %q", got)
	}
}
