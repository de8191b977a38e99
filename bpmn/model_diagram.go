package bpmn

// Diagram is a BPMNDiagram.
type Diagram struct {
	Element
	Planes []*Plane
}

// Plane is a BPMNPlane.
type Plane struct {
	Element
	ElementRef Ref
	Shapes     []*Shape
	Edges      []*Edge
}

// Shape is a BPMNShape. Its field Label hides [Element.Label].
type Shape struct {
	Element
	ElementRef Ref
	// Bounds is nil where the shape has none.
	Bounds *Bounds
	// IsExpanded, IsHorizontal and IsMarkerVisible are the attributes' values,
	// empty where missing.
	IsExpanded, IsHorizontal, IsMarkerVisible string
	Label                                     *Bounds
}

// Edge is a BPMNEdge. Its field Label hides [Element.Label].
type Edge struct {
	Element
	ElementRef Ref
	Waypoints  []Point
	Label      *Bounds
}

// Bounds is a rectangle in the diagram's units. A value that is missing or no
// finite number is 0.
type Bounds struct{ X, Y, Width, Height float64 }

// Point is a waypoint.
type Point struct{ X, Y float64 }
