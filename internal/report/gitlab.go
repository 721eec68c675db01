package report

import "github.com/cdolint/cdolint/internal/finding"

// gitlabIssue is an issue of a GitLab Code Quality report, the part of Code
// Climate's format that GitLab reads.
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// writeGitLab writes a GitLab Code Quality report. GitLab takes issues with one
// fingerprint for one, so fingerprints are unique here; they hold no lines, so
// that a moved finding is not new in a merge request.
func writeGitLab(p *printer, r *finding.Report, _ Options) {
	e := newJSONEncoder()
	seen := map[string]int{}
	p.print("[")
	comma := ""
	for i := range r.Findings {
		f := &r.Findings[i]
		if !p.open(f) || !f.At.IsValid() {
			continue
		}
		base := f.UniqueFingerprint(0)
		fingerprint := base
		if n := seen[base]; n > 0 {
			fingerprint = f.UniqueFingerprint(n)
		}
		seen[base]++
		at := p.region(f.At)
		p.print(comma, "\n")
		p.json(e, gitlabIssue{
			Description: p.clean(plainMessage(f.Message, len(f.Related))),
			CheckName:   f.Rule,
			Fingerprint: fingerprint,
			Severity:    gitlabSeverity(f.Level),
			Location:    gitlabLocation{Path: f.At.Path, Lines: gitlabLines{at.StartLine, at.EndLine}},
		})
		comma = ","
	}
	p.print("\n]\n")
}

// gitlabSeverity is one of info, minor, major, critical, blocker.
func gitlabSeverity(l finding.Level) string {
	switch l {
	case finding.Error:
		return "critical"
	case finding.Note:
		return "info"
	default:
		return "major"
	}
}
