package layout

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
)

// Picture is a drawing: a plane of the diagram or a part of the model that was
// laid out.
type Picture struct {
	// Root is what the picture shows: a process, a collaboration or a
	// sub-process; nil for a plane that does not say it.
	Root   bpmn.Node
	Shapes []*Shape
	Edges  []*Edge

	shapes map[int]*Shape // by index of the node
	edges  map[int]*Edge
}

// Shape is a node that is drawn.
type Shape struct {
	Node   bpmn.Node
	Bounds bpmn.Bounds
	// Name is what is written at the node, or in it; may have several lines.
	Name string
	// Label is where a name that is written outside goes, nil where it goes
	// inside or there is none.
	Label *bpmn.Bounds
	// Expanded is true for a sub-process that shows its content.
	Expanded bool
	// Vertical is true for a pool or lane that runs from top to bottom.
	Vertical bool
	// Marker is true for an exclusive gateway with its marker.
	Marker bool
	// DI is the shape in the diagram, nil for one that was laid out.
	DI *bpmn.Shape
}

// Edge is a connection that is drawn.
type Edge struct {
	Node bpmn.Node
	// Name is what is written at the edge; may have several lines.
	Name string
	// Points are the waypoints, at least two, from source to target.
	Points []bpmn.Point
	// Label is where the name goes, nil where there is none.
	Label *bpmn.Bounds
	// DI is the edge in the diagram, nil for one that was routed.
	DI *bpmn.Edge
}

func newPicture(root bpmn.Node) *Picture {
	return &Picture{Root: root, shapes: map[int]*Shape{}, edges: map[int]*Edge{}}
}

// Shape returns the shape of a node, nil if the picture has none.
func (p *Picture) Shape(n bpmn.Node) *Shape { return p.shapes[n.Base().Index] }

// Edge returns the edge of a node, nil if the picture has none.
func (p *Picture) Edge(n bpmn.Node) *Edge { return p.edges[n.Base().Index] }

func (p *Picture) addShape(s *Shape) {
	if i := s.Node.Base().Index; p.shapes[i] == nil {
		p.shapes[i] = s
		p.Shapes = append(p.Shapes, s)
	}
}

func (p *Picture) addEdge(e *Edge) {
	if i := e.Node.Base().Index; p.edges[i] == nil {
		p.edges[i] = e
		p.Edges = append(p.Edges, e)
	}
}

// add adds what was laid out, moved by a distance.
func (p *Picture) add(b *block, dx, dy float64) {
	b.move(dx, dy)
	for _, s := range b.shapes {
		p.addShape(s)
	}
	for _, e := range b.edges {
		p.addEdge(e)
	}
}

// bounds returns the smallest rectangle around all shapes and edges.
func (p *Picture) bounds() bpmn.Bounds {
	var a Area
	for _, s := range p.Shapes {
		a.Include(s.Bounds)
		if s.Label != nil {
			a.Include(*s.Label)
		}
	}
	for _, e := range p.Edges {
		for _, q := range e.Points {
			a.Include(bpmn.Bounds{X: q.X, Y: q.Y})
		}
	}
	return a.Bounds
}

// Area is the smallest rectangle around others. The zero value is around none.
type Area struct {
	bpmn.Bounds
	set bool
}

// Include adds a rectangle.
func (a *Area) Include(b bpmn.Bounds) {
	if !a.set {
		a.Bounds, a.set = b, true
		return
	}
	right, bottom := max(a.X+a.Width, b.X+b.Width), max(a.Y+a.Height, b.Y+b.Height)
	a.X, a.Y = min(a.X, b.X), min(a.Y, b.Y)
	a.Width, a.Height = right-a.X, bottom-a.Y
}

// block is a part of the model that was laid out, from the origin on.
type block struct {
	shapes        []*Shape
	edges         []*Edge
	width, height float64
	// lanes are the shapes of its own lanes, which reach from left to right.
	lanes []*Shape
}

// stretch widens the lanes to a width of the block.
func (b *block) stretch(width float64) {
	for _, s := range b.lanes {
		s.Bounds.Width += width - b.width
	}
	b.width = width
}

func (b *block) move(dx, dy float64) {
	for _, s := range b.shapes {
		s.Bounds.X += dx
		s.Bounds.Y += dy
		if s.Label != nil {
			s.Label.X += dx
			s.Label.Y += dy
		}
	}
	for _, e := range b.edges {
		for i := range e.Points {
			e.Points[i].X += dx
			e.Points[i].Y += dy
		}
		if e.Label != nil {
			e.Label.X += dx
			e.Label.Y += dy
		}
	}
}

// put adds another block at a place.
func (b *block) put(other *block, x, y float64) {
	other.move(x, y)
	b.shapes = append(b.shapes, other.shapes...)
	b.edges = append(b.edges, other.edges...)
	b.width, b.height = max(b.width, x+other.width), max(b.height, y+other.height)
}
