package logon

import (
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/source"
)

// Fact is one Logon of a CDO 1.21 session on one page, under one
// configuration of the web server.
type Fact struct {
	fact.Base
	// ProgID that made the session, as written, or its CLSID.
	ProgID string `json:"progid" expr:"progid" doc:"ProgID or CLSID that made the session, as written"`
	// Scope of the session object: "" for one of the page, session or application.
	Scope string `json:"scope,omitempty" expr:"scope" enum:"session,application,page," doc:"scope of the <object> tag that made the session, else empty"`
	// Declared: a component made the session that a rule pack declares to
	// do so.
	Declared bool `json:"declared,omitempty" expr:"declared" doc:"a component made the session that a rule pack declares (see Sessions)"`
	// ShowDialog and NewSession are true, false, both (either is possible),
	// omitted or unknown.
	ShowDialog string `json:"showDialog" expr:"show_dialog" enum:"true,false,both,omitted,unknown" doc:"true, false, both (either is possible), omitted or unknown"`
	NewSession string `json:"newSession" expr:"new_session" enum:"true,false,both,omitted,unknown" doc:"true, false, both (either is possible), omitted or unknown"`
	// Profile is the first argument, where it is known and not empty.
	Profile string `json:"profile,omitempty" expr:"profile" doc:"profile name, as far as it is known"`
	// HasProfile: a profile name is given.
	HasProfile bool `json:"hasProfile" expr:"has_profile" doc:"a profile name is given"`
	// HasProfileInfo: ProfileInfo is given.
	HasProfileInfo bool `json:"hasProfileInfo" expr:"has_profile_info" doc:"ProfileInfo is given"`
	// Server and Mailbox are the parts of ProfileInfo as far as they are
	// known; pieces that are not literal stand as <SOURCE>.
	Server  string `json:"server,omitempty" expr:"server" doc:"server part of ProfileInfo; what is not literal stands as <SOURCE>"`
	Mailbox string `json:"mailbox,omitempty" expr:"mailbox" doc:"mailbox part of ProfileInfo; what is not literal stands as <SOURCE>"`
	// Separator is lf, crlf, cr, backslash-n, other or unknown.
	Separator string `json:"separator,omitempty" expr:"separator" enum:"lf,crlf,cr,backslash-n,other,unknown," doc:"what joins server and mailbox: lf, crlf, cr, backslash-n, other or unknown"`
	// AnonymousProfile: ProfileInfo asks for anonymous access to the store.
	AnonymousProfile bool `json:"anonymousProfile,omitempty" expr:"anonymous_profile" doc:"ProfileInfo is server, two line feeds, anon"`
	// UserName: the visitor's name, as IIS authenticated it, is in ProfileInfo.
	UserName string `json:"userName,omitempty" expr:"user_name" enum:"LOGON_USER,AUTH_USER,REMOTE_USER," doc:"LOGON_USER, AUTH_USER or REMOTE_USER if it reaches ProfileInfo, else empty"`
	// RequestData names what of the request is in ProfileInfo.
	RequestData string `json:"requestData,omitempty" expr:"request_data" doc:"what the visitor chooses and that reaches ProfileInfo, else empty"`
	// Local: the server is this machine: yes, assumed, or no (not shown).
	Local string `json:"local" expr:"local" enum:"yes,assumed,no" doc:"the Exchange server is this machine: yes, assumed or no (not shown to be)"`
	// LocalWhy says why, fit for a message.
	LocalWhy string `json:"localWhy,omitempty" expr:"local_why" doc:"why it is taken for this machine"`
	// Identity is visitor, or shared if a fixed account replaces it.
	Identity string `json:"identity" expr:"identity" enum:"visitor,shared" doc:"visitor, or shared where a fixed account replaces it"`
	// IdentityWhy says why it is shared, and where that is said.
	IdentityWhy string `json:"identityWhy,omitempty" expr:"identity_why" doc:"why it is shared, and where that is said"`
	// Orphan: the page is an include that no page includes.
	Orphan bool `json:"orphan,omitempty" expr:"orphan" doc:"the page is an include that no page includes"`
	// MissingInclude: an include of the page was not found.
	MissingInclude bool `json:"missingInclude,omitempty" expr:"missing_include" doc:"an include of the page was not found"`
	// Global: the logon runs from global.asa.
	Global bool `json:"global,omitempty" expr:"global" doc:"the logon runs from global.asa"`
	// Auth is how the request is authenticated there.
	Auth pageauth.Auth `json:"auth" expr:"auth" doc:"authentication of the request at the logon"`

	// ProfileInfoAt is the argument, InfoSteps how its value came about.
	ProfileInfoAt source.Place `json:"-" expr:"-"`

	// sure is the confidence that the call is made, by whomever.
	sure string
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "logon" }

// Circumstances implements fact.Twofold: under which identity, on which machine.
func (*Fact) Circumstances() []string {
	return []string{"auth", "identity", "identity_why", "local", "local_why", "confidence"}
}

// SureAlone implements fact.Twofold.
func (f *Fact) SureAlone() string { return f.sure }

// StepsAlone implements fact.Twofold.
func (f *Fact) StepsAlone() []fact.Step { return values.Alone(f.Steps) }
