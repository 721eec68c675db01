package site

import (
	"sync"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Site is a linked tree. It is read-only once loaded.
type Site struct {
	// Files are all files that were read, by their path as on disk.
	Files map[string]*File
	// Apps are the applications, outermost first, then by path.
	Apps []*App
	// Pages are the files that a browser can request, and the includes
	// that no page includes, by path.
	Pages []*Page
	// Config is what the repository says of its web server.
	Config *iis.Config
	// Notices are what could not be read, parsed or found.
	Notices []Notice
	// Suppressing are the texts of files that are no pages (configuration,
	// scripts, components, managed code) that may
	// hold suppressions, by path.
	Suppressing map[string]string
	// Stats counts what was done.
	Stats Stats
	// Recall says what of that was known from an earlier run.
	Recall Recall

	tree        filetree.Tree
	suppression func(text string) bool
	listed      []string // every file under the scopes, by path
	opts        Options
	index       *pathIndex
	virtuals    []VirtualRoot // virtual directories of the web server's configuration
	pageByPath  map[string]*Page
	ways        recentWays
	appIn       map[string]*App // by folder
	order       []*File         // Files by path, if sorted
	isSorted    bool
	triggers    []string
	components  map[string]*Component // by ProgID, lower case
	words       *lexicon
	recall      *recall       // nil: nothing is remembered
	followed    map[*App]bool // nil: all are; see Followed
	state       State         // if stated; see State
	stated      bool
	lookups     int                    // before the state was known
	interest    map[*program.Proc]bool // see Interesting
	mu          sync.Mutex             // guards Notices, Stats, Recall and interest
	large       sync.Mutex             // held while a large file is compiled
}

// Stats counts what a load did.
type Stats struct {
	Listed   int   // files under the root
	Read     int   // files read
	Compiled int   // files parsed
	Bytes    int64 // bytes read
}

// File is one file of the site.
type File struct {
	Path string
	// Program is nil until a page with a trigger in its closure needs it.
	Program *program.File
	// Includes are the resolved targets of Program.Includes, side by side;
	// nil where the target is missing, outside the root or closes a cycle.
	Includes []*File
	// ScriptSources are the resolved targets of Program.ScriptSources.
	ScriptSources []*File
	// includedBy counts the files that include this one.
	includedBy int32

	missing  bool // an include of it was not found
	resolved bool // its includes were
	// script is set for a file that is included within a script block.
	script program.Language
	// inline is the language of the page that includes the file first.
	inline program.Language
	scan   scan
	memory *memory // nil: the file is not remembered
	ext    string
	// seen and onPath are the last page whose closure the file is in, and on
	// whose chain of includes it lies. See close.
	seen, onPath *Page
	// hits are where triggers stand in the text of a parsed file, ascending; nil if
	// that is not known.
	hits []int32
	// config is kept for a page that may set up the web server.
	config *source.File
}

// MissingInclude reports whether an include of the file was not found, so
// that what the page does is not fully known.
func (f *File) MissingInclude() bool { return f.missing }

// App is an application: a folder with a global.asa, one that the IIS
// configuration names, or the root.
type App struct {
	Folder    string // slash-separated, "." for the root
	GlobalASA *File  // nil if there is none
	// At is the place that makes the folder an application, if a
	// configuration file names it.
	At source.Place
	// Pages of the application by path.
	Pages []*Page
	// Quiet: nothing that was asked for can come of what stands in its files
	// (see [Options.Possible]); nobody needs to follow the values on its pages.
	Quiet bool
	// Global is GlobalASA as a page: its handlers run before and after the
	// pages of the application. nil if there is none.
	Global *Page
}

// Page is a file that a browser can request, with everything that runs for it.
type Page struct {
	File *File
	App  *App
	// Closure are the page's own file and every file that it includes,
	// directly or not, each once, in the order of first inclusion.
	Closure []*File
	// Orphan: an include that no page includes, judged as a page of its folder.
	Orphan bool
	// MissingInclude: an include of the closure was not found.
	MissingInclude bool
	// Global: the file is the global.asa of its application.
	Global bool
	// Interesting: the closure holds a trigger and was compiled.
	Interesting bool
	ways        *recentWays
}

// Path of the page, slash-separated from the root.
func (p *Page) Path() string { return p.File.Path }

// Inclusion is an include directive and the file that it brings in.
type Inclusion struct {
	At source.Place
	To *File
}

// Source returns the decoded text of a file of the site. It reads the file
// again: texts are not kept in memory.
func (s *Site) Source(path string) (*source.File, error) {
	raw, err := s.tree.Read(path)
	if err != nil {
		return nil, err
	}
	return source.New(path, raw, s.opts.Source), nil
}
