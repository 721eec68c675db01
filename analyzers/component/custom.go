package component

import (
	"strings"

	"github.com/cdolint/cdolint/analyzers/messaging"
)

// Unknown reports whether a ProgID is not one of Windows, of its data access, of
// the interfaces to mail that other facts are about.
func Unknown(progid string) bool {
	library, _, _ := strings.Cut(strings.ToLower(progid), ".")
	switch library {
	case "", "adodb", "adox", "scripting", "wscript", "msxml", "msxml2", "microsoft", "winhttp", "vbscript",
		"cdo", "cdonts", "cdoex", "cdoexm", "mapi", "amhtml", "msexchange", "outlook", "redemption", "msmapi",
		"mswc", "shell", "excel", "word", "ixsso", "adsystem", "adsysteminfo", "nametranslate":
		return false
	}
	_, _, known := messaging.Classify(strings.ToLower(progid)) // components that hand mail to a relay
	return !known
}
