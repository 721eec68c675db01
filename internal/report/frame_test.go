package report

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// drawn draws a frame as text does, without line numbers.
func drawn(f frame) string {
	var b strings.Builder
	for _, l := range f.lines {
		if l.number == 0 {
			b.WriteString("~\n")
			continue
		}
		b.WriteString("|" + l.text + "|\n")
		if l.length > 0 {
			b.WriteString(" " + strings.Repeat(" ", l.mark) + strings.Repeat("^", l.length) + "\n")
		}
	}
	return b.String()
}

func TestFramesMarkThePlace(t *testing.T) {
	for name, c := range map[string]struct {
		text, mark string
		width      int
		want       string
	}{
		"plain": {"s.Logon x", "Logon", 40, "" +
			"|s.Logon x|\n" +
			"   ^^^^^\n"},
		"tabs become blanks, to the next stop": {"\ta\tb", "b", 40, "" +
			"|    a   b|\n" +
			"         ^\n"},
		"wide characters take two cells": {"x = \"会議室\" : y", "y", 40, "" +
			"|x = \"会議室\" : y|\n" +
			"                ^\n"},
		"and are marked in full": {"x = \"会議室\"", "会議", 40, "" +
			"|x = \"会議室\"|\n" +
			"      ^^^^\n"},
		"combining characters take none": {"e\u0301 = y", "y", 40, "" +
			"|e\u0301 = y|\n" +
			"     ^\n"},
		"a family of emoji is one": {"👩‍👩‍👧 y", "y", 40, "" +
			"|👩‍👩‍👧 y|\n" +
			"    ^\n"},
		"hidden characters are spelled out": {"\u202ea\x1b y", "y", 40, "" +
			"|\\u{202e}a\\x1b y|\n" +
			"               ^\n"},
		"secrets are masked": {"pwd=\"geheim\" : y", "y", 40, "" +
			"|pwd=\"******\" : y|\n" +
			"                ^\n"},
		"blanks at the end are not shown": {"y   \t ", "y", 40, "" +
			"|y|\n" +
			" ^\n"},
		"a long line is cut behind": {"s.Logon " + strings.Repeat("x", 90), "s.Logon", 30, "" +
			"|s.Logon xxxxxxxxxxxxxxxxxxx...|\n" +
			" ^^^^^^^\n"},
		"or before": {strings.Repeat("x", 90) + " s.Logon", "s.Logon", 30, "" +
			"|...xxxxxxxxxxxxxxxxxxx s.Logon|\n" +
			"                        ^^^^^^^\n"},
		"or on both sides": {strings.Repeat("x", 90) + " s.Logon " + strings.Repeat("y", 90), "s.Logon", 30, "" +
			"|...xxxxxx s.Logon yyyyyyyyy...|\n" +
			"           ^^^^^^^\n"},
		"a place longer than the line": {strings.Repeat("x", 90), strings.Repeat("x", 90), 30, "" +
			"|xxxxxxxxxxxxxxxxxxxxxxxxxxx...|\n" +
			" ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"},
		"half of a wide character becomes a blank": {strings.Repeat("会", 40) + "y", "y", 21, "" +
			"|... 会会会会会会会会y|\n" +
			"                     ^\n"},
	} {
		t.Run(name, func(t *testing.T) {
			m := memory{}
			m.add("a.asp", c.text)
			p := newPlaces(&finding.Report{Sources: m})
			got := drawn(p.frame(m.at("a.asp", c.mark, strings.Count(c.text, c.mark)-1), 0, 0, c.width))
			if got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestFramesOfPlacesOverSeveralLines(t *testing.T) {
	m := memory{}
	m.add("a.asp", "\n\nx = 1\ns.Logon \"\", _\n\t\"\", _\n\tFalse, _\n\tTrue\n\n\ny = 2\n")
	p := newPlaces(&finding.Report{Sources: m})
	text := m["a.asp"].Text
	place := source.Place{Path: "a.asp", Pos: strings.Index(text, "s.Logon"), End: strings.Index(text, "True") + len("True")}
	want := "" +
		"|x = 1|\n" +
		"|s.Logon \"\", _|\n" +
		" ^^^^^^^^^^^^^\n" +
		"|    \"\", _|\n" +
		"     ^^^^^\n" +
		"|    False, _|\n" +
		"     ^^^^^^^^\n" +
		"|    True|\n" +
		"     ^^^^\n"
	if got := drawn(p.frame(place, 2, 2, 40)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	place.Pos, place.End = 0, len(text)
	if got := drawn(p.frame(place, 0, 0, 40)); strings.Count(got, "~") != 1 || strings.Count(got, "|") != 8 {
		t.Errorf("a long place is shown as\n%s", got)
	}
}

func TestPlacesOutsideTheTextHaveNoFrameAndDoNoHarm(t *testing.T) {
	m := memory{}
	m.add("a.asp", "x")
	p := newPlaces(&finding.Report{Sources: m})
	for _, at := range []source.Place{
		{}, {Path: "missing.asp", Pos: 3, End: 9}, {Path: "a.asp", Pos: 5, End: 9}, {Path: "a.asp", Pos: -1, End: 99}, {Path: "a.asp", Pos: 1, End: 0},
	} {
		f := p.frame(at, 2, 2, 40)
		if r := f.region; r.StartLine < 1 || r.EndLine < r.StartLine || r.StartColumn < 1 {
			t.Errorf("%+v: region %+v", at, r)
		}
	}
}

// Any text, marked anywhere: no line is wider than was asked for, and the mark
// stands under it.
func FuzzFrame(f *testing.F) {
	f.Add("\tx = \"会議室\" & y ' \u202e\x1b", 3, 9, 40)
	f.Add(strings.Repeat("pwd=\"x\"会", 500), 1000, 1007, 31)
	f.Fuzz(func(t *testing.T, text string, from, to, width int) {
		if from < 0 || to < from || to > len(text) || width < 30 || width > 300 {
			return
		}
		m := memory{}
		m.add("a.asp", text)
		p := newPlaces(&finding.Report{Sources: m})
		for _, l := range p.frame(source.Place{Path: "a.asp", Pos: from, End: to}, 2, 2, width).lines {
			for _, r := range l.text {
				if hidden(r) {
					t.Errorf("U+%04X is in %q", r, l.text)
				}
			}
			// A character can take more cells alone than among others.
			if w := uniseg.StringWidth(l.text); w > width+1 {
				t.Errorf("%d cells wide, not %d: %q", w, width, l.text)
			}
			if l.length < 0 || l.mark < 0 || l.mark+l.length > width+1 {
				t.Errorf("marks %d cells from %d of %q", l.length, l.mark, l.text)
			}
		}
	})
}

func TestAFrameOfAVeryLongLineCostsLittle(t *testing.T) {
	m := memory{}
	const unit = "x = x & \"会議室\" : "
	m.add("a.asp", strings.Repeat(unit, 9<<20/len(unit)))
	text := m["a.asp"].Text
	p := newPlaces(&finding.Report{Sources: m})
	p.frame(source.Place{Path: "a.asp", Pos: 1, End: 2}, 2, 2, 80) // builds the line table
	allocated := testing.AllocsPerRun(10, func() {
		p.frame(source.Place{Path: "a.asp", Pos: len(text) / 2, End: len(text)/2 + 9}, 2, 2, 80)
	})
	if allocated > 3000 {
		t.Errorf("%v allocations", allocated)
	}
}
