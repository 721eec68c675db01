package iis_test

import (
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/iis"
)

// Of a set-up script as nobody writes it, what stands first is read, and it is
// said that the rest is not.
func TestALargeScriptIsReadInPart(t *testing.T) {
	const command = `appcmd set config "x" -section:system.webServer/security/authentication/windowsAuthentication /enabled:true` + "\n"
	for n, limited := range map[int]bool{100: false, 20_000: true} {
		f := iis.ReadText("a.cmd", command+strings.Repeat("rem xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", n), iis.FromAppcmd)
		if len(f.Claims) != 1 {
			t.Errorf("%d lines: %d settings, want 1", n, len(f.Claims))
		}
		if got := len(f.Problems) == 1 && f.Problems[0].ID == "limit"; got != limited || !limited && len(f.Problems) > 0 {
			t.Errorf("%d lines: %v", n, f.Problems)
		}
	}
}
