package report

import (
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// writeJUnit writes JUnit's XML: every error and warning is a failed test, every
// note one that was skipped, for what only informs must not turn a build red;
// every cleared logon is one that passed. A report without either has one test that passed, as
// many CI servers take an empty file for a failure. Test cases have no
// attributes file and line, which some read, but which the schema of Jenkins
// refuses: the name of the class is the file.
func writeJUnit(p *printer, r *finding.Report, _ Options) {
	tests, failures, skipped := 0, 0, 0
	for i := range r.Findings {
		f := &r.Findings[i]
		if !p.shows(f) {
			continue
		}
		tests++
		switch {
		case f.Pass:
		case f.Suppressed != "", f.Level == finding.Note:
			skipped++
		default:
			failures++
		}
	}
	counts := "tests=\"" + itoa(max(tests, 1)) + "\" failures=\"" + itoa(failures) + "\" errors=\"0\" skipped=\"" + itoa(skipped) + "\" time=\"0\""
	p.print(xmlHeader, "<testsuites name=\"cdolint\" ", strings.Replace(counts, ` skipped="`+itoa(skipped)+`"`, "", 1), ">\n")
	p.print("  <testsuite name=\"cdolint\" ", counts, ">\n")
	if tests == 0 {
		p.print("    <testcase classname=\"cdolint\" name=\"no findings\" time=\"0\"/>\n")
	}
	names := ruleNames(r)
	for i := range r.Findings {
		if f := &r.Findings[i]; p.shows(f) {
			p.junitCase(f, names[f.Rule])
		}
	}
	if len(r.Notifications) > 0 {
		p.print("    <system-err>")
		for i := range r.Notifications {
			n := &r.Notifications[i]
			text := n.ID + ": " + p.clean(n.Message)
			if n.At.IsValid() {
				text = p.placeOrFile(n.At) + ": " + text
			}
			p.print(xmlText(line(text)), "\n")
		}
		p.print("</system-err>\n")
	}
	p.print("  </testsuite>\n</testsuites>\n")
}

func (p *printer) junitCase(f *finding.Finding, name string) {
	at := p.region(f.At)
	place := itoa(at.StartLine) + ":" + itoa(at.StartColumn)
	p.print("    <testcase classname=\"", xmlText(line(f.At.Path)), "\" name=\"", xmlText(line(strings.TrimSpace(f.Rule+" "+name))), " (", place,
		")\" time=\"0\"")
	message := line(p.clean(plainMessage(f.Message, len(f.Related))))
	switch {
	case f.Pass:
		p.print("/>\n")
	case f.Suppressed != "":
		p.print(">\n      <skipped>", xmlText(line(p.clean(f.Suppressed))), "</skipped>\n    </testcase>\n")
	case f.Level == finding.Note:
		p.print(">\n      <skipped>note: ", xmlText(message+"\n"+p.junitBody(f)), "</skipped>\n    </testcase>\n")
	default:
		p.print(">\n      <failure type=\"", levelName(f.Level), "\" message=\"", xmlText(message), "\">",
			xmlText(p.junitBody(f)), "</failure>\n    </testcase>\n")
	}
}

// junitBody is what a CI server shows when the test is opened: the code and the
// evidence.
func (p *printer) junitBody(f *finding.Finding) string {
	var b strings.Builder
	b.WriteString(p.place(f.At) + "\n")
	if code := p.codeLine(f.At); code != "" {
		b.WriteString("    " + code + "\n")
	}
	for i := range f.Steps {
		b.WriteString(itoa(i+1) + ". " + line(p.clean(f.Steps[i].Text)))
		if f.Steps[i].At.IsValid() {
			b.WriteString(" (" + p.place(f.Steps[i].At) + ")")
		}
		b.WriteString("\n")
	}
	return b.String()
}
