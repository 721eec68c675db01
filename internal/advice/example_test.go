package advice_test

import (
	"fmt"

	"github.com/cdolint/cdolint/internal/advice"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// files is a finding.Sources of one file.
type files struct{ *source.File }

func (f files) Source(string) (*source.File, error) { return f.File, nil }

// Nothing is known but that a page of the folder mail logs on.
func ExampleAdviser_Attach() {
	page := source.New("mail/inbox.asp", []byte("<% s.Logon %>"), source.Options{})
	findings := []finding.Finding{{Rule: "CDO002", At: page.PlaceAt(3, 10), Application: "mail"}}
	advice.New(advice.Input{
		Config:      iis.Load(nil, []string{".", "mail"}, iis.Options{}),
		Sources:     files{page},
		Workarounds: func(string) []string { return []string{finding.BasicSSL} },
	}).Attach(findings)
	w := findings[0].Workarounds[0]
	fmt.Println(w.Title)
	fmt.Println(w.Commands[0])
	fmt.Println(w.Commands[len(w.Commands)-1])
	// Output:
	// Basic authentication with SSL
	// appcmd set config "Default Web Site/mail" /section:windowsAuthentication /enabled:false /commit:apphost
	// cscript adsutil.vbs SET W3SVC/1/ROOT/mail/AccessSSL TRUE
}
