package site

import "slices"

// findQuiet asks of which applications nothing of interest can come. Components
// whose source is in the tree bring their code to any of them. An application
// that runs pages of another which is not quiet is not either.
func (s *Site) findQuiet() {
	if s.opts.Possible == nil || s.opts.ParseAll {
		return
	}
	brought := s.componentPrograms()
	s.parallel(len(s.Apps), func(i int) {
		files, _ := s.Apps[i].compiled()
		programs := slices.Clip(brought)
		for _, f := range files {
			programs = append(programs, f.Program)
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
