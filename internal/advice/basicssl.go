package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/iis"
)

const notices = "Visitors will notice: the browser asks them for name and password once a session, and every link and bookmark has to be https."

// basicSSL is the first workaround: Basic authentication with SSL.
func (a *Adviser) basicSSL(s *subject) option {
	o := option{
		Workaround: finding.Workaround{ID: finding.BasicSSL, Title: "Basic authentication with SSL"},
		possible:   true, begun: s.app.basic, clears: a.index.byAuth[s.auth],
	}
	switch {
	case len(s.plan.Edits) > 0 || configured(s.changes):
		a.editBasicSSL(s, &o)
	case len(s.changes) == 0:
		a.doneBasicSSL(s, &o)
	case asserted(s.logons):
		a.requireSSL(s, &o)
	default:
		a.commandBasicSSL(s, &o)
	}
	a.ownChallenges(s, &o)
	return o
}

// asserted reports logons that are under Basic alone by what the user says, and
// need nothing but SSL.
func asserted(list []*logon.Fact) bool {
	for _, l := range list {
		if l.Auth.Source != pageauth.Asserted || l.Auth.Scheme != pageauth.Basic || l.Auth.LogonMethod == "network" {
			return false
		}
	}
	return len(list) > 0
}

// requireSSL is the workaround where the user says that Basic is on: all that
// is missing is SSL.
func (a *Adviser) requireSSL(s *subject, o *option) {
	t := a.target(s.folder(), s.Application)
	iis7, iis6 := t.requireSSL()
	o.Commands = []string{iis7, iis6}
	where := "the site"
	if t.virtual != "" {
		where = "/" + t.virtual
	}
	o.Summary = fmt.Sprintf("require SSL for %s (IIS 7 and later: appcmd; IIS 5 and 6: adsutil%s), then say site.ssl: required in .cdolint.yaml; say it, too, if a proxy in front ends SSL", where, t.guess())
	o.Text = "Basic is on, as the configuration of cdolint says, and nothing says that SSL is required.\n\n" + fence(iis7+"\nor, on IIS 5 and 6:\n"+iis6, "text") +
		"\nThen say `site.ssl: required` in `.cdolint.yaml`: no file of the repository shows it. " +
		"Say it, too, if a load balancer or proxy ends SSL and the server is reachable through it alone.\n" + t.assumed()
}

// ownChallenges adds what the pages themselves have to say otherwise: settings
// alone do not keep a page from asking for another scheme.
func (a *Adviser) ownChallenges(s *subject, o *option) {
	var places, lines []string
	for _, l := range s.logons {
		for _, c := range l.Auth.Challenges {
			if at := a.line(c.At); c.Scheme != pageauth.Basic && !slices.Contains(places, at) {
				places = append(places, at)
				lines = append(lines, fmt.Sprintf("- %s: %s", at, code(c.Text)))
			}
		}
	}
	a.ownTests(s, o)
	if len(places) == 0 {
		return
	}
	o.Summary = fmt.Sprintf("let the page's own challenge (%s) name Basic alone; %s", some(places, 2), o.Summary)
	o.Text += "\nThe page sends challenges of its own. They have to name Basic alone, whatever the settings are:\n\n" + strings.Join(lines, "\n") + "\n"
}

// ownTests adds the tests of AUTH_TYPE that keep Basic out, and the assertions that
// say otherwise than the server will.
func (a *Adviser) ownTests(s *subject, o *option) {
	var tests, asserted []string
	for _, l := range s.logons {
		if l.Auth.Test.IsValid() {
			tests = unique(append(tests, a.line(l.Auth.Test)))
		}
		if l.Auth.Source == pageauth.Asserted && l.Auth.Scheme != pageauth.Basic {
			asserted = unique(append(asserted, l.Auth.Where))
		}
	}
	if len(asserted) > 0 {
		o.Text += fmt.Sprintf("\nThe configuration of cdolint says how these pages are authenticated (%s). Once the server is changed, it has to say `auth: basic` and `ssl: required`.\n", some(asserted, 3))
	}
	if len(tests) > 0 {
		o.Summary = fmt.Sprintf("let Basic past the test of AUTH_TYPE (%s); %s", some(tests, 2), o.Summary)
		o.Text += fmt.Sprintf("\nThe page does not get here under Basic authentication: the test of AUTH_TYPE (%s) has to let it past.\n", some(tests, 3))
	}
}

