package site_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/site"
)

// TestIncludesThatReadAlike: the same words mean another file in another folder
// or application, and different words the same one.
func TestIncludesThatReadAlike(t *testing.T) {
	const up, upTwice, slashes, root, virtual = `<!--#include file="../inc/l.inc"-->`, `<!--#include file="../../inc/l.inc"-->`,
		`<!--#include file="..//x.inc"-->`, `<!--#include file="/x.inc"-->`, `<!--#include virtual="/inc/l.inc"-->`
	s, err := site.Load(&filetree.Memory{Files: map[string][]byte{
		"inc/l.inc":        []byte("1"),
		"a/inc/l.inc":      []byte("2"),
		"a/x.inc":          []byte("3"),
		"x.inc":            []byte("4"),
		"app/global.asa":   []byte(" "),
		"app/inc/l.inc":    []byte("5"),
		"a/one.asp":        []byte(up),
		"a/b/same.asp":     []byte(upTwice),
		"a/b/other.asp":    []byte(up),
		"a/b/slashes.asp":  []byte(slashes),
		"a/root.asp":       []byte(root),
		"a/virtual.asp":    []byte(virtual),
		"app/virtual.asp":  []byte(virtual),
		"app/d/up.asp":     []byte(up),
		"outside.asp":      []byte(up),
		"a/outside.asp":    []byte(upTwice),
		"a/b/c/deeper.asp": []byte(upTwice),
	}}, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, p := range s.Pages {
		if len(p.Closure) > 1 {
			got[p.Path()] = p.Closure[1].Path
		}
	}
	want := map[string]string{
		"a/one.asp":        "inc/l.inc",
		"a/b/same.asp":     "inc/l.inc",
		"a/b/other.asp":    "a/inc/l.inc",
		"a/b/slashes.asp":  "a/x.inc",
		"a/root.asp":       "x.inc",
		"a/virtual.asp":    "inc/l.inc",
		"app/virtual.asp":  "app/inc/l.inc",
		"app/d/up.asp":     "app/inc/l.inc",
		"a/b/c/deeper.asp": "a/inc/l.inc",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
