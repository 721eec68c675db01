// Package iis reads what a repository says of its web server: authentication,
// SSL, anonymous account, application pools and applications, from
// applicationHost.config, web.config, MetaBase.xml and the scripts that set
// them, and answers what is in effect for a path of the repository, with the
// chain of where each value came from. It knows nothing of CDO.
//
// [Read] reads one file by itself into a [Fragment] of claims (values under the
// keys that the file uses) and mounts (where virtual paths lie on disk); its
// result depends on the file alone. [Link] joins fragments: it ties keys to
// folders, applies transforms, and gives a [Config], which answers by page. Files
// are never executed and nothing outside of them is looked at.
//
// The readers are packages of their own, none of which knows this one:
//
//   - claim: what a file says, and what all readers know of IIS: names, keys, sections, properties of the metabase
//   - xmlconfig: web.config, applicationHost.config, MetaBase.xml; xdt: transforms of a web.config
//   - setup: programs, PowerShell and batch files, which it follows; command: appcmd, adsutil.vbs and the like
//   - deploy: WiX, NAnt, MSBuild, project files, Dockerfiles, playbooks and pipelines
//   - how the languages are split into words, statements and nodes: script, xmltree, outline
//
// What is here, from the file to the answer:
//
//   - which file is what, and which reader it is for: classify.go, candidate.go, read.go, load.go; aliases.go is what
//     others need of claim
//   - joining: link.go; sites.go and folders.go (what virtual and physical paths mean), applications.go, named.go (settings
//     that a file refers to by name), libraries.go (scripts that others load), runs.go (scripts that others run with
//     arguments), transform.go (configSource, build configurations), locks.go
//   - finding again: index.go (what holds along the path of a page), names.go
//   - answering: effective.go, address.go (the addresses of a page), rivals.go (files that
//     contradict each other, branches that nothing decides), servers.go (which files are
//     those of one server)
//   - changing: plan.go, planner.go; planner_xml.go for XML, planner_attrs.go for
//     installers and build files, planner_script.go and planner_pair.go (a section in
//     one statement, its setting in another) for scripts; respell.go and
//     respell_statement.go write a value the way the old one is written; bench.go is
//     what the plans for all pages share
package iis

import (
	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// Setting is one value as one file says it, tied to a folder.
type Setting struct {
	Name  claim.Name
	Value string // normalised, see [claim.Name]
	// Raw is the setting as a person would quote it: `AuthFlags="AuthNTLM"`,
	// `windowsAuthentication enabled="true"`, `AuthNTLM = True`.
	Raw    string
	At     source.Place // of the attribute or the command
	Origin claim.Origin
	// Prop is the property or attribute as the file names it (AuthFlags,
	// enabled), ValueAt the value alone, without quotes; invalid where the
	// file does not write it literally at that place.
	Prop    string
	ValueAt source.Place
	// Scope is the key as the file says it, in words fit for a message:
	// "/LM/W3SVC/1/ROOT/mail", "location Default Web Site/mail", or the
	// folder of a web.config.
	Scope string
	// Folder is the folder of the repository that the setting applies to,
	// "." for the root. Guess says that no path in the repository
	// matched and the whole repository was taken.
	Folder string
	Guess  bool
	// Assumed says that the setting stands under the root of the only site,
	// and that nothing but this shows that Folder is what lies there;
	// Unmatched is the physical path that is said for the root, "" if none is.
	Assumed   bool
	Unmatched string
	// File, if not "", is the single page (lower case, slash-separated from
	// the root) that the setting is limited to (<location path="x.asp">, IIsWebFile).
	File string
	// Weak settings are shown as evidence and never decide: development
	// settings, feature installation, ASP.NET's own authentication.
	Weak bool
	// CalledAt is the call, with arguments, of the procedure that it stands in.
	CalledAt source.Place
	// Uncalled: it stands in a procedure that nothing in its script calls,
	// though the script calls others.
	Uncalled bool
	// Metabase: it is a property of the metabase (IIS 4 to 6).
	Metabase bool
	// Locked: the section is locked where the setting stands, IIS would answer 500.19.
	Locked bool
	// Variant is the build configuration that a transform belongs to, "" for all.
	Variant string
}

// Value is the effective value of one setting at one path.
type Value struct {
	// Setting that decides, nil if nothing does.
	Setting *Setting
	// Overridden are the settings of outer scopes that it replaces, the
	// nearest first.
	Overridden []*Setting
	// Contradicts are settings of the same scope with another value
	// (two scripts, a script and a file).
	Contradicts []*Setting
	// Alike are settings of other files that are as strong and say the same:
	// who changes Setting has to change them, too.
	Alike []*Setting
	// Open: some of Contradicts are as strong as Setting: nothing shows
	// which of them holds.
	Open bool
	// If is where a condition stands that Setting hangs on, which nothing decides,
	// and without which something else, or nothing, would be said; else invalid.
	If    source.Place
	level int // how near the scope of Setting is, see entry.level
	// system is that of Setting, rivals are those of what is as strong.
	system string
	rivals []string
	arms   []claim.Arm // that Setting stands in
	// always says the same as Setting, and is reached whatever branches are; nil if
	// Setting is, or none is.
	always *Setting
}

// String is the normalised value, "" if nothing is set.
func (v Value) String() string {
	if v.Setting == nil {
		return ""
	}
	return v.Setting.Value
}

// Effective is what holds for one path.
type Effective struct {
	// Values by name; a name that nothing sets is absent.
	Values map[claim.Name]Value
	// Weak are the weak settings that apply to the path.
	Weak []*Setting
	// Variant is the build configuration judged, "" for the base.
	Variant string
	// Address is the site and virtual path judged, where the configuration
	// maps the page to several; else "".
	Address string
	// Reading is the file whose settings are taken to hold, or of which one
	// branch is taken to be reached, where files or branches contradict each
	// other and nothing shows which of them holds; "" for the first way to
	// read them.
	Reading string
	// Untaken is a setting of a branch that is taken not to be reached in this
	// reading, which sets nothing of its kind; nil if there is none.
	Untaken *Setting
	leftOut []candidate // of files and branches that are not in use in this reading
	divided *division   // a condition that nothing decides, see divides
	// Metabase reports that the deciding authentication setting is in
	// metabase form (IIS 4 to 6).
	Metabase bool
}

// Get returns the value of name.
func (e *Effective) Get(name claim.Name) Value { return e.Values[name] }

// Application is an application or virtual directory that the configuration names.
type Application struct {
	Name   string // site and path, or metabase key
	Folder string // folder in the repository, "." for the root
	// Virtual is the path as a URL sees it, "/" for the root of a site.
	Virtual string
	Site    string // site name or number
	At      source.Place
	// Guess: no folder of the repository matches the physical path.
	Guess bool
	// IsApplication is false for a virtual directory.
	IsApplication bool
	Pool          string
}
