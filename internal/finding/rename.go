package finding

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
)

// Thresholds of the rename search: a file under another name must share more
// with the old one than a file of the same name in another folder. Git's
// default for renames is a half as well.
const (
	sameNameSimilarity  = 0.5
	otherNameSimilarity = 0.6
	// candidatesPerFile bounds the search: in a renamed tree of copies every
	// file is like every other.
	candidatesPerFile = 64
)

// renames maps paths of the baseline that are gone to the paths that took their
// place: files without a match so far whose text is similar. Most similar
// first, then the longest common end of the paths; one to one.
func renames(sketches map[string]string, old, now []*entry, sources Sources) map[string]string {
	gone := unmatchedPaths(old)
	for p := range gone {
		if exists(sources, p) {
			delete(gone, p)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	came := newArrivals(unmatchedPaths(now), sketches, sources)
	type pair struct {
		from, to string
		similar  float64
		suffix   int
	}
	var pairs []pair
	for from, codes := range gone {
		for _, to := range came.candidates(from, codes) {
			similar, enough := came.similarity(to, sketches[from], codes), otherNameSimilarity
			if strings.EqualFold(path.Base(from), path.Base(to)) {
				enough = sameNameSimilarity
			}
			if similar >= enough {
				pairs = append(pairs, pair{from, to, similar, commonSuffix(from, to)})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.similar, a.similar), cmp.Compare(b.suffix, a.suffix),
			cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	renamed, taken := map[string]string{}, map[string]bool{}
	for _, p := range pairs {
		if _, done := renamed[p.from]; done || taken[p.to] {
			continue
		}
		renamed[p.from] = p.to
		taken[p.to] = true
	}
	return renamed
}

// unmatchedPaths are the paths of entries without a match, with the code of
// these.
func unmatchedPaths(entries []*entry) map[string]map[string]bool {
	paths := map[string]map[string]bool{}
	for _, e := range entries {
		if e.matched {
			continue
		}
		if paths[e.path] == nil {
			paths[e.path] = map[string]bool{}
		}
		paths[e.path][e.context.code] = true
	}
	return paths
}

// arrivals are the files that may be renamed ones.
type arrivals struct {
	codes    map[string]map[string]bool
	byEnd    map[string][]string // by the last one, two, three elements of the path, see ends
	byCode   map[string][]string
	sources  Sources
	sketches map[string]string // made as needed
}

func newArrivals(codes map[string]map[string]bool, known map[string]string, sources Sources) *arrivals {
	a := &arrivals{
		codes: map[string]map[string]bool{}, byEnd: map[string][]string{}, byCode: map[string][]string{},
		sources: sources, sketches: map[string]string{},
	}
	for _, p := range slices.Sorted(maps.Keys(codes)) {
		if _, old := known[p]; old {
			continue // it was there before, so nothing was renamed to it
		}
		a.codes[p] = codes[p]
		for _, end := range ends(p) {
			a.byEnd[end] = append(a.byEnd[end], p)
		}
		for code := range codes[p] {
			a.byCode[code] = append(a.byCode[code], p)
		}
	}
	return a
}

// candidates are the files worth comparing: those whose path ends alike, longer
// ends first, then those with one of the findings. At most candidatesPerFile,
// found without looking at all others.
func (a *arrivals) candidates(from string, codes map[string]bool) []string {
	var out []string
	seen := map[string]bool{}
	add := func(paths []string) {
		for _, p := range paths[:min(len(paths), candidatesPerFile)] {
			if !seen[p] && len(out) < candidatesPerFile {
				seen[p] = true
				out = append(out, p)
			}
		}
	}
	for _, end := range ends(from) {
		add(a.byEnd[end])
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		add(a.byCode[code])
	}
	return out
}

// ends are the last three, two, one elements of a path, folded.
func ends(p string) []string {
	elements := strings.Split(strings.ToLower(p), "/")
	var out []string
	for n := min(3, len(elements)); n > 0; n-- {
		out = append(out, strings.Join(elements[len(elements)-n:], "/"))
	}
	return out
}

// similarity is that of the texts; where the baseline holds no sketch, the part
// of the findings that the file has.
func (a *arrivals) similarity(to, sketch string, codes map[string]bool) float64 {
	if sketch == "" {
		shared := 0
		for code := range codes {
			if a.codes[to][code] {
				shared++
			}
		}
		return float64(shared) / float64(len(codes))
	}
	if _, made := a.sketches[to]; !made {
		a.sketches[to] = ""
		if file, err := a.sources.Source(to); err == nil {
			a.sketches[to] = Sketch(file.Text)
		}
	}
	return similarity(sketch, a.sketches[to])
}

// commonSuffix counts the bytes that two paths have in common at their ends.
func commonSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && lower(a[len(a)-1-n]) == lower(b[len(b)-1-n]) {
		n++
	}
	return n
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
