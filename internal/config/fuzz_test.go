package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/config/yamltree"
)

// FuzzConfig: a mistake has a place; and what a valid file says, written down
// again from Effective, says the same.
func FuzzConfig(f *testing.F) {
	for _, pattern := range []string{"testdata/valid/*.yaml", "testdata/mistakes/*.txtar"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			f.Fatal(err)
		}
		for _, p := range paths {
			raw, err := os.ReadFile(p)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(raw, "apps/mail/inbox.asp")
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte, path string) {
		if len(raw) > 1<<14 {
			return
		}
		s, err := OpenTree(mapTree{FileName: string(raw)}, "")
		if err != nil {
			var errs Errors
			if !errors.As(err, &errs) || len(errs) == 0 || len(errs) > maxErrors+1 {
				t.Fatalf("%T %v", err, err)
			}
			for _, err := range errs {
				var e *yamltree.Error
				if !errors.As(err, &e) || e.File != FileName || e.Message == "" {
					t.Fatalf("%#v", err)
				}
			}
			return
		}
		s.Skip(path)
		want := s.Effective(path)
		text := written(want)
		again, err := OpenTree(mapTree{FileName: text}, "")
		if err != nil {
			t.Fatalf("%v\n%s\nfrom\n%s", err, text, raw)
		}
		got := again.Effective(path)
		plain := func(list []Origin) []Origin {
			out := append([]Origin(nil), list...)
			for i := range out {
				out[i].At = Where{}
			}
			return out
		}
		if diff := cmp.Diff(plain(want), plain(got)); diff != "" {
			t.Fatalf("%s\n%s\nfrom\n%s", diff, text, raw)
		}
	})
}

// written is a configuration that says what is in effect, in the layers in
// which it was said.
func written(list []Origin) string {
	var b strings.Builder
	var include, exclude, packs, roots, pages []string
	fmt.Fprintf(&b, "version: 1\n")
	site, exchange, limits := "site:\n", "  exchange:\n", "limits:\n"
	var rules [][]string
	seen := map[string]bool{}
	for _, o := range list {
		if o.Value == "" {
			continue
		}
		switch key := o.Key; {
		case key == "version":
		case key == "include":
			include = append(include, o.Value)
		case key == "exclude":
			exclude = append(exclude, o.Value)
		case key == "packs":
			packs = append(packs, o.Value)
		case key == "extensions.pages":
			pages = append(pages, o.Value)
		case strings.HasPrefix(key, "site.exchange."):
			exchange += "    " + strings.TrimPrefix(key, "site.exchange.") + ": " + o.Value + "\n"
		case strings.HasPrefix(key, "site."):
			site += "  " + strings.TrimPrefix(key, "site.") + ": " + o.Value + "\n"
		case strings.HasPrefix(key, "virtualRoots."):
			roots = append(roots, "  "+strings.TrimPrefix(key, "virtualRoots.")+": "+o.Value+"\n")
		case strings.HasPrefix(key, "limits."):
			limits += "  " + strings.TrimPrefix(key, "limits.") + ": " + o.Value + "\n"
		case strings.HasPrefix(key, "rules."):
			if rules == nil || seen[key] { // a key stands once in a layer
				rules, seen = append(rules, nil), map[string]bool{}
			}
			seen[key] = true
			last := len(rules) - 1
			rules[last] = append(rules[last], strings.TrimPrefix(key, "rules.")+": "+o.Value)
		default:
			fmt.Fprintf(&b, "%s: %s\n", key, o.Value)
		}
	}
	b.WriteString(site + exchange + limits)
	fmt.Fprintf(&b, "include: [%s]\nexclude: [%s]\npacks: [%s]\n", strings.Join(include, ", "), strings.Join(exclude, ", "), strings.Join(packs, ", "))
	fmt.Fprintf(&b, "virtualRoots:\n%s", strings.Join(roots, ""))
	for _, p := range pages {
		fmt.Fprintf(&b, "extensions:\n  pages: %s\n", p)
	}
	for i, layer := range rules {
		if i == 1 {
			b.WriteString("paths:\n")
		}
		if i == 0 {
			fmt.Fprintf(&b, "rules: {%s}\n", strings.Join(layer, ", "))
		} else {
			fmt.Fprintf(&b, "  - {path: '**', rules: {%s}}\n", strings.Join(layer, ", "))
		}
	}
	return b.String()
}
