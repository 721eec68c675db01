package finding

import (
	"cmp"
	"slices"

	"github.com/cdolint/cdolint/internal/source"
)

// SetSnippets sets the Snippet of findings from the text at their places, with
// the secrets among it masked, and numbers them as [Number] does. It is to be
// called once all findings of a run are known, before fingerprints are asked
// for.
func SetSnippets(findings []Finding, sources Sources, secrets []source.Place) {
	masked := map[string][]Span{}
	for _, at := range secrets {
		masked[at.Path] = append(masked[at.Path], Span{at.Pos, at.End})
	}
	for _, spans := range masked {
		slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.Pos, b.Pos) })
	}
	for i := range findings {
		f := &findings[i]
		file, err := sources.Source(f.At.Path)
		if err != nil || f.At.Pos < 0 || f.At.End > len(file.Text) || f.At.End < f.At.Pos {
			continue
		}
		f.Snippet = NormalizeSnippet(maskPlace(file.Text, f.At, masked[f.At.Path]))
	}
	Number(findings)
}

// maskPlace is the text of a place with what the spans of the file cover masked.
func maskPlace(text string, at source.Place, spans []Span) string {
	var inside []Span
	for _, s := range spans {
		if s.End > at.Pos && s.Pos < at.End {
			inside = append(inside, Span{max(s.Pos, at.Pos) - at.Pos, min(s.End, at.End) - at.Pos})
		}
	}
	return MaskSpans(text[at.Pos:at.End], inside)
}
