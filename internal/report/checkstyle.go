package report

import "github.com/cdolint/cdolint/internal/finding"

// writeCheckstyle writes Checkstyle's XML, which most CI servers read.
func writeCheckstyle(p *printer, r *finding.Report, _ Options) {
	p.print(xmlHeader, "<checkstyle version=\"10.0\">\n")
	open, last := false, ""
	for i := range r.Findings {
		f := &r.Findings[i]
		if !p.open(f) {
			continue
		}
		if !open || f.At.Path != last {
			if open {
				p.print("  </file>\n")
			}
			open, last = true, f.At.Path
			p.print("  <file name=\"", xmlText(last), "\">\n")
		}
		at := p.region(f.At)
		p.print("    <error line=\"", itoa(at.StartLine), "\" column=\"", itoa(at.StartColumn), "\" severity=\"", checkstyleSeverity(f.Level),
			"\" message=\"", xmlText(line(p.clean(plainMessage(f.Message, len(f.Related))))), "\" source=\"cdolint.", xmlText(f.Rule), "\"/>\n")
	}
	if open {
		p.print("  </file>\n")
	}
	p.print("</checkstyle>\n")
}

func checkstyleSeverity(l finding.Level) string {
	if l == finding.Note {
		return "info"
	}
	return levelName(l)
}
