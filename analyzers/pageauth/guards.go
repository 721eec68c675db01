package pageauth

import (
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
)

func anonymousVars() map[string]string {
	return map[string]string{"AUTH_TYPE": "", "LOGON_USER": "", "AUTH_USER": "", "REMOTE_USER": ""}
}

func (j *judge) excludesAnonymous() bool { return j.Guards.Excludes(anonymousVars()) }

// guarded narrows the set by the tests around the place.
func (j *judge) guarded(set methods, known bool) methods {
	if !j.Guards.Mentions("AUTH_TYPE") {
		return set
	}
	possible := methods{
		basic:      !j.Guards.Excludes(map[string]string{"AUTH_TYPE": "basic"}),
		integrated: !j.excludesAll("ntlm", "negotiate", "kerberos"),
		digest:     !j.Guards.Excludes(map[string]string{"AUTH_TYPE": "digest"}),
		anonymous:  !j.excludesAnonymous(),
	}
	if at, ok := j.Guards.Asks("AUTH_TYPE"); ok && !possible.basic {
		j.auth.Test = at
	}
	narrowed := methods{
		anonymous: set.anonymous && possible.anonymous, basic: set.basic && possible.basic,
		integrated: set.integrated && possible.integrated, digest: set.digest && possible.digest,
	}
	if known && !narrowed.none() {
		if narrowed != set {
			j.tested("AUTH_TYPE is tested here: only "+schemeWords(narrowed.scheme())+" comes past it", "AUTH_TYPE")
		}
		return narrowed
	}
	if !known && possible.count() > 1 {
		return set
	}
	if said := schemeWords(set.scheme()); known && !set.none() {
		if j.auth.Where != "" {
			said += " (" + j.auth.Where + ")"
		}
		j.auth.Contradiction = "The configuration says " + said + "."
	}
	if possible.count() != 1 {
		j.auth.Challenged = j.auth.Challenged || !possible.anonymous
		return methods{}
	}
	j.tested("AUTH_TYPE is tested here: the code is for "+schemeWords(possible.scheme()), "AUTH_TYPE")
	j.auth.Scheme, j.auth.Source, j.auth.Confidence = Unknown, InPage, fact.Medium
	if at, ok := j.Guards.Asks("AUTH_TYPE"); ok {
		j.auth.Where = j.where(at)
	}
	j.auth.Setting = "the test of AUTH_TYPE around it"
	return possible
}

// tested shows the test of the request that guards the place.
func (j *judge) tested(text string, vars ...string) {
	if at, ok := j.Guards.Asks(vars...); ok {
		j.show(at, text)
	}
}

func (j *judge) excludesAll(authTypes ...string) bool {
	for _, t := range authTypes {
		if !j.Guards.Excludes(map[string]string{"AUTH_TYPE": t}) {
			return false
		}
	}
	return true
}

// onlyHTTPS reports whether the guards hold for encrypted requests alone. That
// the port is 443 is a convention: enough for a redirect, which proves nothing
// either.
func onlyHTTPS(g *flow.Guard, byPort bool) bool {
	plain := map[string]string{"HTTPS": "off", "SERVER_PORT_SECURE": "0"}
	encrypted := map[string]string{"HTTPS": "on", "SERVER_PORT_SECURE": "1"}
	if byPort {
		plain["SERVER_PORT"], encrypted["SERVER_PORT"] = "80", "443"
	}
	return g.Excludes(plain) && !g.Excludes(encrypted)
}
