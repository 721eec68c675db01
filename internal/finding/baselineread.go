package finding

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// ErrNotBaseline is the error of [ReadBaseline] for JSON that is no SARIF file.
var ErrNotBaseline = errors.New("not a SARIF 2.1.0 file")

// ReadBaseline reads a SARIF file that this tool wrote, in UTF-8, or in UTF-16
// with a byte-order mark: that is what ">" of Windows PowerShell makes of it.
// Suppressed and cleared results, and those that were absent already, are no
// part of the baseline.
func ReadBaseline(r io.Reader) (*Baseline, error) {
	var log sarifLog
	utf8 := transform.NewReader(r, unicode.BOMOverride(transform.Nop))
	if err := json.NewDecoder(utf8).Decode(&log); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotBaseline, err)
	}
	if log.Version != "2.1.0" {
		return nil, fmt.Errorf("%w: version %q", ErrNotBaseline, log.Version)
	}
	b := &Baseline{sketches: map[string]string{}}
	for _, run := range log.Runs {
		for i := range run.Results {
			b.add(&run.Results[i])
		}
		for _, a := range run.Artifacts {
			if a.Properties.Sketch != "" {
				b.sketches[pathOf(a.Location.URI)] = a.Properties.Sketch
			}
		}
	}
	return b, nil
}

func (b *Baseline) add(r *sarifResult) {
	if r.BaselineState == Absent || r.Kind == "pass" || len(r.Suppressions) > 0 {
		return
	}
	c, ok := parseContext(r.PartialFingerprints[ContextKey])
	if !ok || len(r.Locations) == 0 {
		b.Skipped++
		return
	}
	at := r.Locations[0]
	path := pathOf(at.PhysicalLocation.ArtifactLocation.URI)
	if !fs.ValidPath(path) { // absolute, or leads out of the tree
		b.Skipped++
		return
	}
	e := entry{rule: r.RuleID, path: path, was: path, context: c, line: at.PhysicalLocation.Region.StartLine}
	for _, l := range at.LogicalLocations {
		if l.Kind == "function" {
			e.proc = strings.ToLower(l.Name)
		}
	}
	b.entries = append(b.entries, e)
}

// pathOf is the path of a relative URI.
func pathOf(uri string) string {
	if path, err := url.PathUnescape(uri); err == nil {
		return path
	}
	return uri
}

// The part of SARIF that a baseline needs.
type (
	sarifLog struct {
		Version string `json:"version"`
		Runs    []struct {
			Results   []sarifResult `json:"results"`
			Artifacts []struct {
				Location   sarifArtifact `json:"location"`
				Properties struct {
					Sketch string `json:"cdolint/sketch/v1"`
				} `json:"properties"`
			} `json:"artifacts"`
		} `json:"runs"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifResult struct {
		RuleID              string            `json:"ruleId"`
		Kind                string            `json:"kind"`
		BaselineState       string            `json:"baselineState"`
		PartialFingerprints map[string]string `json:"partialFingerprints"`
		Suppressions        []struct{}        `json:"suppressions"`
		Locations           []struct {
			PhysicalLocation struct {
				ArtifactLocation sarifArtifact `json:"artifactLocation"`
				Region           struct {
					StartLine int `json:"startLine"`
				} `json:"region"`
			} `json:"physicalLocation"`
			LogicalLocations []struct {
				Name string `json:"name"`
				Kind string `json:"kind"`
			} `json:"logicalLocations"`
		} `json:"locations"`
	}
)
