package finding

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/source"
)

// Baseline is the findings that were known at some time, as [ReadBaseline] read
// them from a SARIF file. Findings are found again in it without line numbers.
type Baseline struct {
	entries  []entry
	sketches map[string]string // by path; see [Sketch]
	// Skipped counts results that hold no fingerprints of this tool. They
	// match nothing.
	Skipped int
}

// Len is the number of findings in the baseline.
func (b *Baseline) Len() int { return len(b.entries) }

// entry is what is known of a finding for matching: of the baseline's or of the
// run's.
type entry struct {
	rule    string
	path    string // as it is now, where the file was renamed
	was     string // as the baseline has it
	proc    string // folded
	context context
	line    int // only for the order among equals
	matched bool
	peer    *entry // that it was matched with
}

// ApplyOptions is what [Baseline.Apply] must know of the run.
type ApplyOptions struct {
	// Sources are the files as they are now.
	Sources Sources
	// Analysed tells the files that this run looked at; nil means all.
	// Entries of other files are neither matched nor called fixed, unless
	// the file is gone.
	Analysed func(path string) bool
	// Reported tells whether the run would report a finding of a rule in a
	// file; nil means always. What it would not report is not called fixed.
	Reported func(rule, path string) bool
}

// Apply compares findings with the baseline: it sets Baseline to [Unchanged] or
// [New] and returns how many entries were not found again. Cleared logons
// ([Finding.Pass]) take no part.
//
// The rule and the normalised code must be equal; lines may have moved, code may
// have been indented anew. Matching is one to one, strongest evidence first:
// path, procedure and both neighbouring lines; one of the neighbours; path and
// procedure; path and neighbours; path alone. Then the same for files that were
// renamed, found by the similarity of their text; last for code that moved to
// another file with its procedure: neighbours show one finding of the procedure
// there, and what else it held follows. So of two equal lines, one of them added
// since, exactly one is new, and neighbours tell which.
func (b *Baseline) Apply(findings []Finding, o ApplyOptions) (fixed int) {
	old := make([]*entry, 0, len(b.entries))
	for _, e := range b.entries {
		if o.Analysed == nil || o.Analysed(e.path) || !exists(o.Sources, e.path) {
			old = append(old, &e)
		}
	}
	now, index := entriesOf(findings, o.Sources)
	pair(old, now, b.sketches, o.Sources)
	for i, e := range now {
		findings[index[i]].Baseline = New
		if e.matched {
			findings[index[i]].Baseline = Unchanged
		}
	}
	for _, e := range old {
		if !e.matched && (o.Reported == nil || o.Reported(e.rule, e.was)) {
			fixed++
		}
	}
	return fixed
}

// pair matches what was with what is, as [Baseline.Apply] says.
func pair(old, now []*entry, sketches map[string]string, sources Sources) {
	matchAll(old, now)
	renamed := renames(sketches, old, now, sources)
	for _, e := range old {
		if to, ok := renamed[e.path]; ok && !e.matched {
			e.path = to // e.was stays
		}
	}
	matchAll(old, now)
	match(old, now, func(e *entry) (key, bool) {
		k := key{code: e.context.code, proc: e.proc, before: e.context.before, after: e.context.after}
		return k, e.proc != "" && !(k.before == "" && k.after == "")
	})
	if follow(old) {
		matchAll(old, now)
	}
}

// follow gives the entries without a match of procedures that moved to another
// file the path of that file, and reports whether there are any. A procedure
// moved where one of its entries was found in another file; the first by line
// counts.
func follow(old []*entry) bool {
	type procedure struct{ path, name string }
	moved := map[procedure]*entry{}
	for _, e := range old {
		if p := (procedure{e.path, e.proc}); e.matched && e.proc != "" && e.peer.path != e.path {
			if first := moved[p]; first == nil || e.line < first.line {
				moved[p] = e
			}
		}
	}
	found := false
	for _, e := range old {
		if to := moved[procedure{e.path, e.proc}]; to != nil && !e.matched {
			e.path, found = to.peer.path, true
		}
	}
	return found
}

// entriesOf makes entries of findings; index says which finding each is of.
func entriesOf(findings []Finding, sources Sources) (entries []*entry, index []int) {
	var file *source.File
	var path string
	for i := range findings {
		f := &findings[i]
		if f.Pass {
			continue
		}
		if f.At.Path != path {
			path = f.At.Path
			file, _ = sources.Source(path) // without text the neighbours are unknown, no more
		}
		entries = append(entries, &entry{
			rule: f.Rule, path: path, was: path, proc: strings.ToLower(f.Procedure), context: contextOf(f, file), line: f.At.Pos,
		})
		index = append(index, i)
	}
	return entries, index
}

// key is what must be equal for two entries to match; what a pass does not look
// at is empty.
type key struct{ code, path, proc, before, after string }

func fullKey(e *entry) key {
	return key{e.context.code, e.path, e.proc, e.context.before, e.context.after}
}

// matchAll matches within paths, strongest evidence first.
func matchAll(old, now []*entry) {
	passes := []func(*entry) (key, bool){
		func(e *entry) (key, bool) { return fullKey(e), true },
		func(e *entry) (key, bool) { k := fullKey(e); k.after = ""; return k, k.before != "" },
		func(e *entry) (key, bool) { k := fullKey(e); k.before = ""; return k, k.after != "" },
		func(e *entry) (key, bool) { k := fullKey(e); k.before, k.after = "", ""; return k, true },
		func(e *entry) (key, bool) { k := fullKey(e); k.proc = ""; return k, true },
		func(e *entry) (key, bool) { k := fullKey(e); k.proc, k.before, k.after = "", "", ""; return k, true },
	}
	for _, pass := range passes {
		match(old, now, pass)
	}
}

// match pairs entries that are not matched yet and have equal keys, in the order
// of their lines.
func match(old, now []*entry, keyOf func(*entry) (key, bool)) {
	waiting := map[key][]*entry{}
	for _, e := range old {
		if e.matched {
			continue
		}
		if k, ok := keyOf(e); ok {
			waiting[k] = append(waiting[k], e)
		}
	}
	if len(waiting) == 0 {
		return
	}
	for _, list := range waiting {
		slices.SortStableFunc(list, func(a, b *entry) int { return cmp.Compare(a.line, b.line) })
	}
	for _, e := range now {
		if e.matched {
			continue
		}
		k, ok := keyOf(e)
		if list := waiting[k]; ok && len(list) > 0 {
			list[0].matched, e.matched = true, true
			list[0].peer, e.peer = e, list[0]
			waiting[k] = list[1:]
		}
	}
}

func exists(sources Sources, path string) bool {
	_, err := sources.Source(path)
	return err == nil
}
