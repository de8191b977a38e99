package render

import (
	"math"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/layout"
)

// edge draws a connection with its arrow heads.
func (d *drawing) edge(p *layout.Picture, e *layout.Edge) {
	c := colors{}
	if e.DI != nil {
		c = colorsOf(e.DI.Base())
	}
	points := d.clip(p, e)
	d.begin(e.Node, c, false)
	d.haloLine(e.Node, points)
	d.stroke("bpmn-wide", points)
	switch n := e.Node.(type) {
	case *bpmn.SequenceFlow:
		d.sequenceFlow(n, points)
	case *bpmn.MessageFlow:
		d.messageFlow(n, e, points)
	case *bpmn.Artifact:
		d.stroke("bpmn-line bpmn-dotted", points)
		if n.Direction == "One" || n.Direction == "Both" {
			d.openHead(points[len(points)-2], points[len(points)-1])
		}
		if n.Direction == "Both" {
			d.openHead(points[1], points[0])
		}
	case *bpmn.DataAssociation:
		d.stroke("bpmn-line bpmn-dotted", points)
		d.openHead(points[len(points)-2], points[len(points)-1])
	default:
		d.stroke("bpmn-line", points)
	}
	d.raw("</g>\n")
}

func (d *drawing) stroke(class string, points []bpmn.Point) {
	d.raw(`<path class="`, class, `" d="`)
	d.line(points)
	d.raw(`"/>`)
}

// sequenceFlow draws a sequence flow: a diamond at its beginning says that an
// activity leaves by it on a condition, a slash that it is the default.
func (d *drawing) sequenceFlow(n *bpmn.SequenceFlow, points []bpmn.Point) {
	last := len(points) - 1
	d.stroke("bpmn-line", shorten(points, 4))
	d.arrowHead("bpmn-solid", points[last-1], points[last])
	if n.Source == nil {
		return
	}
	switch {
	case n.Source.DefaultFlow == n:
		at := along(points[0], points[1], 10)
		u := direction(points[0], points[1])
		// At 45 degrees to the line.
		v := bpmn.Point{X: (u.X - u.Y) * 0.7071, Y: (u.X + u.Y) * 0.7071}
		d.raw(`<path class="bpmn-none" d="M`, at.X-v.X*6, " ", at.Y-v.Y*6, "L", at.X+v.X*6, " ", at.Y+v.Y*6, `"/>`)
	case n.Condition != nil && n.Source.Type.IsActivity():
		u := direction(points[0], points[1])
		side := bpmn.Point{X: -u.Y * 4.5, Y: u.X * 4.5}
		from, mid, to := points[0], along(points[0], points[1], 8), along(points[0], points[1], 16)
		d.polygon("bpmn-body", from, bpmn.Point{X: mid.X + side.X, Y: mid.Y + side.Y}, to, bpmn.Point{X: mid.X - side.X, Y: mid.Y - side.Y})
	}
}

// messageFlow draws a message flow, and its message if the diagram shows one.
func (d *drawing) messageFlow(n *bpmn.MessageFlow, e *layout.Edge, points []bpmn.Point) {
	last := len(points) - 1
	d.stroke("bpmn-message-line", points)
	r := 3.5
	from := along(points[0], points[1], r)
	d.ellipse("bpmn-body", bpmn.Bounds{X: from.X - r, Y: from.Y - r, Width: 2 * r, Height: 2 * r})
	d.arrowHead("bpmn-body", points[last-1], points[last])
	class := ""
	switch {
	case e.DI == nil:
		if n.MessageRef.Set {
			class = "bpmn-initiating"
		}
	case e.DI.Attr("messageVisibleKind").Text() == "initiating":
		class = "bpmn-initiating"
	case e.DI.Attr("messageVisibleKind").Text() == "non_initiating":
		class = "bpmn-answering"
	}
	if class != "" {
		at, _ := layout.Middle(points)
		d.envelope(class, bpmn.Bounds{X: at.X - 12, Y: at.Y - 8.5, Width: 24, Height: 17})
	}
}

// arrowHead draws a closed arrow head at the end of a line.
func (d *drawing) arrowHead(class string, from, to bpmn.Point) {
	u := direction(from, to)
	back := bpmn.Point{X: to.X - u.X*10, Y: to.Y - u.Y*10}
	d.polygon(class, to, bpmn.Point{X: back.X - u.Y*4.5, Y: back.Y + u.X*4.5}, bpmn.Point{X: back.X + u.Y*4.5, Y: back.Y - u.X*4.5})
}

// openHead draws an open arrow head at the end of a line.
func (d *drawing) openHead(from, to bpmn.Point) {
	u := direction(from, to)
	back := bpmn.Point{X: to.X - u.X*8, Y: to.Y - u.Y*8}
	d.stroke("bpmn-line", []bpmn.Point{{X: back.X - u.Y*5, Y: back.Y + u.X*5}, to, {X: back.X + u.Y*5, Y: back.Y - u.X*5}})
}

