package pageauth

import (
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/source"
)

// Auth is how a request is authenticated at one place of one page.
type Auth struct {
	// Scheme is integrated, digest, basic, basic+integrated, basic+digest,
	// anonymous, passport, denied or unknown.
	Scheme string `json:"scheme" expr:"scheme" enum:"integrated,digest,basic,basic+integrated,basic+digest,anonymous,passport,denied,unknown" doc:"integrated, digest, basic, basic+integrated, basic+digest, anonymous, passport (.NET Passport alone), denied or unknown"`
	// Source is asserted, configured, in-page or unknown.
	Source string `json:"source" expr:"source" enum:"asserted,configured,in-page,unknown" doc:"where the scheme is known from: asserted, configured, in-page or unknown"`
	// SSL is required, branch (the place runs under HTTPS only), redirect,
	// refusal (the page ends where a request is not encrypted) or optional.
	SSL string `json:"ssl" expr:"ssl" enum:"required,branch,redirect,refusal,optional" doc:"required, branch (this place runs over HTTPS only), redirect, refusal (the page itself turns unencrypted requests away) or optional"`
	// LogonMethod of Basic authentication: interactive, batch, network, cleartext, or "".
	LogonMethod string `json:"logonMethod,omitempty" expr:"logon_method" enum:"interactive,batch,network,cleartext," doc:"of Basic: interactive, batch, network, cleartext, or empty"`
	// LogonMethodWhere is where that is said, fit for a message.
	LogonMethodWhere string `json:"logonMethodWhere,omitempty" expr:"logon_method_where" doc:"where the logon method is said, fit for a message"`
	// Account is what anonymous requests run as: default, domain, pool.
	Account string `json:"account,omitempty" expr:"account" enum:"default,synchronised,network,domain,pool," doc:"what anonymous requests run as: default, synchronised (password synchronisation), network (logon method Network), domain or pool; empty for others"`
	// AccountName as configured.
	AccountName string `json:"accountName,omitempty" expr:"account_name" doc:"the anonymous account as configured"`
	// AccountWhere is where it is configured, fit for a message.
	AccountWhere string `json:"-" expr:"-"`
	// Challenged: the page asks for a user, but not how.
	Challenged bool `json:"challenged,omitempty" expr:"challenged" doc:"the page requires a user, by whatever scheme"`
	// AnonymousUnsaid: Windows is on and nothing says that anonymous is off.
	AnonymousUnsaid bool `json:"anonymousUnsaid,omitempty" expr:"anonymous_unsaid" doc:"authentication is on, and nothing says that anonymous access is off"`
	// Where the scheme is from, fit for a message: `web.config line 12`.
	Where string `json:"where,omitempty" expr:"where" doc:"where the scheme is said, fit for a message"`
	// Setting that decides, as a person would quote it.
	Setting string `json:"setting,omitempty" expr:"setting" doc:"the deciding setting as written"`
	// Variant is the build configuration that was judged, "" for the base.
	Variant string `json:"variant,omitempty" expr:"variant" doc:"build configuration of a transform, empty for the base"`
	// Contradiction is a sentence about evidence that says otherwise, or "".
	Contradiction string `json:"contradiction,omitempty" expr:"contradiction" doc:"a sentence about evidence that says otherwise, or empty"`
	// Builds is a sentence about build configurations that are judged otherwise, or "".
	Builds string `json:"builds,omitempty" expr:"builds" doc:"a sentence about build configurations that are judged otherwise than the files without transforms, or empty"`
	// UserRead: the application reads the visitor's name somewhere.
	UserRead bool `json:"userRead,omitempty" expr:"user_read" doc:"the application reads LOGON_USER, AUTH_USER or REMOTE_USER"`
	// Guess: the configuration names no folder of the repository.
	Guess bool `json:"guess,omitempty" expr:"guess" doc:"no folder of the repository matches the configuration's path"`
	// Confidence: low, medium, high.
	Confidence string `json:"confidence" expr:"confidence" enum:"low,medium,high" doc:"low, medium or high"`
	// Challenges are those of the page that name a scheme, one for each.
	Challenges []Challenge `json:"-" expr:"-"`
	// Test is the test of AUTH_TYPE that Basic does not come past, invalid if there is none.
	Test source.Place `json:"-" expr:"-"`
	// Steps show it.
	Steps []fact.Step `json:"-" expr:"-"`
}

// The schemes.
const (
	Integrated      = "integrated"
	Digest          = "digest"
	Basic           = "basic"
	BasicIntegrated = "basic+integrated"
	BasicDigest     = "basic+digest"
	Anonymous       = "anonymous"
	Passport        = "passport"
	Denied          = "denied"
	Unknown         = "unknown"
)

// The sources.
const (
	Asserted   = "asserted"
	Configured = "configured"
	InPage     = "in-page"
)
