package audit

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// randomGraph is a graph as pages have them: every file but the page is included
// by one before it.
func randomGraph(t *rapid.T) *Graph {
	g := &Graph{Nodes: []Node{{Path: "page.asp", Kind: NodePage}}}
	n := rapid.IntRange(1, 2*maxNodes).Draw(t, "files")
	for i := 1; i < n; i++ {
		kind := rapid.SampledFrom([]NodeKind{NodeInclude, NodeLogon, NodeMissing}).Draw(t, "kind")
		g.Nodes = append(g.Nodes, Node{Path: fmt.Sprintf("%s/file%d.inc", rapid.StringMatching(`[a-zäß]{0,60}`).Draw(t, "folder"), i), Kind: kind})
		seen := map[int]bool{}
		for range rapid.IntRange(1, 4).Draw(t, "includers") {
			if from := rapid.IntRange(0, i-1).Draw(t, "from"); !seen[from] {
				seen[from] = true
				g.Edges = append(g.Edges, Edge{From: from, To: i})
			}
		}
	}
	return g
}

func TestBoxesNeverTouchAndEdgesLeadToTheRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := randomGraph(t)
		g.mark()
		g.layout()
		for i := range g.Nodes {
			a := &g.Nodes[i]
			if a.x < 0 || a.y < 0 || a.x+a.w > g.width || a.y+a.h > g.height || a.w <= 0 || a.h <= 0 {
				t.Fatalf("%s lies outside: %+v of %d × %d", a.Path, a.box, g.width, g.height)
			}
			for j := range i {
				b := &g.Nodes[j]
				if a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h {
					t.Fatalf("%s %+v and %s %+v overlap", a.Path, a.box, b.Path, b.box)
				}
			}
		}
		for _, e := range g.Edges {
			if from, to := g.Nodes[e.From], g.Nodes[e.To]; from.x+from.w >= to.x {
				t.Fatalf("%s %+v → %s %+v does not lead to the right", from.Path, from.box, to.Path, to.box)
			}
			if e.path == "" {
				t.Fatal("an edge without a curve")
			}
		}
	})
}

func TestTheSameGraphIsDrawnTheSameWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := randomGraph(t)
		again := &Graph{Nodes: slices.Clone(g.Nodes), Edges: slices.Clone(g.Edges)}
		g.layout()
		again.layout()
		for i := range g.Nodes {
			if g.Nodes[i].box != again.Nodes[i].box {
				t.Fatal("another place")
			}
		}
	})
}

func TestOnlyWhatLeadsToALogonIsStrong(t *testing.T) {
	g := &Graph{
		Nodes: []Node{{Kind: NodePage}, {Kind: NodeInclude}, {Kind: NodeLogon}, {Kind: NodeInclude}, {Kind: NodeInclude}},
		Edges: []Edge{{From: 0, To: 1}, {From: 1, To: 2}, {From: 2, To: 3}, {From: 0, To: 4}, {From: 4, To: 2}},
	}
	g.mark()
	for i, want := range []bool{true, true, false, true, true} {
		if g.Edges[i].Leads != want {
			t.Errorf("edge %d: %v, want %v", i, g.Edges[i].Leads, want)
		}
	}
}
