package site

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cdolint/cdolint/internal/cache"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/program"
)

// What is found out about a file by itself is remembered from one run to the
// next: what its scan told, and its program, if it has one. A file whose Stamp
// is still the same is not even opened. A program is also found by the content
// of its file: branches are switched, and the files have their old content at
// a new time.
//
// All of a tree is in one cached file, since reading and writing a few
// megabytes at once takes less time than looking for ten thousand little ones.

// Cache keeps bytes between runs; [cache.Folder] is one. What Load returns is
// as Save was given it, or an error.
type Cache interface {
	Load(cache.Key) ([]byte, error)
	Save(cache.Key, []byte) error
}

// Recall says what was remembered.
type Recall struct {
	Used     bool  // there is a cache
	Files    int   // whose content was known
	Programs int   // that were not compiled again
	Report   bool  // nothing had changed: the findings were known, too
	Saved    bool  // for the next run
	Err      error // why nothing was remembered or saved
}

// maxPrograms is how much the programs of a tree may take in the cache, in bytes.
const maxPrograms = 32 << 20

// recall is what is remembered of a tree.
type recall struct {
	cache Cache
	key   cache.Key
	// now is when the run began: what changed later may change again.
	now     time.Time
	entries []entry      // of the last run, by path
	room    atomic.Int64 // bytes for programs
	mu      sync.Mutex
	answers map[string]*memory // by key; guarded by mu
}

// entry is a file as it was in the last run.
type entry struct {
	path  string // or another key
	stamp filetree.Stamp
	about string // see remember and rememberNo
	// program is the encoding of its program; "" if it had none.
	program string
}

// memory is what a file has of the recall.
type memory struct {
	stamp filetree.Stamp
	// about is the encoding of what is known of the file, "" if that is not to
	// be remembered.
	about string
	fresh bool // about was made in this run
	// program is that of an entry. It counts if sure, or if the content is
	// that which it was made of.
	program string
	sure    bool
	made    bool // the program was made in this run
}

// newRecall reads what the last run of the same tool over the same tree, in
// the same way, has left. nil: nothing is remembered.
func newRecall(s *Site) *recall {
	o := &s.opts
	if o.Cache == nil {
		return nil
	}
	parts := append([]string{
		"site", fmt.Sprint(o.Source, o.ParseAll), strings.Join(o.Scopes, "\n"), strings.Join(o.PageExtensions, "\n"), strings.Join(s.triggers, "\n"),
	}, o.CacheKey...)
	r := &recall{cache: o.Cache, key: cache.KeyOf(parts...), now: time.Now(), answers: map[string]*memory{}}
	s.Recall.Used = true
	r.room.Store(maxPrograms)
	payload, err := r.cache.Load(r.key)
	if err != nil {
		return r // there is nothing, or it cannot be used: it is made again
	}
	if !r.decode(payload) {
		r.entries = nil
	}
	return r
}

// decode reads what save has written.
func (r *recall) decode(payload []byte) bool {
	c := cursor{b: view(payload)} // which nobody else has
	n := c.count()
	r.entries = make([]entry, 0, n)
	for range n {
		e := entry{path: c.string()}
		copy(e.stamp[:], c.take(len(e.stamp)))
		e.about, e.program = c.string(), c.string()
		if k := len(r.entries); c.failed || k > 0 && r.entries[k-1].path >= e.path {
			return false
		}
		r.entries = append(r.entries, e)
	}
	return c.b == ""
}

// find is what is remembered of a path, nil if there is nothing.
func (r *recall) find(path string) *entry {
	i := sort.Search(len(r.entries), func(i int) bool { return r.entries[i].path >= path })
	if i < len(r.entries) && r.entries[i].path == path {
		return &r.entries[i]
	}
	return nil
}

// memory is what is remembered under a key of the file at a path; nil if
// nothing can be.
func (s *Site) memory(r filetree.Reader, path, key string) *memory {
	if s.recall == nil {
		return nil
	}
	stamp, ok := s.recall.stamp(r, path)
	if !ok {
		return nil
	}
	m := &memory{stamp: stamp}
	if e := s.recall.find(key); e != nil {
		m.program = e.program
		if m.sure = e.stamp == stamp; m.sure {
			m.about = e.about
		}
	}
	return m
}

// stamp asks a reader for the state of a file. ok is false, too, if the file
// has changed so lately that it may change again and look the same.
func (r *recall) stamp(files filetree.Reader, path string) (s filetree.Stamp, ok bool) {
	s, since, ok := files.Stamp(path)
	return s, ok && since.Before(r.now)
}

// recalled reports whether a file is as it was: then it need not be read.
func (s *Site) recalled(r filetree.Reader, f *File) bool {
	f.memory = s.memory(r, f.Path, f.Path)
	if f.memory == nil || !f.memory.sure {
		return false
	}
	c := cursor{b: f.memory.about}
	size, scan, notices := c.number(), c.scan(), c.notices(f.Path)
	if c.failed || c.b != "" {
		*f.memory = memory{stamp: f.memory.stamp}
		return false
	}
	f.scan = scan
	s.count(size)
	s.guarded(func() {
		s.Recall.Files++
		s.Notices = append(s.Notices, notices...)
	})
	return true
}

