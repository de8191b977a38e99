package render

import (
	"io"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/text"
)

const (
	headingSize = 15.0 // of the font, as the style sheet has it
	boldness    = 1.1  // what bold letters are wider than others
)

// Version is a version of a model in a drawing of several.
type Version struct {
	// Title stands above the version.
	Title string
	Model *bpmn.Definitions
	// Options are as for [SVG]; their prefixes must differ.
	Options Options
}

// Versions writes one drawing with versions of a model, one below the other.
// Errors are as for [SVG].
func Versions(w io.Writer, versions []Version) error {
	var body canvas
	width, y := 0.0, margin
	for _, v := range versions {
		dr, err := newDrawing(v.Model, v.Options)
		if err != nil {
			return err
		}
		dr.draw()
		title := text.Clean(v.Title)
		body.raw(`<text class="bpmn-start bpmn-heading" x="`, margin, `" y="`, y+16, `">`)
		body.text(title)
		body.raw("</text>\n")
		y += headingSpace
		// An svg element within another has its place and size, and its own
		// system of coordinates.
		body.raw(`<g transform="translate(0 `, y, `)">`, "\n")
		body.buf = append(body.buf, dr.buf...)
		body.raw("</g>\n")
		y += dr.height
		width = max(width, dr.width, text.Width(title, headingSize)*boldness+2*margin)
	}
	var out canvas
	out.raw(`<svg xmlns="http://www.w3.org/2000/svg" class="bpmn-diagram" role="graphics-document" width="`, width, `" height="`, y,
		`" viewBox="0 0 `, width, " ", y, `">`, "\n<style>", styleSheet, "</style>\n",
		`<rect class="bpmn-ground" width="`, width, `" height="`, y, `"/>`, "\n")
	out.buf = append(out.buf, body.buf...)
	out.raw("</svg>\n")
	_, err := w.Write(out.buf)
	return err
}
