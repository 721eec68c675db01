package report

import (
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// jsonVersion is the version of the formats json and jsonl. It goes up when a
// field changes its meaning or goes away; fields may be added without.
const jsonVersion = 1

// jsonFinding is a finding in the formats json and jsonl. Columns count UTF-16
// code units from 1, offsets bytes of the file as stored; ends are exclusive.
type jsonFinding struct {
	Type        string           `json:"type,omitempty"` // only in jsonl: "finding"
	Rule        string           `json:"rule"`
	Name        string           `json:"name,omitempty"`
	Level       string           `json:"level"`
	Confidence  string           `json:"confidence,omitempty"`
	Message     string           `json:"message"`
	Location    *jsonLocation    `json:"location,omitempty"`
	Code        string           `json:"code,omitempty"` // the first line of the place, secrets masked
	Application string           `json:"application,omitempty"`
	Procedure   string           `json:"procedure,omitempty"`
	Fingerprint string           `json:"fingerprint"`
	Tags        []string         `json:"tags,omitempty"`
	Cleared     bool             `json:"cleared,omitempty"`
	Suppressed  string           `json:"suppressed,omitempty"` // the reason
	Baseline    string           `json:"baseline,omitempty"`   // new, unchanged
	Steps       []jsonStep       `json:"steps,omitempty"`
	Related     []jsonRelated    `json:"related,omitempty"`
	Workarounds []jsonWorkaround `json:"workarounds,omitempty"`
}

type jsonLocation struct {
	Path string `json:"path"`
	// The rest is left out where only the file is known.
	StartLine   int `json:"startLine,omitempty"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
	Offset      int `json:"offset,omitempty"`
	Length      int `json:"length,omitempty"`
}

type jsonStep struct {
	Kind     string        `json:"kind,omitempty"`
	Text     string        `json:"text"`
	Assumed  bool          `json:"assumed,omitempty"`
	Location *jsonLocation `json:"location,omitempty"`
}

type jsonRelated struct {
	Text     string        `json:"text,omitempty"`
	Page     bool          `json:"page,omitempty"`
	Location *jsonLocation `json:"location,omitempty"`
}

type jsonWorkaround struct {
	ID       string     `json:"id"`
	Title    string     `json:"title,omitempty"`
	Summary  string     `json:"summary,omitempty"`
	Text     string     `json:"text,omitempty"` // Markdown
	Commands []string   `json:"commands,omitempty"`
	Edits    []jsonEdit `json:"edits,omitempty"`
}

type jsonEdit struct {
	Location *jsonLocation `json:"location"`
	Text     string        `json:"text"`
}

type jsonNotification struct {
	Type     string        `json:"type,omitempty"` // only in jsonl: "notification"
	ID       string        `json:"id"`
	Level    string        `json:"level"`
	Message  string        `json:"message"`
	Location *jsonLocation `json:"location,omitempty"`
}

type jsonRule struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Pack    string `json:"pack,omitempty"`
	Level   string `json:"level"`
	Summary string `json:"summary,omitempty"`
	URI     string `json:"uri,omitempty"`
}

type jsonSummary struct {
	Type       string `json:"type,omitempty"` // only in jsonl: "summary"
	Version    int    `json:"version,omitempty"`
	Files      int    `json:"files"`
	Pages      int    `json:"pages"`
	Errors     int    `json:"errors"`
	Warnings   int    `json:"warnings"`
	Notes      int    `json:"notes"`
	Cleared    int    `json:"cleared"`
	Suppressed int    `json:"suppressed"`
	Known      int    `json:"known"`
	Fixed      int    `json:"fixed"`
}

func summaryOf(r *finding.Report) jsonSummary {
	c := finding.Count(r.Findings)
	return jsonSummary{
		Files: r.Files, Pages: r.Pages, Errors: c.Errors, Warnings: c.Warnings, Notes: c.Notes,
		Cleared: c.Cleared, Suppressed: c.Suppressed, Known: c.Known, Fixed: r.Fixed,
	}
}

func (p *printer) jsonLocation(at source.Place) *jsonLocation {
	if !at.IsValid() {
		return nil
	}
	l := &jsonLocation{Path: at.Path}
	if file := p.file(at.Path); file != nil {
		start, end := file.Position(at.Pos), file.Position(max(at.Pos, at.End))
		l.StartLine, l.StartColumn, l.EndLine, l.EndColumn = start.Line, start.UTF16, end.Line, end.UTF16
		l.Offset, l.Length = start.Offset, end.Offset-start.Offset
	}
	return l
}

// codeLine is the first line of a place without indentation, secrets masked.
func (p *printer) codeLine(at source.Place) string {
	f := p.frame(at, 0, 0, 200)
	if len(f.lines) == 0 {
		return ""
	}
	return trimBlanks(f.lines[0].text)
}
