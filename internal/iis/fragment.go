package iis

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/xmltree"
	"github.com/cdolint/cdolint/internal/source"
)

// Fragment is what one file says by itself, before files are joined. It
// depends on the file alone and consists of plain exported fields, so that it
// can be cached by the file's content.
type Fragment struct {
	Path   string
	Origin Origin
	Claims []Claim // in the order of the file
	Mounts []Mount
	Locks  []Lock
	Refs   []Ref
	// Tree holds the parts of a web.config (or of a transform, or of a file
	// that configSource may name) that matter, for transforms need the tree.
	Tree     *xmltree.Element
	Problems []Problem
}

// ScopeKind tells what a [Scope] is relative to.
type ScopeKind uint8

// The kinds of scopes. The zero value is invalid.
const (
	// ScopeHost is a key of the server: a site and a virtual path.
	ScopeHost ScopeKind = iota + 1
	// ScopeFolder is a folder of the repository (web.config), and a virtual
	// path below it.
	ScopeFolder
	// ScopePool is an application pool, Site its name; "" for all pools.
	ScopePool
	// ScopeNamed is a set of settings that other elements refer to by name
	// (WebDirProperties of WiX), Site its name.
	ScopeNamed
	// ScopePhysical is a physical path as a script or installer writes it.
	ScopePhysical
)

// Unknown stands for a part of a key that the file leaves open, such as a
// variable: a whole site name, a segment of a path, or a piece of one.
const Unknown = "?"

// Scope is the key that a setting stands under, as its file says it.
type Scope struct {
	Kind ScopeKind
	// Site is the name or metabase number of a site, [Unknown], or "" for
	// all sites of the server.
	Site string
	// Path is the virtual path, "/" for the root of the site, "" for the
	// site itself (or for all sites). For ScopeFolder it is the location
	// below the folder, "" for the folder itself; for ScopePhysical the path.
	Path string
	// Folder of the file, "." for the root: what relative paths start from.
	Folder string
	// File: Path names a file for sure (IIsWebFile).
	File bool
	// Text is the key in words fit for a message.
	Text string
}

// Claim is one value as one file says it, not yet tied to folders.
type Claim struct {
	Name  Name
	Value string // normalised as for [Setting]
	Raw   string
	At    source.Place
	// Prop and ValueAt are as in [Setting].
	Prop    string
	ValueAt source.Place
	Origin  Origin
	Scope   Scope
	Weak    bool
	// Uncalled is as in [Setting].
	Uncalled bool
	// Arms are the branches that it stands in, outermost first.
	Arms []Arm
	// Section is the IIS 7 section that holds the value, for locks: "windowsAuthentication".
	Section string
	// Bounded: the value is not inherited by child applications
	// (inheritInChildApplications="false").
	Bounded bool
	// Metabase: the value is in metabase form (IIS 4 to 6).
	Metabase bool
}

// Mount says where a virtual path of a site lies on the disk.
type Mount struct {
	Site   string // name or number, Unknown
	SiteID string // number, if the file gives name and number
	Path   string // virtual path, "/" for the root
	// Physical path as written, "" if the file does not say.
	Physical string
	// Folder of the file that says so, which relative physical paths start from.
	Folder      string
	Application bool // else a virtual directory
	Pool        string
	At          source.Place
	Origin      Origin
}

// Lock says whether web.config files below a scope may set a section.
type Lock struct {
	Section string // last part of its path; "" for all
	Scope   Scope
	Allow   bool
	At      source.Place
}

// Ref attaches a named set of settings to a key.
type Ref struct {
	Name  string
	Scope Scope
}

// retract takes back what the file itself has set before under a key: the
// metabase property, or the attribute of an IIS 7 section ("" for all of them).
func (f *Fragment) retract(scope Scope, section, prop string) {
	const back = 100 // claims that are looked at: a file may take back as often as it sets
	from := max(0, len(f.Claims)-back)
	kept := slices.DeleteFunc(f.Claims[from:], func(c Claim) bool {
		return strings.EqualFold(c.Section, section) && (prop == "" || strings.EqualFold(c.Prop, prop)) && c.Scope.same(scope)
	})
	f.Claims = f.Claims[:from+len(kept)]
}

// same reports whether two scopes are one key.
func (s Scope) same(t Scope) bool {
	return s.Kind == t.Kind && strings.EqualFold(s.Site, t.Site) && strings.EqualFold(s.Path, t.Path)
}
