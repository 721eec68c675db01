// Package claim is what one file says of a web server, before files are joined:
// values under the keys that the file uses ([Claim]), where virtual paths lie on
// disk ([Mount]), what web.config files may set ([Lock]). A reader of a kind of
// file, in one of the packages beside this one, fills a [Fragment]; package iis
// joins them.
//
// What several readers need to know of IIS is here, too: the names of settings
// (names.go), the keys that they stand under (scope.go), the attributes of the
// sections of IIS 7 (sections.go), the properties of the metabase of IIS 4 to 6
// (properties.go), and how their values are spelt (values.go).
package claim

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
	// Library are the names, in lower case, of the procedures of a script that
	// sets nothing but in procedures, and calls none of them: all of Claims and
	// Mounts come from there. Script says that it does something all the same.
	Library []string
	Script  bool
	// Runs are the scripts that a script runs. Given, if not nil, is the run
	// of the script itself that was followed.
	Runs  []Run
	Given *Run
	// Complete are the conditions one of whose branches is always reached, as if
	// and else are: Pos of each, and the number of its branches. Of the others
	// it may be that none is.
	Complete []Arm
}

// Exhausts notes that one of n branches of a condition is always reached.
func (f *Fragment) Exhausts(pos, n int) {
	if c := (Arm{Pos: pos, N: n}); !slices.Contains(f.Complete[max(0, len(f.Complete)-10):], c) { // loops come by again
		f.Complete = append(f.Complete, c)
	}
}

// Run is a script that another one runs.
type Run struct {
	// Script is the name, lower case, as far as it is known.
	Script string
	Args   []Argument
	At     source.Place
	// Uncalled and Arms are as those of a [Claim].
	Uncalled bool
	Arms     []Arm
}

// Argument is what a script is given: by position, or under a name (lower case).
// Unknown stands in a value for what is not known of it.
type Argument struct{ Name, Value string }

// Claim is one value as one file says it, not yet tied to folders.
type Claim struct {
	Name  Name
	Value string // normalised, see [Name]
	// Raw is the setting as a person would quote it: `AuthFlags="AuthNTLM"`,
	// `windowsAuthentication enabled="true"`, `AuthNTLM = True`.
	Raw string
	At  source.Place // of the attribute or the command
	// Prop is the property or attribute as the file names it (AuthFlags,
	// enabled), ValueAt the value alone, without quotes; invalid where the
	// file does not write it literally at that place.
	Prop    string
	ValueAt source.Place
	Origin  Origin
	Scope   Scope
	// Weak claims are evidence and never decide: development settings, feature
	// installation, ASP.NET's own authentication.
	Weak bool
	// Uncalled: it stands in a procedure that nothing in its script calls,
	// though the script calls others.
	Uncalled bool
	// CalledAt is the statement that calls the procedure in which it stands,
	// with arguments that may say what it sets; invalid where there is none.
	CalledAt source.Place
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
	// Uncalled is as that of a [Claim].
	Uncalled bool
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

// Problem is a configuration file that could not be read to its end.
type Problem struct {
	At      source.Place
	ID      string // config-error, limit …: that of a finding.Notification
	Message string
}

// Arm is one of the branches of a condition that nothing decides.
type Arm struct {
	Pos int // of the condition in its file
	N   int // 0 for then, 1 and on for the others, or NoArm
}

// NoArm is the branch that a condition has besides those that do something: an if
// without else, an else that only prints.
const NoArm = -1

// Retract takes back what the file itself has set before under a key: the
// metabase property, or the attribute of an IIS 7 section ("" for all of them).
func (f *Fragment) Retract(scope Scope, section, prop string) {
	const back = 100 // claims that are looked at: a file may take back as often as it sets
	from := max(0, len(f.Claims)-back)
	kept := slices.DeleteFunc(f.Claims[from:], func(c Claim) bool {
		return strings.EqualFold(c.Section, section) && (prop == "" || strings.EqualFold(c.Prop, prop)) && c.Scope.same(scope)
	})
	f.Claims = f.Claims[:from+len(kept)]
}

// ParseXML reads the text of the file as XML and notes its problems.
func (f *Fragment) ParseXML(text string) *xmltree.Document {
	doc := xmltree.Parse(f.Path, text)
	for _, p := range doc.Problems {
		id := "config-error"
		if p.Limit {
			id = "limit"
		}
		f.Problems = append(f.Problems, Problem{At: p.At.In(f.Path), ID: id, Message: p.Message})
	}
	return doc
}
