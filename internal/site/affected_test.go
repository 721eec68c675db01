package site_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/site"
)

func TestPagesThatAFileAffects(t *testing.T) {
	tree := &filetree.Memory{Files: map[string][]byte{
		"default.asp":              []byte("<html></html>"),
		"lib/logon.inc":            []byte("<% ' logon %>"),
		"lib/deep.inc":             []byte(`<!--#include file="logon.inc"-->`),
		"mail/global.asa":          []byte(`<!--#include virtual="/lib/start.inc"-->`),
		"lib/start.inc":            []byte("<% ' start %>"),
		"mail/web.config":          []byte(`<configuration><system.webServer><security><authentication><basicAuthentication enabled="true"/></authentication></security></system.webServer></configuration>`),
		"mail/inbox.asp":           []byte(`<!--#include virtual="/LIB/Deep.inc"-->`),
		"mail/sub/list.asp":        []byte("<% Response.Write 1 %>"),
		"setup.bat":                []byte("appcmd set config \"Default Web Site/news\" -section:basicAuthentication -enabled:true -commit:apphost\r\n"),
		"news/default.asp":         []byte("<% Response.Write 2 %>"),
		"news/web.Release.config":  []byte("<configuration/>"),
		"readme.txt":               []byte("nothing"),
		"mail/sub/deeper/page.asp": []byte("<% Response.Write 3 %>"),
	}}
	s, err := site.Load(tree, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	mail := []string{"mail/global.asa", "mail/inbox.asp", "mail/sub/deeper/page.asp", "mail/sub/list.asp"}
	for file, want := range map[string][]string{
		"default.asp":             {"default.asp"},
		"lib/logon.inc":           {"mail/inbox.asp"},
		"lib/deep.inc":            {"mail/inbox.asp"},
		"lib/start.inc":           mail,
		"mail/global.asa":         mail,
		"mail/web.config":         mail,
		"setup.bat":               {"news/default.asp"},
		"news/web.Release.config": {"news/default.asp"},
		"readme.txt":              nil,
	} {
		got := s.Affected(func(p string) bool { return p == file })
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(got))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}
