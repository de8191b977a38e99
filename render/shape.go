package render

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/layout"
	"github.com/bpmnlint/bpmnlint/render/internal/text"
)

// shape draws a shape with what is written in it.
func (d *drawing) shape(p *layout.Picture, s *layout.Shape) {
	c := d.colors(s)
	d.begin(s.Node, c, isIsland(s))
	d.halo(s.Node, s.Bounds)
	switch n := s.Node.(type) {
	case *bpmn.FlowNode:
		switch {
		case n.Type.IsEvent():
			d.event(n, s.Bounds)
		case n.Type.IsGateway():
			d.gateway(n, s)
		default:
			d.activity(p, n, s, c)
		}
	case *bpmn.Participant:
		d.pool(p, n, s, c)
	case *bpmn.Lane:
		d.rect("bpmn-lane-body", s.Bounds, 0)
		d.sideways(s, s.Bounds, c)
	case *bpmn.Data:
		d.data(n, s.Bounds)
	case *bpmn.Artifact:
		if n.Type == bpmn.GroupType {
			d.rect("bpmn-group-body", s.Bounds, 10)
		} else {
			d.annotation(s)
		}
	case *bpmn.Message:
		d.envelope("bpmn-initiating", s.Bounds)
	default:
		d.other(s, c)
	}
	d.raw("</g>\n")
}

// colors returns the colors that the diagram gives a shape.
func (d *drawing) colors(s *layout.Shape) colors {
	if s.DI == nil {
		return colors{}
	}
	return colorsOf(s.DI.Base())
}

// isIsland reports whether a shape has a ground of its own.
func isIsland(s *layout.Shape) bool {
	switch n := s.Node.(type) {
	case *bpmn.Lane:
		return false
	case *bpmn.Artifact:
		return n.Type != bpmn.GroupType && n.Type != bpmn.TextAnnotationType
	}
	return true
}

// beginText begins a group for text upon the fill of a shape, in a color that can
// be read there. It returns what ends the group.
func (d *drawing) beginText(c colors) (end string) {
	if c.fill == nil && c.label == nil && c.stroke == nil {
		return ""
	}
	fill := rgb{1, 1, 1}
	if c.fill != nil {
		fill = *c.fill
	}
	wanted := c.stroke
	if c.label != nil {
		wanted = c.label
	}
	d.raw(`<g style="color:`, inkOn(fill, wanted).String(), `">`)
	return "</g>"
}

// Font sizes that text in a shape may shrink to, from the usual one.
var fontSizes = [...]float64{12, 11, 10, 9, 8}

// fit breaks a text into lines so that it fits into a box, in the largest font
// that does; in the smallest it may be cut.
func fit(s string, width, height float64) (lines []string, size float64) {
	for _, size = range fontSizes {
		limit := max(int(height/(size*text.LineHeight)), 1)
		var fits bool
		if lines, fits = text.Wrap(s, width, size, limit); fits {
			break
		}
	}
	return lines, size
}

// box writes text into the middle of a box.
func (d *drawing) box(s string, b bpmn.Bounds) {
	lines, size := fit(s, b.Width, b.Height)
	y := b.Y + b.Height/2 - float64(len(lines)-1)*size*text.LineHeight/2
	d.lines(lines, b.X+b.Width/2, y, size, middle)
}

// sideways writes the name of a pool or lane at its beginning: from bottom to
// top at the left, or along the top of a vertical one.
func (d *drawing) sideways(s *layout.Shape, b bpmn.Bounds, c colors) {
	if s.Name == "" {
		return
	}
	end := d.beginText(withoutLaneFill(s, c))
	if s.Vertical {
		d.box(s.Name, bpmn.Bounds{X: b.X + 5, Y: b.Y, Width: b.Width - 10, Height: layout.Header})
	} else {
		d.raw(`<g transform="translate(`, b.X+layout.Header/2, " ", b.Y+b.Height/2, `) rotate(-90)">`)
		d.box(s.Name, bpmn.Bounds{X: -b.Height/2 + 5, Y: -layout.Header / 2, Width: b.Height - 10, Height: layout.Header})
		d.raw("</g>")
	}
	d.raw(end)
}

// withoutLaneFill returns the colors for the name in a shape: a lane is not
// filled, so that its name lies on the ground.
func withoutLaneFill(s *layout.Shape, c colors) colors {
	if _, ok := s.Node.(*bpmn.Lane); ok {
		return colors{}
	}
	return c
}

// pool draws a pool: with its name aside where it shows a process, else as a
// black box.
func (d *drawing) pool(p *layout.Picture, n *bpmn.Participant, s *layout.Shape, c colors) {
	b := s.Bounds
	d.rect("bpmn-body bpmn-pool", b, 0)
	if d.showsContent(p, n) {
		d.raw(`<path class="bpmn-none" d="M`)
		if s.Vertical {
			d.raw(b.X, " ", b.Y+min(layout.Header, b.Height), "h", b.Width)
		} else {
			d.raw(b.X+min(layout.Header, b.Width), " ", b.Y, "v", b.Height)
		}
		d.raw(`"/>`)
		d.sideways(s, b, c)
	} else if s.Name != "" {
		end := d.beginText(c)
		d.box(s.Name, inset(b, 5))
		d.raw(end)
	}
	if isMultiple(n) {
		d.icon(b.X+b.Width/2-7, b.Y+b.Height-17, 1, parallelMarker)
	}
}

