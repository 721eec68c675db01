// Package xmlconfig reads the configuration of IIS itself, which is XML:
// web.config (webconfig.go) and applicationHost.config (apphost.go) of IIS 7 and
// later, whose sections reader.go and redirect.go read, and MetaBase.xml of IIS 6
// (metabase.go).
package xmlconfig

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
	"github.com/cdolint/cdolint/internal/source"
)

// configReader turns the tree of a web.config or applicationHost.config into claims.
type configReader struct {
	origin    claim.Origin
	transform string // file whose elements and attributes come from a transform
	weak      bool
	claims    []claim.Claim
	locks     []claim.Lock
	problems  []claim.Problem
}

// location is the state that <location> elements change.
type location struct {
	scope   claim.Scope
	bounded bool
}

// configuration reads the children of <configuration> and of <location>.
func (r *configReader) configuration(e *xmltree.Element, loc location) {
	for _, c := range e.Children {
		switch strings.ToLower(c.Local()) {
		case "location":
			inner := loc
			if a := c.Attr("path"); a != nil {
				inner.scope = loc.scope.Below(a.Value)
			}
			if a := c.Attr("inheritInChildApplications"); a != nil {
				inner.bounded = strings.EqualFold(a.Value, "false")
			}
			r.lock(c, inner.scope)
			r.configuration(c, inner)
		case "system.webserver":
			r.webServer(c, loc)
		case "system.web":
			r.systemWeb(c, loc)
		}
	}
}

// lock notes overrideMode (or its older form allowOverride) of a location:
// it holds for the sections that the location contains.
func (r *configReader) lock(e *xmltree.Element, scope claim.Scope) {
	allow, at, ok := overrideMode(e)
	if !ok {
		return
	}
	e.Walk(func(section *xmltree.Element) {
		if claim.IsAuthSection(section.Local()) {
			r.locks = append(r.locks, claim.Lock{Section: section.Local(), Scope: scope, Allow: allow, At: at})
		}
	})
}

func overrideMode(e *xmltree.Element) (allow bool, at source.Place, ok bool) {
	if a := e.Attr("overrideMode"); a != nil && !strings.EqualFold(a.Value, "Inherit") {
		return strings.EqualFold(a.Value, "Allow"), a.At.In(e.Path), true
	}
	if a := e.Attr("allowOverride"); a != nil {
		return strings.EqualFold(a.Value, "true"), a.At.In(e.Path), true
	}
	return false, source.Place{}, false
}

func (r *configReader) webServer(e *xmltree.Element, loc location) {
	for _, c := range e.Children {
		switch strings.ToLower(c.Local()) {
		case "security":
			for _, s := range c.Children {
				switch strings.ToLower(s.Local()) {
				case "authentication":
					for _, section := range s.Children {
						r.section(section, loc)
					}
				case "access":
					r.section(s, loc)
				case "authorization":
					r.authorization(s, loc)
				}
			}
		case "rewrite":
			r.rewrite(c, loc)
		case "httpredirect":
			r.httpRedirect(c, loc)
		case "httpprotocol":
			r.transportSecurity(c, loc)
		}
	}
}

// section reads the attributes of an authentication or access section.
func (r *configReader) section(e *xmltree.Element, loc location) {
	for i := range e.Attrs {
		a := &e.Attrs[i]
		name, normal, ok := claim.SectionSetting(e.Local(), a.Name, a.Value)
		switch {
		case ok:
			r.addAttr(claim.Claim{Name: name, Value: normal, Raw: quoteAttr(e.Local(), a), Section: e.Local()}, e, a, loc)
		case name != "" && !isPlaceholder(a.Value):
			r.problem(e, a, name)
		}
	}
	if strings.EqualFold(e.Value("lockItem"), "true") || claim.ListHas(e.Value("lockAttributes"), "enabled", "sslFlags", "*") {
		r.locks = append(r.locks, claim.Lock{Section: e.Local(), Scope: loc.scope, At: e.Open.In(e.Path)})
	}
	if e.Is("windowsAuthentication") {
		if p := e.Child("providers"); p != nil {
			r.add(claim.Claim{Name: claim.Providers, Value: providerList(p), Raw: "providers of windowsAuthentication", Section: e.Local()}, p, loc)
		}
	}
}

