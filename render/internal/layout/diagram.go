package layout

import (
	"math"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// limit is how far from the origin a diagram may reach. What lies beyond would
// make all the rest too small to be seen.
const limit = 100_000

func sane(b bpmn.Bounds) bool {
	for _, v := range []float64{b.X, b.Y, b.X + b.Width, b.Y + b.Height, b.Width, b.Height} {
		if math.IsNaN(v) || math.Abs(v) > limit {
			return false
		}
	}
	return true
}

// builder makes the pictures of a model.
type builder struct {
	defs     *bpmn.Definitions
	pictures []*Picture
	// scopes are the scopes that flow nodes, data and artifacts belong to, by
	// index.
	scopes     map[int]*bpmn.Scope
	drawn      map[int]*Picture  // the first picture that has a shape of the node, by index
	routed     map[int]bool      // edges that a picture has, by index
	categories map[string]string // values of groups by id
}

// Pictures returns the pictures of a model, none where there is nothing to
// draw.
func Pictures(d *bpmn.Definitions) []*Picture {
	b := &builder{defs: d, scopes: map[int]*bpmn.Scope{}, drawn: map[int]*Picture{}, routed: map[int]bool{}}
	b.readCategories()
	for _, p := range d.Processes {
		b.enter(&p.Scope)
	}
	for _, di := range d.Diagrams {
		for _, plane := range di.Planes {
			if p := b.plane(plane); len(p.Shapes)+len(p.Edges) > 0 {
				b.pictures = append(b.pictures, p)
			}
		}
	}
	b.moveHidden()
	for _, p := range b.pictures {
		b.note(p)
	}
	b.complete()
	for _, p := range b.pictures {
		for _, s := range p.Shapes {
			s.Name = b.name(s.Node)
		}
		for _, e := range p.Edges {
			e.Name = b.name(e.Node)
		}
	}
	return b.pictures
}

// enter notes the scope of everything in a scope.
func (b *builder) enter(s *bpmn.Scope) {
	for _, n := range s.FlowNodes {
		b.scopes[n.Index] = s
		for _, a := range n.DataAssociations {
			b.scopes[a.Index] = s
		}
		if n.Content != nil {
			b.enter(n.Content)
		}
	}
	for _, f := range s.SequenceFlows {
		b.scopes[f.Index] = s
	}
	for _, d := range s.Data {
		b.scopes[d.Index] = s
	}
	for _, a := range s.Artifacts {
		b.scopes[a.Index] = s
	}
}

// readCategories finds the texts of groups, which are values of categories.
func (b *builder) readCategories() {
	b.categories = map[string]string{}
	for _, o := range b.defs.Others {
		if o.Type != "category" || o.XML == nil {
			continue
		}
		for _, v := range o.XML.Children {
			if v.Local == "categoryValue" {
				b.categories[v.Attr("", "id").Text()] = v.Attr("", "value").Text()
			}
		}
	}
}

// plane reads a plane of the diagram.
func (b *builder) plane(plane *bpmn.Plane) *Picture {
	p := newPicture(b.defs.ByID(plane.ElementRef.Local))
	for _, di := range plane.Shapes {
		n := b.defs.ByID(di.ElementRef.Local)
		if n == nil || !isDrawnAsShape(n) || di.Bounds == nil || !sane(*di.Bounds) {
			continue
		}
		s := &Shape{
			Node: n, Bounds: sized(n, *di.Bounds), DI: di, Marker: isTrue(di.IsMarkerVisible),
			Vertical: di.IsHorizontal == "false" || di.IsHorizontal == "0",
		}
		if di.IsHorizontal == "" && isPoolOrLane(n) {
			s.Vertical = s.Bounds.Height > 2*s.Bounds.Width
		}
		if b.name(n) != "" && isLabelOutside(n) {
			if s.Label = given(di.Label); s.Label == nil {
				s.Label = b.labelBelow(n, s.Bounds)
			}
		}
		p.addShape(s)
	}
	for _, s := range p.Shapes {
		s.Expanded = b.isExpanded(p, s)
	}
	for _, di := range plane.Edges {
		n := b.defs.ByID(di.ElementRef.Local)
		if n == nil || !isDrawnAsEdge(n) || len(di.Waypoints) < 2 || !allSane(di.Waypoints) {
			continue
		}
		e := &Edge{Node: n, Points: append([]bpmn.Point(nil), di.Waypoints...), DI: di}
		if b.name(n) != "" {
			if e.Label = given(di.Label); e.Label == nil {
				e.Label = b.labelOn(n, e.Points)
			}
		}
		p.addEdge(e)
	}
	return p
}

func allSane(points []bpmn.Point) bool {
	for _, p := range points {
		if !sane(bpmn.Bounds{X: p.X, Y: p.Y}) {
			return false
		}
	}
	return true
}

// sized returns bounds with the usual size of an element where a shape has
// none.
func sized(n bpmn.Node, r bpmn.Bounds) bpmn.Bounds {
	if r.Width > 0 && r.Height > 0 {
		return r
	}
	r.Width, r.Height = size(n)
	return r
}

// isExpanded reports whether a sub-process shows its content. Where the
// diagram does not say so, it does if some of it lies in its bounds.
func (b *builder) isExpanded(p *Picture, s *Shape) bool {
	n, ok := s.Node.(*bpmn.FlowNode)
	if !ok || n.Content == nil {
		return false
	}
	if s.DI.IsExpanded != "" {
		return isTrue(s.DI.IsExpanded)
	}
	for _, c := range n.Content.FlowNodes {
		if in := p.Shape(c); in != nil && contains(s.Bounds, center(in.Bounds)) {
			return true
		}
	}
	return false
}

// moveHidden moves what a collapsed sub-process hides from its picture to one
// of its own.
func (b *builder) moveHidden() {
	for i := 0; i < len(b.pictures); i++ {
		p := b.pictures[i]
		own := newPicture(p.Root)
		for _, s := range p.Shapes {
			b.target(p, own, s.Node).addShape(s)
		}
		for _, e := range p.Edges {
			b.target(p, own, e.Node).addEdge(e)
		}
		b.pictures[i] = own
	}
}

// target returns the picture that a node of p goes to: own, or that of the
// innermost collapsed sub-process around it.
func (b *builder) target(p, own *Picture, n bpmn.Node) *Picture {
	for s := b.scopes[n.Base().Index]; s != nil && s.Owner != p.Root; s = s.Parent {
		around := p.Shape(s.Owner)
		if around == nil || around.Expanded {
			continue
		}
		for _, q := range b.pictures {
			if q.Root == s.Owner {
				return q
			}
		}
		q := newPicture(s.Owner)
		b.pictures = append(b.pictures, q)
		return q
	}
	return own
}

func isTrue(value string) bool { return value == "true" || value == "1" }

func isPoolOrLane(n bpmn.Node) bool {
	t := n.Base().Type
	return t == bpmn.ParticipantType || t == bpmn.LaneType
}

// isDrawnAsShape reports whether an element is drawn as a shape. Others are
// what older tools draw, such as data stores that no process refers to.
func isDrawnAsShape(n bpmn.Node) bool {
	switch n := n.(type) {
	case *bpmn.FlowNode, *bpmn.Participant, *bpmn.Lane, *bpmn.Data, *bpmn.Message:
		return true
	case *bpmn.Artifact:
		return n.Type != bpmn.AssociationType
	case *bpmn.Other:
		return n.Type == bpmn.DataStoreType || n.Type == "conversation" || n.Type == "subConversation" || n.Type == "callConversation"
	}
	return false
}

func isDrawnAsEdge(n bpmn.Node) bool {
	switch n := n.(type) {
	case *bpmn.SequenceFlow, *bpmn.MessageFlow, *bpmn.DataAssociation:
		return true
	case *bpmn.Artifact:
		return n.Type == bpmn.AssociationType
	case *bpmn.Other:
		return n.Type == "conversationLink"
	}
	return false
}

// size returns the usual width and height of an element.
func size(n bpmn.Node) (width, height float64) {
	switch n := n.(type) {
	case *bpmn.FlowNode:
		switch {
		case n.Type.IsEvent():
			return 36, 36
		case n.Type.IsGateway():
			return 50, 50
		}
		return 100, 80
	case *bpmn.Data:
		if n.Type == bpmn.DataStoreReferenceType {
			return 50, 50
		}
		return 36, 50
	case *bpmn.Participant, *bpmn.Lane:
		return 600, 60
	case *bpmn.Artifact:
		return 100, 30
	}
	return 50, 50
}
