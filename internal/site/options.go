package site

import (
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Options say how a site is loaded.
type Options struct {
	Source source.Options
	// Scopes are the files and folders to analyse, "." for all. Includes and
	// configuration may lie outside of them, but not outside the tree.
	Scopes []string
	// PageExtensions are mapped to ASP, with the dot, lower case.
	// nil: DefaultPageExtensions.
	PageExtensions []string
	// VirtualRoots map virtual paths to folders, before anything else.
	VirtualRoots []VirtualRoot
	// Triggers gives words, lower case: a page without one in its closure
	// holds nothing of interest and is not parsed, unless ParseAll. It sees what
	// the tree holds, since configuration further down may ask for more.
	// nil, or no words: every page is parsed.
	Triggers func(filetree.Listing) []string
	ParseAll bool
	// Whole: pages that hold nothing of interest are parsed as well, but only for
	// what is wrong in them.
	Whole bool
	// Possible is asked of the programs of each application that holds a
	// trigger: can anything of interest come of them? It is called side by side
	// for several applications. nil: always.
	Possible func(programs []*program.File) bool
	// Suppression reports whether a text may hold a suppression; nil: none do.
	Suppression func(text string) bool
	// Concern is asked, once the pages are known, which of them are to be judged, by path:
	// others are looked at only as far as these depend on them. nil: all are.
	Concern func(s *Site) func(page string) bool
	// Known reports whether all that is to be known of a tree in a state is known:
	// then nothing is parsed. It is asked if there is a Cache, and the state of
	// every file is known. nil: nothing is known.
	Known func(State) bool
	// Jobs is the number of files read side by side; 0: one for each processor.
	Jobs int
	// IncludeDepth and Includes bound how deep, and how many, includes of one
	// page are followed. 0: 64 and 10,000.
	IncludeDepth, Includes int
	// Skip reports files that the user excluded; nil: none.
	Skip func(path string) bool
	// Cache remembers from run to run what files hold; nil: nothing is.
	Cache Cache
	// CacheKey is what decides about that beside these options: the build of the
	// tool, the tree.
	CacheKey []string
	// IIS are options of the configuration reader.
	IIS iis.Options
}

// VirtualRoot maps a virtual path such as "/common" to a folder of the tree.
type VirtualRoot struct{ Virtual, Folder string }

// DefaultPageExtensions are those that IIS maps to asp.dll out of the box.
func DefaultPageExtensions() []string { return []string{".asp", ".asa", ".cdx", ".cer"} }

// What is followed of the includes of one page where Options say nothing.
const (
	maxIncludeDepth = 64
	maxIncludeEdges = 10_000
)