// A question about a file that most files answer with no is remembered, too.
const no = "-"

// knownNo reports whether a file is as it was when the answer was no.
func (m *memory) knownNo() bool { return m != nil && m.sure && m.about == no }

// rememberNo keeps the answer under its key.
func (s *Site) rememberNo(key string, m *memory) {
	if m == nil {
		return
	}
	if !m.knownNo() {
		m.about, m.fresh = no, true
	}
	s.recall.mu.Lock()
	defer s.recall.mu.Unlock()
	s.recall.answers[key] = m
}

// remember keeps what a scan told of a file of that many bytes.
func (f *File) remember(size int, notices []Notice) {
	if f.memory == nil || f.config != nil { // its text is needed again
		return
	}
	b := binary.AppendUvarint(make([]byte, 0, 64), uint64(size))
	b = appendScan(b, &f.scan)
	f.memory.about, f.memory.fresh = view(appendNotices(b, notices)), true
	f.memory.sure = false
}

// recallProgram takes the program of a file out of memory. raw is its content,
// nil if it was not read.
func (s *Site) recallProgram(f *File, raw []byte) bool {
	m := f.memory
	if m == nil || m.program == "" || raw == nil && !m.sure {
		return false
	}
	c := cursor{b: m.program}
	if known := c.take(sha256.Size); raw != nil {
		if sum := sha256.Sum256(raw); known != string(sum[:]) {
			return false
		}
	}
	if program.Language(c.byte()) != f.script || program.Language(c.byte()) != f.inline || c.count() != len(f.scan.includes) {
		return false
	}
	at := make([]program.Span, len(f.scan.includes))
	for i := range at {
		at[i] = program.Span{Pos: int32(c.number()), End: int32(c.number())}
	}
	hits := make([]int32, c.count())
	for i := range hits {
		hits[i] = int32(c.number())
	}
	notices := c.notices(f.Path)
	if c.failed {
		return false
	}
	p, err := program.Decode(f.Path, bytesOf(c.b))
	if err != nil {
		return false
	}
	f.Program, f.hits, f.scan.stored = p, hits, false
	m.made = m.made || !m.sure
	for i := range at {
		f.scan.includes[i].at = at[i]
	}
	s.guarded(func() {
		s.Recall.Programs++
		s.Notices = append(s.Notices, notices...)
	})
	return true
}

// rememberProgram keeps the program that was made of a file's content, and what
// is odd about its encoding.
func (s *Site) rememberProgram(f *File, raw []byte, notices []Notice) {
	m := f.memory
	if m == nil {
		return
	}
	m.program, m.made = "", false
	if s.opts.ParseAll || m.about == "" { // more than is worth it
		return
	}
	sum := sha256.Sum256(raw)
	b := append(make([]byte, 0, len(raw)), sum[:]...)
	b = append(b, uint8(f.script), uint8(f.inline))
	b = binary.AppendUvarint(b, uint64(len(f.scan.includes)))
	for _, ref := range f.scan.includes {
		b = binary.AppendUvarint(b, uint64(ref.at.Pos))
		b = binary.AppendUvarint(b, uint64(ref.at.End))
	}
	b = binary.AppendUvarint(b, uint64(len(f.hits)))
	for _, h := range f.hits {
		b = binary.AppendUvarint(b, uint64(h))
	}
	b = appendNotices(b, notices)
	b, ok := f.Program.Append(b)
	if ok && s.recall.room.Add(-int64(len(b))) >= 0 {
		m.program, m.made = view(b), true
	}
}

// Remember keeps what is known now for the next run, if enough of it is new.
// It is the last that is done with a site.
func (s *Site) Remember() {
	r := s.recall
	if r == nil {
		return
	}
	s.recall = nil
	type keyed struct {
		key string
		*memory
	}
	all := make([]keyed, 0, len(r.answers)+len(s.order))
	for k, m := range r.answers {
		all = append(all, keyed{k, m})
	}
	for _, f := range s.order {
		if m := f.memory; m != nil && m.about != "" {
			all = append(all, keyed{f.Path, m})
		}
		f.memory = nil
	}
	size, fresh, made := 0, 0, 0
	for _, m := range all {
		if !m.sure && !m.made {
			m.program = "" // of another content
		}
		size += len(m.key) + len(m.about) + len(m.program) + len(m.stamp) + 3*binary.MaxVarintLen32
		if m.fresh {
			fresh++
		}
		if m.made {
			made++
		}
	}
	// A little more work next time costs less than to write all of it now.
	const few, fewer = 64, 1024
	if gone := len(r.entries) - (len(all) - fresh); max(fresh, gone) <= len(all)/few && made <= len(all)/fewer {
		return
	}
	slices.SortFunc(all, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	b := binary.AppendUvarint(make([]byte, 0, size+16), uint64(len(all)))
	for _, m := range all {
		b = appendString(b, m.key)
		b = append(b, m.stamp[:]...)
		b = appendString(b, m.about)
		b = appendString(b, m.program)
	}
	s.Recall.Err = r.cache.Save(r.key, b)
	s.Recall.Saved = s.Recall.Err == nil
}
