package audit

import "strconv"

// formatVersion is the version of the JSON form. It goes up when a field changes
// its meaning or goes away; fields may be added without.
const formatVersion = 1

// Report is the whole report. Its JSON form is public.
type Report struct {
	Version      int           `json:"version"`
	Tool         Tool          `json:"tool"`
	Date         string        `json:"date,omitempty"`
	Sources      []Source      `json:"sources"`
	Summary      Summary       `json:"summary"`
	Fixes        []Fix         `json:"fixes"`
	Applications []Application `json:"applications"`
	Findings     []Finding     `json:"findings"`
	Inventory    []Use         `json:"inventory"`
	Unread       []Unread      `json:"unread"`
}

// Tool is what made the report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Source is one code base that was read.
type Source struct {
	Label    string `json:"label"`
	Kind     string `json:"kind"` // folder, archive, revision
	Revision string `json:"revision,omitempty"`
	Files    int    `json:"files"` // under the root
	Read     int    `json:"read"`
	Bytes    int64  `json:"bytes"` // of those read
	Pages    int    `json:"pages"`
}

// Place is a place in a file of a source.
type Place struct {
	Path string `json:"path"`
	// Line is 1-based, Column counts UTF-16 code units from 1; 0 where only
	// the file is known.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
}

// String is path:line:column.
func (p Place) String() string {
	if p.Line == 0 {
		return p.Path
	}
	return p.Path + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
}

// Summary is the report in numbers.
type Summary struct {
	Applications int `json:"applications"`
	// MailApplications use CDO 1.21.
	MailApplications int `json:"mailApplications"`
	Pages            int `json:"pages"`
	// MailPages log on with CDO 1.21, or include what does.
	MailPages int `json:"mailPages"`
	// Logons are the places in the source that log on with CDO 1.21.
	Logons int `json:"logons"`
	// Affected are those that fail, or may.
	Affected      int `json:"affected"`
	AffectedPages int `json:"affectedPages"`
	// Verdicts are the logons by verdict, those that nothing falls under included.
	Verdicts []VerdictCount `json:"verdicts"`
	Errors   int            `json:"errors"`
	Warnings int            `json:"warnings"`
	Notes    int            `json:"notes"`
	Accepted int            `json:"suppressed"`
	Unread   int            `json:"unread"`
	// Families counts the inventory.
	Families []FamilyCount `json:"families"`
}

// VerdictCount counts the logons and pages under a verdict. A logon counts once,
// under its worst verdict, and so does a page.
type VerdictCount struct {
	Verdict Verdict `json:"verdict"`
	Logons  int     `json:"logons"`
	Pages   int     `json:"pages"`
	// High, Medium and Low are the logons by confidence.
	High   int `json:"high"`
	Medium int `json:"medium"`
	Low    int `json:"low"`
}

// Fix is a change that clears findings.
type Fix struct {
	Workaround string `json:"workaround"`
	Title      string `json:"title"`
	Summary    string `json:"summary"`
	// Findings are the IDs of those that it clears.
	Findings     []string `json:"findings"`
	Applications []string `json:"applications"` // by ID
	// Share of all findings that carry advice, in percent.
	Share int `json:"share"`
}

// Application is one application with everything that is known of it.
type Application struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Source string `json:"source"`
	Folder string `json:"folder"`
	// Why it is one: its global.asa, the place in a configuration file, or
	// that it is the root.
	Why       string  `json:"why"`
	Verdict   Verdict `json:"verdict,omitempty"` // the worst of its logons
	Pages     int     `json:"pages"`
	MailPages int     `json:"mailPages"`
	Logons    int     `json:"logons"`
	Affected  int     `json:"affected"`
	Errors    int     `json:"errors"`
	Warnings  int     `json:"warnings"`
	Notes     int     `json:"notes"`

	Authentication []Authentication `json:"authentication"`
	Families       []FamilyCount    `json:"families"`
	Operations     []Operation      `json:"operations"`
	Plan           []Way            `json:"plan"`
	Graph          *Graph           `json:"graph,omitempty"`
}

// Authentication is how some pages of an application are authenticated.
type Authentication struct {
	Scheme      string `json:"scheme"`
	SSL         string `json:"ssl"`
	LogonMethod string `json:"logonMethod,omitempty"`
	// Known from: asserted, configured, in-page or unknown.
	From string `json:"from"`
	// Setting that decides, as written, and where.
	Setting string `json:"setting,omitempty"`
	At      *Place `json:"at,omitempty"`
	// Variant is the build configuration, "" for the base.
	Variant       string   `json:"variant,omitempty"`
	Contradiction string   `json:"contradiction,omitempty"`
	Confidence    string   `json:"confidence"`
	Folders       []string `json:"folders"`
	Pages         int      `json:"pages"`
	MailPages     int      `json:"mailPages"`
	// Verdict is the worst of the logons of these pages, "" if there are none.
	Verdict Verdict `json:"verdict,omitempty"`
}