// showsContent reports whether the picture shows something of a pool's process.
func (d *drawing) showsContent(p *layout.Picture, n *bpmn.Participant) bool {
	if n.Process == nil {
		return false
	}
	for _, x := range n.Process.FlowNodes {
		if p.Shape(x) != nil {
			return true
		}
	}
	return len(n.Process.LaneSets) > 0
}

// isMultiple reports whether a pool stands for several participants.
func isMultiple(n *bpmn.Participant) bool {
	if n.XML == nil {
		return false
	}
	m := n.XML.Child(bpmn.ModelNamespace, "participantMultiplicity")
	return m != nil && m.Attr("", "maximum").Text() != "1"
}

// inset returns a rectangle that is smaller on each side.
func inset(b bpmn.Bounds, by float64) bpmn.Bounds {
	return bpmn.Bounds{X: b.X + by, Y: b.Y + by, Width: max(b.Width-2*by, 1), Height: max(b.Height-2*by, 1)}
}

// data draws a data object, input, output or store.
func (d *drawing) data(n *bpmn.Data, b bpmn.Bounds) {
	if n.Type == bpmn.DataStoreReferenceType {
		d.store(b)
		return
	}
	fold := min(10, b.Width/3, b.Height/3)
	right, bottom := b.X+b.Width, b.Y+b.Height
	d.polygon("bpmn-body", bpmn.Point{X: b.X, Y: b.Y}, bpmn.Point{X: right - fold, Y: b.Y},
		bpmn.Point{X: right, Y: b.Y + fold}, bpmn.Point{X: right, Y: bottom}, bpmn.Point{X: b.X, Y: bottom})
	d.raw(`<path class="bpmn-icon" d="M`, right-fold, " ", b.Y, "v", fold, "h", fold, `"/>`)
	switch n.Type {
	case bpmn.DataInputType:
		d.icon(b.X+3, b.Y+3, 0.5, dataArrow.catch...)
	case bpmn.DataOutputType:
		d.icon(b.X+3, b.Y+3, 0.5, dataArrow.throw...)
	}
	if d.isCollection(n) {
		d.icon(b.X+b.Width/2-7, bottom-15, 1, parallelMarker)
	}
}

// isCollection reports whether data stands for several objects.
func (d *drawing) isCollection(n *bpmn.Data) bool {
	e := n.Base()
	if object := d.defs.ByID(n.Ref.Local); object != nil && n.Ref.Set {
		e = object.Base()
	}
	return e.Attr("isCollection").Text() == "true"
}

// store draws a data store.
func (d *drawing) store(b bpmn.Bounds) {
	rx, ry := b.Width/2, min(b.Height/8, 8)
	d.raw(`<path class="bpmn-body" d="M`, b.X, " ", b.Y+ry, "a", rx, " ", ry, " 0 0 1 ", b.Width, " 0v", b.Height-2*ry,
		"a", rx, " ", ry, " 0 0 1 ", -b.Width, ` 0z"/>`)
	d.raw(`<path class="bpmn-none" d="`)
	for i := range 3 {
		d.raw("M", b.X, " ", b.Y+ry+float64(i)*ry*0.9, "a", rx, " ", ry, " 0 0 0 ", b.Width, " 0")
	}
	d.raw(`"/>`)
}

// annotation draws the bracket of a text annotation and its text.
func (d *drawing) annotation(s *layout.Shape) {
	b := s.Bounds
	d.rect("bpmn-hit", b, 0)
	d.raw(`<path class="bpmn-none" d="M`, b.X+min(20, b.Width), " ", b.Y, "H", b.X, "v", b.Height, "h", min(20, b.Width), `"/>`)
	lines, size := fit(s.Name, b.Width-2*layout.AnnotationPadding, b.Height-layout.AnnotationPadding)
	d.lines(lines, b.X+layout.AnnotationPadding, b.Y+layout.AnnotationPadding+size*text.LineHeight/2, size, start)
}

// envelope draws a message.
func (d *drawing) envelope(class string, b bpmn.Bounds) {
	d.rect(class, b, 0)
	d.raw(`<path class="bpmn-none" d="M`, b.X, " ", b.Y, "l", b.Width/2, " ", b.Height*0.55, "l", b.Width/2, " ", -b.Height*0.55, `"/>`)
}

// other draws the outline of an element that has no notation here: a hexagon
// for a conversation, a cylinder for a data store.
func (d *drawing) other(s *layout.Shape, c colors) {
	b := s.Bounds
	if s.Node.Base().Type == bpmn.DataStoreType {
		d.store(b)
	} else {
		y, cut := b.Y+b.Height/2, b.Width/4
		d.polygon("bpmn-body", bpmn.Point{X: b.X, Y: y}, bpmn.Point{X: b.X + cut, Y: b.Y}, bpmn.Point{X: b.X + b.Width - cut, Y: b.Y},
			bpmn.Point{X: b.X + b.Width, Y: y}, bpmn.Point{X: b.X + b.Width - cut, Y: b.Y + b.Height}, bpmn.Point{X: b.X + cut, Y: b.Y + b.Height})
	}
	if s.Name != "" {
		end := d.beginText(c)
		d.box(s.Name, inset(b, 4))
		d.raw(end)
	}
}
