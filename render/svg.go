package render

import (
	"cmp"
	"errors"
	"io"
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/render/internal/layout"
	"github.com/bpmnlint/bpmnlint/render/internal/text"
)

// ErrNotDrawn says that the element to crop to has no place in the drawing.
var ErrNotDrawn = errors.New("the element is not drawn")

// Options configure [SVG]. The zero value draws the model as it is.
type Options struct {
	// Prefix precedes all ids in the drawing, so that a page can hold several.
	Prefix string
	// Marks are drawn as badges at their elements.
	Marks []Mark
	// Legend lists the marks below the drawing.
	Legend bool
	// Highlight are the ids of elements to emphasize.
	Highlight []string
	// Crop is the id of the element that is drawn with its surroundings: what
	// it is connected with, as far as that is near. Empty draws everything.
	Crop string
}

// Mark is a remark about an element.
type Mark struct {
	// Element is the element's id. A mark for what is not drawn itself stands
	// at the nearest element around it that is, else in the upper left corner.
	Element string
	// Severity colors the badge and the outline of the element.
	Severity diag.Severity
	// Tone colors them instead, where the mark is no fault.
	Tone Tone
	// Text is written in the badge: a number or a letter.
	Text string
	// Title is shown under the pointer, and in the legend.
	Title string
	// Link is the id of an element of the page that the badge leads to; empty
	// for none.
	Link string
}

// Tone is a color for marks that are no faults. The zero value leaves it to the
// severity.
type Tone uint8

// The tones.
const (
	NoTone      Tone = iota
	AddedTone        // green
	RemovedTone      // red
	ChangedTone      // yellow
	MovedTone        // violet
)

// String returns the tone's part of a class, empty for none.
func (t Tone) String() string {
	switch t {
	case AddedTone:
		return "added"
	case RemovedTone:
		return "removed"
	case ChangedTone:
		return "changed"
	case MovedTone:
		return "moved"
	}
	return ""
}

// Distances of the drawing.
const (
	margin       = 20.0
	pictureGap   = 50.0
	headingSpace = 34.0
)

// SVG writes the drawing of a model. The error is the writer's, or
// [ErrNotDrawn] for a crop to what is not in the drawing; nothing is written
// then. Where there is nothing to draw, the drawing says so.
func SVG(w io.Writer, d *bpmn.Definitions, o Options) error {
	dr, err := newDrawing(d, o)
	if err != nil {
		return err
	}
	dr.draw()
	_, err = w.Write(dr.buf)
	return err
}

func newDrawing(d *bpmn.Definitions, o Options) (*drawing, error) {
	dr := &drawing{defs: d, options: o, pictures: layout.Pictures(d), ids: map[string]bool{}}
	dr.assignMarks()
	dr.highlighted = map[int]bool{}
	for _, id := range o.Highlight {
		if n := d.ByID(id); n != nil {
			dr.highlighted[n.Base().Index] = true
		}
	}
	if o.Crop != "" {
		if err := dr.crop(o.Crop); err != nil {
			return nil, err
		}
	}
	return dr, nil
}

// drawing is an SVG in the making.
type drawing struct {
	canvas
	defs        *bpmn.Definitions
	options     Options
	pictures    []*layout.Picture
	ids         map[string]bool // that are taken
	marks       map[int][]Mark
	loose       []Mark // that belong to nothing drawn
	highlighted map[int]bool
	cropped     bool
	window      bpmn.Bounds // what a crop shows
	// width and height are the size of the drawing, once it is drawn.
	width, height float64
}

func (d *drawing) draw() {
	var body canvas
	d.canvas, body = body, d.canvas
	width, height, x0, y0 := 0.0, 0.0, 0.0, 0.0
	if d.cropped {
		d.drawPicture(d.pictures[0])
		x0, y0, width, height = d.window.X, d.window.Y, d.window.Width, d.window.Height
	} else {
		width, height = d.drawAll()
	}
	drawn := d.canvas
	d.canvas = body
	d.width, d.height = width, height
	d.raw(`<svg xmlns="http://www.w3.org/2000/svg" class="bpmn-diagram" role="graphics-document" width="`, width, `" height="`, height,
		`" viewBox="`, x0, " ", y0, " ", width, " ", height, `">`)
	d.title(d.documentTitle())
	d.raw("\n<style>", styleFor(d.options.Marks), "</style>\n", `<rect class="bpmn-ground" x="`, x0, `" y="`, y0, `" width="`, width, `" height="`, height, `"/>`, "\n")
	d.buf = append(d.buf, drawn.buf...)
	d.raw("</svg>\n")
}

// documentTitle names the drawing for people who hear it.
func (d *drawing) documentTitle() string {
	if d.options.Crop != "" {
		if n := d.defs.ByID(d.options.Crop); n != nil {
			return n.Base().Label()
		}
	}
	for _, p := range d.defs.Processes {
		return p.Label()
	}
	return d.defs.Label()
}

