package vbscript

import (
	"strings"
	"testing"
)

func TestEveryKeywordIsFoundInAnyLetterCase(t *testing.T) {
	found := 0
	for k := firstKw + 1; k < lastKw; k++ {
		if k == lastReserved {
			continue
		}
		w := k.spelling()
		if w == "" {
			t.Errorf("kind %d is not in the table", k)
			continue
		}
		for _, s := range []string{w, strings.ToLower(w), strings.ToUpper(w)} {
			if got := lookupKeyword(s); got != k {
				t.Errorf("%s is %v, not %v", s, got, k)
			}
		}
		found++
	}
	for i, e := range keywords {
		if e.kind == 0 {
			continue
		}
		if h := keywordHash(e.folded.key()); int(h) != i {
			t.Errorf("%s stands at %d, not at %d", e.spelling, i, h)
		}
		found--
	}
	if found != 0 {
		t.Errorf("%d kinds more than table entries", found)
	}
}

func TestWordsThatAreNoKeywords(t *testing.T) {
	for _, s := range []string{"", "a", "i", "iff", "thenn", "e_d", "[nd", "@nd", "endd", "propertys", "Übung", "to_", "no\x54"} {
		if got := lookupKeyword(s); got != Name && !strings.EqualFold(s, got.spelling()) {
			t.Errorf("%q is %v", s, got)
		}
	}
}

func TestLiteralValue(t *testing.T) {
	for _, tc := range []struct {
		raw  string
		kind Kind
		want string
	}{
		{`""`, String, ``},
		{`"a"`, String, `a`},
		{`"a ""b"""`, String, `a "b"`},
		{`""""`, String, `"`},
		{`12`, Int, `12`},
		{`#1/1/2000#`, Date, `#1/1/2000#`},
	} {
		if got := (&Literal{Kind: tc.kind, Raw: tc.raw}).Value(); got != tc.want {
			t.Errorf("%s is %q, not %q", tc.raw, got, tc.want)
		}
	}
}
