package audit

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Graph is what a page includes.
type Graph struct {
	Page  string `json:"page"`
	Nodes []Node `json:"nodes"`
	Edges []Edge `json:"edges"`
	// Omitted counts the files that are not drawn.
	Omitted int `json:"omitted,omitempty"`

	width, height int
}

// NodeKind is what a file is to the page.
type NodeKind string

// The kinds of nodes.
const (
	NodePage    NodeKind = "page"
	NodeInclude NodeKind = "include"
	NodeLogon   NodeKind = "logon"   // logs on with CDO 1.21
	NodeMissing NodeKind = "missing" // was not found
)

// Node is a file.
type Node struct {
	Path string   `json:"path"`
	Kind NodeKind `json:"kind"`

	name, folder string // as drawn
	box
}

// Edge is an include directive. From and To are indices of nodes.
type Edge struct {
	From int `json:"from"`
	To   int `json:"to"`
	// Line of the directive, 1-based.
	Line int `json:"line"`
	// Leads: it is on the way to a logon.
	Leads bool `json:"leads"`

	path string // of the curve, in SVG's language
}

// maxNodes is how many files a drawing holds and can still be read.
const maxNodes = 24

// graph draws the affected page of an application that shows most: the one that
// includes most files, of those that can be drawn whole. nil if no affected
// page includes anything.
func (b *builder) graph(folder string) *Graph {
	logons := b.logonsIn
	var best *site.Page
	size := func(p *site.Page) int {
		if n := len(p.Closure); n <= maxNodes {
			return n
		}
		return 2 // drawn in part, if there is nothing else
	}
	app := b.apps[folder]
	if app == nil {
		return nil
	}
	for _, p := range app.Pages {
		v := b.verdicts.pages[p.Path()]
		if !v.Affected() || len(p.Closure) < 2 {
			continue
		}
		if best == nil || cmp.Or(
			cmp.Compare(v.rank(), b.verdicts.pages[best.Path()].rank()),
			compareBool(logonIn(best, logons), logonIn(p, logons)),
			cmp.Compare(size(best), size(p)),
		) < 0 {
			best = p
		}
	}
	if best == nil {
		return nil
	}
	return b.draw(best, logons)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// logonIn reports whether the page reaches a logon through an include.
func logonIn(p *site.Page, logons map[string]bool) bool {
	return slices.ContainsFunc(p.Closure[1:], func(f *site.File) bool { return logons[f.Path] })
}

// draw makes the graph of a page.
func (b *builder) draw(p *site.Page, logons map[string]bool) *Graph {
	g := &Graph{Page: p.Path()}
	keep := kept(p, logons)
	g.Omitted = len(p.Closure) - len(keep)
	index := map[*site.File]int{}
	for _, f := range p.Closure {
		if !keep[f] {
			continue
		}
		n := Node{Path: f.Path, Kind: NodeInclude}
		switch {
		case logons[f.Path]:
			n.Kind = NodeLogon
		case f == p.File:
			n.Kind = NodePage
		}
		index[f] = len(g.Nodes)
		g.Nodes = append(g.Nodes, n)
	}
	for _, f := range p.Closure {
		if from, ok := index[f]; ok {
			b.edges(g, f, from, index)
		}
	}
	g.mark()
	g.layout()
	return g
}

// edges adds what a file includes.
func (b *builder) edges(g *Graph, f *site.File, from int, index map[*site.File]int) {
	if f.Program == nil {
		return
	}
	seen := map[int]bool{}
	for i, to := range f.Includes {
		inc := &f.Program.Includes[i]
		line, _ := b.excerpts.Position(source.Place{Path: f.Path, Pos: int(inc.Span.Pos), End: int(inc.Span.End)})
		n, ok := index[to]
		if to == nil && f.MissingInclude() && len(g.Nodes) < 2*maxNodes && inc.Path != "" {
			n, ok = len(g.Nodes), true
			g.Nodes = append(g.Nodes, Node{Path: strings.ReplaceAll(b.excerpts.Line(inc.Path), `\`, "/"), Kind: NodeMissing})
		}
		if ok && n != from && !seen[n] {
			seen[n] = true
			g.Edges = append(g.Edges, Edge{From: from, To: n, Line: line})
		}
	}
}

// kept are the files of a closure that are drawn: all, or those on the way to
// a logon and the first others.
func kept(p *site.Page, logons map[string]bool) map[*site.File]bool {
	keep := map[*site.File]bool{p.File: true}
	byPath := map[string]*site.File{}
	for _, f := range p.Closure {
		byPath[f.Path] = f
	}
	for _, f := range p.Closure {
		if logons[f.Path] {
			for _, inc := range p.IncludeChain(f.Path) {
				if len(keep) < maxNodes {
					keep[byPath[inc.To.Path]] = true
				}
			}
		}
	}
	for _, f := range p.Closure {
		if len(keep) < maxNodes {
			keep[f] = true
		}
	}
	return keep
}

// mark finds the edges on the way to a logon.
func (g *Graph) mark() {
	leads := make([]bool, len(g.Nodes))
	for i := range g.Nodes {
		leads[i] = g.Nodes[i].Kind == NodeLogon
	}
	for changed := true; changed; {
		changed = false
		for i := range g.Edges {
			e := &g.Edges[i]
			if leads[e.To] && !e.Leads {
				e.Leads, changed = true, true
				leads[e.From] = true
			}
		}
	}
}

// labels are what is drawn in a box: the name, and the folder below it.
func (n *Node) labels() {
	n.name, n.folder = shorten(path.Base(n.Path)), path.Dir(n.Path)
	if n.folder == "." || n.folder == "/" {
		n.folder = ""
	}
	n.folder = shorten(n.folder)
}

// shorten leaves out the middle of a long name.
func shorten(s string) string {
	const longest = 30
	r := []rune(s)
	if len(r) <= longest {
		return s
	}
	return string(r[:longest/2-1]) + "…" + string(r[len(r)-longest/2:])
}
