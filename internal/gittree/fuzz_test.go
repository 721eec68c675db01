package gittree

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// FuzzReadObjects: what is understood says the same when it is written again,
// but for files with a merge conflict, of which one side is kept.
func FuzzReadObjects(f *testing.F) {
	f.Add([]byte("100644 blob 0123abcd\ta.asp\x00120000 blob ff\tmail/link\x00"))
	f.Add([]byte("100644 0123abcd 0\ta b.asp\x00160000 ffff 0\tlib\x00"))
	f.Add([]byte("100644 aa 1\tx\x00100644 bb 2\tx\x00100644 cc 3\tx\x00"))
	f.Add([]byte("\x00\t\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		list, err := readObjects(bytes.NewReader(raw))
		if err != nil {
			return
		}
		var out strings.Builder
		for _, o := range list {
			fmt.Fprintf(&out, "%s %s %d\t%s\x00", o.mode, o.id, o.stage, o.path)
		}
		again, err := readObjects(strings.NewReader(out.String()))
		if err != nil || len(again) != len(list) {
			t.Fatalf("%q was read as %v, written as %q, and read as %v, %v", raw, list, out.String(), again, err)
		}
		for i := range list {
			if list[i] != again[i] {
				t.Errorf("%v became %v", list[i], again[i])
			}
		}
	})
}

func FuzzParseChanges(f *testing.F) {
	f.Add([]byte("M\x00a.asp\x00R100\x00old\x00new\x00D\x00gone\x00A\x00fresh\x00"))
	f.Add([]byte("R\x00x"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, c := range parseChanges(raw) {
			for _, p := range []string{c.Path, c.Old} {
				if strings.ContainsRune(p, 0) || !bytes.Contains(raw, []byte(p)) {
					t.Errorf("%q was read from %q", p, raw)
				}
			}
		}
	})
}
