package pageauth

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

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

// Judge says how the request is authenticated (RULES.md, "How the conditions
// are read", and the order of evidence: asserted, configured, in-page).
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
	j.auth.LogonMethod = q.Assert.LogonMethod
	if j.auth.LogonMethod != "" {
		j.auth.LogonMethodWhere = j.whereAsserted()
		j.contradicts(iis.LogonMethod, j.auth.LogonMethod)
	} else {
		j.auth.LogonMethod = j.value(iis.LogonMethod)
		if v := j.eff(iis.LogonMethod); v.Setting != nil && strings.Contains(j.auth.Scheme, Basic) {
			j.auth.LogonMethodWhere = j.where(v.Setting.At)
			j.stepSetting(v.Setting, "")
		}
	}
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

func anonymousVars() map[string]string {
	return map[string]string{"AUTH_TYPE": "", "LOGON_USER": "", "AUTH_USER": "", "REMOTE_USER": ""}
}

func (j *judge) excludesAnonymous() bool { return j.Guards.Excludes(anonymousVars()) }

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
	j.auth.Steps = append(j.auth.Steps, fact.Step{
		Kind: "authentication", At: source.Place{Path: j.Assert.At.File, Pos: j.Assert.At.Pos, End: j.Assert.At.End},
		Text: "the configuration of cdolint asserts: " + strings.Join(j.Assert.Auth, ", "), Assumed: true,
	})
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
	if uncalled {
		j.auth.Confidence = fact.Low
	}
	j.steps(names...)
}

// steps shows settings as evidence, each once.
func (j *judge) steps(names ...iis.Name) {
	for _, n := range names {
		if v := j.eff(n); v.Setting != nil {
			over := ""
			if len(v.Overridden) > 0 && v.Overridden[0].Value != v.Setting.Value {
				over = "; it overrides " + v.Overridden[0].Raw + " in " + j.where(v.Overridden[0].At)
			}
			j.stepSetting(v.Setting, over)
		}
	}
}

func (j *judge) stepSetting(s *iis.Setting, more string) {
	for i := range j.auth.Steps {
		if j.auth.Steps[i].At == s.At {
			return
		}
	}
	if s.CalledAt.IsValid() && !slices.ContainsFunc(j.auth.Steps, func(x fact.Step) bool { return x.At == s.CalledAt }) {
		j.auth.Steps = append(j.auth.Steps, fact.Step{Kind: "authentication", At: s.CalledAt, Text: "the call whose arguments the setting hangs on"})
	}
	text := s.Raw
	if s.Scope != "" {
		text += " for " + s.Scope
	}
	switch {
	case s.Guess:
		text += " (no folder of the repository matches; assumed to apply here)"
	case s.Unmatched != "":
		text += " (no folder of the repository matches " + s.Unmatched + ", where the site lies; assumed to be " + folderWords(s.Folder) + ")"
	case s.Assumed:
		text += " (nothing says where the site lies; assumed to be " + folderWords(s.Folder) + ")"
	}
	if s.Uncalled {
		text += " (in a procedure that nothing calls)"
	}
	if s.Locked {
		text += " (the section is locked here: IIS answers 500.19 until it is unlocked)"
	}
	j.auth.Steps = append(j.auth.Steps, fact.Step{Kind: "authentication", At: s.At, Text: text + more, Assumed: s.Guess || s.Assumed || s.Uncalled})
}

func folderWords(folder string) string {
	if folder == "." {
		return "the whole repository"
	}
	return "the folder " + folder
}

func (j *judge) where(at source.Place) string {
	if j.Line == nil {
		return path.Base(at.Path)
	}
	return fmt.Sprintf("%s line %d", at.Path, j.Line(at))
}

// whereSet is where a setting stands, and whether something runs it.
func (j *judge) whereSet(s *iis.Setting) string {
	if s.Uncalled {
		return j.where(s.At) + ", in a procedure that nothing calls"
	}
	if s.CalledAt.IsValid() && j.Line != nil {
		return fmt.Sprintf("%s, called in line %d", j.where(s.At), j.Line(s.CalledAt))
	}
	return j.where(s.At)
}

