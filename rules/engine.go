package rules

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/vm"

	"github.com/cdolint/cdolint/internal/config/yamltree"
	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/nearest"
	"github.com/cdolint/cdolint/internal/source"
)

// The bounds of evaluating rules.
const (
	// maxMemory of one evaluation, in elements of the lists that it makes.
	maxMemory = 100_000
	// maxCost of all evaluations of rules from packs that are not built in, in
	// operands and operators: some seconds.
	maxCost = 200_000_000
)

// ErrTooCostly says that the rules of a pack of the user's own take too long.
var ErrTooCostly = errors.New("the rules of the packs take too long on this site")

// Engine evaluates the active rules. It is for one goroutine.
type Engine struct {
	byKind  map[string][]*Rule
	kinds   *kindsOfFacts
	machine vm.VM
	cost    int
	maxCost int
}

// Compile prepares the active rules for the facts that they match on. kinds
// are empty facts by kind. Rules are compiled when the first fact of their
// kind turns up; [Check] does it before.
func Compile(active []*Rule, kinds map[string]fact.Fact) (*Engine, error) {
	e := &Engine{byKind: map[string][]*Rule{}, kinds: newKinds(kinds), machine: vm.VM{MemoryBudget: maxMemory}, maxCost: maxCost}
	for _, r := range active {
		if _, err := r.zero(kinds); err != nil {
			return nil, Errors{err}
		}
		e.byKind[r.Match] = append(e.byKind[r.Match], r)
	}
	return e, nil
}

// zero is an empty fact of the kind that the rule matches on.
func (r *Rule) zero(kinds map[string]fact.Fact) (fact.Fact, error) {
	if zero, ok := kinds[r.Match]; ok {
		return zero, nil
	}
	all := make([]string, 0, len(kinds))
	for k := range kinds {
		all = append(all, k)
	}
	slices.Sort(all)
	hint := "the kinds are " + english.List(all, "and")
	if near := nearest.Of(r.Match, all); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return nil, r.at.match.errorf(0, len(r.Match), "there is no kind of fact %s; %s", yamltree.Quote(r.Match), hint)
}

