package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
)

// alike are pages for which a rule holds in the same words: "under Digest
// authentication".
type alike struct {
	words string
	pages []string
}

// alikes are the pages for which a rule holds, each once.
type alikes []alike

func (a *alikes) add(words, page string) {
	for i := range *a {
		if (*a)[i].words == words {
			(*a)[i].pages = append((*a)[i].pages, page)
			return
		}
	}
	*a = append(*a, alike{words, []string{page}})
}

// tidy sorts the pages and leaves each once: the words that more pages share
// come first, and a page that is served in several ways stands with them.
func (a *alikes) tidy() {
	for i := range *a {
		(*a)[i].pages = eachOnce((*a)[i].pages)
	}
	slices.SortStableFunc(*a, func(x, y alike) int { return len(y.pages) - len(x.pages) })
	for i := range *a {
		(*a)[i].pages = slices.DeleteFunc((*a)[i].pages, func(page string) bool { return (*a)[:i].has(page) })
	}
	*a = slices.DeleteFunc(*a, func(x alike) bool { return len(x.pages) == 0 })
}

func (a alikes) has(page string) bool {
	return slices.ContainsFunc(a, func(x alike) bool { _, ok := slices.BinarySearch(x.pages, page); return ok })
}

// words are those for a page, "" if the rule does not hold for it.
func (a alikes) words(page string) string {
	for _, x := range a {
		if _, ok := slices.BinarySearch(x.pages, page); ok {
			return x.words
		}
	}
	return ""
}

// words say what the page of a fact is like for which a rule holds.
func (e *Engine) words(r *Rule, f fact.Fact) (string, error) {
	if r.pages == nil {
		return "", nil
	}
	if err := r.pages.compile(e.kinds, e.kinds.zeros[r.Match]); err != nil {
		return "", err
	}
	if !r.Pack.builtin {
		if e.cost += r.pages.cost(); e.cost > e.maxCost {
			return "", ErrTooCostly
		}
	}
	return r.pages.run(&e.machine, f)
}

// reach is the sentence on the pages that reach the place of a finding, ""
// if that is the place's own page alone. The pages are links to the related
// places.
func reach(kinds alikes, pages, hits []string, f *finding.Finding) string {
	if len(pages) == 0 || len(pages) == 1 && pages[0] == f.At.Path {
		return ""
	}
	if len(pages) == 1 {
		return " Reached by 1 page: " + some(pages, f) + "."
	}
	s := fmt.Sprintf(" Reached by %d pages", len(pages))
	said := len(kinds) > 0 && kinds[0].words != ""
	switch {
	case !said && len(hits) == len(pages):
		return s + ": " + some(pages, f) + "."
	case !said:
		return fmt.Sprintf("%s; this is so on %d of them: %s.", s, len(hits), some(hits, f))
	case len(kinds) == 1 && len(hits) == len(pages):
		return s + ", all of them " + kinds[0].words + ": " + some(hits, f) + "."
	}
	for i, k := range kinds {
		of := ""
		if i == 0 {
			of = " of them"
		}
		s += fmt.Sprintf(", %d%s %s: %s", len(k.pages), of, k.words, some(k.pages, f))
	}
	return s + "."
}

// some names the first pages of a list.
func some(list []string, f *finding.Finding) string {
	const shown = 3
	links := make([]string, 0, shown)
	for _, page := range list[:min(len(list), shown)] {
		links = append(links, link(page, f))
	}
	if len(list) <= shown {
		return strings.Join(links, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(links, ", "), len(list)-shown)
}

// link is the name of a page, linked to its related place.
func link(page string, f *finding.Finding) string {
	if strings.ContainsAny(page, "[]") { // would not read as a link
		return page
	}
	for i, r := range f.Related {
		if r.Page && r.At.Path == page {
			return fmt.Sprintf("[%s](%d)", page, i+1)
		}
	}
	return page
}

// ConfidenceOf is the confidence of a fact as findings have it.
func ConfidenceOf(f fact.Fact) finding.Confidence { return confidence(f.About().Confidence) }

func confidence(c string) finding.Confidence {
	switch c {
	case fact.High:
		return finding.High
	case fact.Medium:
		return finding.Medium
	}
	return finding.Low
}
