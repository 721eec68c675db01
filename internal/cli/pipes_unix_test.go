//go:build unix

package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestPipesAreSkippedInTime: pipes that nobody writes to, where pages, includes,
// settings and scripts are looked for. Each is said, and costs no time to speak
// of; who waited for one would wait for ever.
func TestPipesAreSkippedInTime(t *testing.T) {
	dir := mailSite(t, 1)
	names := []string{"web.config", "global.asa", "MetaBase.xml", "setup.vbs", "setup.cmd", "a.inc"}
	for i := range 500 {
		names = append(names, fmt.Sprintf("pipe%d.asp", i))
	}
	for _, name := range names {
		if err := unix.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Skip(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "b.asp"), []byte("<!--#include file=\"a.inc\"-->\n"+mailPage), 0o600); err != nil {
		t.Fatal(err)
	}
	start := processor(t)
	out := said(t, "check", "--format", "json", "--no-cache", "--root", dir, dir)
	took := processor(t) - start
	for _, name := range names {
		if !strings.Contains(string(out), `"`+name+`"`) {
			t.Errorf("nothing is said of %s", name)
		}
	}
	if !strings.Contains(string(out), `"path": "b.asp"`) && !strings.Contains(string(out), `"path":"b.asp"`) {
		t.Error("no finding in b.asp")
	}
	each := took / time.Duration(len(names))
	t.Logf("%v each", each)
	if each > 10*time.Millisecond { // of processor, with all else that the run does
		t.Errorf("%v for each", each)
	}
}
