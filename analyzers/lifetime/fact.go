package lifetime

import "github.com/cdolint/cdolint/internal/fact"

// Fact is the life of a CDO 1.21 session on one page, from one Logon on. Its
// place is the Logon.
type Fact struct {
	fact.Base
	// LoggedOff says whether the session is logged off when the page ends.
	LoggedOff string `json:"loggedOff" expr:"logged_off" enum:"always,sometimes,never,elsewhere,unknown" doc:"always, sometimes (on some ways through the page), never, elsewhere (kept in a Session or Application item that another page or global.asa logs off) or unknown (in a procedure that nothing calls)"`
	// LeftBy is the way out that leaves it on.
	LeftBy string `json:"leftBy,omitempty" expr:"left_by" enum:"Response.End,Response.Redirect,Server.Transfer,Err.Raise,throw,Exit Function,Exit Sub,Exit Property,return,end," doc:"what leaves the session on: Response.End, Response.Redirect, Server.Transfer, Err.Raise, throw, Exit Function, Exit Sub, Exit Property, return or end"`
	// Kept is the item that holds it.
	Kept string `json:"kept,omitempty" expr:"kept" doc:"Session or Application item that keeps the session, such as Session(\"mail\"), else empty"`
	// Resumed: On Error Resume Next is in force at the Logon.
	Resumed bool `json:"resumed" expr:"resumed" doc:"On Error Resume Next is in force in the procedure of the Logon"`
	// Unchecked: the store is used before anybody looks at Err.
	Unchecked bool `json:"unchecked" expr:"unchecked" doc:"the session is used before anybody looks at Err, with errors resumed"`
	// FirstUse is the member that is used first then.
	FirstUse string `json:"firstUse,omitempty" expr:"first_use" doc:"the member that is used unchecked, as written"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "session_life" }
