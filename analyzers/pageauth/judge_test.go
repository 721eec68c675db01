package pageauth

import (
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// effective makes configuration from "name=value name=value"; "metabase" marks it so.
func effective(s string) *iis.Effective {
	e := &iis.Effective{Values: map[iis.Name]iis.Value{}}
	origin := iis.FromWebConfig
	for i, f := range strings.Fields(s) {
		name, value, ok := strings.Cut(f, "=")
		if !ok {
			origin = iis.FromMetaBase
			continue
		}
		e.Values[iis.Name(name)] = iis.Value{Setting: &iis.Setting{
			Name: iis.Name(name), Value: value, Raw: f, Origin: origin, Metabase: origin == iis.FromMetaBase, At: source.Place{Path: "web.config", Pos: i + 1, End: i + 2},
		}}
	}
	return e
}

func guard(tests ...*flow.Test) *flow.Guard {
	var g *flow.Guard
	for _, t := range tests {
		g = &flow.Guard{Test: t, Outer: g}
	}
	return g
}

func is(name, text string) *flow.Test { return &flow.Test{Op: flow.TestIs, Var: name, Text: text} }
func no(t *flow.Test) *flow.Test      { return &flow.Test{Op: flow.TestNot, X: t} }

func challenge(schemes ...string) Evidence {
	var ev Evidence
	for _, s := range schemes {
		ev.Challenges = append(ev.Challenges, Challenge{Scheme: s, Text: s, At: source.Place{Path: "page.asp", Pos: 1, End: 2}})
	}
	return ev
}

func TestJudge(t *testing.T) {
	user := []flow.Seg{{Kind: flow.ServerVar, Text: "LOGON_USER", At: source.Place{Path: "page.asp", Pos: 5, End: 9}}}
	reads := Evidence{UserReads: []UserRead{{Name: "AUTH_USER"}}}
	exitGuard := guard(is("HTTPS", "on"))
	exitGuard.Exit = true
	portGuard := guard(is("SERVER_PORT", "443"))
	portGuard.Exit = true
	tests := []struct {
		name   string
		config string
		assert config.Assertions
		page   Evidence
		user   []flow.Seg
		guards *flow.Guard
		want   string // scheme source ssl [account]
	}{
		// Configured.
		{name: "nothing is said", want: "unknown unknown optional"},
		{name: "Windows alone is Integrated", config: "windows=true anonymous=false", want: "integrated configured optional"},
		{name: "Windows on and anonymous not mentioned is Integrated", config: "windows=true", want: "integrated configured optional"},
		{name: "Windows and anonymous on is anonymous", config: "windows=true anonymous=true", want: "anonymous configured optional default"},
		{name: "Windows and anonymous on, but the page sends a 401", config: "windows=true anonymous=true", page: challenge(""), want: "integrated configured optional"},
		{name: "Windows and anonymous on, but the page uses the name", config: "windows=true anonymous=true", user: user, want: "integrated configured optional"},
		{name: "Windows and anonymous on, but the page reads the name", config: "windows=true anonymous=true", page: reads, want: "integrated configured optional"},
		{name: "Windows and anonymous on, but the page leaves without a name", config: "windows=true anonymous=true", guards: guard(no(is("LOGON_USER", ""))), want: "integrated configured optional"},
		{name: "Windows and anonymous on, but URL authorization denies anonymous", config: "windows=true anonymous=true denyAnonymous=true", want: "integrated configured optional"},
		{name: "Digest alone", config: "digest=true anonymous=false", want: "digest configured optional"},
		{name: "Basic and Windows", config: "basic=true windows=true", want: "basic+integrated configured optional"},
		{name: "Basic and Digest", config: "basic=true digest=true windows=false", want: "basic+digest configured optional"},
		{name: "Basic alone", config: "basic=true windows=false anonymous=false", want: "basic configured optional"},
		{name: "Basic alone with required SSL", config: "basic=true ssl=required", want: "basic configured required"},
		{name: "Basic with SSL by redirect", config: "basic=true sslRedirect=true", want: "basic configured redirect"},
		{name: "Basic with a redirect in the page", config: "basic=true", page: Evidence{Redirects: []source.Place{{Path: "page.asp"}}}, want: "basic configured redirect"},
		{name: "anonymous alone", config: "anonymous=true windows=false basic=false", want: "anonymous configured optional default"},
		{name: "anonymous as a domain account", config: `anonymous=true anonymousUser=CORP\web`, want: "anonymous configured optional domain"},
		{name: "anonymous as the local account", config: "anonymous=true anonymousUser=IUSR", want: "anonymous configured optional default"},
		{name: "anonymous as the machine's IUSR account", config: `anonymous=true anonymousUser=WEB01\IUSR_WEB01`, want: "anonymous configured optional default"},
		{name: "anonymous with the pool identity", config: "anonymous=true anonymousUser=", want: "anonymous configured optional pool"},
		{name: "metabase: domain account with password synchronisation", config: `metabase anonymous=true anonymousUser=CORP\web passwordSync=true`, want: "anonymous configured optional synchronised"},
		{name: "metabase: domain account without password synchronisation", config: `metabase anonymous=true anonymousUser=CORP\web passwordSync=false`, want: "anonymous configured optional domain"},
		{name: "everything denied cannot be in use", config: "anonymous=false basic=false windows=false digest=false", want: "denied configured optional"},
		{name: ".NET Passport alone is neither denied nor known", config: "anonymous=false basic=false windows=false digest=false passport=true", want: "passport configured optional"},
		{name: ".NET Passport beside Windows", config: "anonymous=false basic=false windows=true digest=false passport=true", want: "integrated configured optional"},
		{name: "only anonymous off: authenticated, by what is unknown", config: "anonymous=false", want: "unknown unknown optional"},
		{name: "only Windows off shows nothing", config: "windows=false", want: "unknown unknown optional"},

		// In the page.
		{name: "challenge that names NTLM", page: challenge(Integrated), want: "integrated in-page optional"},
		{name: "challenge that names Basic alone", page: challenge(Basic), want: "basic in-page optional"},
		{name: "challenges that name both", page: challenge(Basic, Integrated), want: "basic+integrated in-page optional"},
		{name: "401 without a scheme", page: challenge(""), want: "unknown unknown optional"},
		{name: "401 of an interface of its own", page: Evidence{OwnInterface: true, Challenges: challenge(Integrated).Challenges}, want: "unknown unknown optional"},
		{name: "the name feeds the logon", user: user, want: "integrated in-page optional"},
		{name: "the name feeds the logon after a Basic challenge", user: user, page: challenge(Basic), want: "basic in-page optional"},
		{name: "the name is read and goes elsewhere", page: reads, want: "unknown unknown optional"},
		{name: "configuration is stronger than the page", config: "basic=true windows=false", page: challenge(Integrated), want: "basic configured optional"},

		// Asserted.
		{name: "assertion alone", assert: config.Assertions{Auth: []string{"integrated"}}, want: "integrated asserted optional"},
		{name: "assertion is stronger than configuration", config: "basic=true", assert: config.Assertions{Auth: []string{"integrated"}}, want: "integrated asserted optional"},
		{name: "asserted list", assert: config.Assertions{Auth: []string{"basic", "integrated"}}, want: "basic+integrated asserted optional"},
		{name: "asserted SSL at a load balancer", config: "basic=true", assert: config.Assertions{SSL: "required"}, want: "basic configured required"},
		{name: "asserted optional SSL is stronger than configuration", config: "basic=true ssl=required", assert: config.Assertions{SSL: "optional"}, want: "basic configured optional"},

		// Guards.
		{name: "branch for Basic", guards: guard(is("AUTH_TYPE", "basic")), want: "basic in-page optional"},
		{name: "branch for NTLM", guards: guard(is("AUTH_TYPE", "ntlm")), want: "integrated in-page optional"},
		{name: "branch for not Basic shows nothing", guards: guard(no(is("AUTH_TYPE", "basic"))), want: "unknown unknown optional"},
		{name: "branch for Basic where both are on", config: "basic=true windows=true", guards: guard(is("AUTH_TYPE", "basic")), want: "basic configured optional"},
		{name: "branch for not Basic where both are on", config: "basic=true windows=true", guards: guard(no(is("AUTH_TYPE", "basic"))), want: "integrated configured optional"},
		{name: "branch for Basic that the configuration contradicts", config: "windows=true anonymous=false", guards: guard(is("AUTH_TYPE", "basic")), want: "basic in-page optional"},
		{name: "branch for whoever is authenticated where only anonymous is on", config: "anonymous=true", guards: guard(no(is("AUTH_TYPE", ""))), want: "unknown unknown optional"},
		{name: "branch for whoever is authenticated where everything is denied", config: "anonymous=false basic=false windows=false", guards: guard(no(is("AUTH_TYPE", ""))), want: "denied configured optional"},
		{name: "anonymous as an account of the web server itself", config: `anonymous=true anonymousUser=WEB01\svc`, assert: config.Assertions{WebServers: []string{"web01.corp.example"}}, want: "anonymous configured optional default"},
		{name: "page left on another port than 443", config: "basic=true", guards: portGuard, want: "basic configured refusal"},
		{name: "branch for port 443 proves no encryption", config: "basic=true", guards: guard(is("SERVER_PORT", "443")), want: "basic configured refusal"},
		{name: "branch for HTTPS", config: "basic=true", guards: guard(is("HTTPS", "on")), want: "basic configured branch"},
		{name: "branch for not HTTPS off", config: "basic=true", guards: guard(no(is("HTTPS", "off"))), want: "basic configured branch"},
		{name: "page left without HTTPS", config: "basic=true", guards: exitGuard, want: "basic configured refusal"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := Judge(Question{Effective: effective(tt.config), Assert: tt.assert, Evidence: tt.page, User: tt.user, Guards: tt.guards})
			got := strings.TrimSpace(a.Scheme + " " + a.Source + " " + a.SSL + " " + a.Account)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWhatIsNotInUseIsKnownAsLittleAsNothing(t *testing.T) {
	a := Judge(Question{Effective: effective("anonymous=false basic=false windows=false")})
	if a.Scheme != Denied || a.Confidence != "low" {
		t.Errorf("%s with confidence %s", a.Scheme, a.Confidence)
	}
}

func TestBranchThatTheConfigurationContradictsIsSaid(t *testing.T) {
	g := guard(is("AUTH_TYPE", "basic"))
	g.At = source.Place{Path: "page.asp", Pos: 3, End: 9}
	a := Judge(Question{Effective: effective("windows=true anonymous=false"), Guards: g})
	if !strings.Contains(a.Contradiction, "Integrated Windows authentication (web.config") {
		t.Errorf("contradiction %q", a.Contradiction)
	}
	last := a.Steps[len(a.Steps)-1]
	if last.At != g.At || !strings.Contains(last.Text, "AUTH_TYPE is tested here") {
		t.Errorf("last step %+v", last)
	}
}