// direction returns the vector of length 1 from a point to another, to the
// right where they are the same.
func direction(from, to bpmn.Point) bpmn.Point {
	n := math.Hypot(to.X-from.X, to.Y-from.Y)
	if n == 0 {
		return bpmn.Point{X: 1}
	}
	return bpmn.Point{X: (to.X - from.X) / n, Y: (to.Y - from.Y) / n}
}

// along returns the point at a distance from the first one on a line.
func along(from, to bpmn.Point, by float64) bpmn.Point {
	u := direction(from, to)
	return bpmn.Point{X: from.X + u.X*by, Y: from.Y + u.Y*by}
}

// shorten returns a line that ends a little earlier, under its arrow head.
func shorten(points []bpmn.Point, by float64) []bpmn.Point {
	out := append([]bpmn.Point(nil), points...)
	last := len(out) - 1
	if math.Hypot(out[last].X-out[last-1].X, out[last].Y-out[last-1].Y) > by {
		out[last] = along(out[last], out[last-1], by)
	}
	return out
}

// clip returns the waypoints of an edge, ended at the borders of the shapes
// that it connects: many tools let them end in the middle, where the arrow
// head would be hidden.
func (d *drawing) clip(p *layout.Picture, e *layout.Edge) []bpmn.Point {
	points := dedupe(e.Points)
	from, to := d.ends(e.Node)
	if from != nil {
		if s := p.Shape(from); s != nil && rank(s) >= rankContainer {
			points = clipStart(points, s)
		}
	}
	if to != nil {
		if s := p.Shape(to); s != nil && rank(s) >= rankContainer {
			points = reversed(clipStart(reversed(points), s))
		}
	}
	return points
}

// dedupe removes waypoints that repeat the one before, keeping two at least.
func dedupe(points []bpmn.Point) []bpmn.Point {
	var out []bpmn.Point
	for _, p := range points {
		if n := len(out); n == 0 || out[n-1] != p {
			out = append(out, p)
		}
	}
	if len(out) == 1 {
		out = append(out, bpmn.Point{X: out[0].X + 0.01, Y: out[0].Y})
	}
	return out
}

func reversed(points []bpmn.Point) []bpmn.Point {
	out := make([]bpmn.Point, len(points))
	for i, p := range points {
		out[len(points)-1-i] = p
	}
	return out
}

// clipStart drops what of a line lies inside a shape before it first leaves it.
func clipStart(points []bpmn.Point, s *layout.Shape) []bpmn.Point {
	if !inside(s, points[0]) {
		return points
	}
	for i := 1; i < len(points); i++ {
		if inside(s, points[i]) {
			continue
		}
		// The border is between in and out.
		in, out := points[i-1], points[i]
		for range 30 {
			mid := bpmn.Point{X: (in.X + out.X) / 2, Y: (in.Y + out.Y) / 2}
			if inside(s, mid) {
				in = mid
			} else {
				out = mid
			}
		}
		return append([]bpmn.Point{out}, points[i:]...)
	}
	return points
}

// inside reports whether a point lies inside the outline of a shape, by more
// than the width of its line.
func inside(s *layout.Shape, p bpmn.Point) bool {
	b := inset(s.Bounds, 0.8)
	dx, dy := (p.X-b.X-b.Width/2)/(b.Width/2), (p.Y-b.Y-b.Height/2)/(b.Height/2)
	if n, ok := s.Node.(*bpmn.FlowNode); ok {
		switch {
		case n.Type.IsEvent():
			return dx*dx+dy*dy < 1
		case n.Type.IsGateway():
			return math.Abs(dx)+math.Abs(dy) < 1
		}
	}
	return math.Abs(dx) < 1 && math.Abs(dy) < 1
}

// ends returns what an edge connects, nil for what is not known.
func (d *drawing) ends(n bpmn.Node) (from, to bpmn.Node) {
	switch n := n.(type) {
	case *bpmn.SequenceFlow:
		if n.Source != nil {
			from = n.Source
		}
		if n.Target != nil {
			to = n.Target
		}
	case *bpmn.MessageFlow:
		from, to = d.defs.ByID(n.SourceRef.Local), d.defs.ByID(n.TargetRef.Local)
	case *bpmn.Artifact:
		from, to = d.defs.ByID(n.SourceRef.Local), d.defs.ByID(n.TargetRef.Local)
	case *bpmn.DataAssociation:
		if len(n.SourceRefs) > 0 {
			from = d.defs.ByID(n.SourceRefs[0].Local)
		}
		to = d.defs.ByID(n.TargetRef.Local)
	}
	return from, to
}
