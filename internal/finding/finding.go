// Package finding is what rules produce and reports show: a finding with its
// place, its evidence and its advice.
package finding

import "github.com/cdolint/cdolint/internal/source"

// Level of a finding, most severe last.
type Level uint8

// The levels. The zero value is invalid.
const (
	Note Level = iota + 1
	Warning
	Error
)

// String is the level's SARIF name.
func (l Level) String() string {
	switch l {
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return "invalid"
}

// Confidence that a finding holds.
type Confidence uint8

// The confidences. The zero value is invalid.
const (
	Low Confidence = iota + 1
	Medium
	High
)

// String is low, medium or high.
func (c Confidence) String() string {
	switch c {
	case Low:
		return "low"
	case Medium:
		return "medium"
	case High:
		return "high"
	}
	return "invalid"
}

// Step is one link of the evidence chain, in the order a reader would check it.
type Step struct {
	At   source.Place
	Text string // one sentence without final period
	// Kind tells what the step shows: authentication, page, include, creation, flow, logon.
	Kind string
	// Assumed: the link is an assumption and the text says so.
	Assumed bool
}

// Related is a place that belongs to the finding: a page that reaches it, a join, a declaration.
type Related struct {
	At   source.Place
	Text string
	// Page: At.Path is a page that reaches the finding.
	Page bool
}

// Edit replaces a piece of one file. At is in offsets of the decoded text.
type Edit struct {
	At   source.Place
	Text string
}

// The workarounds of KB918710, by the ids that rules, reports and --fix call
// them.
const (
	BasicSSL       = "basic-ssl"
	WebDAV         = "webdav"
	HostOnExchange = "host-on-exchange"
)

// Workaround is one of the KB's three, with what it means for this site.
type Workaround struct {
	ID    string // [BasicSSL], [WebDAV] or [HostOnExchange]
	Title string
	// Summary is a sentence for the terminal, Text the whole (Markdown).
	Summary string
	Text    string
	// Edits apply it to the files of the repository; may be empty.
	Edits []Edit
	// Commands to run for what no file of the repository holds.
	Commands []string
}

// The states of a finding against a baseline, by their SARIF names.
const (
	New       = "new"
	Unchanged = "unchanged"
	Absent    = "absent"
)

// Finding is one result.
type Finding struct {
	Rule       string
	Level      Level
	Confidence Confidence
	// Message is one or more sentences of plain text. [text](n) links to
	// Related[n-1] in formats that can link; others show the text.
	Message     string
	At          source.Place
	Steps       []Step
	Related     []Related
	Workarounds []Workaround
	// Application is the folder of the application, "." for the root.
	Application string
	// Procedure that encloses the place, "" for module level.
	Procedure string
	// Snippet is the code at the place with blanks and letter case
	// normalised: the material of the fingerprint.
	Snippet string
	// Occurrence counts equal findings in one procedure from 0.
	Occurrence int
	// Tags are added to the rule's own.
	Tags []string
	// Pass marks a cleared logon (SARIF kind "pass").
	Pass bool
	// Suppressed holds the reason of the suppression, "" if not suppressed.
	Suppressed string
	// Baseline is "" where no baseline was given, else [New], [Unchanged] or [Absent].
	Baseline string
}

// Notification says what could not be read, parsed or done.
type Notification struct {
	// ID is public, as those of rules are: parse-error, missing-include,
	// include-outside-root, include-cycle, unreadable-file, file-too-large,
	// encoding, config-error or limit. Package report says what each means.
	ID      string
	Level   Level
	At      source.Place // Pos and End 0 where only the file is known
	Message string
	// More is the number of others that this one stands for, 0 for one that
	// stands for itself; see [BoundNotifications].
	More int
}

// Rule is what reports need to know of a rule.
type Rule struct {
	ID, Name, Pack string
	Level          Level
	Summary        string // one sentence
	URI            string
	Tags           []string
	Precision      string // very-high, high, medium, low
	// SecuritySeverity is "" or a number 0.0 to 10.0 as GitHub wants it.
	SecuritySeverity string
	// Text makes what the rule says at length, which most formats do without;
	// nil: nothing.
	Text func() RuleText
}

// RuleText is what a rule says of itself at length.
type RuleText struct {
	Description string // a paragraph
	Help        string // Markdown: the rule page
	HelpText    string // the same as plain text
}

// Report is everything a format needs.
type Report struct {
	Version       string // of the tool
	Root          string // absolute, for people; never written to SARIF
	Findings      []Finding
	Rules         []Rule // all active rules, by id
	Notifications []Notification
	Files, Pages  int
	// Secrets are places whose text no output may show. Formats mask them
	// in code and wherever else their text turns up.
	Secrets []source.Place
	// Fixed counts findings of the baseline that are gone.
	Fixed int
	// Sources gives the text behind a place.
	Sources Sources
	// Git provenance, where known.
	RepositoryURI, Revision, Branch string
	Category                        string // automationDetails.id
}

// Sources opens files by their path in the report.
type Sources interface {
	Source(path string) (*source.File, error)
}
