package config

import (
	"slices"

	"github.com/cdolint/cdolint/internal/config/yamltree"
	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/exchange"
)

// site reads what the user says of the site.
func (d *decoder) site(n *yamltree.Node, where string) site {
	var s site
	d.mapping(n, where,
		key{"auth", func(n *yamltree.Node) { s.auth = d.auth(n) }},
		key{"ssl", func(n *yamltree.Node) {
			s.ssl = d.choice(n, "ssl", []string{"required", "optional"}, func(w string) string {
				switch w {
				case "true", "on", "yes", "always":
					return "required"
				case "false", "off", "no", "none":
					return "optional"
				}
				return ""
			})
		}},
		key{"logonMethod", func(n *yamltree.Node) {
			s.logonMethod = d.choice(n, "logonMethod", []string{"interactive", "batch", "network", "cleartext"}, otherMethod)
		}},
		key{"webServers", func(n *yamltree.Node) { s.webServers = d.strings(n, "webServers", "names of machines") }},
		key{"exchange", func(n *yamltree.Node) {
			d.mapping(n, "exchange",
				key{"servers", func(n *yamltree.Node) {
					s.exchangeServers = d.strings(n, "exchange.servers", "names of Exchange servers")
				}},
				key{"version", func(n *yamltree.Node) { s.exchangeVersion = d.exchangeVersion(n) }},
			)
		}},
	)
	return s
}

func (d *decoder) choice(n *yamltree.Node, where string, words []string, instead func(string) string) said[string] {
	if w, ok := d.word(n, where, words, instead); ok {
		return said[string]{w, d.file.at(n)}
	}
	return said[string]{}
}

// auth reads the authentication methods that are on.
func (d *decoder) auth(n *yamltree.Node) said[[]string] {
	if n.Kind == yamltree.Null || n.Kind == yamltree.Sequence && len(n.Items) == 0 {
		return said[[]string]{}
	}
	out := said[[]string]{at: d.file.at(n)}
	for e := range n.Elements() {
		w, ok := d.word(e, "auth", []string{"integrated", "basic", "digest", "anonymous"}, otherAuth)
		switch {
		case ok && slices.Contains(out.v, w):
			d.errorf(e, "%q stands here a second time", w)
		case ok:
			out.v = append(out.v, w)
		}
	}
	return out
}

// exchangeVersion reads a version of Exchange. It is kept as it was written.
func (d *decoder) exchangeVersion(n *yamltree.Node) said[string] {
	if n.Kind == yamltree.Scalar {
		if _, ok := exchange.Parse(n.Text); ok {
			return said[string]{n.Text, d.file.at(n)}
		}
	}
	d.errorf(n, "exchange.version takes %s, or the number of the product, such as 6.5 or 15.1, not %s",
		english.List(exchange.Names(), "or"), yamltree.Describe(n))
	return said[string]{}
}

// otherAuth knows what else people call the methods.
func otherAuth(w string) string {
	switch w {
	case "windows", "ntlm", "negotiate", "kerberos", "iwa", "windows-integrated", "integratedwindows", "ntauthentication":
		return "integrated"
	case "none", "anon", "off", "false":
		return "anonymous"
	case "clear", "cleartext", "plain":
		return "basic"
	}
	return ""
}

// otherMethod knows the numbers of LogonMethod in the metabase and in
// applicationHost.config ("network cleartext" is cleartext there).
func otherMethod(w string) string {
	switch w {
	case "0":
		return "interactive"
	case "1":
		return "batch"
	case "2":
		return "network"
	case "3", "clear", "networkcleartext", "network-cleartext", "network_cleartext":
		return "cleartext"
	}
	return ""
}
