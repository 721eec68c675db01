package audit

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/analyzers/messaging"
	"github.com/cdolint/cdolint/analyzers/pageauth"
)

func TestTheNextStepsAreThoseThatTheReportCallsFor(t *testing.T) {
	what := func(r *Report) []string {
		var out []string
		for _, s := range newView(r).Next() {
			out = append(out, s.What)
		}
		return out
	}
	const find, compare, choose = "Find out how 2 pages are authenticated.", "Compare the settings named in the evidence with those of the server.",
		"Choose one of the three ways out for each application."
	unknown := Application{ID: "app-1", Authentication: []Authentication{
		{Scheme: pageauth.Unknown, MailPages: 2, Verdict: MayFail},
		{Scheme: pageauth.Unknown, MailPages: 3}, // log on nowhere
		{Scheme: pageauth.Basic, MailPages: 4, Verdict: Cleared},
	}, Plan: []Way{{ID: "basic-ssl"}}}
	for name, tt := range map[string]struct {
		report Report
		want   []string
	}{
		"nothing to do": {Report{}, nil},
		"nothing says how pages are authenticated": {
			Report{Applications: []Application{unknown}, Summary: Summary{Affected: 1}}, []string{find, compare, choose},
		},
		"all is said": {
			Report{Applications: []Application{{ID: "app-1", Plan: []Way{{ID: "basic-ssl"}}}}, Summary: Summary{Affected: 1}}, []string{compare, choose},
		},
		"what is not known": {
			Report{Summary: Summary{Unread: 1, Families: []FamilyCount{{Hop: messaging.NotKnown, Places: 1}}}},
			[]string{"Ask what the components without source do.", "Look through what could not be read."},
		},
	} {
		if diff := cmp.Diff(tt.want, what(&tt.report)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestAStepNamesAFewOfManyApplications(t *testing.T) {
	r := &Report{}
	for range maxLinks + 3 {
		r.Applications = append(r.Applications, Application{ID: "a", Plan: []Way{{ID: "webdav"}}})
	}
	if s := newView(r).Next(); len(s) != 1 || len(s[0].Links) != maxLinks || s[0].More != 3 {
		t.Errorf("%+v", s)
	}
}

// TestChangesOfOneWorkaroundStandTogether: what all end with is said once.
func TestChangesOfOneWorkaroundStandTogether(t *testing.T) {
	one, two := []string{"app-1"}, []string{"app-2"}
	r := &Report{Fixes: []Fix{
		{Title: "WebDAV", Summary: "new requests; with credentials", Findings: []string{"f-1", "f-2"}, Applications: two},
		{Title: "Basic", Summary: "web.config line 3: on; visitors are asked", Findings: []string{"f-3", "f-4"}, Applications: one},
		{Title: "Basic", Summary: "web.config line 9: on; visitors are asked", Findings: []string{"f-5"}, Applications: one},
		{Title: "Basic", Summary: "x", Findings: []string{"f-6"}, Applications: two},
	}}
	want := []fixGroup{
		{Title: "Basic", Applications: one, N: 3, Share: 50, Changes: []change{{"web.config line 3: on", 2}, {"web.config line 9: on", 1}}, Each: "visitors are asked"},
		{Title: "WebDAV", Applications: two, N: 2, Share: 33, Changes: []change{{"new requests; with credentials", 2}}},
		{Title: "Basic", Applications: two, N: 1, Share: 17, Changes: []change{{"x", 1}}},
	}
	if diff := cmp.Diff(want, newView(r).TopFixes()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
