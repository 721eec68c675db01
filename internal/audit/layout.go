package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// box is where a node is drawn, in user units of the drawing.
type box struct{ x, y, w, h int }

// Sizes in user units, one of which is a pixel at full size.
const (
	charWidth  = 7 // of the monospaced face at 12 units, rounded down
	boxHeight  = 44
	laneHeight = 10 // what an edge takes that passes a layer
	rowGap     = 16
	layerGap   = 64
	margin     = 8
)

// vertex is a node, or a point where a long edge passes a layer.
type vertex struct {
	node  int // -1 for a point
	layer int
	order float64
	box
	out, in []*vertex
}

// layout draws the graph from left to right: every file in a layer behind all
// files that include it (Sugiyama's method with barycentres).
func (g *Graph) layout() {
	depth := g.depths()
	layers := make([][]*vertex, slices.Max(depth)+1)
	at := make([]*vertex, len(g.Nodes))
	for i := range g.Nodes {
		n := &g.Nodes[i]
		n.labels()
		letters := max(utf8.RuneCountInString(n.name), utf8.RuneCountInString(n.folder))
		v := &vertex{node: i, layer: depth[i], box: box{w: letters*charWidth + 28, h: boxHeight}}
		at[i] = v
		layers[v.layer] = append(layers[v.layer], v)
	}
	chains := make([][]*vertex, len(g.Edges))
	for i, e := range g.Edges {
		prev := at[e.From]
		chain := []*vertex{prev}
		for l := depth[e.From] + 1; l < depth[e.To]; l++ {
			v := &vertex{node: -1, layer: l, box: box{h: laneHeight}}
			layers[l] = append(layers[l], v)
			chain = append(chain, v)
		}
		chain = append(chain, at[e.To])
		for k := 1; k < len(chain); k++ {
			chain[k-1].out = append(chain[k-1].out, chain[k])
			chain[k].in = append(chain[k].in, chain[k-1])
		}
		chains[i] = chain
	}
	sweep(layers)
	g.place(layers)
	for _, v := range at {
		g.Nodes[v.node].box = v.box
	}
	for i := range g.Edges {
		g.Edges[i].path = curve(chains[i])
	}
}

// depths is the longest way from the page to each node. A cycle, which the
// site has cut already, would end at the number of nodes.
func (g *Graph) depths() []int {
	depth := make([]int, len(g.Nodes))
	for range g.Nodes {
		changed := false
		for _, e := range g.Edges {
			if d := depth[e.From] + 1; d > depth[e.To] && d < len(g.Nodes) {
				depth[e.To], changed = d, true
			}
		}
		if !changed {
			break
		}
	}
	return depth
}

// sweep orders the layers so that edges cross little.
func sweep(layers [][]*vertex) {
	number := func(l []*vertex) {
		for i, v := range l {
			v.order = float64(i)
		}
	}
	for _, l := range layers {
		number(l)
	}
	by := func(l []*vertex, of func(*vertex) []*vertex) {
		mean := map[*vertex]float64{}
		for _, v := range l {
			mean[v] = v.order
			if list := of(v); len(list) > 0 {
				sum := 0.0
				for _, o := range list {
					sum += o.order
				}
				mean[v] = sum / float64(len(list))
			}
		}
		slices.SortStableFunc(l, func(a, b *vertex) int { return cmp.Compare(mean[a], mean[b]) })
		number(l)
	}
	for range 4 {
		for i := 1; i < len(layers); i++ {
			by(layers[i], func(v *vertex) []*vertex { return v.in })
		}
		for i := len(layers) - 2; i >= 0; i-- {
			by(layers[i], func(v *vertex) []*vertex { return v.out })
		}
	}
}

// place gives the boxes their places; each layer is centred.
func (g *Graph) place(layers [][]*vertex) {
	heights := make([]int, len(layers))
	for i, l := range layers {
		for _, v := range l {
			heights[i] += v.h + rowGap
		}
		heights[i] -= rowGap
	}
	tallest := slices.Max(heights)
	x := margin
	for i, l := range layers {
		widest := 0
		y := margin + (tallest-heights[i])/2
		for _, v := range l {
			v.x, v.y = x, y
			y += v.h + rowGap
			widest = max(widest, v.w)
		}
		for _, v := range l {
			v.w = widest // boxes of a layer are of one width; a point is a line across
		}
		x += widest + layerGap
	}
	g.width, g.height = x-layerGap+margin, tallest+2*margin
}

// curve is an edge: from the right side of a box over its points to the left
// side of another, with a little room for the arrow's head.
func curve(chain []*vertex) string {
	var b strings.Builder
	first := chain[0]
	x, y := first.x+first.w, first.y+first.h/2
	fmt.Fprintf(&b, "M%d %d", x, y)
	for i, v := range chain[1:] {
		tx, ty := v.x, v.y+v.h/2
		if i == len(chain)-2 {
			tx -= 7
		}
		mid := (x + tx) / 2
		fmt.Fprintf(&b, "C%d %d %d %d %d %d", mid, y, mid, ty, tx, ty)
		x, y = tx, ty
		if v.node < 0 {
			x += v.w
			fmt.Fprintf(&b, "H%d", x)
		}
	}
	return b.String()
}
