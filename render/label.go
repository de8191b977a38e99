package render

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/layout"
	"github.com/bpmnlint/bpmnlint/render/internal/text"
)

// labels writes the names that stand outside of their elements, above
// everything else.
func (d *drawing) labels(p *layout.Picture) {
	for _, s := range p.Shapes {
		if s.Label != nil && d.shows(labelExtent(s.Name, s.Label)) {
			d.label(s.Node, s.Name, s.Label, d.colors(s))
		}
	}
	for _, e := range p.Edges {
		if e.Label != nil && d.shows(labelExtent(e.Name, e.Label)) {
			c := colors{}
			if e.DI != nil {
				c = colorsOf(e.DI.Base())
			}
			d.label(e.Node, e.Name, e.Label, c)
		}
	}
}

func (d *drawing) label(n bpmn.Node, name string, b *bpmn.Bounds, c colors) {
	lines := labelText(name, b)
	if len(lines) == 0 {
		return
	}
	d.raw(`<g class="bpmn-label`)
	if c.label != nil {
		c.stroke = c.label
	}
	d.paint(colors{stroke: c.stroke}, false)
	d.raw(">")
	d.title(elementTitle(n.Base()))
	d.lines(lines, b.X+b.Width/2, b.Y+layout.LabelSize*text.LineHeight/2, layout.LabelSize, middle)
	d.raw("</g>\n")
}

// labelText breaks a label into lines. Diagrams give a label the size that it
// had in the font of the tool that wrote them, so a little more is permitted.
func labelText(name string, b *bpmn.Bounds) []string {
	lines, _ := text.Wrap(name, max(b.Width*1.1+4, 60), layout.LabelSize, max(layout.LabelLines, int(b.Height/layout.LabelSize)))
	return lines
}

// labelExtent returns the bounds of a label as it is written.
func labelExtent(name string, b *bpmn.Bounds) bpmn.Bounds {
	lines := labelText(name, b)
	width := 0.0
	for _, l := range lines {
		width = max(width, text.Width(l, layout.LabelSize))
	}
	return bpmn.Bounds{
		X: b.X + b.Width/2 - width/2, Y: b.Y, Width: width, Height: float64(len(lines)) * layout.LabelSize * text.LineHeight,
	}
}
