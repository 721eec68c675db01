package advice

import "testing"

func TestCodeSpansHoldWhateverTheyAreGiven(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain text", `AuthFlags="4"`, "`AuthFlags=\"4\"`"},
		{"a mark", "a`b", "``a`b``"},
		{"marks at the ends", "`a`", "`` `a` ``"},
		{"line ends", "a\r\n| b", "`a | b`"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := code(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSourceOf(t *testing.T) {
	tests := []struct{ in, want string }{
		{"<Form server>", `Request.Form("server")`},
		{"<QueryString s>", `Request.QueryString("s")`},
		{"<Cookie s>", `Request.Cookies("s")`},
		{"<Session Server Name>", `Session("Server Name")`},
		{"<SERVER_NAME>", "SERVER_NAME"},
		{"<strServer>", "strServer"},
		{"EX<Session n>", `"EX" & Session("n")`},
		{"<strSite>-<?>", `strSite & "-" & …`},
		{"<unclosed", "unclosed"},
		{"<?>", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := sourceOf(tt.in); got != tt.want {
			t.Errorf("sourceOf(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestTarget(t *testing.T) {
	tests := []struct {
		name, folder, rest string
		ok                 bool
	}{
		{"the folder itself", "a", "", true},
		{"below it", "a/b/c", "b/c", true},
		{"beside it", "ab", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if rest, ok := below(tt.folder, "a"); ok != tt.ok || ok && rest != tt.rest {
				t.Errorf("got %q, %t", rest, ok)
			}
		})
	}
}
