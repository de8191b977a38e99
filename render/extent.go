package render

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/layout"
)

// overhang is how far lines, arrow heads and badges reach beyond the outline
// of an element.
const overhang = 10.0

func grown(b bpmn.Bounds, by float64) bpmn.Bounds {
	return bpmn.Bounds{X: b.X - by, Y: b.Y - by, Width: b.Width + 2*by, Height: b.Height + 2*by}
}

func shapeExtent(s *layout.Shape) bpmn.Bounds { return grown(s.Bounds, overhang) }

func edgeExtent(e *layout.Edge) bpmn.Bounds {
	var u layout.Area
	for _, p := range e.Points {
		u.Include(bpmn.Bounds{X: p.X, Y: p.Y})
	}
	return grown(u.Bounds, overhang)
}

// extent returns the bounds of a picture with everything in it.
func (d *drawing) extent(p *layout.Picture) bpmn.Bounds {
	var u layout.Area
	for _, s := range p.Shapes {
		u.Include(shapeExtent(s))
		if s.Label != nil {
			u.Include(labelExtent(s.Name, s.Label))
		}
	}
	for _, e := range p.Edges {
		u.Include(edgeExtent(e))
		if e.Label != nil {
			u.Include(labelExtent(e.Name, e.Label))
		}
	}
	for _, b := range d.badgeRows(p) {
		u.Include(b.bounds())
	}
	return u.Bounds
}

// shows reports whether a crop shows some of a rectangle.
func (d *drawing) shows(b bpmn.Bounds) bool {
	w := d.window
	return !d.cropped || b.X < w.X+w.Width && w.X < b.X+b.Width && b.Y < w.Y+w.Height && w.Y < b.Y+b.Height
}

// Sizes of the surroundings that a crop shows.
const (
	near       = 320.0 // how far from the element its neighbors may reach
	cropMargin = 60.0
)

// crop finds the picture and the window around an element.
func (d *drawing) crop(id string) error {
	n := d.drawnAs(d.defs.ByID(id))
	for _, p := range d.pictures {
		focus, ok := locate(p, n)
		if !ok {
			continue
		}
		var u layout.Area
		u.Include(focus)
		limit := grown(focus, near)
		add := func(b bpmn.Bounds) {
			if b.X >= limit.X && b.Y >= limit.Y && b.X+b.Width <= limit.X+limit.Width && b.Y+b.Height <= limit.Y+limit.Height {
				u.Include(b)
			}
		}
		for _, x := range neighbors(n) {
			if s := p.Shape(x); s != nil {
				add(s.Bounds)
				if s.Label != nil {
					add(labelExtent(s.Name, s.Label))
				}
			}
		}
		if s := p.Shape(n); s != nil && s.Label != nil {
			add(labelExtent(s.Name, s.Label))
		}
		d.pictures, d.cropped, d.window = []*layout.Picture{p}, true, grown(u.Bounds, cropMargin)
		return nil
	}
	return fmt.Errorf("draw %q: %w", id, ErrNotDrawn)
}

// locate returns the bounds of what is drawn for a node.
func locate(p *layout.Picture, n bpmn.Node) (bpmn.Bounds, bool) {
	if n == nil {
		return bpmn.Bounds{}, false
	}
	if s := p.Shape(n); s != nil {
		return s.Bounds, true
	}
	if e := p.Edge(n); e != nil {
		return grown(edgeExtent(e), -overhang), true
	}
	return bpmn.Bounds{}, false
}

// neighbors returns what an element is connected with: the other ends of its
// flows, its boundary events, or the activity that it is attached to.
func neighbors(n bpmn.Node) []bpmn.Node {
	var out []bpmn.Node
	switch n := n.(type) {
	case *bpmn.FlowNode:
		for _, f := range n.Incoming {
			if f.Source != nil {
				out = append(out, f.Source)
			}
		}
		for _, f := range n.Outgoing {
			if f.Target != nil {
				out = append(out, f.Target)
			}
		}
		for _, e := range n.BoundaryEvents {
			out = append(out, e)
		}
		if n.AttachedTo != nil {
			out = append(out, n.AttachedTo)
		}
	case *bpmn.SequenceFlow:
		if n.Source != nil {
			out = append(out, n.Source)
		}
		if n.Target != nil {
			out = append(out, n.Target)
		}
	}
	return out
}
