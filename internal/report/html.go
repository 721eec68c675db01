package report

import (
	"crypto/sha256"
	_ "embed" // the page and its style
	"encoding/base64"
	"html/template"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
)

//go:embed html.gohtml
var htmlPage string

//go:embed html.css
var htmlStyle string

// htmlData is what the page shows as a whole. Findings come through a channel-like
// function so that the page is written as it is made.
type htmlData struct {
	Style, Policy template.HTMLAttr
	CSS           template.CSS
	Version       string
	Verdict       string
	Summary       jsonSummary
	Findings      func(yield func(htmlFinding) bool)
	Notifications []htmlGroup
}

type htmlFinding struct {
	ID, Kind, Rule, Name, URI, Place string
	Message, Confidence              string
	Suppressed, Application          string
	Frame                            []htmlLine
	Steps                            []htmlStep
	Pages                            []string
	Related                          []htmlStep
	Workarounds                      []htmlWorkaround
}

// htmlLine is a line of a code frame in three parts, the marked one in the middle.
type htmlLine struct {
	Number              string
	Before, Mark, After string
}

type htmlStep struct {
	Text, Place string
	Assumed     bool
	Frame       []htmlLine
}

type htmlWorkaround struct {
	ID, Title, Summary, Text string
	Commands                 []string
	Changes                  []htmlChange
}

type htmlChange struct {
	Place    string
	Old, New []string
}

type htmlGroup struct {
	Title  string
	Number int
	Items  []htmlStep
}

// writeHTML writes one page that needs nothing else: no script, no font, no
// request. Its policy forbids all that a hole in the escaping could let in.
func writeHTML(p *printer, r *finding.Report, _ Options) {
	page, err := template.New("report").Funcs(template.FuncMap{"n": english.Thousands}).Parse(htmlPage)
	if err != nil {
		p.err = err
		return
	}
	sum := sha256.Sum256([]byte(htmlStyle))
	c := finding.Count(r.Findings)
	data := htmlData{
		CSS:      template.CSS(htmlStyle),                                                                                                                                      //nolint:gosec // our own file
		Policy:   template.HTMLAttr(`content="default-src 'none'; style-src 'sha256-` + base64.StdEncoding.EncodeToString(sum[:]) + `'; base-uri 'none'; form-action 'none'"`), //nolint:gosec // made here
		Version:  r.Version,
		Verdict:  markdownVerdict(c),
		Summary:  summaryOf(r),
		Findings: p.htmlFindings(r),
	}
	for _, g := range groupNotifications(r.Notifications) {
		group := htmlGroup{Title: notificationTitle(g[0].ID), Number: finding.Amount(g)}
		for i := range g {
			group.Items = append(group.Items, htmlStep{Text: line(p.clean(g[i].Message)), Place: p.placeOrFile(g[i].At)})
		}
		data.Notifications = append(data.Notifications, group)
	}
	if err := page.Execute(p.Writer, data); err != nil {
		p.err = err
	}
}

// applicationName is the folder of an application, for people.
func applicationName(folder string) string {
	if folder == "." {
		return "the root folder"
	}
	return line(folder)
}

func (p *printer) htmlFindings(r *finding.Report) func(yield func(htmlFinding) bool) {
	rules := map[string]*finding.Rule{}
	for i := range r.Rules {
		rules[r.Rules[i].ID] = &r.Rules[i]
	}
	return func(yield func(htmlFinding) bool) {
		for i := range r.Findings {
			if f := &r.Findings[i]; p.shows(f) && !yield(p.htmlFinding(f, rules[f.Rule], i+1)) {
				return
			}
		}
	}
}

func (p *printer) htmlFinding(f *finding.Finding, rule *finding.Rule, number int) htmlFinding {
	t := textFinding{printer: p, f: f}
	out := htmlFinding{
		ID: "f" + itoa(number), Kind: t.kind(), Rule: line(f.Rule), Place: p.place(f.At), Message: t.message(),
		Suppressed: line(p.clean(f.Suppressed)), Application: applicationName(f.Application), Frame: p.htmlFrame(f, nil),
	}
	if rule != nil {
		out.Name, out.URI = line(rule.Name), rule.URI
	}
	if f.Confidence != 0 {
		out.Confidence = f.Confidence.String()
	}
	for i := range f.Steps {
		s := &f.Steps[i]
		out.Steps = append(out.Steps, htmlStep{Text: line(p.clean(plainMessage(s.Text, 0))), Place: p.place(s.At), Assumed: s.Assumed, Frame: p.htmlFrame(f, s)})
	}
	for i := range f.Related {
		if rel := &f.Related[i]; rel.Page {
			out.Pages = append(out.Pages, line(rel.At.Path))
		} else {
			out.Related = append(out.Related, htmlStep{Text: line(p.clean(rel.Text)), Place: p.place(rel.At)})
		}
	}
	for i := range f.Workarounds {
		w := &f.Workarounds[i]
		h := htmlWorkaround{ID: line(w.ID), Title: line(w.Title), Summary: line(p.clean(w.Summary)), Text: visible(p.clean(w.Text), "\n\t")}
		for _, c := range w.Commands {
			h.Commands = append(h.Commands, line(p.clean(c)))
		}
		for _, c := range p.changesOf(w.Edits, 200) {
			h.Changes = append(h.Changes, htmlChange{Place: visible(c.path, "") + ":" + itoa(c.line), Old: c.old, New: c.new})
		}
		out.Workarounds = append(out.Workarounds, h)
	}
	return out
}

// htmlFrame is the code frame of a finding, or of one of its steps.
func (p *printer) htmlFrame(f *finding.Finding, step *finding.Step) []htmlLine {
	at, around := f.At, 2
	if step != nil {
		at, around = step.At, 0
		if at.End <= at.Pos {
			return nil
		}
	}
	const width = 160
	fr := p.frame(at, around, around, width)
	if step != nil {
		fr = fr.unindented()
	}
	out := make([]htmlLine, 0, len(fr.lines))
	for _, l := range fr.lines {
		h := htmlLine{Number: itoa(l.number), Before: l.text}
		if l.number == 0 {
			h = htmlLine{Number: "⋮"}
		}
		if l.length > 0 {
			h.Before, h.Mark, h.After = cutCells(l.text, l.mark, l.length)
		}
		out = append(out, h)
	}
	return out
}

// cutCells cuts a line of a frame at cells.
func cutCells(text string, mark, length int) (before, marked, after string) {
	cells, _ := cellsOf(text, nil, 0, 0)
	var parts [3]strings.Builder
	at := 0
	for _, c := range cells {
		part := 2
		if at < mark {
			part = 0
		} else if at < mark+length {
			part = 1
		}
		parts[part].WriteString(c.text)
		at += c.width
	}
	return parts[0].String(), parts[1].String(), parts[2].String()
}