func (j *judge) whereAsserted() string {
	if w := j.Assert.At; w.File != "" {
		return fmt.Sprintf("%s line %d", w.File, w.Line)
	}
	return "the cdolint configuration"
}

// inPage judges what the page itself shows.
func (j *judge) inPage() (methods, bool) {
	set := j.named
	switch {
	case j.first != nil:
		j.challenges()
		return set, true
	case len(j.User) > 0:
		set.integrated = true
		g := j.User[0]
		j.page(g.At, "ProfileInfo is made of "+g.Text+", which only an authenticated request has; taken for Integrated Windows authentication")
		j.auth.Steps[len(j.auth.Steps)-1].Assumed = true
		return set, true
	}
	if j.bare != nil {
		j.auth.Challenged = true
		j.auth.Steps = append(j.auth.Steps, fact.Step{Kind: "authentication", At: j.bare.At, Text: "the page asks for a user (401) without saying how"})
	} else if j.value(iis.DenyAnonymous) == "true" {
		j.auth.Challenged = true
		j.steps(iis.DenyAnonymous)
	} else {
		for i, r := range j.Evidence.UserReads {
			if i < 3 {
				j.auth.Steps = append(j.auth.Steps, fact.Step{Kind: "authentication", At: r.At, Text: r.Name + " is read, which alone does not show how the visitor is authenticated", Assumed: true})
			}
		}
	}
	if j.Effective != nil {
		for i, s := range j.Effective.Weak {
			if i < 3 {
				j.auth.Steps = append(j.auth.Steps, fact.Step{Kind: "authentication", At: s.At, Text: s.Raw + " (" + string(s.Origin) + "): a hint, not what the server does", Assumed: true})
			}
		}
	}
	return methods{}, false
}

// challenges shows one challenge of the page for each scheme that they name.
func (j *judge) challenges() {
	var texts []string
	for _, c := range j.auth.Challenges {
		texts = append(texts, strconv.Quote(c.Text))
		j.page(c.At, "the page answers with the challenge "+strconv.Quote(c.Text))
	}
	noun := "challenge "
	if len(texts) > 1 {
		noun = "challenges "
	}
	j.auth.Setting = "the page's own " + noun + strings.Join(texts, " and ")
}

// page notes what the page itself shows.
func (j *judge) page(at source.Place, text string) {
	if j.auth.Source != InPage {
		j.auth.Source, j.auth.Confidence = InPage, fact.Medium
		j.auth.Where = j.where(at)
	}
	j.auth.Setting = text
	j.auth.Steps = append(j.auth.Steps, fact.Step{Kind: "authentication", At: at, Text: text})
}

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
		j.auth.Steps = append(j.auth.Steps, fact.Step{Kind: "authentication", At: at, Text: text})
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

// account says what anonymous requests run as (KB207671).
func (j *judge) account() {
	v := j.eff(iis.AnonymousUser)
	j.auth.Account = "default"
	if v.Setting == nil {
		return
	}
	name := v.Setting.Value
	j.auth.AccountName, j.auth.AccountWhere = name, j.whereSet(v.Setting)
	j.stepSetting(v.Setting, "")
	metabase := v.Setting.Metabase
	switch {
	case j.value(iis.AnonymousMethod) == "network", metabase && j.value(iis.LogonMethod) == "network":
		j.auth.Account = "network"
	case name == "" && !metabase:
		j.auth.Account, j.auth.Confidence = "pool", fact.Low
	case !domainAccount(name), j.ofWebServer(name):
	case metabase && j.value(iis.PasswordSync) == "true":
		j.auth.Account = "synchronised"
		j.steps(iis.PasswordSync)
	case metabase && j.value(iis.PasswordSync) == "" && v.Setting.Origin != iis.FromMetaBase && v.Setting.Origin != iis.FromWiX:
		// IIS 4 and 5 synchronise unless told otherwise; IIS 6, whose
		// metabase is an XML file, does not (KB332167), nor do installers.
		j.auth.Account = "synchronised"
	default:
		j.auth.Account = "domain"
		if metabase {
			j.steps(iis.PasswordSync)
		}
	}
}