// drawAll draws all pictures, one below the other, and returns the size.
func (d *drawing) drawAll() (width, height float64) {
	y := margin
	y = d.drawLoose(y)
	for i, p := range d.pictures {
		if i > 0 {
			y += pictureGap
		}
		if len(d.pictures) > 1 {
			y = d.heading(p, y, &width)
		}
		b := d.extent(p)
		d.raw(`<g transform="translate(`, margin-b.X, " ", y-b.Y, `)">`, "\n")
		d.drawPicture(p)
		d.raw("</g>\n")
		width, y = max(width, b.Width), y+b.Height
	}
	if len(d.pictures) == 0 {
		d.raw(`<g class="bpmn-legend">`)
		d.lines([]string{"nothing to draw"}, margin, y+10, defaultSize, start)
		d.raw("</g>\n")
		width, y = max(width, 120), y+20
	}
	if d.options.Legend && len(d.options.Marks) > 0 {
		width = max(width, 480)
		y = d.legend(y+pictureGap/2, width)
	}
	return width + 2*margin, y + margin
}

// heading writes what a picture shows.
func (d *drawing) heading(p *layout.Picture, y float64, width *float64) float64 {
	label := "diagram"
	if p.Root != nil {
		label = text.Clean(p.Root.Base().Label())
	}
	*width = max(*width, text.Width(label, 16))
	d.raw(`<text class="bpmn-start bpmn-heading" x="`, margin, `" y="`, y+16, `">`)
	d.text(label)
	d.raw("</text>\n")
	return y + headingSpace
}

// drawPicture draws shapes and edges, from back to front.
func (d *drawing) drawPicture(p *layout.Picture) {
	shapes := slices.Clone(p.Shapes)
	slices.SortStableFunc(shapes, func(a, b *layout.Shape) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(containerArea(b), containerArea(a)))
	})
	edges := false
	drawEdges := func() {
		for _, e := range p.Edges {
			if d.shows(edgeExtent(e)) {
				d.edge(p, e)
			}
		}
		edges = true
	}
	for _, s := range shapes {
		if !edges && rank(s) > rankEdge {
			drawEdges()
		}
		if d.shows(shapeExtent(s)) {
			d.shape(p, s)
		}
	}
	if !edges {
		drawEdges()
	}
	d.labels(p)
	d.badges(p)
}

// Ranks of what is drawn, from back to front.
const (
	rankPool = iota
	rankLane
	rankContainer
	rankEdge
	rankNode
	rankBoundary
)

func rank(s *layout.Shape) int {
	switch n := s.Node.(type) {
	case *bpmn.Participant:
		return rankPool
	case *bpmn.Lane:
		return rankLane
	case *bpmn.Artifact:
		if n.Type == bpmn.GroupType {
			return rankContainer
		}
	case *bpmn.FlowNode:
		if s.Expanded {
			return rankContainer
		}
		if n.Type == bpmn.BoundaryEvent {
			return rankBoundary
		}
	}
	return rankNode
}

// containerArea orders what may contain each other: what is larger lies
// farther back.
func containerArea(s *layout.Shape) float64 {
	if rank(s) < rankEdge {
		return s.Bounds.Width * s.Bounds.Height
	}
	return 0
}

// begin opens the group of an element.
func (d *drawing) begin(n bpmn.Node, c colors, island bool) {
	e := n.Base()
	d.raw("<g")
	if e.ID != "" && !d.ids[e.ID] {
		d.ids[e.ID] = true
		d.raw(` id="`)
		d.text(d.options.Prefix + e.ID)
		d.raw(`"`)
	}
	d.raw(` class="bpmn-element bpmn-`, string(e.Type))
	d.paint(c, island)
	d.raw(` role="graphics-symbol">`)
	d.title(elementTitle(e))
}

// elementTitle says what an element is: its label and its id.
func elementTitle(e *bpmn.Element) string {
	title := e.Label()
	if e.Name != "" && e.ID != "" {
		title += " (" + text.Clean(e.ID) + ")"
	}
	return title
}

// paint ends a class attribute and sets the colors that the diagram gives. An
// island has a ground of its own, so its colors stay in the dark; all else
// lies on the viewer's ground.
func (d *drawing) paint(c colors, island bool) {
	if c.stroke == nil && c.fill == nil {
		d.raw(`"`)
		return
	}
	if island {
		fill := rgb{1, 1, 1}
		if c.fill != nil {
			fill = *c.fill
		}
		ink := inkOn(fill, nil)
		if c.stroke != nil {
			ink = *c.stroke
		}
		d.raw(`" style="color:`, ink.String(), ";fill:", fill.String(), `"`)
		return
	}
	if c.stroke == nil {
		d.raw(`"`)
		return
	}
	d.raw(` bpmn-tinted" style="color:`, c.stroke.String(), ";--bpmn-tint:", c.stroke.onDark().String(), `"`)
}
