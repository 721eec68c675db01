package pageauth

import (
	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// Question is what the judgement depends on.
type Question struct {
	Effective *iis.Effective
	Assert    config.Assertions
	Evidence  Evidence
	// Guards around the place.
	Guards *flow.Guard
	// User are the places where the visitor's name, as IIS authenticated it,
	// enters what the place uses (ProfileInfo); empty if it does not.
	User []flow.Seg
	// Line gives the line of a place for messages.
	Line func(source.Place) int
}

// Judge says how the request is authenticated. The strongest evidence decides:
// what the user asserts, then what is configured, then what the page shows.
func Judge(q Question) Auth {
	j := judge{Question: q, auth: Auth{Scheme: Unknown, Source: Unknown, SSL: "optional", Confidence: fact.Low}}
	j.auth.UserRead = len(q.Evidence.UserReads) > 0
	if q.Effective != nil {
		j.auth.Variant = q.Effective.Variant
	}
	set, known := j.base()
	set = j.guarded(set, known)
	j.conclude(set)
	j.ssl()
	j.logonMethod()
	return j.auth
}

type judge struct {
	Question
	auth        Auth
	named       methods
	first, bare *Challenge
}

func (j *judge) eff(n iis.Name) iis.Value {
	if j.Effective == nil {
		return iis.Value{}
	}
	return j.Effective.Get(n)
}

func (j *judge) value(n iis.Name) string { return j.eff(n).String() }

// needsUser reports whether the page makes the browser say who the visitor
// is: it sends a challenge, or what it does depends on the name.
func (j *judge) needsUser() bool {
	return j.first != nil || j.bare != nil || len(j.User) > 0 || j.excludesAnonymous()
}

// base is the set of methods before the guards are looked at.
func (j *judge) base() (set methods, known bool) {
	j.named, j.first, j.bare = j.Evidence.challenged()
	if j.first != nil {
		j.auth.Challenges = j.Evidence.schemes()
	}
	if len(j.Assert.Auth) > 0 {
		return j.asserted(), true
	}
	if set, ok := j.configured(); ok {
		return set, true
	}
	return j.inPage()
}

// conclude names the set, and the account of anonymous requests.
func (j *judge) conclude(set methods) {
	if j.auth.Scheme == Denied || j.auth.Scheme == Passport {
		return
	}
	j.auth.Scheme = set.scheme()
	if j.auth.Scheme == Unknown {
		j.auth.Source = Unknown
		j.auth.Confidence = fact.Low
	}
	if j.auth.Scheme == Anonymous {
		j.account()
	}
}
