package render

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// Namespaces of the attributes that color a diagram: bpmn.io's and the one of
// BPMN in Color, which came later and wins.
const (
	biocNamespace  = "http://bpmn.io/schema/bpmn/biocolor/1.0"
	colorNamespace = "http://www.omg.org/spec/BPMN/non-normative/color/1.0"
)

// rgb is a color, with components from 0 to 1.
type rgb struct{ r, g, b float64 }

// colors are those that the diagram gives an element; nil for the usual ones.
type colors struct{ stroke, fill, label *rgb }

// colorsOf reads the colors of a shape or edge of the diagram, whose XML
// element is di's. Black on white is what tools write that always write
// colors: it is left to the viewer's preference.
func colorsOf(di *bpmn.Element) colors {
	if di == nil || di.XML == nil {
		return colors{}
	}
	x := di.XML
	get := func(older, newer string) *rgb {
		if c := parseColor(x.Attr(colorNamespace, newer).Text()); c != nil {
			return c
		}
		return parseColor(x.Attr(biocNamespace, older).Text())
	}
	c := colors{stroke: get("stroke", "border-color"), fill: get("fill", "background-color")}
	if label := x.Child(bpmn.DINamespace, "BPMNLabel"); label != nil {
		c.label = parseColor(label.Attr(colorNamespace, "color").Text())
	}
	if c.fill != nil && *c.fill == (rgb{1, 1, 1}) {
		c.fill = nil
	}
	if c.fill == nil && c.stroke != nil && *c.stroke == (rgb{}) {
		c.stroke = nil
	}
	if c.fill == nil && c.label != nil && *c.label == (rgb{}) {
		c.label = nil
	}
	return c
}

// namedColors are those of CSS that have been seen in diagrams: its sixteen
// basic ones and orange.
var namedColors = map[string]string{
	"black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080", "white": "#ffffff",
	"maroon": "#800000", "red": "#ff0000", "purple": "#800080", "fuchsia": "#ff00ff", "green": "#008000",
	"lime": "#00ff00", "olive": "#808000", "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff",
	"teal": "#008080", "aqua": "#00ffff", "orange": "#ffa500",
}

// parseColor reads a color as CSS writes it: #rgb, #rrggbb, with opacity or
// not, rgb(r, g, b), or a name. It returns nil for anything else.
func parseColor(s string) *rgb {
	s = strings.ToLower(strings.TrimSpace(s))
	if hex, ok := namedColors[s]; ok {
		s = hex
	}
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		return parseHex(hex)
	}
	s, ok := strings.CutPrefix(s, "rgb")
	if !ok {
		return nil
	}
	s = strings.TrimPrefix(s, "a")
	s, ok = strings.CutPrefix(s, "(")
	s, closed := strings.CutSuffix(s, ")")
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if !ok || !closed || len(parts) < 3 || len(parts) > 4 {
		return nil
	}
	var v [3]float64
	for i := range v {
		n, err := strconv.Atoi(parts[i])
		if err != nil || n < 0 || n > 255 {
			return nil
		}
		v[i] = float64(n) / 255
	}
	return &rgb{v[0], v[1], v[2]}
}

func parseHex(hex string) *rgb {
	switch len(hex) {
	case 3, 4:
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	case 6, 8:
		hex = hex[:6]
	default:
		return nil
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		return nil
	}
	return &rgb{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}
}

// String returns the color as #rrggbb.
func (c rgb) String() string {
	return fmt.Sprintf("#%02x%02x%02x", int(math.Round(c.r*255)), int(math.Round(c.g*255)), int(math.Round(c.b*255)))
}

// luminance is the relative luminance of WCAG 2.1.
func (c rgb) luminance() float64 {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

// contrast is the contrast ratio of WCAG 2.1, from 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Colors of the style sheet that computed ones must go with.
var (
	lightInk   = rgb{0x24 / 255.0, 0x29 / 255.0, 0x2f / 255.0}
	darkGround = rgb{0x0d / 255.0, 0x11 / 255.0, 0x17 / 255.0}
)

// readable is the contrast that text needs (WCAG 2.1, 1.4.3).
const readable = 4.5

// onDark returns the color, mixed with white until it can be read on a dark
// ground.
func (c rgb) onDark() rgb {
	for mix := 0.0; mix < 1; mix += 0.05 {
		m := rgb{c.r + (1-c.r)*mix, c.g + (1-c.g)*mix, c.b + (1-c.b)*mix}
		if contrast(m, darkGround) >= readable {
			return m
		}
	}
	return rgb{1, 1, 1}
}

// inkOn returns a color for text on a fill: the wanted one if it can be read
// there, else black or white.
func inkOn(fill rgb, wanted *rgb) rgb {
	if wanted != nil && contrast(*wanted, fill) >= readable {
		return *wanted
	}
	if contrast(lightInk, fill) >= readable {
		return lightInk
	}
	if white := (rgb{1, 1, 1}); contrast(white, fill) > contrast(rgb{}, fill) {
		return white
	}
	return rgb{}
}
