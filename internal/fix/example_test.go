package fix_test

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/source"
)

func ExampleDiff() {
	f := source.New("web.config", []byte("<authentication>\r\n  <windowsAuthentication enabled=\"true\" />\r\n</authentication>\r\n"), source.Options{})
	at := strings.Index(f.Text, "true")
	diff, err := fix.Diff(f, []finding.Edit{{At: f.PlaceAt(at, at+4), Text: "false"}})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Print(diff)
	// Output:
	// --- a/web.config
	// +++ b/web.config
	// @@ -1,3 +1,3 @@
	//  <authentication>
	// -  <windowsAuthentication enabled="true" />
	// +  <windowsAuthentication enabled="false" />
	//  </authentication>
}
