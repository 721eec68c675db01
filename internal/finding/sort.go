package finding

import (
	"cmp"
	"slices"
)

// Sort brings findings into the order of every report: by path, by place in the
// file, by rule, by message. The order is total but for findings equal in all
// of these, which keep theirs.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.At.Path, b.At.Path),
			cmp.Compare(a.At.Pos, b.At.Pos),
			cmp.Compare(a.At.End, b.At.End),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// SortNotifications brings notifications into the order of every report: by
// path, place, id, message.
func SortNotifications(ns []Notification) {
	slices.SortStableFunc(ns, func(a, b Notification) int {
		return cmp.Or(
			cmp.Compare(a.At.Path, b.At.Path),
			cmp.Compare(a.At.Pos, b.At.Pos),
			cmp.Compare(a.ID, b.ID),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// Number sorts findings and counts equal ones: [Finding.Occurrence] becomes the
// number of those before it in the same file and procedure with the same rule
// and code.
func Number(findings []Finding) {
	Sort(findings)
	type key struct{ rule, path, proc, snippet string }
	seen := map[key]int{}
	for i := range findings {
		f := &findings[i]
		k := key{f.Rule, f.At.Path, f.Procedure, f.Snippet}
		f.Occurrence = seen[k]
		seen[k]++
	}
}

// Open reports whether the finding asks for something to be done: it is not a
// cleared logon, not suppressed, and not in the baseline.
func (f *Finding) Open() bool {
	return !f.Pass && f.Suppressed == "" && f.Baseline != Unchanged && f.Baseline != Absent
}

// Counts is what a summary says of findings.
type Counts struct {
	Errors, Warnings, Notes int // open ones
	Suppressed              int
	Known                   int // in the baseline
	Cleared                 int // [Finding.Pass]
}

// Open is the number of open findings of all levels.
func (c Counts) Open() int { return c.Errors + c.Warnings + c.Notes }

// Count counts findings. Each is counted once: as cleared, else as suppressed,
// else as known, else by its level.
func Count(findings []Finding) Counts {
	var c Counts
	for i := range findings {
		switch f := &findings[i]; {
		case f.Pass:
			c.Cleared++
		case f.Suppressed != "":
			c.Suppressed++
		case f.Baseline == Unchanged:
			c.Known++
		case f.Baseline == Absent:
		case f.Level == Error:
			c.Errors++
		case f.Level == Warning:
			c.Warnings++
		case f.Level == Note:
			c.Notes++
		}
	}
	return c
}
