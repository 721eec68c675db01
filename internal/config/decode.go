package config

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/config/yamltree"
	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/nearest"
)

// decoder turns a document into a file, and collects mistakes: one run shows
// all of them.
type decoder struct {
	file *file
	errs Errors
	more int // mistakes beyond maxErrors
}

func (d *decoder) err() error {
	if d.more > 0 {
		d.errs = append(d.errs, yamltree.NewError(d.file.src, 0, 0, "%d more mistakes are not listed", d.more))
		d.more = 0
	}
	return join(d.errs...)
}

func (d *decoder) errorf(n *yamltree.Node, format string, args ...any) {
	if len(d.errs) >= maxErrors {
		d.more++
		return
	}
	d.errs = append(d.errs, yamltree.NewError(d.file.src, n.Pos, max(n.End, n.Pos+1), format, args...))
}

// key is a key of a mapping and what reads its value.
type key struct {
	name string
	read func(*yamltree.Node)
}

// mapping reads a mapping that has these keys and no others. where names it
// for messages: "site", or "" for the document.
func (d *decoder) mapping(n *yamltree.Node, where string, keys ...key) {
	if n.Kind == yamltree.Null {
		return
	}
	if n.Kind != yamltree.Mapping {
		d.errorf(n, "%s, not %s", sentence(where, "holds keys and values", "the configuration"), yamltree.Describe(n))
		return
	}
fields:
	for _, f := range n.Fields {
		for _, k := range keys {
			if k.name == f.Key.Text {
				k.read(f.Value)
				continue fields
			}
		}
		d.unknown(f.Key, where, keys)
	}
}

func sentence(where, verb, otherwise string) string {
	if where == "" {
		where = otherwise
	}
	return where + " " + verb
}

func (d *decoder) unknown(k *yamltree.Node, where string, keys []key) {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	in := ""
	if where != "" {
		in = " in " + where
	}
	d.errorf(k, "unknown key %s%s; %s", yamltree.Quote(k.Text), in, suggest(k.Text, names, "it takes "+english.List(names, "and")))
}

// suggest is "did you mean …?", or what is said otherwise.
func suggest(word string, names []string, otherwise string) string {
	if near := nearest.Of(word, names); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return otherwise
}

// text reads a value that may be any text but an empty one.
func (d *decoder) text(n *yamltree.Node, where, what string) (string, bool) {
	if n.Kind != yamltree.Scalar || strings.TrimSpace(n.Text) == "" {
		d.errorf(n, "%s takes %s, not %s", where, what, yamltree.Describe(n))
		return "", false
	}
	return n.Text, true
}

// word reads one of some words. instead may know what else people write; it
// returns "" for what it does not know.
func (d *decoder) word(n *yamltree.Node, where string, words []string, instead func(string) string) (string, bool) {
	if n.Kind == yamltree.Scalar {
		for _, w := range words {
			if w == n.Text {
				return w, true
			}
		}
		near := ""
		if instead != nil {
			near = instead(strings.ToLower(n.Text))
		}
		if near == "" {
			near = nearest.Of(n.Text, words)
		}
		if near != "" {
			d.errorf(n, "%s takes %s, not %s; did you mean %q?", where, english.List(words, "or"), yamltree.Describe(n), near)
			return "", false
		}
	}
	d.errorf(n, "%s takes %s, not %s", where, english.List(words, "or"), yamltree.Describe(n))
	return "", false
}

// strings reads a list of texts; one alone may stand without brackets.
func (d *decoder) strings(n *yamltree.Node, where, what string) said[[]string] {
	out := said[[]string]{}
	for e := range n.Elements() {
		if s, ok := d.text(e, where, what); ok {
			out.v = append(out.v, s)
		}
	}
	if n.Kind != yamltree.Null {
		out.at = d.file.at(n)
	}
	return out
}

// flag reads a switch: true and on, false and off.
func (d *decoder) flag(n *yamltree.Node, where string) said[bool] {
	if on, ok := switched(n); ok {
		return said[bool]{on, d.file.at(n)}
	}
	d.word(n, where, []string{"true", "false"}, func(s string) string {
		switch s {
		case "yes", "y", "1":
			return "true"
		case "no", "n", "0", "none":
			return "false"
		}
		return ""
	})
	return said[bool]{}
}

// switched reads on and off. In YAML 1.1 on is a boolean, in 1.2 a word; here
// it is the same as true, however it is written.
func switched(n *yamltree.Node) (on, ok bool) {
	if n.Kind != yamltree.Scalar {
		return false, false
	}
	switch n.Text {
	case "on", "On", "ON", "true", "True", "TRUE":
		return true, true
	case "off", "Off", "OFF", "false", "False", "FALSE":
		return false, true
	}
	return false, false
}

// number reads a whole number within bounds.
func (d *decoder) number(n *yamltree.Node, where string, low, high int) said[int] {
	if n.Kind == yamltree.Scalar {
		if v, err := strconv.Atoi(strings.ReplaceAll(n.Text, "_", "")); err == nil && v >= low && v <= high {
			return said[int]{v, d.file.at(n)}
		}
	}
	d.errorf(n, "%s takes a number from %d to %d, not %s", where, low, high, yamltree.Describe(n))
	return said[int]{}
}
