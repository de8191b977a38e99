package render

import (
	"slices"
	"strconv"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/render/internal/layout"
	"github.com/bpmnlint/bpmnlint/render/internal/text"
)

// Sizes of badges.
const (
	badgeHeight = 18.0
	badgeSize   = 11.0 // of the font
	badgeGap    = 2.0
	maxBadges   = 4 // at one element; the last then says how many more there are
)

// assignMarks finds the elements at which the marks are drawn.
func (d *drawing) assignMarks() {
	d.marks = map[int][]Mark{}
	for _, m := range d.options.Marks {
		if n := d.drawnAs(d.defs.ByID(m.Element)); n != nil {
			d.marks[n.Base().Index] = append(d.marks[n.Base().Index], m)
		} else {
			d.loose = append(d.loose, m)
		}
	}
}

// drawnAs returns the element itself if it is drawn, else the nearest one
// around it that is, or the pool of a process; nil for none.
func (d *drawing) drawnAs(n bpmn.Node) bpmn.Node {
	for n != nil {
		for _, p := range d.pictures {
			if p.Shape(n) != nil || p.Edge(n) != nil {
				return n
			}
		}
		if pr, ok := n.(*bpmn.Process); ok {
			if len(pr.Participants) == 0 {
				return nil
			}
			n = pr.Participants[0]
			continue
		}
		x := n.Base().XML
		n = nil
		for x != nil && x.Parent != nil && n == nil {
			x = x.Parent
			if id := x.Attr("", "id").Text(); id != "" {
				n = d.defs.ByID(id)
			}
		}
	}
	return nil
}

// severityOf returns the worst severity of marks.
func severityOf(marks []Mark) diag.Severity {
	worst := diag.Severity(0)
	for _, m := range marks {
		worst = max(worst, m.Severity)
	}
	return worst
}

// classOf returns the part of a class that a mark has: its tone, else its
// severity.
func classOf(m Mark) string {
	if m.Tone != NoTone {
		return m.Tone.String()
	}
	return severityClass(m.Severity)
}

// toneOf returns the class of several marks: that of the first of the worst
// severity.
func toneOf(marks []Mark) string {
	worst := severityOf(marks)
	for _, m := range marks {
		if m.Severity == worst {
			return classOf(m)
		}
	}
	return severityClass(worst)
}

// severityClass returns the part of a class that a severity has.
func severityClass(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "error"
	case diag.Warning:
		return "warning"
	}
	return "note"
}

// halos returns the classes of the outlines around an element.
func (d *drawing) halos(n bpmn.Node) []string {
	var out []string
	i := n.Base().Index
	if d.highlighted[i] {
		out = append(out, "bpmn-halo bpmn-halo-highlight")
	}
	if marks := d.marks[i]; len(marks) > 0 {
		out = append(out, "bpmn-halo bpmn-halo-"+toneOf(marks))
	}
	return out
}

// halo draws the outlines around a shape.
func (d *drawing) halo(n bpmn.Node, b bpmn.Bounds) {
	for _, class := range d.halos(n) {
		f, _ := n.(*bpmn.FlowNode)
		switch {
		case f != nil && f.Type.IsEvent():
			d.ellipse(class, grown(b, 3))
		case f != nil && f.Type.IsGateway():
			x, y, r := b.X+b.Width/2, b.Y+b.Height/2, 4.0
			d.polygon(class, bpmn.Point{X: x, Y: b.Y - r}, bpmn.Point{X: b.X + b.Width + r, Y: y}, bpmn.Point{X: x, Y: b.Y + b.Height + r}, bpmn.Point{X: b.X - r, Y: y})
		case f != nil:
			d.rect(class, grown(b, 3), 12)
		default:
			d.rect(class, grown(b, 3), 3)
		}
	}
}

// haloLine draws the outlines of an edge.
func (d *drawing) haloLine(n bpmn.Node, points []bpmn.Point) {
	for _, class := range d.halos(n) {
		d.stroke(class, points)
	}
}

// badge is what is drawn for a mark.
type badge struct {
	mark  Mark
	width float64
}

// badgeRow is the badges of an element, in a row.
type badgeRow struct {
	badges []badge
	x, y   float64 // the left end, the middle
	width  float64
}

func (r badgeRow) bounds() bpmn.Bounds {
	return bpmn.Bounds{X: r.x - 1, Y: r.y - badgeHeight/2 - 1, Width: r.width + 2, Height: badgeHeight + 2}
}

