package nearest

import "testing"

func TestOf(t *testing.T) {
	words := []string{"logon", "object", "page_auth", "error", "warning"}
	for _, tt := range []struct{ name, word, want string }{
		{"the word itself", "logon", "logon"},
		{"letter case does not matter", "LOGON", "logon"},
		{"one letter missing", "logn", "logon"},
		{"two letters swapped", "olgon", "logon"},
		{"nothing near", "mailbox", ""},
		{"short words must be very near", "err", ""},
		{"empty word", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Of(tt.word, words); got != tt.want {
				t.Errorf("Of(%q) = %q, want %q", tt.word, got, tt.want)
			}
		})
	}
	if got := Of("ab", []string{"ac", "ad"}); got != "" {
		t.Errorf("two equally near: got %q, want none", got)
	}
}
