package xmlconfig

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

// authorization reads <system.webServer><security><authorization>: anonymous
// visitors are turned away if "*" is removed (it is allowed by default) and
// not allowed again, or if "?" is denied.
func (r *configReader) authorization(e *xmltree.Element, loc location) {
	var removed, denied *xmltree.Element
	for _, c := range e.Children {
		switch strings.ToLower(c.Local()) {
		case "clear":
			removed = c
		case "remove":
			if claim.ListHas(c.Value("users"), "*") {
				removed = c
			}
		case "add":
			if !claim.ListHas(c.Value("users"), "*", "?") || c.Attr("verbs") != nil && c.Value("verbs") != "" {
				continue
			}
			if strings.EqualFold(c.Value("accessType"), "Deny") {
				denied = c
			} else {
				removed = nil
			}
		}
	}
	at, raw := denied, `authorization add accessType="Deny" users="?"`
	if at == nil {
		at, raw = removed, `authorization remove users="*"`
	}
	if at != nil {
		r.add(claim.Claim{Name: claim.DenyAnonymous, Value: "true", Raw: raw, Section: "authorization"}, at, loc)
	}
}

// rewrite finds a rule of URL Rewrite that sends http to https.
func (r *configReader) rewrite(e *xmltree.Element, loc location) {
	for _, rules := range e.Children {
		for _, rule := range rules.Children {
			if !rule.Is("rule") || strings.EqualFold(rule.Value("enabled"), "false") {
				continue
			}
			action := rule.Child("action")
			if action == nil || !strings.EqualFold(action.Value("type"), "Redirect") || !claim.IsHTTPS(action.Value("url")) {
				continue
			}
			for _, c := range rule.Child("conditions").Elements() {
				if a := c.Attr("input"); a != nil && plainHTTP(c) {
					r.add(claim.Claim{Name: claim.SSLRedirect, Value: "true", Raw: `rewrite rule "` + rule.Value("name") + `" redirects to https`}, rule, loc)
					break
				}
			}
		}
	}
}

// plainHTTP reports whether a condition holds for requests without SSL.
func plainHTTP(c *xmltree.Element) bool {
	pattern := strings.ToLower(strings.Trim(c.Value("pattern"), "^$"))
	if strings.EqualFold(c.Value("negate"), "true") {
		switch strings.ToUpper(c.Value("input")) {
		case "{HTTPS}":
			return pattern == "on"
		case "{SERVER_PORT}":
			return pattern == "443"
		case "{SERVER_PORT_SECURE}":
			return pattern == "1"
		}
		return false
	}
	switch strings.ToUpper(c.Value("input")) {
	case "{HTTPS}":
		return pattern == "off"
	case "{SERVER_PORT}":
		return pattern == "80"
	case "{SERVER_PORT_SECURE}":
		return pattern == "0"
	}
	return false
}

func (r *configReader) httpRedirect(e *xmltree.Element, loc location) {
	if a := e.Attr("destination"); a != nil && claim.IsHTTPS(a.Value) && strings.EqualFold(e.Value("enabled"), "true") {
		r.addAttr(claim.Claim{Name: claim.SSLRedirect, Value: "true", Raw: quoteAttr("httpRedirect", a)}, e, a, loc)
	}
}

// transportSecurity finds a Strict-Transport-Security header (HSTS).
func (r *configReader) transportSecurity(e *xmltree.Element, loc location) {
	for _, c := range e.Child("customHeaders").Elements() {
		if a := c.Attr("name"); c.Is("add") && a != nil && strings.EqualFold(a.Value, "Strict-Transport-Security") {
			r.addAttr(claim.Claim{Name: claim.SSLRedirect, Value: "true", Raw: quoteAttr("customHeaders add", a)}, c, a, loc)
		}
	}
}
