package report

import "github.com/cdolint/cdolint/internal/finding"

// style is an SGR sequence: the sixteen colours that every terminal has and its
// owner has chosen, no others.
type style string

// What the text format colours.
const (
	styleError   style = "\x1b[1;31m"
	styleWarning style = "\x1b[1;33m"
	styleNote    style = "\x1b[1;36m"
	stylePass    style = "\x1b[1;32m"
	styleBold    style = "\x1b[1m"
	styleChrome  style = "\x1b[34m" // line numbers, bars, arrows
	styleDim     style = "\x1b[2m"
	styleAdded   style = "\x1b[32m"
	styleRemoved style = "\x1b[31m"
	styleReset   style = "\x1b[0m"
)

func levelStyle(f *finding.Finding) style {
	switch {
	case f.Pass:
		return stylePass
	case f.Suppressed != "":
		return styleDim
	case f.Level == finding.Error:
		return styleError
	case f.Level == finding.Warning:
		return styleWarning
	}
	return styleNote
}

// paint colours s, if colours are on.
func (p *printer) paint(st style, s string) string {
	if !p.options.Color || s == "" || st == "" {
		return s
	}
	return string(st) + s + string(styleReset)
}
