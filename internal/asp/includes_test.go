package asp

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func piecesOfPages() []string {
	return []string{
		"<%", "%>", "<%@ language=jscript %>", "<%= x %>", "\"", "'", " ", "\n", "text <b>", "<!--", "-->",
		`<!--#include file="a.inc"-->`, `<!-- #INCLUDE virtual = /b.inc -->`, "<!--#include file=\"c", "<!--METADATA type=typelib uuid=x-->",
		"<script runat=server>", `<script runat="server" src="d.vbs">`, "<script>", "</script>", "<object runat=server id=x>", "</object>",
	}
}

// The oracle: the segments of Split.
func TestIncludesAreThoseOfSplit(t *testing.T) {
	pieces := piecesOfPages()
	var splitter Splitter // used again and again
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		end := rapid.IntRange(0, len(text)).Draw(t, "end")
		whole := Split(text)
		var want []Segment
		for _, s := range whole.Segments {
			if (s.Kind == Include || s.Kind == Script) && s.Pos < end {
				want = append(want, s)
			}
		}
		got := splitter.Includes(text, end)
		if diff := cmp.Diff(want, got.Segments, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("(-Split +Includes):\n%s", diff)
		}
		if end == len(text) && got.Language != whole.Language {
			t.Errorf("language %q, want %q", got.Language, whole.Language)
		}
	})
}

// A Splitter finds the same in every text, whatever it had before.
func TestSplitterSplitsAsSplitDoes(t *testing.T) {
	pieces := piecesOfPages()
	var splitter Splitter // used again and again
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		if diff := cmp.Diff(Split(text), splitter.Split(text, Limits{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("(-Split +Splitter):\n%s", diff)
		}
	})
}