// ofWebServer reports whether an account is a local one of a machine that the
// user lists as a web server.
func (j *judge) ofWebServer(name string) bool {
	domain, _, ok := strings.Cut(name, `\`)
	return ok && slices.ContainsFunc(j.Assert.WebServers, func(w string) bool {
		host, _, _ := strings.Cut(w, ".")
		return strings.EqualFold(host, domain)
	})
}

// domainAccount reports whether an account is one of a domain.
func domainAccount(name string) bool {
	if user, domain, ok := strings.Cut(name, "@"); ok {
		return user != "" && domain != ""
	}
	domain, user, ok := strings.Cut(name, `\`)
	if !ok || domain == "" || domain == "." || strings.HasPrefix(strings.ToUpper(user), "IUSR") {
		return false
	}
	switch strings.ToUpper(domain) {
	case "NT AUTHORITY", "BUILTIN", "IIS APPPOOL", "LOCALHOST":
		return false
	}
	return true
}

// ssl says whether passwords travel encrypted, and shows it where there are
// passwords: for Basic.
func (j *judge) ssl() {
	basic := strings.Contains(j.auth.Scheme, Basic)
	setting := func(n iis.Name) {
		if basic {
			j.steps(n)
		}
	}
	step := func(at source.Place, text string) {
		if basic {
			j.auth.Steps = append(j.auth.Steps, fact.Step{Kind: "authentication", At: at, Text: text})
		}
	}
	if j.Assert.SSL != "" {
		j.contradicts(iis.SSL, j.Assert.SSL)
	}
	switch {
	case j.Assert.SSL == "required":
		j.auth.SSL = "required"
	case j.Assert.SSL == "optional":
	case j.value(iis.SSL) == "required":
		j.auth.SSL = "required"
		setting(iis.SSL)
	case onlyHTTPS(j.Guards.Branches(), false):
		j.auth.SSL = "branch"
		if at, ok := j.Guards.Branches().Asks("HTTPS", "SERVER_PORT_SECURE"); ok {
			step(at, "HTTPS is tested here: only encrypted requests come past it")
		}
	case j.value(iis.SSLRedirect) == "true":
		j.auth.SSL = "redirect"
		setting(iis.SSLRedirect)
	case len(j.Evidence.Redirects) > 0:
		j.auth.SSL = "redirect"
		step(j.Evidence.Redirects[0], "the page itself sends visitors to https, if it is reached")
	case onlyHTTPS(j.Guards, true):
		j.auth.SSL = "refusal"
		if at, ok := j.Guards.Asks("HTTPS", "SERVER_PORT_SECURE", "SERVER_PORT"); ok {
			step(at, "the page itself turns unencrypted requests away, if it is reached")
		}
	default:
		setting(iis.SSL)
	}
}

// contradicts says what the repository says otherwise than the user does, of
// what matters to passwords.
func (j *judge) contradicts(n iis.Name, asserted string) {
	v := j.eff(n)
	if v.Setting == nil || v.Setting.Value == asserted || !strings.Contains(j.auth.Scheme, Basic) {
		return
	}
	says := fmt.Sprintf("The repository's own configuration says %s (%s).", v.Setting.Raw, j.where(v.Setting.At))
	j.auth.Contradiction = strings.TrimSpace(j.auth.Contradiction + " " + says)
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

func schemeWords(s string) string {
	switch s {
	case Integrated:
		return "Integrated Windows authentication"
	case Digest:
		return "Digest authentication"
	case Basic:
		return "Basic authentication"
	case BasicIntegrated:
		return "Basic and Integrated Windows authentication"
	case BasicDigest:
		return "Basic and Digest authentication"
	case Anonymous:
		return "anonymous access"
	}
	return "something else"
}
