package layout

import (
	"math"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/text"
)

// Text of annotations.
const (
	AnnotationSize    = 12.0 // font size
	AnnotationPadding = 6.0
	annotationWidth   = 160.0
	annotationLines   = 12
)

// annotationSize returns the size of an annotation that shows its whole text.
func annotationSize(content string) (width, height float64) {
	lines, _ := text.Wrap(content, annotationWidth-2*AnnotationPadding, AnnotationSize, annotationLines)
	for _, line := range lines {
		width = max(width, text.Width(line, AnnotationSize))
	}
	height = float64(max(len(lines), 1)) * AnnotationSize * text.LineHeight
	return math.Ceil(max(width, 40) + 2*AnnotationPadding), math.Ceil(height + 2*AnnotationPadding)
}

func center(b bpmn.Bounds) bpmn.Point { return bpmn.Point{X: b.X + b.Width/2, Y: b.Y + b.Height/2} }

func contains(b bpmn.Bounds, p bpmn.Point) bool {
	return p.X >= b.X && p.X <= b.X+b.Width && p.Y >= b.Y && p.Y <= b.Y+b.Height
}

// direct returns the straight line between two rectangles, from border to
// border.
func direct(a, b bpmn.Bounds) []bpmn.Point {
	from, to := center(a), center(b)
	if from == to {
		return []bpmn.Point{{X: a.X, Y: from.Y}, {X: a.X + a.Width, Y: to.Y}}
	}
	return []bpmn.Point{border(a, to), border(b, from)}
}

// border returns where the line from the center of a rectangle to a point
// leaves the rectangle.
func border(b bpmn.Bounds, to bpmn.Point) bpmn.Point {
	c := center(b)
	dx, dy := to.X-c.X, to.Y-c.Y
	f := math.Inf(1)
	if dx != 0 {
		f = min(f, b.Width/2/math.Abs(dx))
	}
	if dy != 0 {
		f = min(f, b.Height/2/math.Abs(dy))
	}
	if math.IsInf(f, 1) || f > 1 {
		return c
	}
	return bpmn.Point{X: c.X + dx*f, Y: c.Y + dy*f}
}

// turns returns a line at right angles between two rectangles that are placed
// anyhow, in the direction in which they lie apart.
func turns(a, b bpmn.Bounds) []bpmn.Point {
	from, to := center(a), center(b)
	right, below := b.X-(a.X+a.Width), b.Y-(a.Y+a.Height)
	left, above := a.X-(b.X+b.Width), a.Y-(b.Y+b.Height)
	var out []bpmn.Point
	switch {
	case right >= 20:
		x := a.X + a.Width + right/2
		out = []bpmn.Point{{X: a.X + a.Width, Y: from.Y}, {X: x, Y: from.Y}, {X: x, Y: to.Y}, {X: b.X, Y: to.Y}}
	case below >= 20:
		y := a.Y + a.Height + below/2
		out = []bpmn.Point{{X: from.X, Y: a.Y + a.Height}, {X: from.X, Y: y}, {X: to.X, Y: y}, {X: to.X, Y: b.Y}}
	case above >= 20:
		y := a.Y - above/2
		out = []bpmn.Point{{X: from.X, Y: a.Y}, {X: from.X, Y: y}, {X: to.X, Y: y}, {X: to.X, Y: b.Y + b.Height}}
	case left >= 20:
		x := a.X - left/2
		out = []bpmn.Point{{X: a.X, Y: from.Y}, {X: x, Y: from.Y}, {X: x, Y: to.Y}, {X: b.X + b.Width, Y: to.Y}}
	default:
		return direct(a, b)
	}
	if out[0].X == out[3].X || out[0].Y == out[3].Y {
		return []bpmn.Point{out[0], out[3]}
	}
	return out
}

// downwards returns a line that leaves a rectangle below, as that of a boundary
// event does, and enters a lower one from the side or from above.
func downwards(a, b bpmn.Bounds) []bpmn.Point {
	from, to := center(a), center(b)
	start := bpmn.Point{X: from.X, Y: a.Y + a.Height}
	switch {
	case from.X < b.X-10:
		return []bpmn.Point{start, {X: from.X, Y: to.Y}, {X: b.X, Y: to.Y}}
	case from.X > b.X+b.Width+10:
		return []bpmn.Point{start, {X: from.X, Y: to.Y}, {X: b.X + b.Width, Y: to.Y}}
	}
	return turns(a, b)
}

// loop returns a line that leaves a rectangle below and comes back from the
// left.
func loop(a bpmn.Bounds) []bpmn.Point {
	c := center(a)
	bottom, left := a.Y+a.Height, a.X
	return []bpmn.Point{
		{X: c.X, Y: bottom}, {X: c.X, Y: bottom + 20}, {X: left - 20, Y: bottom + 20}, {X: left - 20, Y: c.Y}, {X: left, Y: c.Y},
	}
}
