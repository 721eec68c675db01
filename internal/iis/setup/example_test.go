package setup_test

import (
	"fmt"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/setup"
)

// A script is followed, not run: what it writes back to the server counts, with
// the key that it puts together.
func Example() {
	f := &claim.Fragment{Path: "setup.vbs", Origin: claim.FromADSI}
	setup.ReadProgram(f, `Sub Protect(name)
  Set o = GetObject("IIS://localhost/W3SVC/1/ROOT/" & name)
  o.AuthNTLM = True
  o.SetInfo
End Sub
Protect "mail"
Set o = GetObject("IIS://localhost/W3SVC/1/ROOT/rooms")
o.AuthNTLM = True ' and no SetInfo
`)
	for _, c := range f.Claims {
		fmt.Printf("%s=%s for site %s, %s by %s\n", c.Name, c.Value, c.Scope.Site, c.Scope.Path, c.Raw)
	}
	// Output:
	// windows=true for site 1, /mail by AuthNTLM = True
}
