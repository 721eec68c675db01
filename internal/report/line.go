package report

import "github.com/cdolint/cdolint/internal/finding"

// Line makes a text fit for one line of a terminal: line ends become blanks,
// hidden characters are spelled out, secrets are masked.
func Line(s string) string { return line(finding.Redact(s)) }
