package audit

import (
	"cmp"
	"slices"

	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/rules"
)

// Verdict is what becomes of a logon with CDO 1.21, for people who decide.
type Verdict string

// The verdicts, worst first.
const (
	Fails   Verdict = "fails"    // CDO001, CDO003, CDO005
	MayFail Verdict = "may-fail" // CDO002, CDO006
	Exposed Verdict = "exposed"  // CDO004
	Limited Verdict = "limited"  // CDO007, CDO009
	Cleared Verdict = "cleared"
	Other   Verdict = "other" // none of the rules is about it
)

// Verdicts are all verdicts, worst first.
func Verdicts() []Verdict { return []Verdict{Fails, MayFail, Exposed, Limited, Cleared, Other} }

// Title is the verdict in a word or two.
func (v Verdict) Title() string {
	switch v {
	case Fails:
		return "Fails"
	case MayFail:
		return "May fail"
	case Exposed:
		return "Works, passwords exposed"
	case Limited:
		return "Works, with limits"
	case Cleared:
		return "Works"
	case Other:
		return "Not concerned"
	}
	return ""
}

// Meaning is the verdict in a sentence.
func (v Verdict) Meaning() string {
	switch v {
	case Fails:
		return "Visitors at other machines than the web server get MAPI_E_LOGON_FAILED: their identity cannot travel on to the Exchange server."
	case MayFail:
		return "The code base does not show how visitors are authenticated, or the page runs as an anonymous account that Exchange does not know."
	case Exposed:
		return "Basic authentication carries the identity, but SSL is not required: passwords cross the network in clear text."
	case Limited:
		return "Works only while Exchange is on the web server itself, or opens mailboxes with one fixed account for every visitor."
	case Cleared:
		return "Basic authentication with SSL required, and a logon method that can travel on."
	case Other:
		return "Uses no visitor's identity, or belongs to code that the rules are not about."
	}
	return ""
}

// Affected reports whether something has to be done for the logon to work.
func (v Verdict) Affected() bool { return v == Fails || v == MayFail }

// rank is 0 for the worst; "" comes last.
func (v Verdict) rank() int {
	if i := slices.Index(Verdicts(), v); i >= 0 {
		return i
	}
	return len(Verdicts())
}

// worse is the worse of two verdicts.
func worse(a, b Verdict) Verdict {
	if a.rank() <= b.rank() {
		return a
	}
	return b
}

// verdictOf is the verdict that a rule's finding stands for.
func verdictOf(f *finding.Finding) Verdict {
	if f.Pass {
		return Cleared
	}
	switch f.Rule {
	case "CDO001", "CDO003", "CDO005":
		return Fails
	case "CDO002", "CDO006":
		return MayFail
	case "CDO004":
		return Exposed
	case "CDO007", "CDO009":
		return Limited
	}
	return Other
}

// judge asks the rules on logons, page by page: a finding tells the worst page
// only.
type judge struct{ engine *rules.Engine }

func newJudge() (*judge, error) {
	packs, err := rules.Builtin()
	if err != nil {
		return nil, err
	}
	var list []*rules.Rule
	for _, p := range packs {
		for _, r := range p.Rules {
			if r.Match == (&logon.Fact{}).Kind() && r.Group == "kb918710" {
				list = append(list, r)
			}
		}
	}
	zeros := map[string]fact.Fact{}
	for _, s := range analyzers.All() {
		zeros[s.Kind()] = s.Zero
	}
	e, err := rules.Compile(list, zeros)
	return &judge{e}, err
}

// judged is a verdict with its confidence.
type judged struct {
	verdict    Verdict
	confidence finding.Confidence
}

// verdicts of the logons of a site.
type verdicts struct {
	places map[source.Place]judged // the worst of all pages
	pages  map[string]Verdict      // the worst of all logons
	// application of each place, in the order of the facts.
	order []source.Place
	app   map[source.Place]string
}

func (j *judge) judge(logons []*logon.Fact) (verdicts, error) {
	v := verdicts{places: map[source.Place]judged{}, pages: map[string]Verdict{}, app: map[source.Place]string{}}
	byPage := map[string][]fact.Fact{}
	var pages []string
	for _, l := range logons {
		if byPage[l.Page] == nil {
			pages = append(pages, l.Page)
		}
		byPage[l.Page] = append(byPage[l.Page], l)
		if _, seen := v.app[l.At]; !seen {
			v.order = append(v.order, l.At)
			v.app[l.At] = l.Application
		}
	}
	for _, page := range pages {
		found, err := j.engine.Evaluate(byPage[page])
		if err != nil {
			return v, err
		}
		at := map[source.Place]judged{}
		for _, l := range byPage[page] {
			at[l.About().At] = judged{Other, rules.ConfidenceOf(l)}
		}
		for i := range found {
			at[found[i].At] = judged{verdictOf(&found[i]), found[i].Confidence}
		}
		for place, x := range at {
			v.pages[page] = worse(v.pages[page], x.verdict)
			old, seen := v.places[place]
			if !seen || cmp.Or(cmp.Compare(x.verdict.rank(), old.verdict.rank()), cmp.Compare(old.confidence, x.confidence)) < 0 {
				v.places[place] = x
			}
		}
	}
	return v, nil
}
