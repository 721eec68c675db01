package site_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/site"
)

func TestVirtualFoldersThatAreElsewhere(t *testing.T) {
	s, err := site.Load(&filetree.Memory{Files: map[string][]byte{
		"web/a.asp":                []byte(`<!--#include virtual="/Common/top.inc"--><!--#include virtual="/gone/x.inc"-->`),
		"web/b.asp":                []byte(`<!--#include virtual="/common/lib\db.inc"--><!--#include file="nowhere.inc"-->`),
		"web/c.asp":                []byte(`<!--#include virtual="/twice/t.inc"--><!--#include virtual="/alone.inc"-->`),
		"shared/Common/top.inc":    []byte(" "),
		"shared/Common/lib/db.inc": []byte(" "),
		"other/top.inc":            []byte(" "),
		"one/t.inc":                []byte(" "),
		"two/t.inc":                []byte(" "),
	}}, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []site.MissingRoot{
		{Virtual: "/common", Folder: "shared/Common", Includes: 2},
		{Virtual: "/gone", Includes: 1},
		{Virtual: "/twice", Includes: 1},
	}
	if diff := cmp.Diff(want, s.MissingRoots()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
