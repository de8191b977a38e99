package layered

import (
	"math"
	"slices"
)

// Node is a node to place.
type Node struct {
	// Width is the room for the node with its label, which is centered in the
	// layer.
	Width float64
	// Half is half the width of the body, at whose sides edges dock.
	Half float64
	// Up and Down are the room above and below the reference line.
	Up, Down float64
	// Band is the number of its band, from 0.
	Band int
}

// Edge is an edge to route.
type Edge struct {
	From, To int
	// Out is by how much lower than the source's reference line it begins.
	Out float64
	// LabelWidth and LabelHeight are the room for a label upon the edge.
	LabelWidth, LabelHeight float64
}

// Graph is what [Place] lays out.
type Graph struct {
	Nodes []Node
	Edges []Edge
	// Bands is the number of bands; 0 and 1 both mean that there are none.
	Bands int
}

// Point is a point; y grows downwards.
type Point struct{ X, Y float64 }

// Layout is where everything is.
type Layout struct {
	// Nodes are the nodes' centers, at the height of their reference lines.
	Nodes []Point
	// Routes are the bends of the edges from the right side of the source to
	// the left side of the target, both included.
	Routes [][]Point
	// Labels are the lower left corners of the edges' labels.
	Labels []Point
	// Width and Height are those of everything; all coordinates are from 0.
	Width, Height float64
	// Bands are the lower ends of the bands but the last.
	Bands []float64
}

// Distances in units of the diagram.
const (
	nodeGap    = 34.0 // between nodes of a layer
	dummyGap   = 14.0 // between a long edge and what is above and below it
	bandGap    = 20.0 // between a node and the border of its band
	bandHeight = 80.0 // at least, of a band
	trackGap   = 12.0 // between tracks of a channel
	leave      = 20.0 // from a node to the first track
	arrive     = 26.0 // from the last track to a node: room for an arrow head
)

// maxDummies bounds the dummies of a graph.
const maxDummies = 20_000

// Place lays out a graph. Heights are rounded up to whole units.
func Place(g Graph) Layout {
	p := newPlacing(g)
	p.turn()
	p.assignLayers()
	p.split()
	p.reduceCrossings()
	p.assignRows()
	return p.route()
}

// vertex is a node or a dummy.
type vertex struct {
	node     int // number of the node, -1 for a dummy
	layer    int
	at       int // place in its layer
	band     int
	up, down float64
	y        float64
	// left and right are the segments to the layers beside it.
	left, right []int
	// beside is the vertex of the same layer that a dummy should be next to,
	// because the edge comes from there; -1 for none.
	beside int
}

// segment is the part of an edge between two adjacent layers.
type segment struct {
	left, right int // vertices
	out         float64
}

// placing is a layout in the making.
type placing struct {
	Graph
	outgoing [][]int // of nodes, without loops
	turned   []bool  // of edges
	layer    []int   // of nodes

	vertices []vertex // the first are the nodes
	segments []segment
	layers   [][]int
	// chains are the vertices that an edge passes, from source to target, nil
	// for an edge that runs around the graph.
	chains   [][]int
	bandEnds []float64
}

func newPlacing(g Graph) *placing {
	// Whole numbers make it certain whether two heights are the same.
	g.Nodes, g.Edges = slices.Clone(g.Nodes), slices.Clone(g.Edges)
	for i := range g.Nodes {
		n := &g.Nodes[i]
		n.Up, n.Down = math.Ceil(n.Up), math.Ceil(n.Down)
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		e.Out, e.LabelHeight = math.Ceil(e.Out), math.Ceil(e.LabelHeight)
	}
	p := &placing{
		Graph: g, outgoing: make([][]int, len(g.Nodes)), turned: make([]bool, len(g.Edges)),
		layer: make([]int, len(g.Nodes)), chains: make([][]int, len(g.Edges)),
	}
	p.Bands = max(p.Bands, 1)
	for i, e := range g.Edges {
		if e.From != e.To {
			p.outgoing[e.From] = append(p.outgoing[e.From], i)
		}
	}
	return p
}
