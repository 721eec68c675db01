package logon

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
)

// changes are, by page, the calls that replace the identity of the thread.
type changes map[*site.Page][]*flow.Event

func identityChanges(r *flow.Result) changes {
	out := changes{}
	for _, p := range r.Pages {
		for _, e := range p.Events {
			if changesIdentity(e) {
				out[p.Page] = append(out[p.Page], e)
			}
		}
	}
	return out
}

// before is the last change that happens before an event on its page, nil if
// there is none.
func (c changes) before(e *flow.Event) *flow.Event {
	var last *flow.Event
	for _, x := range c[e.Page] {
		if x.Seq < e.Seq {
			last = x
		}
	}
	return last
}

// changesIdentity reports whether a component replaces the identity of the
// thread: LogonUser, or RevertToSelf to the process's own (KB207671). A
// LogonUser of type 3 (network) gives a token that cannot leave the machine.
func changesIdentity(e *flow.Event) bool {
	if e.Kind != flow.Call || e.Recv != nil || e.Uncalled {
		return false
	}
	switch strings.ToLower(e.Member) {
	case "reverttoself":
		return true
	case "logonuser", "logonusera", "logonuserw", "logonuserex":
		if a, ok := e.Arg(3, "dwlogontype"); ok {
			if n, known := a.Val.Const(); known && n == 3 {
				return false
			}
		}
		return true
	}
	return false
}

// identity says whose account the logon uses.
func identity(f *Fact, auth *pageauth.Result, become *flow.Event) {
	if become != nil {
		f.Identity = "shared"
		f.IdentityWhy = fmt.Sprintf("a component calls %s before it (%s line %d), so the Logon runs under a fixed account", become.Member, become.At.Path, auth.Line(become.At))
		f.Auth.Steps = append(f.Auth.Steps, fact.Step{Kind: "authentication", At: become.At, Text: become.Member + " replaces the identity of the request"})
		return
	}
	switch f.Auth.Account {
	case "domain":
		f.IdentityWhy = "anonymous requests run as the domain account " + f.Auth.AccountName
	case "pool":
		f.IdentityWhy = "anonymous requests run as the identity of the application pool"
	default:
		return
	}
	f.Identity = "shared"
	if f.Auth.AccountWhere != "" {
		f.IdentityWhy += " (" + f.Auth.AccountWhere + ")"
	}
}
