package words_test

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cdolint/cdolint/internal/bench"
	"github.com/cdolint/cdolint/internal/words"
)

type found struct{ word, at int }

// find is what a set finds, with vectors and without, sorted by place.
func find(t interface{ Fatalf(string, ...any) }, s *words.Set, text string) []found {
	out, byTable := findIn(s.WithVectors(), []byte(text)), findIn(s.WithoutVectors(), []byte(text))
	if !slices.Equal(out, byTable) {
		t.Fatalf("in %q: %v by vectors, %v by the table", text, out, byTable)
	}
	return out
}

func findIn(s *words.Set, text []byte) []found {
	var out []found
	s.Find(text, func(word, at int) bool {
		out = append(out, found{word, at})
		return true
	})
	slices.SortFunc(out, func(a, b found) int { return cmp.Or(a.at-b.at, a.word-b.word) })
	return out
}

func TestFind(t *testing.T) {
	set := words.New("mapi", "3fa7de", "a.b", "cdolint:", "#include")
	tests := []struct {
		name, text string
		want       []found
	}{
		{"an empty text holds nothing", "", nil},
		{"a text shorter than the word", "map", nil},
		{"the word alone", "mapi", []found{{0, 0}}},
		{"at an odd offset", "xMaPi", []found{{0, 1}}},
		{"at the end of a long text", strings.Repeat("x", 101) + "MAPI", []found{{0, 101}}},
		{"cut off at the end", strings.Repeat("x", 101) + "MAP", nil},
		{"behind many bytes, near the end", strings.Repeat("x", 150) + "MAPI!", []found{{0, 150}}},
		{"twice in a row", "mapimapi", []found{{0, 0}, {0, 4}}},
		{"three bytes at even and odd offsets", "a.b a.b  A.B", []found{{2, 0}, {2, 4}, {2, 9}}},
		{"three bytes at the very end", "xxxxxxxa.b", []found{{2, 7}}},
		{"punctuation does not fold", "CDOLINT\x1a 3FA7DE #INCLUDE", []found{{1, 9}, {4, 16}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := find(t, set, test.text); !slices.Equal(got, test.want) {
				t.Errorf("found %v, want %v", got, test.want)
			}
		})
	}
}

func TestFindStopsWhenTold(t *testing.T) {
	for _, times := range []int{3, 100} {
		n := 0
		words.New("mapi").WithVectors().Find([]byte(strings.Repeat("mapi ", times)), func(int, int) bool { n++; return n < 2 })
		if n != 2 {
			t.Errorf("of %d: called %d times, want 2", times, n)
		}
	}
}

// The oracle: the same by looking at every place of the text.
func TestFindAgreesWithTheSimplestSearch(t *testing.T) {
	letters := rapid.StringOfN(rapid.RuneFrom([]rune("abAB.:\x00é")), 0, 300, -1)
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(rapid.StringMatching(`[ab.:]{3,9}`), 1, 8, rapid.ID).Draw(t, "words")
		text := letters.Draw(t, "text")
		var want []found
		for at := range len(text) {
			for i, w := range list {
				if words.HasPrefix([]byte(text[at:]), w) {
					want = append(want, found{i, at})
				}
			}
		}
		got := find(t, words.New(list...), text)
		if !slices.Equal(got, want) {
			t.Fatalf("words %q in %q: found %v, want %v", list, text, got, want)
		}
	})
}

func TestMoreWordsThanTablesHaveRoomFor(t *testing.T) {
	for _, n := range []int{254, 255, 256, 400} {
		var list []string
		for i := range n {
			list = append(list, fmt.Sprintf("w%03dx", i))
		}
		set := words.New(list...)
		for i, w := range list {
			if got := find(t, set, strings.Repeat(".", 3+i%100)+w); !slices.Equal(got, []found{{i, 3 + i%100}}) {
				t.Fatalf("of %d words, %s: found %v", n, w, got)
			}
		}
	}
}

// Few small files are searched without vectors, whose tables take longer to make.
func TestVectorsAreMadeForLongSearches(t *testing.T) {
	if !words.CanHaveVectors() {
		t.Skip("this processor has none")
	}
	set := words.New(list()...)
	text := make([]byte, 1000)
	for n := 0; n+len(text) < words.LongSearch; n += len(text) {
		findIn(set, text)
	}
	if set.HasVectors() {
		t.Error("vectors were made for a short search")
	}
	findIn(set, text)
	if !set.HasVectors() {
		t.Error("no vectors were made for a long search")
	}
}

