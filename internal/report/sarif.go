package report

import (
	"compress/gzip"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

const (
	toolURI     = "https://github.com/cdolint/cdolint"
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

// What GitHub code scanning takes; it refuses or cuts what is larger. See
// "SARIF results exceed one or more limits" in its documentation.
const (
	maxResults       = 25_000
	maxLocations     = 1_000  // of one result
	maxFlowLocations = 10_000 // of one result
	maxTags          = 20
	maxCompressed    = 10 << 20 // bytes of the gzipped file
	// reserved is kept free of maxCompressed for what stands behind the results.
	reserved = 1 << 20
	// maxSARIFNotifications bounds what stands behind the results.
	maxSARIFNotifications = 5_000
)

// sarifWriter writes one run. It holds no results: each is written as it is
// made.
type sarifWriter struct {
	*printer
	report    *finding.Report
	enc       *jsonEncoder
	rules     []finding.Rule
	ruleIndex map[string]int
	states    bool // some result has a baselineState, so all must
	meter     meter
	cut       struct { // what was left out of results
		results, locations int
		first              source.Place
	}
}

// writeSARIF writes SARIF 2.1.0 as GitHub code scanning wants it: results by
// severity, then in their order, one on each line, so that a baseline in version
// control has readable differences.
func writeSARIF(p *printer, r *finding.Report, _ Options) {
	w := &sarifWriter{printer: p, report: r, enc: newJSONEncoder()}
	w.collectRules()
	w.states = !w.options.Baseline && // what was known before is no matter to the next comparison
		slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return f.Baseline != "" })

	p.print("{\n\"$schema\": \"", sarifSchema, "\",\n\"version\": \"2.1.0\",\n\"runs\": [{\n\"tool\": ")
	w.tool()
	p.print(",\n\"automationDetails\": ")
	w.json(w.enc, map[string]string{"id": automationID(r.Category)})
	p.print(",\n\"columnKind\": \"utf16CodeUnits\",\n\"originalUriBaseIds\": ")
	w.json(w.enc, map[string]any{srcRoot: map[string]any{"description": sarifText{Text: "The root of the analysed tree."}}})
	if uri := repositoryURI(r.RepositoryURI); uri != "" {
		p.print(",\n\"versionControlProvenance\": ")
		w.json(w.enc, []sarifProvenance{{RepositoryURI: uri, RevisionID: r.Revision, Branch: r.Branch, MappedTo: sarifProvenanceRoot{srcRoot}}})
	}
	p.print(",\n\"results\": [")
	left := w.results()
	p.print("\n]")
	if p.options.Baseline {
		w.sketches()
	}
	w.invocations(left)
	p.print("\n}]\n}\n")
}

// automationID is the category with the slash that ends it: what follows would
// be the id of the run.
func automationID(category string) string {
	if category == "" {
		category = "cdolint"
	}
	return strings.TrimSuffix(category, "/") + "/"
}

// severities in the order of writing. Cleared logons come last.
func severityRank(f *finding.Finding) int {
	if f.Pass {
		return 3
	}
	return int(finding.Error) - int(f.Level)
}

// results writes the results and returns how many were left out.
func (w *sarifWriter) results() (left int) {
	written, full := 0, false
	for rank := range 4 {
		for i := range w.report.Findings {
			f := &w.report.Findings[i]
			if severityRank(f) != rank || !w.shows(f) {
				continue
			}
			if full || written >= maxResults && !w.options.Baseline {
				left++
				continue
			}
			result := w.result(f)
			b, err := w.enc.encode(&result)
			if err != nil {
				w.err = err
				return left
			}
			if full = !w.options.Baseline && w.meter.exceeds(b); full {
				left++
				continue
			}
			if written > 0 {
				w.print(",")
			}
			w.print("\n")
			_, _ = w.Write(b) // kept by the bufio.Writer
			written++
		}
	}
	return left
}

// meter measures how large the results are when compressed. It errs on the safe
// side: GitHub compresses better than the level used here, and the first results
// count as they are, so that few of them do without the megabyte of a compressor.
type meter struct {
	raw, compressed int          // bytes
	gzip            *gzip.Writer // nil up to meterRaw
}