// newRow makes a row of badges. Of many, the last stands for those that are
// left out, whose titles it has.
func newRow(marks []Mark) badgeRow {
	if len(marks) > maxBadges {
		marks = slices.Clone(marks)
		slices.SortStableFunc(marks, func(a, b Mark) int { return int(b.Severity) - int(a.Severity) })
		rest := marks[maxBadges-1:]
		more := Mark{Severity: severityOf(rest), Tone: rest[0].Tone, Text: "+" + strconv.Itoa(len(rest))}
		for i, m := range rest {
			if i > 0 {
				more.Title += "\n"
			}
			more.Title += m.Title
		}
		marks = append(marks[:maxBadges-1:maxBadges-1], more)
	}
	r := badgeRow{width: -badgeGap}
	for _, m := range marks {
		m.Text = badgeText(m)
		b := badge{m, max(text.Width(m.Text, badgeSize)+8, badgeHeight)}
		r.badges = append(r.badges, b)
		r.width += b.width + badgeGap
	}
	return r
}

// badgeText returns what is written in a badge, so that it can be told from
// others without colors.
func badgeText(m Mark) string {
	if t := text.Clean(m.Text); t != "" {
		lines, _ := text.Wrap(t, 60, badgeSize, 1)
		return lines[0]
	}
	if m.Severity == diag.Note {
		return "i"
	}
	return "!"
}

// badgeRows places the badges of a picture: at the upper right corner of
// shapes, on the middle of edges.
func (d *drawing) badgeRows(p *layout.Picture) []badgeRow {
	if len(d.marks) == 0 {
		return nil
	}
	var out []badgeRow
	for _, s := range p.Shapes {
		if marks := d.marks[s.Node.Base().Index]; len(marks) > 0 {
			r := newRow(marks)
			r.x, r.y = s.Bounds.X+s.Bounds.Width+8-r.width, s.Bounds.Y
			if s.Bounds.Width < r.width { // so that a small one stays visible
				r.x = s.Bounds.X + s.Bounds.Width - 8
			}
			out = append(out, r)
		}
	}
	for _, e := range p.Edges {
		if marks := d.marks[e.Node.Base().Index]; len(marks) > 0 {
			r := newRow(marks)
			at, _ := layout.Middle(e.Points)
			r.x, r.y = at.X-r.width/2, at.Y
			out = append(out, r)
		}
	}
	return out
}

// badges draws the badges of a picture.
func (d *drawing) badges(p *layout.Picture) {
	for _, r := range d.badgeRows(p) {
		if d.shows(r.bounds()) {
			d.row(r)
		}
	}
}

func (d *drawing) row(r badgeRow) {
	x := r.x
	for _, b := range r.badges {
		d.badge(b, x, r.y)
		x += b.width + badgeGap
	}
}

// badge draws a badge with its left end and its middle at a place. Errors are
// round, warnings less so, notes are angular.
func (d *drawing) badge(b badge, x, y float64) {
	end := "</g>\n"
	if b.mark.Link != "" {
		d.raw(`<a href="#`)
		d.text(b.mark.Link)
		d.raw(`">`)
		end = "</g></a>\n"
	}
	d.raw(`<g class="bpmn-badge bpmn-badge-`, classOf(b.mark), `">`)
	if b.mark.Title != "" {
		d.title(text.Clean(b.mark.Title))
	}
	radius := map[string]float64{"error": badgeHeight / 2, "warning": 5, "note": 1}[severityClass(b.mark.Severity)]
	d.raw(`<rect x="`, x, `" y="`, y-badgeHeight/2, `" width="`, b.width, `" height="`, badgeHeight, `" rx="`, radius, `"/>`)
	d.lines([]string{b.mark.Text}, x+b.width/2, y, badgeSize, middle)
	d.raw(end)
}

// drawLoose draws the marks that belong to nothing drawn into the upper left
// corner, and returns where the pictures begin.
func (d *drawing) drawLoose(y float64) float64 {
	if len(d.loose) == 0 {
		return y
	}
	r := newRow(d.loose)
	r.x, r.y = margin, y+badgeHeight/2
	d.row(r)
	return y + badgeHeight + margin
}

// legend lists the marks and returns where it ends.
func (d *drawing) legend(y, width float64) float64 {
	d.raw(`<g class="bpmn-legend">` + "\n")
	for _, m := range d.options.Marks {
		row := newRow([]Mark{m})
		lines, _ := text.Wrap(text.Clean(m.Title), width-50, defaultSize, 6)
		d.badge(row.badges[0], margin, y+badgeHeight/2)
		d.lines(lines, margin+max(row.width, 26)+8, y+badgeHeight/2, defaultSize, start)
		y += max(badgeHeight+6, float64(len(lines))*defaultSize*text.LineHeight+8)
	}
	d.raw("</g>\n")
	return y
}
