package iis_test

import (
	"fmt"

	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

func Example() {
	files := []*source.File{
		source.New("setup/iis.vbs", []byte(`Set o = GetObject("IIS://localhost/W3SVC/1/ROOT")
o.AuthFlags = 5 ' anonymous and Integrated
o.SetInfo
`), source.Options{}),
		source.New("mail/web.config", []byte(`<configuration><system.webServer><security><authentication>
  <anonymousAuthentication enabled="false" />
</authentication></security></system.webServer></configuration>
`), source.Options{}),
	}
	config := iis.Load(files, []string{".", "mail", "setup"}, iis.Options{})

	effective := config.Effective("mail/inbox.asp")[0]
	for _, name := range []iis.Name{iis.Windows, iis.Anonymous} {
		v := effective.Get(name)
		fmt.Printf("%s=%s by %s: %s\n", name, v, v.Setting.At.Path, v.Setting.Raw)
		for _, outer := range v.Overridden {
			fmt.Printf("  overrides %s: %s\n", outer.At.Path, outer.Raw)
		}
	}
	// Output:
	// windows=true by setup/iis.vbs: AuthFlags = 5
	// anonymous=false by mail/web.config: anonymousAuthentication enabled="false"
	//   overrides setup/iis.vbs: AuthFlags = 5
}

func ExampleConfig_BasicSSL() {
	file := source.New("web.config", []byte(`<configuration>
  <system.webServer>
    <security>
      <authentication>
        <windowsAuthentication enabled="true" />
        <anonymousAuthentication enabled="false" />
      </authentication>
    </security>
  </system.webServer>
</configuration>
`), source.Options{})
	config := iis.Load([]*source.File{file}, []string{"."}, iis.Options{})
	plan := config.BasicSSL(func(string) (string, bool) { return file.Text, true }, "inbox.asp")
	for _, e := range plan.Edits {
		fmt.Printf("%d-%d %q\n", e.At.Pos, e.At.End, e.Text)
	}
	// Output:
	// 115-119 "false"
	// 175-175 "\n        <basicAuthentication enabled=\"true\" />"
	// 199-199 "\n      <access sslFlags=\"Ssl\" />"
}
