package deploy_test

import (
	"fmt"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/deploy"
)

func ExampleReadBuild() {
	f := &claim.Fragment{Path: "default.build", Origin: claim.FromNAnt}
	deploy.ReadBuild(f, f.ParseXML(`<project>
  <property name="dir" value="mail" />
  <target name="iis"><mkiisdir vdirname="${dir}" dirpath="D:\web\mail" authntlm="true" /></target>
</project>`))
	for _, c := range f.Claims {
		fmt.Printf("%s=%s for %s%s by %s\n", c.Name, c.Value, c.Scope.Site, c.Scope.Path, c.Raw)
	}
	for _, m := range f.Mounts {
		fmt.Printf("%s%s lies in %s\n", m.Site, m.Path, m.Physical)
	}
	// Output:
	// windows=true for Default Web Site/mail by authntlm="true"
	// Default Web Site/mail lies in D:\web\mail
}