// compile checks the rule against its kind of fact.
func (r *Rule) compile(kinds *kindsOfFacts) (errs Errors) {
	zero, err := r.zero(kinds.zeros)
	if err != nil {
		return Errors{err}
	}
	if r.when != nil {
		if err := r.when.compile(kinds, zero, wantTruth); err != nil {
			errs = append(errs, err)
		}
	}
	for _, t := range []*template{r.message, r.pages} {
		if t == nil {
			continue
		}
		if err := t.compile(kinds, zero); err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

// holds reports whether the rule holds for a fact of its kind.
func (e *Engine) holds(r *Rule, f fact.Fact) (bool, error) {
	if r.when == nil {
		return true, nil
	}
	if err := r.when.compile(e.kinds, e.kinds.zeros[r.Match], wantTruth); err != nil {
		return false, err
	}
	if !r.Pack.builtin {
		if e.cost += r.when.cost; e.cost > e.maxCost {
			return false, fmt.Errorf("%s: %w: %d evaluated expressions", r.Pack.File, ErrTooCostly, maxCost)
		}
	}
	v, err := r.when.run(&e.machine, f)
	return v == true, err
}

// verdict is a rule that holds for a fact.
type verdict struct {
	rule *Rule
	fact fact.Fact
}

// place is what the rules of one group say of one place.
type place struct {
	key      placeKey
	pages    []string // that reach it; sorted, and each once, in a finding
	verdicts []verdict
}

// placeKey tells places apart: for each place there is one verdict of a rule
// that has no group, or of a group.
type placeKey struct {
	at      source.Place
	pack    *Pack
	of      string // a group, or the id of a rule
	isGroup bool
}

// Evaluate applies the rules to facts. The result is one finding for each
// place and rule, or group of rules; a place that is cleared on all its pages
// gives a finding with Pass set. An error of a rule is [Errors] or
// [ErrTooCostly].
//
// Facts that begin at the same place are judged together and forgotten: a page
// may have hundreds of thousands of places.
func (e *Engine) Evaluate(facts []fact.Fact) ([]finding.Finding, error) {
	if !slices.IsSortedFunc(facts, byBeginning) {
		facts = slices.SortedStableFunc(slices.Values(facts), byBeginning)
	}
	var out []finding.Finding
	for len(facts) > 0 {
		n := 1
		for n < len(facts) && byBeginning(facts[0], facts[n]) == 0 {
			n++
		}
		var err error
		if out, err = e.at(facts[:n], out); err != nil {
			return nil, asErrors(err)
		}
		facts = facts[n:]
	}
	return out, nil
}

// byBeginning sorts facts by where they begin.
func byBeginning(a, b fact.Fact) int {
	x, y := a.About().At, b.About().At
	return cmp.Or(strings.Compare(x.Path, y.Path), cmp.Compare(x.Pos, y.Pos))
}

// at adds what the rules say of facts that begin at one place.
func (e *Engine) at(facts []fact.Fact, out []finding.Finding) ([]finding.Finding, error) {
	var places []*place
	for _, f := range facts {
		var done []placeKey // groups that have their verdict
		for _, r := range e.byKind[f.Kind()] {
			key := keyOf(r, f)
			if slices.Contains(done, key) {
				continue
			}
			ok, err := e.holds(r, f)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			if key.isGroup {
				done = append(done, key)
			}
			i := slices.IndexFunc(places, func(p *place) bool { return p.key == key })
			if i < 0 {
				i = len(places)
				places = append(places, &place{key: key})
			}
			places[i].verdicts = append(places[i].verdicts, verdict{r, f})
		}
	}
	for _, p := range places {
		p.pages = e.reaching(p.key, facts)
		f, err := e.finding(p)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// keyOf is the place of a fact as a rule sees it.
func keyOf(r *Rule, f fact.Fact) placeKey {
	key := placeKey{at: f.About().At, pack: r.Pack, of: r.ID}
	if r.Group != "" {
		key.of, key.isGroup = r.Group, true
	}
	return key
}

// reaching are the pages of all facts that the rules of a place look at, whether
// they hold or not.
func (e *Engine) reaching(key placeKey, facts []fact.Fact) []string {
	var pages []string
	for _, f := range facts {
		if f.About().At == key.at && slices.ContainsFunc(e.byKind[f.Kind()], func(r *Rule) bool { return keyOf(r, f) == key }) {
			pages = appendPage(pages, f)
		}
	}
	return pages
}

// appendPage adds the page of a fact, if it has one. Facts of a page mostly
// follow each other.
func appendPage(pages []string, f fact.Fact) []string {
	if page := f.About().Page; page != "" && (len(pages) == 0 || pages[len(pages)-1] != page) {
		return append(pages, page)
	}
	return pages
}

// eachOnce sorts pages and leaves each once.
func eachOnce(pages []string) []string {
	slices.Sort(pages)
	return slices.Compact(pages)
}

func asErrors(err error) error {
	if errors.Is(err, ErrTooCostly) {
		return err
	}
	return Errors{err}
}

// finding is the worst verdict with the pages that it holds for.
func (e *Engine) finding(p *place) (finding.Finding, error) {
	worst := p.verdicts[0].rule
	for _, v := range p.verdicts {
		if v.rule.rank < worst.rank {
			worst = v.rule
		}
	}
	if err := worst.message.compile(e.kinds, e.kinds.zeros[worst.Match]); err != nil {
		return finding.Finding{}, err
	}
	asks := aspectOf(worst, p.verdicts[0].fact)
	var chosen fact.Fact
	var hits []string
	var kinds alikes
	for _, v := range p.verdicts {
		if v.rule != worst {
			continue
		}
		if chosen == nil || asks.confidence(v.fact) > asks.confidence(chosen) {
			chosen = v.fact
		}
		if page := v.fact.About().Page; page != "" && (len(hits) == 0 || hits[len(hits)-1] != page) {
			hits = append(hits, page)
			words, err := e.words(worst, v.fact)
			if err != nil {
				return finding.Finding{}, err
			}
			kinds.add(words, page)
		}
	}
	p.pages, hits = eachOnce(p.pages), eachOnce(hits)
	b := chosen.About()
	b.Pages, b.Hits = len(p.pages), len(hits)
	message, err := worst.message.run(&e.machine, chosen)
	if err != nil {
		return finding.Finding{}, err
	}
	f := finding.Finding{
		Rule: worst.ID, Level: level(worst.Level), Confidence: asks.confidence(chosen), Pass: worst.Pass,
		At: p.key.at, Application: b.Application, Procedure: b.Procedure, Tags: worst.Tags,
		Message: message,
	}
	for _, s := range asks.steps(chosen) {
		f.Steps = append(f.Steps, finding.Step{At: s.At, Text: s.Text, Kind: s.Kind, Assumed: s.Assumed})
	}
	for _, r := range b.Related {
		if r.Of != "" && !worst.reads([]string{r.Of}) {
			continue
		}
		f.Related = append(f.Related, finding.Related{At: r.At, Text: r.Text})
	}
	kinds.tidy()
	if len(p.pages) > 1 || len(p.pages) == 1 && p.pages[0] != p.key.at.Path {
		for _, page := range p.pages {
			text := "this page reaches it"
			if words := kinds.words(page); words != "" {
				text += ", " + words
			}
			f.Related = append(f.Related, finding.Related{At: source.Place{Path: page}, Text: text, Page: true})
		}
	}
	f.Message += reach(kinds, p.pages, hits, &f)
	return f, nil
}
