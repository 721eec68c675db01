package authentication_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/analyzers/authentication"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/site"
)

func TestEveryPageHasItsAuthentication(t *testing.T) {
	on := func(name string) string {
		return `<configuration><system.webServer><security><authentication><` + name + ` enabled="true"/></authentication></security></system.webServer></configuration>`
	}
	s, err := site.Load(&filetree.Memory{Files: map[string][]byte{
		"a/web.config":   []byte(on("windowsAuthentication")),
		"a/global.asa":   []byte(""),
		"a/mail.asp":     []byte(`<!--#include file="lib.inc"--><% Set s = CreateObject("MAPI.Session") %>`),
		"a/plain.asp":    []byte(`<p>Nothing</p>`),
		"a/lib.inc":      []byte(`<% x = 1 %>`),
		"a/orphan.inc":   []byte(`<% x = 1 %>`),
		"b/web.config":   []byte(on("basicAuthentication")),
		"b/default.asp":  []byte(`<p>Nothing</p>`),
		"c/default.asp":  []byte(`<p>Nothing</p>`),
		"c/readme.txt":   []byte(`nothing`),
		"c/asp/page.cer": []byte(`nothing`),
	}}, site.Options{Triggers: func(filetree.Listing) []string { return []string{"mapi"} }})
	if err != nil {
		t.Fatal(err)
	}
	results, err := driver.Run(&driver.Input{Site: s, Jobs: 1}, authentication.Analyzer)
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Page, Application, Scheme, Deciding string
		Uses                                bool
	}
	var got []row
	for _, f := range results[authentication.Analyzer].([]*authentication.Fact) {
		got = append(got, row{f.Page, f.Application, f.Auth.Scheme, f.Deciding.Path, f.Uses})
	}
	want := []row{
		{"a/mail.asp", "a", "integrated", "a/web.config", true},
		{"a/plain.asp", "a", "integrated", "a/web.config", false},
		{"b/default.asp", ".", "basic", "b/web.config", false},
		{"c/asp/page.cer", ".", "unknown", "", false},
		{"c/default.asp", ".", "unknown", "", false},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
