package pageauth

import "strings"

// sayBuilds says which build configurations are authenticated otherwise than
// the files as they stand, which are what was judged here.
func (a *Auth) sayBuilds(builds []Auth) {
	var unlike []string
	for i := range builds {
		if b := &builds[i]; b.Scheme != a.Scheme || strings.Contains(b.Scheme, Basic) && (b.SSL != a.SSL || b.LogonMethod != a.LogonMethod) {
			unlike = append(unlike, b.Variant+" "+b.outcome())
		}
	}
	switch len(unlike) {
	case 0:
		return
	case 1:
		a.Builds = "Judged without transforms: the build configuration " + unlike[0] + "."
	default:
		a.Builds = "Judged without transforms: of the build configurations, " + strings.Join(unlike, ", ") + "."
	}
}

// outcome says how requests are authenticated, as part of a sentence.
func (a *Auth) outcome() string {
	switch a.Scheme {
	case Unknown:
		return "says nothing of the authentication"
	case Denied:
		return "denies everybody"
	case Basic:
		if a.SSL == "required" {
			return "has Basic authentication and requires SSL"
		}
		return "has Basic authentication without requiring SSL"
	}
	return "has " + schemeWords(a.Scheme)
}
