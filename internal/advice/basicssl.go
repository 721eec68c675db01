package advice

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

const notices = "Visitors will notice: the browser asks them for name and password once a session, and every link and bookmark has to be https."

// basicSSL is the first workaround: Basic authentication with SSL.
func (a *Adviser) basicSSL(s *subject) option {
	o := option{
		Workaround: finding.Workaround{ID: BasicSSL, Title: "Basic authentication with SSL"},
		possible:   true, begun: s.app.basic, clears: a.index.byAuth[s.auth],
	}
	if configured(s.changes) {
		a.editBasicSSL(s, &o)
	} else {
		a.commandBasicSSL(s, &o)
	}
	return o
}

const asked = "visitors are asked for their password"

// editBasicSSL is the workaround where the repository holds the settings.
func (a *Adviser) editBasicSSL(s *subject, o *option) {
	const shown = 2
	todo := a.todo(s.changes)
	o.Summary = strings.Join(todo[:min(len(todo), shown)], "; ")
	if len(todo) > shown {
		o.Summary += fmt.Sprintf("; and %d more places", len(todo)-shown)
	}
	o.Summary += "; " + asked
	var b strings.Builder
	fmt.Fprintf(&b, "What %s needs:\n\n| | now | needed |\n|---|---|---|\n", some(s.pages, 3))
	for _, c := range s.changes {
		now := "not said"
		if c.at != nil {
			now = fmt.Sprintf("`%s` (%s)", c.at.Raw, a.line(c.at.At))
		}
		fmt.Fprintf(&b, "| %s | %s | `%s` |\n", c.words(), strings.ReplaceAll(now, "|", `\|`), strings.ReplaceAll(c.written(), "|", `\|`))
	}
	a.explainBasicSSL(&b, s, o)
	o.Text = b.String()
}

// commandBasicSSL is the workaround where nothing in the repository can be edited.
func (a *Adviser) commandBasicSSL(s *subject, o *option) {
	iis7, iis6, t := a.commands(s)
	o.Commands = append(append([]string(nil), iis7...), iis6...)
	where := "the web server"
	if t.virtual != "" {
		where = "/" + t.virtual
	}
	o.Summary = fmt.Sprintf("nothing in the repository sets the authentication; for %s turn Basic on, Integrated and anonymous off and require SSL "+
		"(IIS 7 and later: appcmd; IIS 5 and 6: adsutil); %s", where, asked)
	var b strings.Builder
	b.WriteString("Nothing in the repository sets the authentication, so there is no file to edit.\n")
	fmt.Fprintf(&b, "\nIIS 7 and later (the role service Basic Authentication has to be installed):\n\n```bat\n%s\n```\n", strings.Join(iis7, "\n"))
	fmt.Fprintf(&b, "\nIIS 5 and 6, from the folder AdminScripts:\n\n```bat\n%s\n```\n", strings.Join(iis6, "\n"))
	if t.guessed {
		fmt.Fprintf(&b, "\nNo configuration names the site: `%s`, number %s, and the path `/%s` are assumed. Put in your own.\n", t.site, t.number, t.virtual)
	}
	a.explainBasicSSL(&b, s, o)
	o.Text = b.String()
}

// explainBasicSSL is what holds for every site.
func (a *Adviser) explainBasicSSL(b *strings.Builder, s *subject, o *option) {
	fmt.Fprintf(b, "\n%s Set `defaultLogonDomain` (metabase `DefaultLogonDomain`) so that they need not type the domain, and test the pages that take LOGON_USER apart with a name typed without one.\n", notices)
	b.WriteString("\nIntegrated, Digest and anonymous have to be off for these pages, not only Basic on: " +
		"browsers that know NTLM or Kerberos prefer it and do not fall back to Basic, and anonymous access is used first where it is allowed (KB264921). " +
		"SSL has to be required: Basic sends the password in clear text otherwise. " +
		"The logon method must not be Network, whose token cannot leave the web server (KB207671).\n")
	for _, l := range s.logons {
		if l.Auth.Scheme == "anonymous" {
			b.WriteString("\nThese pages are anonymous today: from then on every visitor needs an account.\n")
			break
		}
	}
	if o.clears > 1 {
		fmt.Fprintf(b, "\nIt clears %s.\n", counted(o.clears, "finding"))
	}
}