// plan asks the configuration what to edit for pages, once for pages alike.
func (a *Adviser) plan(pages []string) iis.Plan {
	var b strings.Builder
	for _, p := range pages {
		b.WriteString(a.signature(p) + "\x00")
	}
	key := b.String()
	if p, ok := a.plans[key]; ok {
		return p
	}
	p := a.in.Config.BasicSSL(func(path string) (string, bool) {
		f, err := a.in.Sources.Source(path)
		if err != nil {
			return "", false
		}
		return f.Text, true
	}, pages...)
	a.plans[key] = p
	return p
}

const asked = "visitors are asked for their password"

// editBasicSSL is the workaround where the repository holds the settings.
func (a *Adviser) editBasicSSL(s *subject, o *option) {
	const shown = 2 // files
	plan := &s.plan
	for _, e := range plan.Edits {
		o.Edits = append(o.Edits, finding.Edit(e))
	}
	o.Commands = plan.Commands
	todo := a.edits(s)
	switch {
	case len(todo) > 0:
		byHand := slices.DeleteFunc(slices.Clone(s.changes), func(c change) bool { return !s.byHand(c) })
		todo = append(todo, a.todo(s, byHand)...)
	case len(plan.Commands) > 0:
		todo = []string{a.behind(s.changes)}
	default:
		todo = a.todo(s, s.changes)
	}
	o.Summary = strings.Join(todo[:min(len(todo), shown)], "; ")
	if len(todo) > shown {
		o.Summary += "; and " + english.Count(len(todo)-shown, "more place")
	}
	switch {
	case len(plan.Edits) == 0:
	case len(plan.Variants) == 0 && len(plan.Commanded) > 0:
		var words []string
		for _, name := range plan.Commanded {
			words = append(words, change{name: name}.words())
		}
		o.Summary += "; " + english.List(words, "and") + " by the commands"
	case len(plan.Variants) > 0:
		o.Summary += "; in the build " + builds(plan.Variants) + ", where nothing says it, by the commands"
	}
	o.Summary += "; " + asked
	others := a.others(s)
	if others.n > 0 {
		o.Summary += fmt.Sprintf(" (on %s, too)", english.Count(others.n, "other page"))
	}
	locked := a.locked(s)
	if len(locked) > 0 {
		o.Summary += "; " + lockedSummary
		o.Commands = append(slices.Clone(o.Commands), locked.commands()...)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "For %s these settings have to change:\n\n| to do | now | as the file writes it |\n|---|---|---|\n", some(s.pages, 3))
	for _, c := range s.changes {
		now := "not said"
		if c.at != nil {
			now = fmt.Sprintf("%s (%s)", code(c.at.Raw), a.line(c.at.At))
		}
		needed := "—"
		if w := c.written(); w != c.words() {
			needed = code(w)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", c.words(), strings.ReplaceAll(now, "|", `\|`), strings.ReplaceAll(needed, "|", `\|`))
	}
	b.WriteString(a.patch(s.auth, o.Edits))
	if len(plan.Commands) > 0 {
		fmt.Fprintf(&b, "\n%s:\n\n```bat\n%s\n```\n", commandsFor(plan), strings.Join(plan.Commands, "\n"))
	}
	for _, note := range plan.Notes {
		b.WriteString("\n" + note + "\n")
	}
	if len(locked) > 0 {
		b.WriteString(locked.text())
	}
	if others.n > 0 {
		b.WriteString(a.alsoFor(s, others))
	}
	a.explainBasicSSL(&b, s, o)
	o.Text = b.String()
}

// commandsFor says what commands are for.
func commandsFor(plan *iis.Plan) string {
	if len(plan.Edits) == 0 {
		return "No patch does this for these pages alone. Run on the server, and put into the script behind what sets it now, so that it stays"
	}
	if len(plan.Variants) > 0 {
		return "In the build " + builds(plan.Variants) + " no file of the repository says it. There run on the server"
	}
	return "No file of the repository says the rest"
}

// builds names build configurations.
func builds(names []string) string {
	if len(names) == 1 {
		return "configuration " + names[0]
	}
	return "configurations " + english.List(names, "and")
}

// Bounds of the patches that are shown: of the text of one, in bytes, and of the
// files that are read for all of them. Beyond them the edits are named alone.
const (
	longestPatch = 20_000
	mostPatched  = 64 << 20
)

// patch shows edits as a unified diff. key names them.
func (a *Adviser) patch(key string, edits []finding.Edit) string {
	if text, ok := a.patches[key]; ok {
		return text
	}
	const applied = "\nThe patch, which `cdolint check --fix=basic-ssl` applies"
	var b strings.Builder
	tooLong := false
	for rest := edits; len(rest) > 0 && !tooLong; {
		path := rest[0].At.Path
		n := 0
		for n < len(rest) && rest[n].At.Path == path {
			n++
		}
		if f, err := a.in.Sources.Source(path); err == nil {
			if a.patched += len(f.Text); a.patched > mostPatched {
				tooLong = true
			} else if diff, err := fix.Diff(f, rest[:n]); err == nil {
				b.WriteString(diff)
				tooLong = b.Len() > longestPatch
			}
		}
		rest = rest[n:]
	}
	text := ""
	switch {
	case tooLong:
		text = fmt.Sprintf("%s, is too long to be shown: it has %s; `--dry-run` prints it.\n", applied, english.Count(len(edits), "edit"))
	case b.Len() > 0:
		text = applied + ":\n\n" + fence(b.String(), "diff")
	}
	a.patches[key] = text
	return text
}

// fence is a code block of Markdown, whatever the code holds.
func fence(code, language string) string {
	marks := "```"
	for strings.Contains(code, marks) {
		marks += "`"
	}
	return marks + language + "\n" + strings.TrimSuffix(code, "\n") + "\n" + marks + "\n"
}

// doneBasicSSL is the workaround where the repository has it already, and
// something else says that the server does not.
func (a *Adviser) doneBasicSSL(s *subject, o *option) {
	iis7, iis6, _ := a.commands(s)
	o.Summary = "the settings in the repository are as they have to be; what says otherwise is not in the web server's configuration (see the evidence)"
	o.Text = "The configuration in the repository has Basic on, Integrated and anonymous off and SSL required. Check that the server really has it:\n\n" +
		fence(strings.Join(iis7, "\n"), "bat") + "\nor, on IIS 5 and 6:\n\n" + fence(strings.Join(iis6, "\n"), "bat")
}

// commandBasicSSL is the workaround where nothing in the repository can be edited.
func (a *Adviser) commandBasicSSL(s *subject, o *option) {
	iis7, iis6, t := a.commands(s)
	o.Commands = append(append([]string(nil), iis7...), iis6...)
	where := "the site"
	if t.virtual != "" {
		where = "/" + t.virtual
	}
	o.Summary = fmt.Sprintf("no file sets the authentication: have Basic on, Integrated and anonymous off, SSL required for %s "+
		"(appcmd; IIS 5 and 6: adsutil%s), say so in .cdolint.yaml; %s", where, t.guess(), asked)
	var b strings.Builder
	b.WriteString("Nothing in the repository sets the authentication, so there is no file to edit.\n")
	fmt.Fprintf(&b, "\nIIS 7 and later, from %%windir%%\\system32\\inetsrv (the role service Basic Authentication has to be installed):\n\n```bat\n%s\n```\n", strings.Join(iis7, "\n"))
	fmt.Fprintf(&b, "\nIIS 5 and 6, from the folder AdminScripts:\n\n```bat\n%s\n```\n", strings.Join(iis6, "\n"))
	b.WriteString(t.assumed())
	b.WriteString("\nThen say `site: {auth: basic, ssl: required}` for these pages in `.cdolint.yaml`, or keep the commands in a script of the repository: else no file shows it.\n")
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
		fmt.Fprintf(b, "\nIt clears %s.\n", english.Count(o.clears, "finding"))
	}
}