// meterRaw bytes of results are not compressed.
const meterRaw = 512 << 10

// exceeds adds a result and reports whether there is no room for it.
func (m *meter) exceeds(b []byte) bool {
	m.raw += len(b) + 2
	switch {
	case m.gzip != nil:
	case m.raw <= meterRaw:
		m.compressed = m.raw
		return false
	default:
		m.gzip, _ = gzip.NewWriterLevel((*counter)(&m.compressed), gzip.BestSpeed) // the level is valid
	}
	_, _ = m.gzip.Write(b) // a counter never fails
	// What the compressor holds back is at most one block of 64 KiB.
	return m.compressed > maxCompressed-reserved
}

// counter is an io.Writer that counts.
type counter int

var _ io.Writer = (*counter)(nil)

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

// sketches writes the artifacts: what a baseline keeps of files with findings.
func (w *sarifWriter) sketches() {
	w.print(",\n\"artifacts\": [")
	last, first := "", true
	for i := range w.report.Findings {
		f := &w.report.Findings[i]
		if f.At.Path == last || !w.shows(f) {
			continue
		}
		last = f.At.Path
		file := w.file(last)
		if file == nil {
			continue
		}
		if !first {
			w.print(",")
		}
		first = false
		w.print("\n")
		w.json(w.enc, sarifArtifact{Location: artifactLocation(last), Properties: map[string]string{finding.SketchKey: finding.Sketch(file.Text)}})
	}
	w.print("\n]")
}

// invocations writes what could not be done, and that the run succeeded: GitHub
// drops the results of one that did not.
func (w *sarifWriter) invocations(left int) {
	w.print(",\n\"invocations\": [{\n\"executionSuccessful\": true,\n\"toolExecutionNotifications\": [")
	ns := w.report.Notifications
	var more []finding.Notification
	if left > 0 {
		more = append(more, finding.Notification{ID: "limit", Level: finding.Warning, Message: fmt.Sprintf(
			"%s left out: GitHub takes at most %s results and 10 MB of compressed SARIF a run. The most severe were kept.",
			english.Count(left, "result"), english.Thousands(maxResults))})
	}
	if w.cut.results > 0 && !w.options.Baseline {
		more = append(more, finding.Notification{ID: "limit", Level: finding.Note, At: w.cut.first, Message: fmt.Sprintf(
			"%s of %s left out: GitHub takes at most %s a result, and %s of its code flow.",
			english.Count(w.cut.locations, "location"), english.Count(w.cut.results, "result"), english.Thousands(maxLocations), english.Thousands(maxFlowLocations))})
	}
	if len(ns) > maxSARIFNotifications {
		n := finding.Amount(ns[maxSARIFNotifications:])
		ns = ns[:maxSARIFNotifications]
		more = append(more, finding.Notification{ID: "limit", Level: finding.Warning, Message: english.Count(n, "notification") + " left out."})
	}
	for i := range ns {
		w.notification(&ns[i], i > 0)
	}
	for i := range more {
		w.notification(&more[i], len(ns)+i > 0)
	}
	w.print("\n]\n}]")
}

func (w *sarifWriter) notification(n *finding.Notification, comma bool) {
	if comma {
		w.print(",")
	}
	w.print("\n")
	out := sarifNotification{
		Descriptor: sarifDescriptorRef{ID: n.ID},
		Level:      n.Level.String(),
		Message:    sarifText{Text: sentence(w.literal(n.Message))},
	}
	for i, d := range descriptors() {
		if d.id == n.ID {
			out.Descriptor.Index = &i
		}
	}
	if n.Level == 0 {
		out.Level = finding.Warning.String()
	}
	if n.At.IsValid() {
		out.Locations = []sarifLocation{w.location(n.At, "")}
		if n.At.Pos == 0 && n.At.End == 0 {
			out.Locations[0].PhysicalLocation.Region = nil
		}
	}
	w.json(w.enc, &out)
}
