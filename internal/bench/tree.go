package bench

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// Tree describes a source tree. The zero value of a field means its default.
type Tree struct {
	Seed  uint64
	Files int   // number of files, default 10,000
	Bytes int64 // of all files together, met within 2 %; default 10,000 a file
	// Mail is the share of pages that use messaging, in [0, 1]; default 0.01.
	// A negative value means none.
	Mail float64
}

// Stats is what [Tree.Write] wrote.
type Stats struct {
	Files, Pages, Includes int
	// MailPages create or include a CDO 1.21 session themselves.
	MailPages int
	Bytes     int64
}

// The layout: applications of sections of pages, with libraries beside them.
const (
	pagesInSection = 24
	sectionsInApp  = 12
	libsInApp      = 10
	connLib        = 1 // the library that opens the database
)

// Write makes the tree in dir, which must exist. Files that are there already
// are overwritten.
func (t Tree) Write(dir string) (Stats, error) {
	t = t.withDefaults()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return Stats{}, fmt.Errorf("opening the folder for the tree: %w", err)
	}
	defer root.Close()

	w := treeWriter{root: root, spec: t, made: map[string]bool{}}
	for app := 0; w.stats.Files < t.Files; app++ {
		if err := w.app(app); err != nil {
			return w.stats, err
		}
	}
	return w.stats, nil
}

func (t Tree) withDefaults() Tree {
	if t.Files == 0 {
		t.Files = 10_000
	}
	if t.Bytes == 0 {
		t.Bytes = int64(t.Files) * 10_000
	}
	if t.Mail == 0 {
		t.Mail = 0.01
	}
	return t
}

type treeWriter struct {
	root  *os.Root
	spec  Tree
	stats Stats
	made  map[string]bool
}

// app writes one application: global.asa, configuration, libraries, sections.
func (w *treeWriter) app(n int) error {
	rng := rand.New(rand.NewPCG(w.spec.Seed, uint64(n))) //nolint:gosec // reproducible on purpose
	dir := fmt.Sprintf("%s%02d", pick(rng, appNames), n)
	a := appSpec{dir: dir, charset: pickCharset(rng), mailLib: n%3 == 0, inline: rng.IntN(5) < 2}

	if err := w.put(dir+"/global.asa", a.globalASA(rng), a); err != nil {
		return err
	}
	if n%2 == 0 {
		if err := w.put(dir+"/web.config", webConfig(rng), appSpec{charset: utf8}); err != nil {
			return err
		}
	}
	for i := range libsInApp {
		name := fmt.Sprintf("%s/inc/%s%d.inc", dir, libNames[i%len(libNames)], i)
		if err := w.put(name, a.library(rng, i, w.size(rng)), a); err != nil {
			return err
		}
		w.stats.Includes++
	}
	for section := range sectionsInApp {
		for page := range pagesInSection {
			if w.stats.Files >= w.spec.Files {
				return nil
			}
			if err := w.page(rng, a, section, page); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *treeWriter) page(rng *rand.Rand, a appSpec, section, page int) error {
	name := fmt.Sprintf("%s/%s%d/%s_%s%d.asp", a.dir,
		sectionNames[section%len(sectionNames)], section, pick(rng, verbs), pick(rng, nouns), page)
	mail := rng.Float64() < w.spec.Mail
	if mail {
		w.stats.MailPages++
	}
	w.stats.Pages++
	return w.put(name, a.page(rng, w.size(rng), mail), a)
}

// size draws the length of the next file: most are short, a few are long. It
// steers towards the total that is asked for.
func (w *treeWriter) size(rng *rand.Rand) int {
	left := w.spec.Files - w.stats.Files
	if left <= 1 {
		return int(max(w.spec.Bytes-w.stats.Bytes, 200))
	}
	mean := float64(w.spec.Bytes-w.stats.Bytes) / float64(left)
	const sigma = 0.8 // of the logarithm, as in real code bases
	n := mean * math.Exp(sigma*rng.NormFloat64()-sigma*sigma/2)
	return int(min(max(n, 200), 40*mean))
}

func (w *treeWriter) put(name, text string, a appSpec) error {
	if w.stats.Files >= w.spec.Files {
		return nil
	}
	if dir := filepath.Dir(name); !w.made[dir] {
		if err := w.root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		w.made[dir] = true
	}
	data := a.charset.encode(text)
	if err := w.root.WriteFile(name, data, 0o644); err != nil {
		return err
	}
	w.stats.Files++
	w.stats.Bytes += int64(len(data))
	return nil
}

// Page returns one page of about the given number of lines, in UTF-8 with CRLF.
func Page(seed uint64, lines int) []byte {
	rng := rand.New(rand.NewPCG(seed, uint64(lines))) //nolint:gosec // reproducible on purpose
	b := newBuilder(rng, utf8)
	b.inline = true
	b.head("Page of its own")
	for b.lines < lines {
		b.section()
	}
	b.foot()
	return utf8.encode(b.String())
}
