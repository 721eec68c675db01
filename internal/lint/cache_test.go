package lint_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/cache"
	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/rules"
)

// stamped is a tree that knows the states of its files.
type stamped struct{ *filetree.Memory }

func (t stamped) Stamp(name string) (s filetree.Stamp, since time.Time, ok bool) {
	raw, ok := t.Files[name]
	return filetree.Stamp(sha256.Sum256(raw)), time.Time{}, ok
}

// kept is a cache in memory.
type kept struct {
	mu     sync.Mutex
	files  map[cache.Key][]byte
	change func([]byte) []byte // what is loaded; nil: nothing is
	full   bool                // nothing can be saved
}

func (k *kept) Load(key cache.Key) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	raw, ok := k.files[key]
	switch {
	case !ok:
		return nil, fs.ErrNotExist
	case k.change != nil:
		return k.change(bytes.Clone(raw)), nil
	}
	return bytes.Clone(raw), nil
}

func (k *kept) Save(key cache.Key, raw []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.full {
		return errors.New("no space left on device")
	}
	if k.files == nil {
		k.files = map[cache.Key][]byte{}
	}
	k.files[key] = bytes.Clone(raw)
	return nil
}

// cachedRun is everything that a run says, and what it knew before.
func cachedRun(t *testing.T, tree *filetree.Memory, c site.Cache, more ...func(*lint.Options)) (string, *site.Site) {
	t.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	o := lint.Options{
		Packs: packs, Prefilter: true, ShowCleared: true,
		Switch: func(*rules.Rule) (on, decided bool) { return true, true },
	}
	if o.Config, err = config.OpenTree(tree, ""); err != nil {
		t.Fatal(err)
	}
	if c != nil {
		o.Site.Cache = c
	}
	for _, f := range more {
		f(&o)
	}
	res, err := lint.Run(stamped{tree}, o, "*")
	if err != nil {
		return "error: " + err.Error(), &site.Site{}
	}
	var b bytes.Buffer
	for _, format := range []string{"jsonl", "text"} { // the second says how much was read
		if err := report.Write(&b, format, res.Report, report.Options{ShowSuppressed: true, Verbose: true}); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range res.Facts {
		b.WriteString(f.Kind() + " " + f.About().At.Path + "\n")
	}
	return b.String(), res.Site
}

func same(t *testing.T, what, want, got string) {
	t.Helper()
	if want == got {
		return
	}
	for _, line := range differing(strings.Split(want, "\n"), strings.Split(got, "\n")) {
		t.Errorf("%s: %s", what, line)
	}
}

// some are every nth fixture of a rule, and all the others.
func some(t *testing.T, n int) map[string]filetree.Tree {
	t.Helper()
	all := trees(t)
	i := 0
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if strings.Contains(name, "/rules/") {
			if i++; i%n != 0 {
				delete(all, name)
			}
		}
	}
	return all
}

func copied(tree filetree.Tree) *filetree.Memory {
	return &filetree.Memory{Files: maps.Clone(tree.(*filetree.Memory).Files)}
}

// The same site has the same report whatever the cache holds.
func TestReportsAreTheSameWithAnyCache(t *testing.T) {
	for name, tree := range some(t, 4) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, _ := cachedRun(t, copied(tree), nil)
			c := &kept{}
			got, _ := cachedRun(t, copied(tree), c)
			same(t, "cold", want, got)
			got, s := cachedRun(t, copied(tree), c)
			same(t, "warm", want, got)
			if s.Stats.Compiled > 0 && s.Recall.Files == len(s.Files) { // pages that set up a server are read again
				t.Errorf("warm: %d files were compiled again, of %d", s.Stats.Compiled, len(s.Files))
			}
			c.full = true
			got, _ = cachedRun(t, copied(tree), c)
			same(t, "warm, and nothing can be written", want, got)
			got, s = cachedRun(t, copied(tree), &kept{full: true})
			same(t, "cold, and nothing can be written", want, got)
			if s.Recall.Err == nil && len(s.Files) > 0 {
				t.Error("that nothing could be written is not said")
			}
			for _, damage := range []struct {
				how    string
				change func([]byte) []byte
			}{
				{"empty", func([]byte) []byte { return nil }},
				{"cut off", func(raw []byte) []byte { return raw[:len(raw)/2] }},
				{"of another make", func([]byte) []byte { return []byte("\x05hello") }},
			} {
				got, _ = cachedRun(t, copied(tree), &kept{files: c.files, change: damage.change})
				same(t, damage.how, want, got)
			}
		})
	}
}