func ExampleSet_Find() {
	set := words.New("mapi", "logon")
	set.Find([]byte(`CreateObject("MAPI.Session").Logon`), func(word, at int) bool {
		fmt.Println(set.Word(word), "at", at)
		return true
	})
	// Output:
	// mapi at 14
	// logon at 29
}

// list is what pages are searched for with the rules that are on by default.
func list() []string {
	return []string{
		".addressbook", ".addresslist", ".compareids", ".createconversationindex", ".currentuser", ".delivernow",
		".getaddress", ".getarticle", ".getdefaultfolder", ".getfolder", ".getinfostore", ".getmessage", ".inbox",
		".infostore", ".logoff", ".logon", ".outbox", ".outofoffice", ".rootfolder", ".setlocaleids",
		"0x8004", "0x8007", "2147500037", "214774", "2147942405", "3fa7de", "amhtml", "backofficestorage",
		"cdolint:", "exoledb", "impid", "mapi", "winhttp", "xmlhttp", "createobject", "activexobject", "getobject",
		"#include", "runat", "iis:", "microsoftiisv2", "web.administration", "writableadminmanager", "adsutil", "appcmd",
		"session", "application", ".execute", ".transfer", "charset", "codepage", "encoding",
	}
}

func BenchmarkFind(b *testing.B) {
	text := bench.Page(1, 20_000)
	set := words.New(list()...)
	for name, set := range map[string]*words.Set{"with vectors": set.WithVectors(), "without": set.WithoutVectors()} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				set.Find(text, func(int, int) bool { return true })
			}
		})
	}
}

// What else could be done: see docs/performance.md.
func BenchmarkAlternatives(b *testing.B) {
	text := bench.Page(1, 20_000)
	quoted := make([]string, 0, len(list()))
	for _, w := range list() {
		quoted = append(quoted, regexp.QuoteMeta(w))
	}
	re := regexp.MustCompile(`(?i)` + strings.Join(quoted, "|"))
	b.Run("regexp", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			re.FindAllIndex(text, -1)
		}
	})
	b.Run("ToLower and Index for each word", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			low := bytes.ToLower(text)
			for _, w := range list() {
				for rest := low; ; {
					i := bytes.Index(rest, []byte(w))
					if i < 0 {
						break
					}
					rest = rest[i+1:]
				}
			}
		}
	})
	b.Run("table of first letters", func(b *testing.B) {
		var first [256][]string
		for _, w := range list() {
			first[w[0]] = append(first[w[0]], w)
			if up := w[0] &^ 0x20; 'A' <= up && up <= 'Z' {
				first[up] = append(first[up], w)
			}
		}
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			for i, c := range text {
				for _, w := range first[c] {
					if words.HasPrefix(text[i:], w) {
						break
					}
				}
			}
		}
	})
	b.Run("IndexByte for the rarest letter of each word", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			for _, w := range list() {
				at := strings.IndexAny(w, "jqxzkvwybg.#pmf")
				at = max(at, 0)
				for _, c := range []byte{w[at], w[at] &^ 0x20} {
					for i := at; i < len(text); i++ {
						n := bytes.IndexByte(text[i:], c)
						if n < 0 {
							break
						}
						i += n
						words.HasPrefix(text[i-at:], w)
					}
				}
			}
		}
	})
	b.Run("Aho-Corasick", func(b *testing.B) {
		next, ends := automaton(list())
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			state, found := int32(0), 0
			for _, c := range text {
				state = next[state][c]
				if ends[state] {
					found++
				}
			}
		}
	})
}

// automaton is that of Aho and Corasick with a full table: one step a byte.
func automaton(list []string) (next [][256]int32, ends []bool) {
	next, ends = append(next, [256]int32{}), append(ends, false)
	for _, w := range list {
		state := int32(0)
		for _, c := range []byte(w) {
			if next[state][c] == 0 {
				next, ends = append(next, [256]int32{}), append(ends, false)
				next[state][c] = int32(len(next) - 1)
			}
			state = next[state][c]
		}
		ends[state] = true
	}
	back := make([]int32, len(next))
	var queue []int32
	for _, s := range &next[0] {
		if s != 0 {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		ends[s] = ends[s] || ends[back[s]]
		for c, to := range &next[s] {
			if to != 0 {
				back[to] = next[back[s]][c]
				queue = append(queue, to)
			} else {
				next[s][c] = next[back[s]][c]
			}
		}
	}
	for s := range next { // in any case of letters
		for c := 'A'; c <= 'Z'; c++ {
			next[s][c] = next[s][c|0x20]
		}
	}
	return next, ends
}
