package pageauth

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// ssl says whether passwords travel encrypted, and shows it where there are
// passwords: for Basic.
func (j *judge) ssl() {
	basic := strings.Contains(j.auth.Scheme, Basic)
	setting := func(n iis.Name) {
		if basic {
			j.steps(n)
		}
	}
	step := func(at source.Place, text string) {
		if basic {
			j.show(at, text)
		}
	}
	if j.Assert.SSL != "" {
		j.contradicts(iis.SSL, j.Assert.SSL)
	}
	switch {
	case j.Assert.SSL == "required":
		j.auth.SSL = "required"
	case j.Assert.SSL == "optional":
	case j.value(iis.SSL) == "required":
		j.auth.SSL = "required"
		setting(iis.SSL)
	case onlyHTTPS(j.Guards.Branches(), false):
		j.auth.SSL = "branch"
		if at, ok := j.Guards.Branches().Asks("HTTPS", "SERVER_PORT_SECURE"); ok {
			step(at, "HTTPS is tested here: only encrypted requests come past it")
		}
	case j.value(iis.SSLRedirect) == "true":
		j.auth.SSL = "redirect"
		setting(iis.SSLRedirect)
	case len(j.Evidence.Redirects) > 0:
		j.auth.SSL = "redirect"
		step(j.Evidence.Redirects[0], "the page itself sends visitors to https, if it is reached")
	case onlyHTTPS(j.Guards, true):
		j.auth.SSL = "refusal"
		if at, ok := j.Guards.Asks("HTTPS", "SERVER_PORT_SECURE", "SERVER_PORT"); ok {
			step(at, "the page itself turns unencrypted requests away, if it is reached")
		}
	default:
		setting(iis.SSL)
	}
}

// logonMethod says how the web server logs on with the password of Basic
// authentication.
func (j *judge) logonMethod() {
	if asserted := j.Assert.LogonMethod; asserted != "" {
		j.auth.LogonMethod, j.auth.LogonMethodWhere = asserted, j.whereAsserted()
		j.contradicts(iis.LogonMethod, asserted)
		return
	}
	v := j.eff(iis.LogonMethod)
	j.auth.LogonMethod = v.String()
	if v.Setting != nil && strings.Contains(j.auth.Scheme, Basic) {
		j.auth.LogonMethodWhere = j.where(v.Setting.At)
		j.stepSetting(v.Setting, "")
	}
}

// contradicts says what the repository says otherwise than the user does, of
// what matters to passwords.
func (j *judge) contradicts(n iis.Name, asserted string) {
	v := j.eff(n)
	if v.Setting == nil || v.Setting.Value == asserted || !strings.Contains(j.auth.Scheme, Basic) {
		return
	}
	says := fmt.Sprintf("The repository's own configuration says %s (%s).", v.Setting.Raw, j.where(v.Setting.At))
	j.auth.Contradiction = strings.TrimSpace(j.auth.Contradiction + " " + says)
}
