package flow

import (
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
)

// RunScript follows the values through a file that no page reaches: a script of
// the Windows Script Host, or the source of a component. Procedures that nothing
// in the file calls run, too, as somebody may call them from outside.
func RunScript(s *site.Site, p *program.File) []*Event {
	f := &site.File{
		Path: p.Path, Program: p,
		Includes: make([]*site.File, len(p.Includes)), ScriptSources: make([]*site.File, len(p.ScriptSources)),
	}
	page := &site.Page{File: f, Closure: []*site.File{f}, Interesting: true}
	m := newMachine(page, newItems(s))
	m.runPage(page)
	m.runUncalled(uncalledProcs(s, page, nil, m.called))
	return m.events
}
