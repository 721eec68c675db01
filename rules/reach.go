package rules

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
)

// reach is the sentence on the pages that reach the place of a finding, ""
// if that is the place's own page alone. The pages are links to the related
// places.
func reach(r *Rule, pages, hits []string, f *finding.Finding) string {
	if len(pages) == 0 || len(pages) == 1 && pages[0] == f.At.Path {
		return ""
	}
	if len(pages) == 1 {
		return " Reached by 1 page: " + some(pages, f) + "."
	}
	s := fmt.Sprintf(" Reached by %d pages", len(pages))
	switch {
	case r.Pages == "" && len(hits) == len(pages):
		return s + ": " + some(pages, f) + "."
	case r.Pages == "":
		return fmt.Sprintf("%s; this is so on %d of them: %s.", s, len(hits), some(hits, f))
	case len(hits) == len(pages):
		return s + ", all of them " + r.Pages + ": " + some(hits, f) + "."
	}
	return fmt.Sprintf("%s, %d of them %s: %s.", s, len(hits), r.Pages, some(hits, f))
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

func confidence(f fact.Fact) finding.Confidence {
	switch f.About().Confidence {
	case fact.High:
		return finding.High
	case fact.Medium:
		return finding.Medium
	}
	return finding.Low
}
