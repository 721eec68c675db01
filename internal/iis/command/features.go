package command

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// Features finds role services that are installed: weak, since what is
// installed need not be switched on.
func (l *Line) Features(args []Arg) {
	for _, a := range args {
		switch option := strings.ToLower(strings.TrimLeft(a.Text, "-/")); {
		case strings.HasPrefix(option, "disable-feature"), option == "remove", option == "uninstall", strings.HasPrefix(option, "uu:"):
			return // taken away
		case option == "whatif":
			return
		}
	}
	for _, a := range args {
		for feature := range strings.FieldsFuncSeq(a.Text, func(r rune) bool { return r == ',' || r == ';' || r == ':' || r == '"' || r == '\'' || r == '=' }) {
			if name := featureSetting(feature); name != "" {
				l.claim(claim.Claim{
					Name: name, Value: "true", Raw: "installs " + feature, Origin: l.Fragment.Origin, Weak: true,
					Scope: claim.Scope{Kind: claim.ScopeHost, Text: "server"},
				}, a, a)
			}
		}
	}
}

// featureSetting names what a role service makes possible.
func featureSetting(feature string) claim.Name {
	switch strings.ToLower(strings.TrimSpace(feature)) {
	case "web-windows-auth", "iis-windowsauthentication":
		return claim.Windows
	case "web-basic-auth", "iis-basicauthentication":
		return claim.Basic
	case "web-digest-auth", "iis-digestauthentication":
		return claim.Digest
	}
	return ""
}
