package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cdolint/cdolint/internal/config/yamltree"
	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/nearest"
	"github.com/cdolint/cdolint/internal/source"
)

// The bounds of one pack. Whoever evaluates it pays for each rule on each fact.
const (
	maxRules    = 200
	maxWrappers = 100
	maxWords    = 50
	maxTags     = 20 // GitHub shows no more
)

// ParsePack reads a pack. What it says is held to the format, not yet to the
// facts: see [Check]. The error is [Errors].
func ParsePack(file string, raw []byte) (*Pack, error) {
	src := source.New(file, raw, source.Options{})
	n, err := yamltree.Parse(src)
	if err != nil {
		return nil, Errors{err}
	}
	r := &reader{src: src}
	p := r.pack(n)
	if len(r.errs) > 0 {
		return nil, limited(r.errs)
	}
	return p, nil
}

// reader turns a document into a pack, and collects mistakes.
type reader struct {
	src  *source.File
	errs Errors
}

// key is a key of a mapping and what reads its value.
type key struct {
	name string
	must bool
	read func(*yamltree.Node)
}

func (r *reader) errorf(n *yamltree.Node, format string, args ...any) {
	r.errs = append(r.errs, yamltree.NewError(r.src, n.Pos, max(n.End, n.Pos+1), format, args...))
}

// mapping reads one that has these keys and no others. at is what a missing
// key is reported at.
func (r *reader) mapping(n *yamltree.Node, what string, keys ...key) {
	if n.Kind != yamltree.Mapping {
		r.errorf(n, "%s holds keys and values, not %s", what, yamltree.Describe(n))
		return
	}
	for _, f := range n.Fields {
		i := slices.IndexFunc(keys, func(k key) bool { return k.name == f.Key.Text })
		if i < 0 {
			r.unknown(f.Key, what, keys)
			continue
		}
		if f.Value.Kind == yamltree.Null && keys[i].must {
			r.errorf(f.Key, "%s has no value", f.Key.Text)
		} else if f.Value.Kind != yamltree.Null {
			keys[i].read(f.Value)
		}
	}
	for _, k := range keys {
		if k.must && n.Get(k.name) == nil {
			at := n
			if len(n.Fields) > 0 {
				at = n.Fields[0].Key
			}
			r.errorf(at, "%s needs the key %s", what, k.name)
		}
	}
}

func (r *reader) unknown(k *yamltree.Node, what string, keys []key) {
	var all []string
	for _, k := range keys {
		all = append(all, k.name)
	}
	hint := "it takes " + english.List(all, "and")
	if near := nearest.Of(k.Text, all); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	r.errorf(k, "unknown key %s in %s; %s", yamltree.Quote(k.Text), what, hint)
}

// text reads a text. What has no shape (control characters, marks that turn the
// direction of text) does not get in: texts of packs are shown on terminals.
func (r *reader) text(to *string) func(*yamltree.Node) {
	return func(n *yamltree.Node) {
		if n.Kind != yamltree.Scalar {
			r.errorf(n, "a text is expected here, not %s", yamltree.Describe(n))
			return
		}
		for i, c := range n.Text {
			if c != '\n' && c != '\t' && !unicode.IsPrint(c) {
				pos, end := r.scalar(n).locate(i, i+len(string(c)))
				r.errs = append(r.errs, yamltree.NewError(r.src, pos, end, "the text holds a character that nobody sees (%U)", c))
				return
			}
		}
		*to = n.Text
	}
}

func (r *reader) scalar(n *yamltree.Node) scalar { return scalar{r.src, n} }

// at is text that remembers where it stands.
func (r *reader) at(to *string, at *scalar) func(*yamltree.Node) {
	return func(n *yamltree.Node) {
		*at = r.scalar(n)
		r.text(to)(n)
	}
}

// name reads an identifier that ok accepts.
func (r *reader) name(to *string, ok func(string) bool, what string) func(*yamltree.Node) {
	return func(n *yamltree.Node) {
		if n.Kind != yamltree.Scalar || !ok(n.Text) {
			r.errorf(n, "%s is expected here, not %s", what, yamltree.Describe(n))
			return
		}
		*to = n.Text
	}
}

func (r *reader) oneOf(to *string, words ...string) func(*yamltree.Node) {
	return func(n *yamltree.Node) {
		if n.Kind == yamltree.Scalar && slices.Contains(words, n.Text) {
			*to = n.Text
			return
		}
		if near := nearest.Of(n.Text, words); near != "" {
			r.errorf(n, "%s is expected here, not %s; did you mean %q?", english.List(words, "or"), yamltree.Describe(n), near)
			return
		}
		r.errorf(n, "%s is expected here, not %s", english.List(words, "or"), yamltree.Describe(n))
	}
}

func (r *reader) flag(to *bool) func(*yamltree.Node) {
	return func(n *yamltree.Node) {
		switch {
		case n.Kind == yamltree.Scalar && (n.Text == "true" || n.Text == "on"):
			*to = true
		case n.Kind == yamltree.Scalar && (n.Text == "false" || n.Text == "off"):
			*to = false
		default:
			r.errorf(n, "true or false is expected here, not %s", yamltree.Describe(n))
		}
	}
}

// list reads some values, or one alone, with what reads each.
func (r *reader) list(to *[]string, most int, each func(*string) func(*yamltree.Node)) func(*yamltree.Node) {
	return func(n *yamltree.Node) {
		for item := range n.Elements() {
			if len(*to) == most {
				r.errorf(item, "there are more than %d here", most)
				return
			}
			var s string
			before := len(r.errs)
			if each(&s)(item); len(r.errs) == before {
				*to = append(*to, s)
			}
		}
	}
}

// argument reads the number of an argument of a method, from 1.
func (r *reader) argument(to *int) func(*yamltree.Node) {
	return func(n *yamltree.Node) {
		i, err := strconv.Atoi(n.Text)
		if n.Kind != yamltree.Scalar || err != nil || i < 1 || i > 50 {
			r.errorf(n, "the number of an argument is expected here, 1 for the first, not %s", yamltree.Describe(n))
			return
		}
		*to = i
	}
}

func isPackName(s string) bool {
	return isName(s) && !strings.EqualFold(s, "all")
}

// isName: lower-case words with hyphens between.
func isName(s string) bool {
	if s == "" || len(s) > 60 || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	return s[0] >= 'a' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// isID: capitals, then digits.
func isID(s string) bool {
	letters := strings.TrimRight(s, "0123456789")
	digits := len(s) - len(letters)
	return len(letters) >= 2 && len(letters) <= 16 && digits >= 1 && digits <= 6 && strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// isProgID: two words or more with dots between.
func isProgID(s string) bool {
	parts := strings.Split(s, ".")
	return len(s) <= 100 && len(parts) > 1 && !slices.ContainsFunc(parts, func(p string) bool { return !isMember(p) })
}

// isMember: a name of VBScript.
func isMember(s string) bool {
	return s != "" && len(s) <= 255 && !strings.ContainsFunc(s, func(c rune) bool {
		return c != '_' && (c > 127 || !unicode.IsLetter(c) && !unicode.IsDigit(c))
	})
}

// isWord: what a page is searched for.
func isWord(s string) bool {
	return len(s) >= 3 && len(s) <= 60 && s == strings.ToLower(s) && strings.TrimSpace(s) == s
}

func isSeverity(s string) bool {
	f, err := strconv.ParseFloat(s, 64)
	return err == nil && f >= 0 && f <= 10
}