// A file that changes is read again, and so are those that it has to do with.
func TestChangesAreSeenWithAnyCache(t *testing.T) {
	for name, tree := range some(t, 16) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &kept{}
			cachedRun(t, copied(tree), c)
			names := slices.Sorted(maps.Keys(tree.(*filetree.Memory).Files))
			rnd := rand.New(rand.NewPCG(1, uint64(len(name))))
			rnd.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
			for _, file := range names[:min(2, len(names))] {
				for how, change := range map[string]func(*filetree.Memory){
					"is gone":       func(m *filetree.Memory) { delete(m.Files, file) },
					"is empty":      func(m *filetree.Memory) { m.Files[file] = nil },
					"has new lines": func(m *filetree.Memory) { m.Files[file] = append([]byte("\r\n\r\n"), m.Files[file]...) },
					"is new": func(m *filetree.Memory) {
						m.Files[path.Join(path.Dir(file), "0new.asp")] = []byte(`<!--#include file="` + path.Base(file) + `"--><% Set s = Server.CreateObject("MAPI.Session") %>`)
					},
				} {
					other := copied(tree)
					change(other)
					want, _ := cachedRun(t, other, nil)
					// Neither the old state nor what was kept of the new one tells anything else.
					mine := &kept{files: maps.Clone(c.files)}
					for range 2 {
						got, _ := cachedRun(t, other, mine)
						same(t, file+" "+how, want, got)
					}
				}
			}
		})
	}
}

// What is remembered belongs to one build, one tree and one set of settings.
func TestOtherSettingsDoNotShareACache(t *testing.T) {
	tree := &filetree.Memory{Files: map[string][]byte{
		"a.asp": []byte("<%\nSet s = Server.CreateObject(\"MAPI.Session\")\ns.Logon \"\", \"\", False, True, 0, True, \"EX\" & vbLf & \"caf\xe9\"\n%>\n"),
	}}
	c := &kept{}
	cachedRun(t, tree, c)
	for what, change := range map[string]func(*lint.Options){
		"an encoding": func(o *lint.Options) {
			o.Config = nil
			o.Site.Source.Encoding = "iso-8859-5"
		},
		"extensions":  func(o *lint.Options) { o.Config, o.Site.PageExtensions = nil, []string{".asp", ".htm"} },
		"a build":     func(o *lint.Options) { o.Site.CacheKey = []string{"another build"} },
		"all is read": func(o *lint.Options) { o.Prefilter = false },
	} {
		_, s := cachedRun(t, tree, c, change)
		if s.Recall.Files > 0 || s.Recall.Programs > 0 {
			t.Errorf("%s: what was remembered in another way was used", what)
		}
	}
	if _, s := cachedRun(t, tree, c); s.Recall.Files != 1 || s.Recall.Programs != 1 {
		t.Errorf("the same again: %+v", s.Recall)
	}
}

// Damage that a checksum does not see may change what is found. It must do
// nothing worse.
func TestNoContentOfTheCacheCrashes(t *testing.T) {
	const rounds = 4
	for name, tree := range some(t, 16) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &kept{}
			cachedRun(t, copied(tree), c)
			for n := range rounds {
				rnd := rand.New(rand.NewPCG(uint64(n), uint64(len(name))))
				c.change = func(raw []byte) []byte {
					for range 1 + rnd.IntN(4) {
						if len(raw) > 0 {
							raw[rnd.IntN(len(raw))] = byte(rnd.Uint32())
						}
					}
					return raw
				}
				c.full = true
				cachedRun(t, copied(tree), c)
			}
		})
	}
}
