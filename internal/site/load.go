package site

import (
	"runtime"
	"slices"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/program"
)

// Load reads and links a site.
func Load(tree filetree.Tree, o Options) (*Site, error) {
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	if len(o.Scopes) == 0 {
		o.Scopes = []string{"."}
	}
	if o.IncludeDepth <= 0 {
		o.IncludeDepth = maxIncludeDepth
	}
	if o.Includes <= 0 {
		o.Includes = maxIncludeEdges
	}
	if o.PageExtensions == nil {
		o.PageExtensions = DefaultPageExtensions()
	}
	listing, err := tree.List(o.Scopes)
	if err != nil {
		return nil, err
	}
	index := newPathIndex(tree, listing, slices.Contains(o.Scopes, ".")) // what a page includes is read all the same
	if o.Skip != nil {
		listing.Files = slices.DeleteFunc(listing.Files, func(e filetree.Entry) bool { return o.Skip(e.Path) })
	}
	s := &Site{
		Files: make(map[string]*File, len(listing.Files)), isSorted: true, tree: tree, opts: o, index: index,
		Suppressing: map[string]string{}, suppression: o.Suppression,
		pageByPath: make(map[string]*Page, len(listing.Files)), interest: map[*program.Proc]bool{},
	}
	if o.Triggers != nil {
		s.triggers = o.Triggers(listing)
	}
	all := o.ParseAll || len(s.triggers) == 0
	s.words = newLexicon(s.triggers, false)
	s.readComponents(listing)
	s.words = newLexicon(s.triggers, all)
	s.recall = newRecall(s)
	for _, n := range listing.Skipped {
		s.Notices = append(s.Notices, notice(n.ID, n.Path, n.Message))
	}
	s.Stats.Listed = len(listing.Files)
	s.listed = make([]string, len(listing.Files))
	for i, e := range listing.Files {
		s.listed[i] = e.Path
	}
	s.readPages(listing)
	s.readConfig(listing)
	s.findApps(listing)
	s.resolveAll()
	s.makePages(listing)
	if s.unchanged(listing) {
		s.sortNotices()
		return s, nil
	}
	s.chooseApps()
	s.compile()
	s.findQuiet()
	done := s.parseRest()
	s.matchEdges()
	done()
	s.sortNotices()
	return s, nil
}
