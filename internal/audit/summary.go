package audit

import (
	"cmp"
	"slices"

	"github.com/cdolint/cdolint/analyzers/messaging"
	"github.com/cdolint/cdolint/internal/finding"
)

// summarise counts the report.
func summarise(r *Report, builders []*builder) Summary {
	s := Summary{Applications: len(r.Applications), Unread: len(r.Unread)}
	for i := range r.Sources {
		s.Pages += r.Sources[i].Pages
	}
	for i := range r.Applications {
		a := &r.Applications[i]
		if a.Logons > 0 {
			s.MailApplications++
		}
	}
	counts := map[Verdict]*VerdictCount{}
	for _, v := range Verdicts() {
		counts[v] = &VerdictCount{Verdict: v}
	}
	for _, b := range builders {
		for _, at := range b.verdicts.order {
			x := b.verdicts.places[at]
			c := counts[x.verdict]
			c.Logons++
			switch x.confidence {
			case finding.High:
				c.High++
			case finding.Medium:
				c.Medium++
			default:
				c.Low++
			}
		}
		for page, v := range b.verdicts.pages {
			if b.facts.isPage(page) {
				counts[v].Pages++
			}
		}
	}
	for _, v := range Verdicts() {
		c := counts[v]
		s.Verdicts = append(s.Verdicts, *c)
		s.Logons += c.Logons
		s.MailPages += c.Pages
		if v.Affected() {
			s.Affected += c.Logons
			s.AffectedPages += c.Pages
		}
	}
	for i := range r.Findings {
		switch r.Findings[i].State {
		case StateError:
			s.Errors++
		case StateWarning:
			s.Warnings++
		case StateNote:
			s.Notes++
		case StateSuppressed:
			s.Accepted++
		case StateCleared:
		}
	}
	s.Families = countFamiliesOf(r)
	return s
}

// countFamiliesOf adds up the families of all applications. A page lies in one
// application, so pages add up as well.
func countFamiliesOf(r *Report) []FamilyCount {
	out := []FamilyCount{}
	for _, f := range messaging.Families() {
		sum := FamilyCount{Family: f, Hop: messaging.HopOf(f)}
		for i := range r.Applications {
			for _, c := range r.Applications[i].Families {
				if c.Family == sum.Family {
					sum.Places += c.Places
					sum.Pages += c.Pages
				}
			}
		}
		if sum.Places > 0 {
			out = append(out, sum)
		}
	}
	return out
}

// fixes are the changes that clear most: the workaround that stands first for
// each finding, equal ones together.
func fixes(r *Report) []Fix {
	index := map[string]int{}
	ids := map[appKey]string{}
	for i := range r.Applications {
		ids[r.Applications[i].key()] = r.Applications[i].ID
	}
	out := []Fix{}
	total := 0
	for i := range r.Findings {
		f := &r.Findings[i]
		if len(f.Ways) == 0 || f.State != StateError && f.State != StateWarning {
			continue
		}
		total++
		w := f.Ways[0]
		key := f.Source + "|" + w.key
		n, seen := index[key]
		if !seen {
			n = len(out)
			index[key] = n
			out = append(out, Fix{Workaround: w.ID, Title: w.Title, Summary: w.Summary})
		}
		x := &out[n]
		x.Findings = append(x.Findings, f.ID)
		if app := ids[f.app()]; app != "" && !slices.Contains(x.Applications, app) {
			x.Applications = append(x.Applications, app)
		}
	}
	for i := range out {
		out[i].Share = (len(out[i].Findings)*100 + total/2) / total
	}
	slices.SortStableFunc(out, func(a, b Fix) int { return cmp.Compare(len(b.Findings), len(a.Findings)) })
	return out
}
