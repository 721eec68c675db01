// Package component finds calls of components whose source is not in the
// repository that are given the visitor's name, a mailbox or an Exchange server:
// what they do with it cannot be seen, and a MAPI logon behind them would meet
// KB918710. Facts for a person to look at, never findings.
package component

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
)

// Fact is one call of a component from outside the repository on one page.
type Fact struct {
	fact.Base
	ProgID string `json:"progid" expr:"progid" doc:"ProgID of the component"`
	Method string `json:"method" expr:"method" doc:"method or property"`
	// Given says what the component is given.
	Given string `json:"given" expr:"given" enum:"LOGON_USER,AUTH_USER,REMOTE_USER,UNMAPPED_REMOTE_USER,profile-info,exchange-server,mailbox" doc:"what it is given: the visitor's name (LOGON_USER, AUTH_USER, REMOTE_USER, UNMAPPED_REMOTE_USER), server and mailbox joined with a line feed (profile-info), an Exchange server that the configuration, a CDO logon of the application or the name of a Session or Application item names (exchange-server), or the mailbox that such a logon or item names (mailbox)"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "component_call" }

// Words are those, in lower case, without one of which a page cannot hand on
// the visitor's name, ProfileInfo, or an item that names a mailbox. A server that
// the configuration names is found on pages that are read for other reasons.
func Words() []string {
	return []string{"logon_user", "auth_user", "remote_user", "vblf", "chr(10)", "mailbox", "exchange", "exchs"}
}

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "component",
	Doc:        "calls of unknown components that are given the visitor's name, a mailbox or an Exchange server",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer, logon.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[driver.Root].(*driver.Input)
	logons := named(pass.ResultOf[logon.Analyzer].([]*logon.Fact))
	var out []*Fact
	for _, p := range values.Of(pass).Pages {
		for _, e := range p.Events {
			args := e.Args
			switch {
			case e.Recv == nil:
				continue
			case e.Kind == flow.PropSet:
				args = []flow.Arg{{Val: e.Value}}
			case e.Kind != flow.Call:
				continue
			}
			if o := unseen(e.Recv); o != nil {
				k := logons[e.Page.App.Folder].with(in.Assertions(e.Page.Path()).ExchangeServers)
				if given := k.given(args); given != "" {
					out = append(out, newFact(e, o, given))
				}
			}
		}
	}
	return out, nil
}

// unseen is the component among what a value may be, nil if there is none.
func unseen(v *flow.Val) *flow.Object {
	for _, o := range v.Objects() {
		if o.Kind == flow.COM && o.As == "" && Unknown(o.ProgID) {
			return o
		}
	}
	return nil
}

func newFact(e *flow.Event, o *flow.Object, given string) *Fact {
	f := &Fact{ProgID: o.ProgID, Method: e.Member, Given: given}
	f.At, f.Page, f.Application, f.Called = e.At, e.Page.Path(), e.Page.App.Folder, !e.Uncalled
	f.Confidence = fact.Low
	if e.Proc != nil {
		f.Procedure = e.Proc.Name
	}
	return f
}
