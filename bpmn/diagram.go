package bpmn

import (
	"math"
	"strconv"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

func (p *parser) diagram(x *xmltree.Element) *Diagram {
	d := new(Diagram)
	p.begin(d, x)
	for _, c := range x.Children {
		if c.Space == DINamespace && c.Local == string(PlaneType) {
			d.Planes = append(d.Planes, p.plane(c))
		}
	}
	return d
}

func (p *parser) plane(x *xmltree.Element) *Plane {
	pl := &Plane{ElementRef: attrRef(x.Attr("", "bpmnElement"))}
	p.begin(pl, x)
	for _, c := range x.Children {
		if c.Space != DINamespace {
			continue
		}
		switch Type(c.Local) {
		case ShapeType:
			pl.Shapes = append(pl.Shapes, p.shape(c))
		case EdgeType:
			pl.Edges = append(pl.Edges, p.edge(c))
		}
	}
	return pl
}

func (p *parser) shape(x *xmltree.Element) *Shape {
	s := new(Shape)
	p.begin(s, x)
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if a.Space != "" {
			continue
		}
		switch a.Local {
		case "bpmnElement":
			s.ElementRef = attrRef(a)
		case "isExpanded":
			s.IsExpanded = a.Value
		case "isHorizontal":
			s.IsHorizontal = a.Value
		case "isMarkerVisible":
			s.IsMarkerVisible = a.Value
		}
	}
	s.Bounds, s.Label = bounds(x), labelBounds(x)
	return s
}

func (p *parser) edge(x *xmltree.Element) *Edge {
	ed := &Edge{ElementRef: attrRef(x.Attr("", "bpmnElement")), Label: labelBounds(x)}
	p.begin(ed, x)
	ed.Waypoints = make([]Point, 0, len(x.Children))
	for _, c := range x.Children {
		if c.Space == DDNamespace && c.Local == "waypoint" {
			ed.Waypoints = append(ed.Waypoints, Point{number(c, "x"), number(c, "y")})
		}
	}
	return ed
}

// labelBounds returns the bounds of the label of a shape or an edge, nil
// where it has none.
func labelBounds(x *xmltree.Element) *Bounds {
	if l := x.Child(DINamespace, "BPMNLabel"); l != nil {
		return bounds(l)
	}
	return nil
}

func bounds(x *xmltree.Element) *Bounds {
	b := x.Child(DCNamespace, "Bounds")
	if b == nil {
		return nil
	}
	return &Bounds{
		X: number(b, "x"), Y: number(b, "y"),
		Width: number(b, "width"), Height: number(b, "height"),
	}
}

// number returns the value of a coordinate, 0 where there is no finite one.
func number(x *xmltree.Element, name string) float64 {
	a := x.Attr("", name)
	if a == nil {
		return 0
	}
	v, err := strconv.ParseFloat(trim(a.Value), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0
	}
	return v
}
