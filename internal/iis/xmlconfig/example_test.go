package xmlconfig_test

import (
	"fmt"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xmlconfig"
)

// Flags say all of their bits; a property of another service says nothing.
func ExampleReadMetaBase() {
	f := &claim.Fragment{Path: "MetaBase.xml", Origin: claim.FromMetaBase}
	xmlconfig.ReadMetaBase(f, f.ParseXML(`<configuration><MBProperty>
<IIsWebDirectory Location="/LM/W3SVC/1/ROOT/mail" AuthFlags="AuthBasic | AuthNTLM" />
<IIsSmtpServer Location="/LM/SmtpSvc/1" AuthFlags="AuthNTLM" />
</MBProperty></configuration>`))
	for _, c := range f.Claims {
		fmt.Printf("%s=%s for %s\n", c.Name, c.Value, c.Scope.Text)
	}
	// Output:
	// anonymous=false for /LM/W3SVC/1/ROOT/mail
	// basic=true for /LM/W3SVC/1/ROOT/mail
	// windows=true for /LM/W3SVC/1/ROOT/mail
	// digest=false for /LM/W3SVC/1/ROOT/mail
	// passport=false for /LM/W3SVC/1/ROOT/mail
}
