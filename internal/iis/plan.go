package iis

import (
	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// Edit replaces a piece of one file. At is in offsets of the decoded text.
type Edit struct {
	At   source.Place
	Text string
}

// Plan is what has to change for an outcome.
type Plan struct {
	// Edits to files of the repository, by file and place, none overlapping.
	Edits []Edit
	// Commands are for what no file of the repository says.
	Commands []string
	// Commanded are the settings that Commands make.
	Commanded []claim.Name
	// Variants are the build configurations that Commands are for, where they
	// are for nothing else.
	Variants []string
	// ByHand are the places of settings whose values are not written there, so
	// that no edit changes them, and Commands do not either.
	ByHand []source.Place
	// Notes are sentences on what has to be done by hand, and on what
	// contradicts the result.
	Notes []string
	// Done: the settings are as they have to be.
	Done bool
}

// BasicSSL plans the first workaround of KB918710 for pages: Basic on,
// Integrated, Digest and anonymous off, SSL required, and a logon method other
// than Network, each at the place that decides it now, in every build
// configuration. What is read for that is bounded for all plans together, in
// the order in which they are made. text gives the decoded text of a file. Applying the edits and
// planning again gives no edits.
func (c *Config) BasicSSL(text func(path string) (string, bool), pages ...string) Plan {
	c.bench.Lock()
	defer c.bench.Unlock()
	p := &planner{config: c, bench: &c.bench, text: text, edits: map[source.Place]string{}, inserted: map[source.Place][]string{}, notes: map[string]bool{}, byHand: map[source.Place]bool{}, tried: map[trial]bool{}, given: map[string]bool{}}
	done := true
	for _, page := range pages {
		for _, e := range c.Effective(page) {
			if !p.page(page, &e) {
				done = false
			}
		}
	}
	plan := p.plan()
	plan.Done = done
	return plan
}
