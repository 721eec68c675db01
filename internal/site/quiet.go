package site

import (
	"slices"

	"github.com/cdolint/cdolint/internal/program"
)

// findQuiet asks of which applications nothing of interest can come. Components
// whose source is in the tree bring code to any of them, so where there are some,
// none is quiet; likewise an application that runs pages of another which is not.
func (s *Site) findQuiet() {
	if s.opts.Possible == nil || s.opts.ParseAll || len(s.components) > 0 {
		return
	}
	s.parallel(len(s.Apps), func(i int) {
		files, _ := s.Apps[i].compiled()
		programs := make([]*program.File, len(files))
		for i, f := range files {
			programs[i] = f.Program
		}
		s.Apps[i].Quiet = !s.opts.Possible(programs)
	})
	if !slices.ContainsFunc(s.Apps, func(a *App) bool { return !a.Quiet }) {
		return
	}
	for _, a := range s.Apps {
		a.Quiet = a.Quiet && !a.runsPages()
	}
}

// runsPages reports whether an interesting page runs others by Server.Execute or
// Server.Transfer.
func (a *App) runsPages() bool {
	files, _ := a.compiled()
	return slices.ContainsFunc(files, func(f *File) bool { return len(f.scan.runs()) > 0 })
}
