package pageauth

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

func (j *judge) asserted() methods {
	var set methods
	for _, a := range j.Assert.Auth {
		switch a {
		case "integrated":
			set.integrated = true
		case "basic":
			set.basic = true
		case "digest":
			set.digest = true
		case "anonymous":
			set.anonymous = true
		}
	}
	j.auth.Source, j.auth.Confidence = Asserted, fact.High
	j.auth.Setting = "site.auth: " + strings.Join(j.Assert.Auth, ", ")
	j.auth.Where = j.whereAsserted()
	at := source.Place{Path: j.Assert.At.File, Pos: j.Assert.At.Pos, End: j.Assert.At.End}
	j.assume(at, "the configuration of cdolint asserts: "+strings.Join(j.Assert.Auth, ", "))
	if c, ok := j.configuredSet(); ok && c.scheme() != set.scheme() && !c.none() {
		j.auth.Contradiction = "The repository's own configuration says " + schemeWords(c.scheme()) + j.by(c) + "."
	}
	if set.anonymous && (set.basic || set.integrated || set.digest) {
		set.anonymous = !j.needsUser()
		if set.anonymous {
			set = methods{anonymous: true}
		}
	}
	return set
}

// by names the setting that shows a set: " (web.config line 3)".
func (j *judge) by(set methods) string {
	for _, n := range decisive(set) {
		if v := j.eff(n); v.String() == "true" {
			return " (" + j.where(v.Setting.At) + ")"
		}
	}
	return ""
}

// configuredSet is what the configuration turns on.
func (j *judge) configuredSet() (set methods, said bool) {
	for _, m := range []struct {
		name iis.Name
		on   *bool
	}{{iis.Anonymous, &set.anonymous}, {iis.Basic, &set.basic}, {iis.Windows, &set.integrated}, {iis.Digest, &set.digest}} {
		switch j.value(m.name) {
		case "true":
			*m.on, said = true, true
		case "false":
			said = true
		}
	}
	return set, said
}

// configured judges the configuration; ok is false if it says nothing of use.
func (j *judge) configured() (methods, bool) {
	set, said := j.configuredSet()
	if !said {
		return set, false
	}
	anonymous := j.value(iis.Anonymous)
	users := set.basic || set.integrated || set.digest
	denied := j.value(iis.DenyAnonymous) == "true"
	switch {
	case users:
		// "Uses the visitor's name" is wider here than feeding it to the logon:
		// a page that reads the name expects IIS to have asked for it.
		uses := j.needsUser() || len(j.Evidence.UserReads) > 0
		if anonymous == "true" && !uses && !denied {
			set = methods{anonymous: true}
		} else {
			set.anonymous = false
		}
		j.auth.AnonymousUnsaid = anonymous == "" && !denied
	case anonymous == "true":
		if j.needsUser() && j.value(iis.Windows) == "" && j.value(iis.Basic) == "" {
			// The page needs a user and the configuration does not say how
			// it gets one: the page's own evidence is all there is.
			in, known := j.inPage()
			j.auth.Contradiction = "The configuration turns on anonymous access only, with which the page would have no user."
			return in, known || j.auth.Challenged
		}
		if j.needsUser() {
			j.auth.Contradiction = "The page requires a user, but the configuration turns on anonymous access only."
		}
	case j.allOff():
		// What denies everybody cannot be in use: the scheme is as unknown as
		// without it.
		j.auth.Scheme = Denied
		if j.value(iis.Passport) == "true" {
			// Visitors sign in, but not to Windows.
			j.auth.Scheme = Passport
			j.source(iis.Passport)
		} else {
			j.source(iis.Windows, iis.Basic, iis.Anonymous)
		}
		j.auth.Confidence = fact.Low
		return methods{}, true
	default:
		// Only what is off is said.
		in, known := j.inPage()
		if !known && anonymous == "false" {
			j.auth.Challenged = true
			j.steps(iis.Anonymous)
		}
		return in, known
	}
	j.source(decisive(set)...)
	if c := j.named; !c.none() && users && c.scheme() != set.scheme() {
		j.auth.Contradiction = "The page itself asks for " + schemeWords(c.scheme()) + "."
	}
	return set, true
}

// underCondition says that what decides may not be reached.
func (j *judge) underCondition(names []iis.Name) {
	for _, n := range names {
		v := j.eff(n)
		if !v.If.IsValid() {
			continue
		}
		j.auth.Confidence = fact.Least(j.auth.Confidence, fact.Medium)
		if j.auth.Contradiction == "" {
			j.auth.Contradiction = fmt.Sprintf("It is set under a condition (%s) that nothing decides.", j.where(v.If))
		}
		return
	}
}

// decisive are the settings that show a set.
func decisive(set methods) []iis.Name {
	switch {
	case set.integrated && set.basic:
		return []iis.Name{iis.Windows, iis.Basic, iis.Anonymous}
	case set.integrated:
		return []iis.Name{iis.Windows, iis.Anonymous}
	case set.digest:
		return []iis.Name{iis.Digest, iis.Basic, iis.Anonymous}
	case set.basic:
		return []iis.Name{iis.Basic, iis.Windows, iis.Anonymous}
	}
	return []iis.Name{iis.Anonymous, iis.Windows, iis.Basic}
}

func (j *judge) allOff() bool {
	for _, n := range []iis.Name{iis.Anonymous, iis.Basic, iis.Windows} {
		if j.value(n) != "false" {
			return false
		}
	}
	return true
}

// source notes where the configuration is, by the first of the names that is set.
func (j *judge) source(names ...iis.Name) {
	j.auth.Source, j.auth.Confidence = Configured, fact.High
	uncalled := false
	for _, n := range names {
		v := j.eff(n)
		if v.Setting == nil {
			continue
		}
		if j.auth.Where == "" {
			j.auth.Where = j.whereSet(v.Setting)
			j.auth.Setting = v.Setting.Raw
		}
		if v.Setting.Guess {
			j.auth.Guess, j.auth.Confidence = true, fact.Medium
		}
		if v.Setting.Assumed {
			j.auth.Guess, j.auth.Confidence = j.auth.Guess || v.Setting.Unmatched != "", fact.Medium
		}
		uncalled = uncalled || v.Setting.Uncalled
		if len(v.Contradicts) > 0 && j.auth.Contradiction == "" {
			c := v.Contradicts[0]
			open := ""
			if v.Open {
				open = "; nothing shows which of them holds"
			}
			j.auth.Contradiction = fmt.Sprintf("Another setting contradicts it: %s (%s)%s.", c.Raw, j.where(c.At), open)
			j.auth.Confidence = fact.Medium
			if v.Setting.Guess || v.Setting.Assumed {
				j.auth.Confidence = fact.Low
			}
		}
	}
	if other := j.Effective.Untaken; other != nil && j.auth.Contradiction == "" {
		j.auth.Contradiction = fmt.Sprintf("Another branch sets something else: %s (%s); nothing shows which is reached.", other.Raw, j.where(other.At))
		j.auth.Confidence = fact.Least(j.auth.Confidence, fact.Medium)
	}
	j.underCondition(names)
	if uncalled {
		j.auth.Confidence = fact.Low
	}
	j.steps(names...)
}
