package facts

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// diagramSections are the sections about what the diagram shows.
var diagramSections = []*section{
	{ast.StringTerm("has_diagram"), "has_diagram", "Whether the file has a diagram with anything in it.", fixed(booleanShape),
		func(e *encoding) *ast.Term { return ast.InternedTerm(hasDiagram(e.model.Definitions)) }},
	list("hidden_elements", "Elements that have a shape or an edge in BPMN's notation, and none in the file.", elementFacts, hiddenElements),
	list("overlapping_elements", "Elements whose shape touches that of another element of the same scope; a boundary event and its activity do not count.",
		neighborFacts, overlappingElements),
	list("protruding_elements", "Elements whose shape lies outside of that of their pool or expanded sub-process.", neighborFacts, protrudingElements),
	list("resized_shapes", "The shapes whose size is not the standard one of the type of their element; pools with content, lanes and expanded sub-processes have none.",
		shapeFacts, resizedShapes),
	list("shapes", "The shapes that belong to an element.", shapeFacts, linkedShapes),
}

var elementFacts = &object[bpmn.Node]{"element", "An element of any type.", base[bpmn.Node]()}

// neighbors are an element and the one whose shape its own collides with.
type neighbors struct{ element, other bpmn.Node }

var neighborFacts = &object[neighbors]{"neighbors", "An element with another one whose shape its own collides with.", []field[neighbors]{
	number("at", "Handle of the element, for reporting.", func(_ *encoding, n neighbors) (int, bool) { return n.element.Base().Index, true }),
	text("label", "Type and name of the element in words.", func(n neighbors) string { return n.element.Base().Label() }),
	number("other", "Handle of the other one: the first that it touches, or what it should lie in.",
		func(_ *encoding, n neighbors) (int, bool) { return n.other.Base().Index, true }),
	text("other_label", "Type and name of the other one in words.", func(n neighbors) string { return n.other.Base().Label() }),
}}

// linkedShape is a shape with the element it shows.
type linkedShape struct {
	shape   *bpmn.Shape
	element bpmn.Node
}

var shapeFacts = &object[linkedShape]{"shape", "A shape with the element that it shows.", []field[linkedShape]{
	number("at", "Handle of the element, for reporting.", func(_ *encoding, s linkedShape) (int, bool) { return s.element.Base().Index, true }),
	text("type", "The type of the element.", func(s linkedShape) string { return string(s.element.Base().Type) }),
	text("label", "Type and name of the element in words.", func(s linkedShape) string { return s.element.Base().Label() }),
	text("kind", "Group of types with one standard size: task, call_activity, sub_process, gateway, event, data_object_reference, data_store_reference; or participant, for an empty pool.",
		func(s linkedShape) string { return sizeKind(s.element) }),
	{ast.StringTerm("width"), "width", "Its width.", fixed(numberShape), func(_ *encoding, s linkedShape) *ast.Term { return decimal(s.shape.Bounds.Width) }},
	{ast.StringTerm("height"), "height", "Its height.", fixed(numberShape), func(_ *encoding, s linkedShape) *ast.Term { return decimal(s.shape.Bounds.Height) }},
	text("standard", "The standard size: 100×80.", func(s linkedShape) string {
		width, height := standardSize(s)
		return sizeText(width, height)
	}),
	text("size", "Its size as far as there is a standard: 120×80.", func(s linkedShape) string {
		width, height := standardSize(s)
		if width != 0 {
			width = s.shape.Bounds.Width
		}
		if height != 0 {
			height = s.shape.Bounds.Height
		}
		return sizeText(width, height)
	}),
	flag("is_expanded", "It is an expanded sub-process.", func(s linkedShape) bool { return s.shape.IsExpanded == "true" }),
	flag("is_vertical", "It is a vertical pool or lane.", func(s linkedShape) bool { return s.shape.IsHorizontal != "" && s.shape.IsHorizontal != "true" }),
}}

// standardSizes are the sizes that the Modeler gives to new shapes: width and
// height, 0 for any.
var standardSizes = map[string]bpmn.Bounds{
	"task":                  {Width: 100, Height: 80},
	"call_activity":         {Width: 100, Height: 80},
	"sub_process":           {Width: 100, Height: 80},
	"gateway":               {Width: 50, Height: 50},
	"event":                 {Width: 36, Height: 36},
	"data_object_reference": {Width: 36, Height: 50},
	"data_store_reference":  {Width: 50, Height: 50},
}

