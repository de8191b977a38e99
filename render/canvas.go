package render

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/text"
)

// canvas is SVG in the making.
type canvas struct{ buf []byte }

// raw writes markup: strings are written as they are, so they must not come
// from a model; numbers with two decimals at most.
func (c *canvas) raw(parts ...any) {
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			c.buf = append(c.buf, p...)
		case float64:
			c.number(p)
		case int:
			c.buf = strconv.AppendInt(c.buf, int64(p), 10)
		}
	}
}

// number writes a number with two decimals at most. Coordinates are small
// enough for whole hundredths.
func (c *canvas) number(v float64) {
	n := int64(math.Round(v * 100))
	if n < 0 {
		c.buf = append(c.buf, '-')
		n = -n
	}
	c.buf = strconv.AppendInt(c.buf, n/100, 10)
	if d := byte(n % 100); d > 0 {
		c.buf = append(c.buf, '.', '0'+d/10)
		if d%10 > 0 {
			c.buf = append(c.buf, '0'+d%10)
		}
	}
}

// text writes text from a model, escaped for content and for attributes.
func (c *canvas) text(s string) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '<':
			c.raw("&lt;")
		case r == '>':
			c.raw("&gt;")
		case r == '&':
			c.raw("&amp;")
		case r == '"':
			c.raw("&#34;")
		case r == '\'':
			c.raw("&#39;")
		case r < ' ' && r != '\n' && r != '\t', r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
		default:
			c.buf = append(c.buf, s[i:i+n]...)
		}
		i += n
	}
}

// title writes the title of a group, which viewers show under the pointer.
func (c *canvas) title(s string) {
	c.raw("<title>")
	c.text(s)
	c.raw("</title>")
}

func (c *canvas) rect(class string, b bpmn.Bounds, radius float64) {
	c.raw(`<rect class="`, class, `" x="`, b.X, `" y="`, b.Y, `" width="`, b.Width, `" height="`, b.Height, `"`)
	if radius > 0 {
		c.raw(` rx="`, radius, `"`)
	}
	c.raw("/>")
}

func (c *canvas) ellipse(class string, b bpmn.Bounds) {
	c.raw(`<ellipse class="`, class, `" cx="`, b.X+b.Width/2, `" cy="`, b.Y+b.Height/2, `" rx="`, b.Width/2, `" ry="`, b.Height/2, `"/>`)
}

func (c *canvas) path(class, d string) { c.raw(`<path class="`, class, `" d="`, d, `"/>`) }

// polygon writes a closed line through points.
func (c *canvas) polygon(class string, points ...bpmn.Point) {
	c.raw(`<path class="`, class, `" d="`)
	c.line(points)
	c.raw(`z"/>`)
}

// line writes the data of a path through points.
func (c *canvas) line(points []bpmn.Point) {
	for i, p := range points {
		if i == 0 {
			c.raw("M", p.X, " ", p.Y)
		} else {
			c.raw("L", p.X, " ", p.Y)
		}
	}
}

// icon draws paths in a place, scaled.
func (c *canvas) icon(x, y, scale float64, icon ...stroke) {
	c.raw(`<g transform="translate(`, x, " ", y, ")")
	if scale != 1 {
		c.raw(" scale(", scale, ")")
	}
	c.raw(`">`)
	for _, s := range icon {
		c.path(s.class, s.path)
	}
	c.raw("</g>")
}

// anchor says which part of a line of text is at its x.
type anchor uint8

const (
	middle anchor = iota
	start
)

// lines writes lines of text, the first with its middle at y.
func (c *canvas) lines(lines []string, x, y, size float64, at anchor) {
	if len(lines) == 0 {
		return
	}
	c.raw("<text")
	if at == start {
		c.raw(` class="bpmn-start"`)
	}
	if size != defaultSize {
		c.raw(` font-size="`, size, `"`)
	}
	baseline := y + size*0.35
	if len(lines) == 1 {
		c.raw(` x="`, x, `" y="`, baseline, `">`)
		c.text(lines[0])
	} else {
		c.raw(">")
		for i, l := range lines {
			c.raw(`<tspan x="`, x, `" y="`, baseline+float64(i)*size*text.LineHeight, `">`)
			c.text(l)
			c.raw("</tspan>")
		}
	}
	c.raw("</text>")
}
