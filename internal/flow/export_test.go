package flow

import "github.com/cdolint/cdolint/internal/site"

// RunAlone is Run with every page run from its first line.
func RunAlone(s *site.Site, protocols ...Protocol) *Result { return run(s, 1, true, nil, protocols) }
