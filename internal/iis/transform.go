package iis

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xdt"
	"github.com/cdolint/cdolint/internal/iis/xmlconfig"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
	"github.com/cdolint/cdolint/internal/source"
)

// linkedTrees is what web.config files, their configSource files and their
// transforms amount to.
type linkedTrees struct {
	fragments []*claim.Fragment // with the claims of the trees
	variantOf map[*claim.Fragment]string
	variants  []string            // build configurations, sorted
	varied    map[string][]string // folder, lower case, to those with a transform there
	problems  []claim.Problem
	used      map[*claim.Fragment]bool     // files that a configSource names
	byPath    map[string]*claim.Fragment   // configuration fragments by path in lower case
	beside    map[string][]*claim.Fragment // transforms by folder in lower case
	budget    xdt.Budget
	brought   int // elements that configSource brought in
}

// Bounds of what web.config files, which are small, amount to: the build
// configurations of one, the elements that are brought in by configSource, as
// often as it names their file.
const (
	mostVariants = 100
	mostBrought  = 100_000
)

// linkTrees reads the trees of web.config files as they are, and as each
// build configuration makes them.
func linkTrees(fragments []*claim.Fragment) *linkedTrees {
	l := &linkedTrees{variantOf: map[*claim.Fragment]string{}, varied: map[string][]string{}, used: map[*claim.Fragment]bool{}, byPath: map[string]*claim.Fragment{}, beside: map[string][]*claim.Fragment{}}
	for _, f := range fragments {
		if f.Tree != nil {
			l.byPath[strings.ToLower(f.Path)] = f
		}
		if f.Tree != nil && f.Origin == claim.FromTransform {
			folder := strings.ToLower(path.Dir(f.Path))
			l.beside[folder] = append(l.beside[folder], f)
		}
	}
	for _, f := range fragments {
		if f.Origin == claim.FromWebConfig && f.Tree != nil && isWebConfig(f.Path) {
			tree := f.Tree.Clone()
			l.resolveSources(tree, path.Dir(f.Path), true)
			l.read(f, tree, "", "")
			l.readVariants(f)
		}
	}
	slices.Sort(l.variants)
	l.variants = slices.Compact(l.variants)
	return l
}

func isWebConfig(file string) bool { return strings.EqualFold(path.Base(file), "web.config") }

// readVariants reads what the transforms beside a web.config make of it.
func (l *linkedTrees) readVariants(base *claim.Fragment) {
	folder := path.Dir(base.Path)
	size := base.Tree.Size()
	for i, f := range l.beside[strings.ToLower(folder)] {
		if i >= mostVariants || !l.budget.Spend(size) {
			l.problems = append(l.problems, claim.Problem{
				At: source.Place{Path: f.Path}, ID: "limit", Message: "more build configurations than are followed; this one and those behind it are not read",
			})
			return
		}
		variant := variantName(f.Path)
		tree := f.Tree
		if xdt.IsTransform(f.Tree) {
			tree = base.Tree.Clone()
			l.problems = append(l.problems, xdt.Apply(tree, f.Tree, f.Path, &l.budget)...)
		} else {
			tree = tree.Clone() // a whole file that replaces the other one
		}
		l.resolveSources(tree, folder, false)
		l.read(base, tree, variant, f.Path)
		key := strings.ToLower(folder)
		l.varied[key] = append(l.varied[key], variant)
		l.variants = append(l.variants, variant)
	}
}

// variantName is Release for web.Release.config.
func variantName(file string) string {
	base := path.Base(file)
	return base[len("web.") : len(base)-len(".config")]
}

// read turns a tree into claims for the folder of its file.
func (l *linkedTrees) read(f *claim.Fragment, tree *xmltree.Element, variant, transform string) {
	claims, problems := xmlconfig.ReadTree(tree, path.Dir(f.Path), transform)
	out := &claim.Fragment{Path: f.Path, Origin: claim.FromWebConfig, Claims: claims}
	for _, p := range problems {
		if variant == "" || p.At.Path == transform {
			l.problems = append(l.problems, p)
		}
	}
	l.variantOf[out] = variant
	l.fragments = append(l.fragments, out)
}

// resolveSources puts the files that configSource names in place of the
// sections that name them.
func (l *linkedTrees) resolveSources(e *xmltree.Element, folder string, report bool) {
	for i, c := range e.Children {
		a := c.Attr("configSource")
		if a == nil {
			l.resolveSources(c, folder, report)
			continue
		}
		name := path.Join(folder, strings.ReplaceAll(a.Value, `\`, "/"))
		problem, id := "", "config-error"
		switch f := l.byPath[strings.ToLower(name)]; {
		case path.IsAbs(a.Value) || strings.Contains(a.Value, ":") || name == ".." || strings.HasPrefix(name, "../"):
			problem = "configSource %q leads out of the analysed folder; the section is not read"
		case f == nil:
			problem = "configSource %q is not among the configuration files; the section is not read"
		case !f.Tree.Is(c.Local()):
			problem = "configSource %q holds another section; it is not read"
		default:
			if l.brought <= mostBrought {
				l.brought += f.Tree.Size()
			}
			if l.brought > mostBrought {
				problem, id = "configSource %q brings in more elements, with those before it, than are read; the section is not read", "limit"
				break
			}
			e.Children[i] = f.Tree // which nothing changes any more
			l.used[f] = true
		}
		if problem != "" && report {
			l.problems = append(l.problems, claim.Problem{At: a.PlaceIn(c, a.ValueAt), ID: id, Message: fmt.Sprintf(problem, a.Value)})
		}
	}
}
