package claim

import "testing"

func TestMetabaseFlags(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
		ok   bool
	}{
		{"AuthAnonymous | AuthNTLM", 5, true},
		{"authbasic|AUTHMD5", 18, true},
		{"0", 0, true},
		{"", 0, true},
		{"6", 6, true},
		{"0x14", 20, true},
		{"&H4", 4, true},
		{"AuthPassport", 64, true},
		{"AuthMagic", 0, false},
		{"five", 0, false},
	} {
		if got, ok := ParseFlags(tt.text); got != tt.want || ok != tt.ok {
			t.Errorf("%q: got %d, %v, want %d, %v", tt.text, got, ok, tt.want, tt.ok)
		}
	}
}