// standardSize returns the standard size of a shape; 0 stands for any.
func standardSize(s linkedShape) (width, height float64) {
	kind := sizeKind(s.element)
	switch {
	case kind == "sub_process" && s.shape.IsExpanded == "true":
		return 0, 0
	case kind == "participant" && s.shape.IsHorizontal == "false":
		return 60, 0
	case kind == "participant":
		return 0, 60
	}
	size := standardSizes[kind]
	return size.Width, size.Height
}

func resizedShapes(e *encoding) []linkedShape {
	return slices.DeleteFunc(linkedShapes(e), func(s linkedShape) bool {
		width, height := standardSize(s)
		return (width == 0 || s.shape.Bounds.Width == width) && (height == 0 || s.shape.Bounds.Height == height)
	})
}

func decimal(f float64) *ast.Term {
	if f == float64(int(f)) {
		return ast.InternedTerm(int(f))
	}
	return ast.FloatNumberTerm(f)
}

func sizeText(width, height float64) string {
	switch {
	case width == 0 && height == 0:
		return ""
	case width == 0:
		return fmt.Sprintf("%g high", height)
	case height == 0:
		return fmt.Sprintf("%g wide", width)
	}
	return fmt.Sprintf("%g×%g", width, height)
}

// sizeKind returns the group of elements that have one standard size.
func sizeKind(n bpmn.Node) string {
	if p, ok := n.(*bpmn.Participant); ok {
		if p.Process != nil {
			return ""
		}
		return "participant"
	}
	switch t := n.Base().Type; {
	case t.IsTask():
		return "task"
	case t == bpmn.CallActivity:
		return "call_activity"
	case t.IsSubProcess():
		return "sub_process"
	case t.IsGateway():
		return "gateway"
	case t.IsEvent():
		return "event"
	case t == bpmn.DataObjectReferenceType:
		return "data_object_reference"
	case t == bpmn.DataStoreReferenceType:
		return "data_store_reference"
	}
	return ""
}

func linkedShapes(e *encoding) []linkedShape {
	var out []linkedShape
	d := e.model.Definitions
	for p := range planes(d) {
		for _, s := range p.Shapes {
			el := d.ByID(s.ElementRef.Value)
			if _, unknown := el.(*bpmn.Other); el != nil && !unknown && hasBounds(s, "width", "height") {
				out = append(out, linkedShape{s, el})
			}
		}
	}
	return out
}

// planes returns the plane of each diagram. BPMN has one; where there are
// several, tools show the last.
func planes(d *bpmn.Definitions) iter.Seq[*bpmn.Plane] {
	return func(yield func(*bpmn.Plane) bool) {
		for _, g := range d.Diagrams {
			if n := len(g.Planes); n > 0 && !yield(g.Planes[n-1]) {
				return
			}
		}
	}
}

// hasBounds reports whether a shape has bounds in which the given values are
// written down.
func hasBounds(s *bpmn.Shape, values ...string) bool {
	b := s.XML.Child(bpmn.DCNamespace, "Bounds")
	return b != nil && !slices.ContainsFunc(values, func(v string) bool { return b.Attr("", v) == nil })
}

func hasDiagram(d *bpmn.Definitions) bool {
	for p := range planes(d) {
		if len(p.Shapes)+len(p.Edges) > 0 {
			return true
		}
	}
	return false
}

// drawing returns what shows an element in the diagram, by the element's id:
// its last shape, nil where it is an edge.
func (e *encoding) drawing() map[string]*bpmn.Shape {
	if e.drawn != nil {
		return e.drawn
	}
	e.drawn = map[string]*bpmn.Shape{}
	for p := range planes(e.model.Definitions) {
		for _, s := range p.Edges {
			e.drawn[s.ElementRef.Value] = nil
		}
		for _, s := range p.Shapes {
			e.drawn[s.ElementRef.Value] = s
		}
	}
	delete(e.drawn, "")
	return e.drawn
}

// hiddenElements returns the elements without shape or edge.
func hiddenElements(e *encoding) []bpmn.Node {
	shown := e.drawing()
	var hidden []bpmn.Node
	for _, n := range e.model.Definitions.Elements {
		if !isDrawn(n) {
			continue
		}
		if _, ok := shown[n.Base().ID]; !ok {
			hidden = append(hidden, n)
		}
	}
	return hidden
}

// isDrawn reports whether an element has a shape or an edge of its own in
// BPMN's notation.
func isDrawn(n bpmn.Node) bool {
	switch n := n.(type) {
	case *bpmn.FlowNode, *bpmn.SequenceFlow, *bpmn.Participant, *bpmn.MessageFlow, *bpmn.Artifact, *bpmn.Lane:
		return true
	case *bpmn.Data:
		return n.Type == bpmn.DataObjectReferenceType || n.Type == bpmn.DataStoreReferenceType
	}
	return false
}

