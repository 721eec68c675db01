package iis

import (
	"fmt"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// Load reads and joins all configuration files of a repository: those of
// files that [Classify] knows. dirs are all folders of the repository,
// slash-separated, "." for the root.
func Load(files []*source.File, dirs []string, opts Options) *Config {
	var fragments []*claim.Fragment
	for _, f := range files {
		if fragment := Read(f); fragment != nil {
			fragments = append(fragments, fragment)
		}
	}
	followRuns(fragments, files, opts.Search)
	markUnused(fragments, files, opts.Search)
	dropUncalledMounts(fragments)
	return Link(fragments, dirs, opts)
}

// Read reads one file by itself, nil if it holds no configuration.
func Read(f *source.File) *claim.Fragment {
	head := f.Raw
	if f.Text != "" {
		head = []byte(f.Text)
	}
	origin := Classify(f.Path, head)
	if origin == "" {
		return nil
	}
	at := source.Place{Path: f.Path}
	switch {
	case f.TooLarge:
		return &claim.Fragment{Path: f.Path, Origin: origin, Problems: []claim.Problem{{
			At: at, ID: "file-too-large",
			Message: fmt.Sprintf("configuration of %d bytes is too large and was not read", len(f.Raw)),
		}}}
	case f.IsBinary:
		return &claim.Fragment{Path: f.Path, Origin: origin, Problems: []claim.Problem{{
			At: at, ID: "unreadable-file",
			Message: "configuration is no text: " + f.BinaryKind,
		}}}
	}
	return ReadText(f.Path, f.Text, origin)
}
