package report

import (
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
)

// writeGitHub writes workflow commands, which GitHub Actions turns into
// annotations of the changed lines:
//
//	::error file=default.asp,line=4,col=1,endLine=4,endColumn=20,title=CDO001 integrated-logon::message
//
// Columns are given only for a place on one line; GitHub refuses them otherwise.
func writeGitHub(p *printer, r *finding.Report, _ Options) {
	names := ruleNames(r)
	for i := range r.Findings {
		f := &r.Findings[i]
		if !p.open(f) {
			continue
		}
		p.print("::", githubCommand(f.Level), " ")
		if f.At.IsValid() {
			at := p.region(f.At)
			p.print("file=", githubProperty(f.At.Path), ",line=", itoa(at.StartLine))
			if at.StartLine == at.EndLine {
				p.print(",col=", itoa(at.StartColumn), ",endLine=", itoa(at.EndLine), ",endColumn=", itoa(max(at.EndColumn, at.StartColumn)))
			} else {
				p.print(",endLine=", itoa(at.EndLine))
			}
			p.print(",")
		}
		p.print("title=", githubProperty(strings.TrimSpace(f.Rule+" "+names[f.Rule])), "::",
			githubData(p.clean(plainMessage(f.Message, len(f.Related)))), "\n")
	}
	if n := len(r.Notifications); n > 0 {
		p.print("::notice title=cdolint::", githubData(incompleteSentence(r.Notifications)), "\n")
	}
}

// incompleteSentence says in one sentence what could not be analysed: GitHub
// shows only ten annotations of a kind, which findings need.
func incompleteSentence(ns []finding.Notification) string {
	var parts []string
	for _, g := range groupNotifications(ns) {
		parts = append(parts, strings.ToLower(notificationTitle(g[0].ID))+" ("+english.Thousands(finding.Amount(g))+")")
	}
	return "Not everything could be analysed: " + english.List(parts, "and") + "."
}

func githubCommand(l finding.Level) string {
	switch l {
	case finding.Error:
		return "error"
	case finding.Note:
		return "notice"
	default:
		return "warning"
	}
}

// githubData escapes what stands behind the second pair of colons. Line ends
// are kept, as GitHub spells them.
func githubData(s string) string {
	s = visible(strings.ReplaceAll(s, "\r\n", "\n"), "\n\t")
	return escape(s, func(c byte) string {
		switch c {
		case '%':
			return "%25"
		case '\r':
			return "%0D"
		case '\n':
			return "%0A"
		}
		return ""
	})
}

// githubProperty escapes the value of a property.
func githubProperty(s string) string {
	return escape(githubData(visible(s, "")), func(c byte) string {
		switch c {
		case ':':
			return "%3A"
		case ',':
			return "%2C"
		}
		return ""
	})
}