// box is an element with the bounds of its shape.
type box struct {
	node  bpmn.Node
	shape *bpmn.Shape
}

func (b box) right() float64  { return b.shape.Bounds.X + b.shape.Bounds.Width }
func (b box) bottom() float64 { return b.shape.Bounds.Y + b.shape.Bounds.Height }

// boxesOf returns the elements that have a shape with bounds.
func boxesOf[T bpmn.Node](e *encoding, nodes []T) []box {
	var boxes []box
	for _, n := range nodes {
		if s := e.drawing()[n.Base().ID]; s != nil && hasBounds(s, "x", "y", "width", "height") {
			boxes = append(boxes, box{n, s})
		}
	}
	return boxes
}

// boxesIn returns the flow nodes and the data of a scope that have a shape
// with bounds.
func boxesIn(e *encoding, s *bpmn.Scope) []box {
	data := slices.DeleteFunc(slices.Clone(s.Data), func(x *bpmn.Data) bool {
		return x.Type == bpmn.DataInputType || x.Type == bpmn.DataOutputType
	})
	return slices.Concat(boxesOf(e, s.FlowNodes), boxesOf(e, data))
}

func overlappingElements(e *encoding) []neighbors {
	found := map[int]bpmn.Node{}
	for _, c := range e.model.Definitions.Collaborations {
		overlaps(boxesOf(e, c.Participants), found)
	}
	for _, s := range e.model.scopes {
		overlaps(boxesIn(e, s), found)
	}
	return inOrder(e.model.Definitions, found)
}

// overlaps adds the boxes that touch another one, by a sweep from left to
// right.
func overlaps(boxes []box, found map[int]bpmn.Node) {
	slices.SortStableFunc(boxes, func(a, b box) int { return cmp.Compare(a.shape.Bounds.X, b.shape.Bounds.X) })
	for i, a := range boxes {
		for _, b := range boxes[i+1:] {
			if b.shape.Bounds.X > a.right() {
				break
			}
			apart := b.shape.Bounds.Y > a.bottom() || a.shape.Bounds.Y > b.bottom() || b.right() < a.shape.Bounds.X
			if apart || attached(a.node, b.node) || attached(b.node, a.node) {
				continue
			}
			for _, pair := range [][2]bpmn.Node{{a.node, b.node}, {b.node, a.node}} {
				if i := pair[0].Base().Index; found[i] == nil {
					found[i] = pair[1]
				}
			}
		}
	}
}

// attached reports whether a is a boundary event of b.
func attached(a, b bpmn.Node) bool {
	event, ok := a.(*bpmn.FlowNode)
	return ok && event.AttachedToRef.Set && event.AttachedToRef.Value == b.Base().ID
}

func protrudingElements(e *encoding) []neighbors {
	found := map[int]bpmn.Node{}
	for _, s := range e.model.scopes {
		owner, around := surroundings(e, s)
		if around == nil {
			continue
		}
		outer := box{shape: around}
		for _, b := range boxesIn(e, s) {
			// Data stores may lie beside the pool that uses them.
			if b.node.Base().Type == bpmn.DataStoreReferenceType {
				continue
			}
			if b.shape.Bounds.X < around.Bounds.X || b.shape.Bounds.Y < around.Bounds.Y ||
				b.right() > outer.right() || b.bottom() > outer.bottom() {
				found[b.node.Base().Index] = owner
			}
		}
	}
	return inOrder(e.model.Definitions, found)
}

// surroundings returns what the elements of a scope must lie in, with its
// shape: a pool, or an expanded sub-process.
func surroundings(e *encoding, s *bpmn.Scope) (bpmn.Node, *bpmn.Shape) {
	var around bpmn.Node
	var shape *bpmn.Shape
	switch owner := s.Owner.(type) {
	case *bpmn.Process:
		for _, p := range owner.Participants {
			around, shape = p, e.drawing()[p.ID]
		}
	case *bpmn.FlowNode:
		if x := e.drawing()[owner.ID]; x != nil && x.IsExpanded == "true" {
			around, shape = owner, x
		}
	}
	if shape == nil || !hasBounds(shape, "x", "y", "width", "height") {
		return nil, nil
	}
	return around, shape
}

func inOrder(d *bpmn.Definitions, found map[int]bpmn.Node) []neighbors {
	var out []neighbors
	for _, i := range slices.Sorted(maps.Keys(found)) {
		out = append(out, neighbors{d.Elements[i], found[i]})
	}
	return out
}
