package layout

import (
	"math"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/text"
)

// Labels that are written outside of their element.
const (
	LabelSize  = 11.0 // font size
	LabelLines = 4    // at most
	labelWidth = 90.0
	labelGap   = 4.0 // between an element and its label
)

// lineHeight is the height of a line of a label.
const lineHeight = LabelSize * text.LineHeight

// name returns the text that is written at an element: its name, the content
// of an annotation, the category value of a group, or the name of data with
// its state.
func (b *builder) name(n bpmn.Node) string {
	switch n := n.(type) {
	case *bpmn.Data:
		name := text.Clean(n.Name)
		if n.XML != nil {
			if state := n.XML.Child(bpmn.ModelNamespace, "dataState"); state != nil {
				if v := text.Clean(state.Attr("", "name").Text()); v != "" && !strings.Contains(name, "["+v+"]") {
					name += "\n[" + v + "]"
				}
			}
		}
		return name
	case *bpmn.Artifact:
		switch n.Type {
		case bpmn.GroupType:
			return text.Clean(b.categories[n.Attr("categoryValueRef").Text()])
		case bpmn.TextAnnotationType:
			if n.Text != nil {
				return text.Clean(n.Text.Value)
			}
		}
		return ""
	}
	return text.Clean(n.Base().Name)
}

// labelSize returns the width and the height of a label.
func labelSize(name string) (width, height float64) {
	lines, _ := text.Wrap(name, labelWidth, LabelSize, LabelLines)
	for _, l := range lines {
		width = max(width, text.Width(l, LabelSize))
	}
	return math.Ceil(width), math.Ceil(float64(len(lines)) * lineHeight)
}

// isLabelOutside reports whether an element's name is written outside of it.
func isLabelOutside(n bpmn.Node) bool {
	switch n := n.(type) {
	case *bpmn.FlowNode:
		return n.Type.IsEvent() || n.Type.IsGateway()
	case *bpmn.Data:
		return true
	case *bpmn.Artifact:
		return n.Type == bpmn.GroupType
	}
	return false
}

// labelBelow returns the bounds of a label under an element, above it for a
// group.
func (b *builder) labelBelow(n bpmn.Node, r bpmn.Bounds) *bpmn.Bounds {
	name := b.name(n)
	if name == "" || !isLabelOutside(n) {
		return nil
	}
	_, h := labelSize(name)
	l := &bpmn.Bounds{X: r.X + r.Width/2 - labelWidth/2, Y: r.Y + r.Height + labelGap, Width: labelWidth, Height: h}
	if n.Base().Type == bpmn.GroupType {
		l.X, l.Width, l.Y = r.X, r.Width, r.Y-h-labelGap
	}
	return l
}

// labelOn returns the bounds of a label upon the middle of an edge.
func (b *builder) labelOn(n bpmn.Node, points []bpmn.Point) *bpmn.Bounds {
	name := b.name(n)
	if name == "" {
		return nil
	}
	w, h := labelSize(name)
	at, flat := Middle(points)
	x, y := labelGap, 2.0
	if f, ok := n.(*bpmn.MessageFlow); ok && f.MessageRef.Set {
		x, y = x+12, y+9 // beside the envelope
	}
	if flat {
		return &bpmn.Bounds{X: at.X - w/2, Y: at.Y - h - y, Width: w, Height: h}
	}
	return &bpmn.Bounds{X: at.X + x, Y: at.Y - h/2, Width: w, Height: h}
}

// Middle returns the point half the way along an edge, and whether the edge is
// rather flat there.
func Middle(points []bpmn.Point) (at bpmn.Point, flat bool) {
	total := 0.0
	for i := range len(points) - 1 {
		total += distance(points[i], points[i+1])
	}
	rest := total / 2
	for i := range len(points) - 1 {
		p, q := points[i], points[i+1]
		d := distance(p, q)
		if d > 0 && rest <= d {
			f := rest / d
			return bpmn.Point{X: p.X + (q.X-p.X)*f, Y: p.Y + (q.Y-p.Y)*f}, math.Abs(q.X-p.X) >= math.Abs(q.Y-p.Y)
		}
		rest -= d
	}
	return points[0], true
}

func distance(p, q bpmn.Point) float64 { return math.Hypot(q.X-p.X, q.Y-p.Y) }

// given returns the bounds that the diagram gives a label, nil where they are
// of no use. Some tools write a place but no size.
func given(l *bpmn.Bounds) *bpmn.Bounds {
	if l == nil || *l == (bpmn.Bounds{}) || !sane(*l) {
		return nil
	}
	out := *l
	if out.Width <= 0 {
		out.Width = labelWidth
	}
	out.Height = max(out.Height, 0)
	return &out
}
