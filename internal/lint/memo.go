package lint

import (
	"bytes"
	"encoding/gob"
	"math"

	"github.com/cdolint/cdolint/internal/cache"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// memo remembers what was found in a tree in one state: where nothing has
// changed, neither has the report. It is one cached file for a tree and the way
// in which it is looked at.
type memo struct {
	cache site.Cache
	key   cache.Key
	// config is what the configuration says, which need not lie in the tree.
	config func() string
	known  *remembered // nil: nothing, or of another state
}

// remembered is what a report holds that does not follow from the rules.
type remembered struct {
	State         site.State
	Config        string
	Findings      []finding.Finding
	Notifications []finding.Notification
	Secrets       []source.Place
	Files, Pages  int
	// Sources are the files whose text the report has to do with.
	Sources []string
}

// newMemo is nil if nothing is to be remembered.
func newMemo(o *Options) *memo {
	if len(o.Memo) == 0 || o.Site.Cache == nil || o.Site.Concern != nil || o.Config == nil {
		return nil
	}
	parts := append([]string{"report"}, o.Memo...)
	return &memo{cache: o.Site.Cache, key: cache.KeyOf(append(parts, o.Site.CacheKey...)...), config: o.Config.Sum}
}

// load reports whether the report of a state is known.
func (m *memo) load(state site.State) bool {
	payload, err := m.cache.Load(m.key)
	if err != nil {
		return false
	}
	var r remembered
	if gob.NewDecoder(bytes.NewReader(payload)).Decode(&r) != nil || r.State != state || r.Config != m.config() || !r.sound() {
		return false
	}
	m.known = &r
	return true
}

// sound reports whether all places are such.
func (r *remembered) sound() bool {
	ok := true
	check := func(at source.Place) { ok = ok && 0 <= at.Pos && at.Pos <= at.End && at.End <= math.MaxInt32 }
	for i := range r.Findings {
		f := &r.Findings[i]
		check(f.At)
		for _, s := range f.Steps {
			check(s.At)
		}
		for _, rel := range f.Related {
			check(rel.At)
		}
		for _, w := range f.Workarounds {
			for _, e := range w.Edits {
				check(e.At)
			}
		}
	}
	for _, n := range r.Notifications {
		check(n.At)
	}
	for _, at := range r.Secrets {
		check(at)
	}
	return ok
}

// save keeps the report of a site, if its state is known.
func (m *memo) save(s *site.Site, r *finding.Report) {
	state, ok := s.State()
	if !ok {
		return
	}
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(remembered{
		State: state, Config: m.config(), Findings: r.Findings, Notifications: r.Notifications, Secrets: r.Secrets,
		Files: r.Files, Pages: r.Pages, Sources: r.Sources.(*site.Sources).Opened(),
	}) != nil {
		return
	}
	if err := m.cache.Save(m.key, b.Bytes()); err != nil && s.Recall.Err == nil {
		s.Recall.Err = err
	}
}

// report is the report that is known. Its sources are opened, as those of others
// are: the site may be closed before it is written.
func (m *memo) report(s *site.Site) *finding.Report {
	r := m.known
	src := site.NewSources(s)
	for _, p := range r.Sources {
		_, _ = src.Source(p) // it was there
	}
	return &finding.Report{
		Sources: src, Findings: r.Findings, Notifications: r.Notifications, Secrets: r.Secrets,
		Files: r.Files, Pages: r.Pages,
	}
}