func (r *configReader) problem(e *xmltree.Element, a *xmltree.Attr, name claim.Name) {
	expected := "true or false"
	switch name {
	case claim.SSL:
		expected = "None, Ssl, SslNegotiateCert, SslRequireCert, SslMapCert or Ssl128"
	case claim.LogonMethod, claim.AnonymousMethod:
		expected = "Interactive, Batch, Network or ClearText"
	}
	r.problems = append(r.problems, claim.Problem{
		At: a.PlaceIn(e, a.ValueAt), ID: "config-error",
		Message: fmt.Sprintf("%s of <%s>: expected %s, found %q; the value is not used", a.Name, e.Local(), expected, a.Value),
	})
}

// addAttr adds what an attribute says.
func (r *configReader) addAttr(c claim.Claim, e *xmltree.Element, a *xmltree.Attr, loc location) {
	c.Prop, c.ValueAt = a.Name, a.PlaceIn(e, a.ValueAt)
	r.addAt(c, a.PlaceIn(e, a.At), loc)
}

// add adds what an element says.
func (r *configReader) add(c claim.Claim, e *xmltree.Element, loc location) {
	r.addAt(c, e.Open.In(e.Path), loc)
}

func (r *configReader) addAt(c claim.Claim, at source.Place, loc location) {
	c.At = at
	c.Origin = r.origin
	if r.transform != "" && at.Path == r.transform {
		c.Origin = claim.FromTransform
	}
	c.Scope = loc.scope
	c.Bounded = loc.bounded
	c.Weak = c.Weak || r.weak
	r.claims = append(r.claims, c)
}

// providerList evaluates clear, remove and add from the default list on.
func providerList(e *xmltree.Element) string {
	list := []string{"Negotiate", "NTLM"}
	remove := func(value string) {
		for i, p := range list {
			if strings.EqualFold(p, value) {
				list = append(list[:i:i], list[i+1:]...)
				return
			}
		}
	}
	for _, c := range e.Children {
		switch strings.ToLower(c.Local()) {
		case "clear":
			list = nil
		case "remove":
			remove(c.Value("value"))
		case "add":
			remove(c.Value("value"))
			list = append(list, c.Value("value"))
		}
	}
	return strings.Join(list, ",")
}

// account reads the password of an account that does not answer requests.
func (r *configReader) account(e *xmltree.Element, loc location) {
	if e == nil {
		return
	}
	if a := e.Attr("password"); a != nil {
		r.addAttr(claim.Claim{Name: claim.AccountPassword, Value: claim.PasswordState(a.Value), Raw: quoteAttr(e.Local(), a)}, e, a, loc)
	}
}

// systemWeb reads what ASP.NET is told, which does not govern .asp: weak.
func (r *configReader) systemWeb(e *xmltree.Element, loc location) {
	r.account(e.Child("identity"), loc)
	r.account(e.Child("processModel"), loc)
	if c := e.Child("authentication"); c != nil {
		if a := c.Attr("mode"); a != nil {
			r.addAttr(claim.Claim{Name: claim.FormsMode, Value: strings.ToLower(a.Value), Raw: quoteAttr("authentication", a), Weak: true}, c, a, loc)
		}
	}
	if c := e.Child("authorization"); c != nil {
		for _, d := range c.Children {
			if a := d.Attr("users"); d.Is("deny") && a != nil && claim.ListHas(a.Value, "?", "*") {
				r.addAttr(claim.Claim{Name: claim.DenyAnonymous, Value: "true", Raw: quoteAttr("deny", a), Weak: true}, d, a, loc)
				return
			}
		}
	}
}

// quoteAttr shows an attribute as a person would quote it; a secret is left out.
func quoteAttr(element string, a *xmltree.Attr) string {
	shown := a.Value
	if claim.IsSecret(a.Name) && shown != "" {
		shown = "…"
	}
	return fmt.Sprintf(`%s %s="%s"`, element, a.Name, shown)
}

// isPlaceholder recognises values that a deployment tool fills in.
func isPlaceholder(value string) bool {
	v := strings.TrimSpace(value)
	return strings.ContainsAny(v, "$#%@{}[]") || strings.HasPrefix(v, "__")
}
