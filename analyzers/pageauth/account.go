package pageauth

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/iis"
)

// account says what anonymous requests run as (KB207671).
func (j *judge) account() {
	v := j.eff(iis.AnonymousUser)
	j.auth.Account = "default"
	if v.Setting == nil {
		return
	}
	name := v.Setting.Value
	j.auth.AccountName, j.auth.AccountWhere = name, j.whereSet(v.Setting)
	j.stepSetting(v.Setting, "")
	metabase := v.Setting.Metabase
	switch {
	case j.value(iis.AnonymousMethod) == "network", metabase && j.value(iis.LogonMethod) == "network":
		j.auth.Account = "network"
	case name == "" && !metabase:
		j.auth.Account, j.auth.Confidence = "pool", fact.Low
	case !domainAccount(name), j.ofWebServer(name):
	case metabase && j.value(iis.PasswordSync) == "true":
		j.auth.Account = "synchronised"
		j.steps(iis.PasswordSync)
	case metabase && j.value(iis.PasswordSync) == "" && v.Setting.Origin != iis.FromMetaBase && v.Setting.Origin != iis.FromWiX:
		// IIS 4 and 5 synchronise unless told otherwise; IIS 6, whose
		// metabase is an XML file, does not (KB332167), nor do installers.
		j.auth.Account = "synchronised"
	default:
		j.auth.Account = "domain"
		if metabase {
			j.steps(iis.PasswordSync)
		}
	}
}

// ofWebServer reports whether an account is a local one of a machine that the
// user lists as a web server.
func (j *judge) ofWebServer(name string) bool {
	domain, _, ok := strings.Cut(name, `\`)
	return ok && slices.ContainsFunc(j.Assert.WebServers, func(w string) bool {
		host, _, _ := strings.Cut(w, ".")
		return strings.EqualFold(host, domain)
	})
}

// domainAccount reports whether an account is one of a domain.
func domainAccount(name string) bool {
	if user, domain, ok := strings.Cut(name, "@"); ok {
		return user != "" && domain != ""
	}
	domain, user, ok := strings.Cut(name, `\`)
	if !ok || domain == "" || domain == "." || strings.HasPrefix(strings.ToUpper(user), "IUSR") {
		return false
	}
	switch strings.ToUpper(domain) {
	case "NT AUTHORITY", "BUILTIN", "IIS APPPOOL", "LOCALHOST":
		return false
	}
	return true
}
