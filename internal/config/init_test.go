package config

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestInit(t *testing.T) {
	paths, err := filepath.Glob("testdata/init/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, p := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(p), ".json"), func(t *testing.T) {
			raw, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			var f Seen
			if err := json.Unmarshal(raw, &f); err != nil {
				t.Fatal(err)
			}
			got := Init(f)
			golden := strings.TrimSuffix(p, ".json") + ".yaml"
			if *update {
				if err := os.WriteFile(golden, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("- want, + got; refresh with -update:\n%s", diff)
			}
		})
	}
}

// settings turns the commented keys of Init into keys.
func settings(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, "#"); ok && (strings.HasPrefix(rest, "  ") || !strings.HasPrefix(rest, " ")) {
			line = rest
		}
		b.WriteString(line)
	}
	return b.String()
}

// Whatever names a repository holds: the file is valid as it is, and with
// every comment that shows a setting made one; and no name becomes a setting.
func TestInitIsValidWhateverItSees(t *testing.T) {
	schema := compileSchema(t)
	word := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{
			"/common", "a b", "*.asp", "x: y", "- z", "#", "\n#site: {}", "no", "~", "1.5", "C:\\x", "/a\\b", "..", "../x",
			".htr", ".a.b", "{a,b}", "\u2028", "\ufeff", "\x00", "\"", "'", "%x", "@x", "`", "&a", "!t", "|", ">", "[", "]", "<<",
		}),
	)
	list := func(t *rapid.T) []string { return rapid.SliceOfN(word, 0, 20).Draw(t, "words") }
	rapid.Check(t, func(t *rapid.T) {
		var f Seen
		for _, w := range list(t) {
			f.Pages = append(f.Pages, Count{w, 1})
			f.Encodings = append(f.Encodings, Count{w, 2})
		}
		for _, w := range list(t) {
			f.Auth = append(f.Auth, SeenAuth{Folder: w, Methods: []string{w, "basic"}[:len(w)%3%2], SSL: w, From: w})
			f.ExchangeServers = append(f.ExchangeServers, SeenName{w, ""}, SeenName{w, w})
			f.VirtualRoots = append(f.VirtualRoots, SeenRoot{Virtual: "/" + w, Folder: w, Includes: 1}, SeenRoot{Virtual: w})
		}
		text := string(Init(f))
		for _, tt := range []struct{ name, text string }{{"as it is", text}, {"with every setting", settings(text)}} {
			s, err := OpenTree(mapTree{FileName: tt.text}, "")
			if err != nil {
				t.Fatalf("%s: %v\n%s", tt.name, err, tt.text)
			}
			v, err := asJSON(tt.text)
			if err != nil {
				t.Fatalf("%s: %v\n%s", tt.name, err, tt.text)
			}
			if err := schema.Validate(v); err != nil {
				t.Fatalf("%s: %v\n%s", tt.name, err, tt.text)
			}
			if a := s.For("x.asp").Assertions(); tt.name == "as it is" && fmt.Sprint(a) != fmt.Sprint(Assertions{}) {
				t.Fatalf("a name became a setting: %+v\n%s", a, tt.text)
			}
		}
	})
}

func TestUsualEncoding(t *testing.T) {
	for _, tt := range []struct {
		name string
		seen []Count
		want string
	}{
		{"nothing but UTF-8", []Count{{"utf-8", 40}}, ""},
		{"most are Korean", []Count{{"utf-8", 400}, {"euc-kr", 30}, {"windows-1252", 4}}, "euc-kr"},
		{"most are Western, which needs no word", []Count{{"windows-1252", 30}, {"euc-kr", 4}}, ""},
		{"one of each", []Count{{"euc-kr", 1}, {"shift_jis", 1}}, ""},
		{"none is that of most", []Count{{"euc-kr", 2}, {"shift_jis", 1}, {"windows-1252", 1}}, ""},
	} {
		if got := usualEncoding(tt.seen); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
