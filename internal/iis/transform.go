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
)

// linkedTrees is what web.config files, their configSource files and their
// transforms amount to.
type linkedTrees struct {
	fragments []*claim.Fragment // with the claims of the trees
	variantOf map[*claim.Fragment]string
	variants  []string            // build configurations, sorted
	varied    map[string][]string // folder, lower case, to those with a transform there
	problems  []claim.Problem
	used      map[*claim.Fragment]bool   // files that a configSource names
	byPath    map[string]*claim.Fragment // configuration fragments by path in lower case
}

// linkTrees reads the trees of web.config files as they are, and as each
// build configuration makes them.
func linkTrees(fragments []*claim.Fragment) *linkedTrees {
	l := &linkedTrees{variantOf: map[*claim.Fragment]string{}, varied: map[string][]string{}, used: map[*claim.Fragment]bool{}, byPath: map[string]*claim.Fragment{}}
	for _, f := range fragments {
		if f.Tree != nil {
			l.byPath[strings.ToLower(f.Path)] = f
		}
	}
	for _, f := range fragments {
		if f.Origin == claim.FromWebConfig && f.Tree != nil && isWebConfig(f.Path) {
			tree := f.Tree.Clone()
			l.resolveSources(tree, path.Dir(f.Path), true)
			l.read(f, tree, "", "")
			l.readVariants(f, fragments)
		}
	}
	slices.Sort(l.variants)
	return l
}

func isWebConfig(file string) bool { return strings.EqualFold(path.Base(file), "web.config") }

// readVariants reads what the transforms beside a web.config make of it.
func (l *linkedTrees) readVariants(base *claim.Fragment, fragments []*claim.Fragment) {
	folder := path.Dir(base.Path)
	for _, f := range fragments {
		if f.Origin != claim.FromTransform || f.Tree == nil || !strings.EqualFold(path.Dir(f.Path), folder) {
			continue
		}
		variant := variantName(f.Path)
		tree := f.Tree
		if xdt.IsTransform(f.Tree) {
			tree = base.Tree.Clone()
			l.problems = append(l.problems, xdt.Apply(tree, f.Tree, f.Path)...)
		} else {
			tree = tree.Clone() // a whole file that replaces the other one
		}
		l.resolveSources(tree, folder, false)
		l.read(base, tree, variant, f.Path)
		key := strings.ToLower(folder)
		l.varied[key] = append(l.varied[key], variant)
		if !slices.Contains(l.variants, variant) {
			l.variants = append(l.variants, variant)
		}
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
		problem := ""
		switch f := l.byPath[strings.ToLower(name)]; {
		case path.IsAbs(a.Value) || strings.Contains(a.Value, ":") || name == ".." || strings.HasPrefix(name, "../"):
			problem = "configSource %q leads out of the analysed folder; the section is not read"
		case f == nil:
			problem = "configSource %q is not among the configuration files; the section is not read"
		case !f.Tree.Is(c.Local()):
			problem = "configSource %q holds another section; it is not read"
		default:
			e.Children[i] = f.Tree.Clone()
			l.used[f] = true
		}
		if problem != "" && report {
			l.problems = append(l.problems, claim.Problem{At: a.PlaceIn(c, a.ValueAt), ID: "config-error", Message: fmt.Sprintf(problem, a.Value)})
		}
	}
}