// FamilyCount counts the uses of a family of messaging interfaces.
type FamilyCount struct {
	Family string `json:"family"`
	Places int    `json:"places"`
	Pages  int    `json:"pages"`
	Hop    string `json:"hop"`
}

// Operation is something that an application does with a CDO 1.21 session.
type Operation struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Group   string   `json:"group"`
	Members []string `json:"members"`
	Folders []string `json:"folders,omitempty"`
	Pages   int      `json:"pages"`
	Places  []Place  `json:"places"`
	WebDAV  Call     `json:"webdav"`
	EWS     Call     `json:"ews"`
	Graph   Call     `json:"graph"`
	code    string
}

// Call is how another interface does an operation.
type Call struct {
	Name string `json:"name,omitempty"`
	Note string `json:"note,omitempty"`
	// None says why there is no equivalent, "" where there is one.
	None string `json:"none,omitempty"`
}

// Way is a row of the effort table: one of the KB's workarounds for one
// application.
type Way struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Clears counts the findings that it would clear.
	Clears int `json:"clears"`
	// Work is what has to change, in words; Notice what visitors see of it;
	// Mind what can go wrong.
	Work   string `json:"work"`
	Notice string `json:"notice"`
	Mind   string `json:"mind"`
	// Settings and Files that change, Places of code that do.
	Settings int `json:"settings"`
	Files    int `json:"files"`
	Places   int `json:"places"`
	// Summaries are the different summaries of the findings.
	Summaries []string `json:"summaries"`
	Changes   []Change `json:"changes,omitempty"`
	Commands  []string `json:"commands,omitempty"`
	text      string   // of the first finding, Markdown
}

// Change is what edits do to neighbouring lines of a file.
type Change struct {
	At  Place    `json:"at"`
	Old []string `json:"old"`
	New []string `json:"new"`
}

// State of a finding in the report.
type State string

// The states.
const (
	StateError      State = "error"
	StateWarning    State = "warning"
	StateNote       State = "note"
	StateSuppressed State = "suppressed"
	StateCleared    State = "cleared"
)

// Finding is a finding with its code, evidence and advice.
type Finding struct {
	ID          string  `json:"id"`
	State       State   `json:"state"`
	Rule        string  `json:"rule"`
	Name        string  `json:"name"`
	URI         string  `json:"uri,omitempty"`
	Confidence  string  `json:"confidence,omitempty"`
	Source      string  `json:"source"`
	Application string  `json:"application"`
	Procedure   string  `json:"procedure,omitempty"`
	At          Place   `json:"at"`
	Message     string  `json:"message"`
	Suppressed  string  `json:"suppressed,omitempty"` // the reason
	Code        []Line  `json:"code"`
	Steps       []Step  `json:"steps"`
	Pages       []Place `json:"pages"`
	Related     []Step  `json:"related,omitempty"`
	Ways        []Out   `json:"ways"`
	Fingerprint string  `json:"fingerprint"`
}

// Line is a line of code, the marked part in the middle.
type Line struct {
	Number int    `json:"number"` // 0 stands for lines left out
	Before string `json:"before,omitempty"`
	Mark   string `json:"mark,omitempty"`
	After  string `json:"after,omitempty"`
}

// Step is a link of the evidence, or a related place.
type Step struct {
	Text    string `json:"text"`
	At      Place  `json:"at"`
	Code    string `json:"code,omitempty"`
	Assumed bool   `json:"assumed,omitempty"`
}

// Out is a workaround for one finding, in short.
type Out struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
	key     string // equal for findings that one change clears
}

// Use is one use of a messaging interface.
type Use struct {
	Family      string `json:"family"`
	Product     string `json:"product"`
	Name        string `json:"name"` // as written
	Via         string `json:"via"`
	Hop         string `json:"hop"`
	Source      string `json:"source"`
	Application string `json:"application"`
	At          Place  `json:"at"`
	// Pages that reach it, 0 for files that are no pages.
	Pages int `json:"pages"`
	// Called is false for code in a procedure that nothing calls.
	Called bool `json:"called"`
}

// Unread is what could not be read or analysed to the end, and why.
type Unread struct {
	ID      string `json:"id"`
	Source  string `json:"source"`
	At      Place  `json:"at"`
	Message string `json:"message"`
}

// appKey tells applications apart.
type appKey struct{ source, folder string }

func (a *Application) key() appKey { return appKey{a.Source, a.Folder} }
func (f *Finding) app() appKey     { return appKey{f.Source, f.Application} }
