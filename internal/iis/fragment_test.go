package iis_test

import (
	"bytes"
	"encoding/gob"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// What is read of one file is cached: linked after a round trip it must say
// the same.
func TestFragmentsCanBeStored(t *testing.T) {
	for _, archive := range fixtures(t) {
		name := strings.TrimSpace(string(archive.Comment))
		var fresh, stored []*iis.Fragment
		dirs := []string{"."}
		for _, f := range archive.Files {
			dirs = append(dirs, filepath.ToSlash(filepath.Dir(f.Name)))
			fragment := iis.Read(source.New(f.Name, f.Data, source.Options{}))
			if fragment == nil {
				continue
			}
			fresh = append(fresh, fragment)
			var b bytes.Buffer
			if err := gob.NewEncoder(&b).Encode(fragment); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			again := new(iis.Fragment)
			if err := gob.NewDecoder(&b).Decode(again); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			stored = append(stored, again)
		}
		want := iis.Link(fresh, dirs, iis.Options{})
		got := iis.Link(stored, dirs, iis.Options{})
		if diff := cmp.Diff(want.Settings(), got.Settings()); diff != "" {
			t.Errorf("%s: settings, -fresh +stored\n%s", name, diff)
		}
		if diff := cmp.Diff(want.Applications(), got.Applications()); diff != "" {
			t.Errorf("%s: applications, -fresh +stored\n%s", name, diff)
		}
		if diff := cmp.Diff(want.Problems(), got.Problems()); diff != "" {
			t.Errorf("%s: problems, -fresh +stored\n%s", name, diff)
		}
	}
}
