package rules

import (
	"strings"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/internal/config/yamltree"
	"github.com/cdolint/cdolint/internal/finding"
)

func (r *reader) pack(n *yamltree.Node) *Pack {
	p := &Pack{File: r.src.Path, Enabled: true, source: r.src}
	r.mapping(n, "a pack",
		key{"pack", true, func(n *yamltree.Node) {
			p.name = r.scalar(n)
			r.name(&p.Name, isPackName, "the name of the pack, lower-case letters, digits and hyphens,")(n)
		}},
		key{"title", false, r.text(&p.Title)},
		key{"summary", false, r.text(&p.Summary)},
		key{"enabled", false, r.flag(&p.Enabled)},
		key{"sessions", false, func(n *yamltree.Node) {
			r.each(n, "sessions", maxWrappers, func(n *yamltree.Node) { p.Wrappers = append(p.Wrappers, r.wrapper(n)) })
		}},
		key{"rules", false, func(n *yamltree.Node) {
			r.each(n, "rules", maxRules, func(n *yamltree.Node) {
				rule := r.rule(n)
				rule.Pack, rule.rank = p, len(p.Rules)
				p.Rules = append(p.Rules, rule)
			})
		}},
	)
	return p
}

// each reads a list of mappings.
func (r *reader) each(n *yamltree.Node, what string, most int, read func(*yamltree.Node)) {
	if n.Kind != yamltree.Sequence {
		r.errorf(n, "%s is a list, one entry behind each \"-\", not %s", what, yamltree.Describe(n))
		return
	}
	for i, item := range n.Items {
		if i == most {
			r.errorf(item, "there are more than %d entries in %s", most, what)
			return
		}
		read(item)
	}
}

func (r *reader) rule(n *yamltree.Node) *Rule {
	rule := &Rule{}
	id := func(n *yamltree.Node) {
		rule.at.id = r.scalar(n)
		r.name(&rule.ID, isID, "an id, capital letters and then digits such as ACME001,")(n)
	}
	name := func(n *yamltree.Node) {
		rule.at.name = r.scalar(n)
		r.name(&rule.Name, isName, "a name, lower-case words with hyphens between,")(n)
	}
	when := func(n *yamltree.Node) {
		r.text(&rule.When)(n)
		rule.when = &expression{text: rule.When, in: r.scalar(n)}
	}
	template := func(s *string, t **template) func(*yamltree.Node) {
		return func(n *yamltree.Node) {
			r.text(s)(n)
			var err error
			if *t, err = parseTemplate(r.scalar(n), *s); err != nil {
				r.errs = append(r.errs, err)
			}
		}
	}
	words := func(s *string) func(*yamltree.Node) {
		return r.name(s, isWord, "a word of three letters or more, in lower case,")
	}
	tags := func(s *string) func(*yamltree.Node) {
		return r.name(s, func(s string) bool { return s != "" && len(s) <= 60 && !strings.ContainsAny(s, " \t\r\n,") }, "a tag, one word,")
	}
	workarounds := func(s *string) func(*yamltree.Node) {
		return r.oneOf(s, finding.BasicSSL, finding.WebDAV, finding.HostOnExchange)
	}
	r.mapping(n, "a rule",
		key{"id", true, id},
		key{"name", true, name},
		key{"level", true, r.oneOf(&rule.Level, "error", "warning", "note")},
		key{"match", true, r.at(&rule.Match, &rule.at.match)},
		key{"when", false, when},
		key{"words", false, r.list(&rule.Words, maxWords, words)},
		key{"group", false, r.name(&rule.Group, isName, "a name, lower-case words with hyphens between,")},
		key{"message", true, template(&rule.Message, &rule.message)},
		key{"pages", false, template(&rule.Pages, &rule.pages)},
		key{"workarounds", false, r.list(&rule.Workarounds, 3, workarounds)},
		key{"tags", false, r.list(&rule.Tags, maxTags, tags)},
		key{"precision", false, r.oneOf(&rule.Precision, "very-high", "high", "medium", "low")},
		key{"security-severity", false, r.name(&rule.Security, isSeverity, "a number from 0.0 to 10.0")},
		key{"pass", false, r.flag(&rule.Pass)},
		key{"help", false, func(n *yamltree.Node) { r.help(&rule.Help, n) }},
	)
	return rule
}

func (r *reader) help(h *Help, n *yamltree.Node) {
	r.mapping(n, "help",
		key{"summary", false, r.text(&h.Summary)},
		key{"what", false, r.text(&h.What)},
		key{"why", false, r.text(&h.Why)},
		key{"example", false, r.text(&h.Example)},
		key{"fix", false, r.text(&h.Fix)},
		key{"unless", false, r.text(&h.Unless)},
		key{"references", false, r.list(&h.References, 50, r.text)},
	)
}

func (r *reader) wrapper(n *yamltree.Node) com.Wrapper {
	var w com.Wrapper
	before := len(r.errs)
	member := "the name of a method"
	r.mapping(n, "a session",
		key{"progid", true, r.name(&w.ProgID, isProgID, "a ProgID such as Acme.MailSession")},
		key{"logon", true, r.name(&w.Logon, isMember, member)},
		key{"logoff", false, r.name(&w.Logoff, isMember, member)},
		key{"server", false, r.argument(&w.Server)},
		key{"mailbox", false, r.argument(&w.Mailbox)},
		key{"profile-info", false, r.argument(&w.ProfileInfo)},
	)
	switch {
	case len(r.errs) > before:
	case w.ProfileInfo > 0 && w.Server+w.Mailbox > 0:
		r.errorf(n.Get("profile-info"), "profile-info is server and mailbox in one argument; say either that or server and mailbox")
	case w.Server > 0 && w.Server == w.Mailbox:
		r.errorf(n.Get("mailbox"), "server and mailbox are the same argument; if it holds both, say profile-info: %d", w.Server)
	case strings.EqualFold(w.Logon, w.Logoff):
		r.errorf(n.Get("logoff"), "logon and logoff are the same method")
	}
	return w
}
