package render

import (
	_ "embed" // for the style sheets
	"slices"
)

// styleSheet is the style of every drawing. Where a value is a custom
// property, the same declaration with a plain value stands before it, for
// viewers that do not know custom properties.
//
//go:embed style.css
var styleSheet string

// toneSheet is what drawings with tones need besides.
//
//go:embed tone.css
var toneSheet string

// styleFor returns the style of a drawing with these marks.
func styleFor(marks []Mark) string {
	if slices.ContainsFunc(marks, func(m Mark) bool { return m.Tone != NoTone }) {
		return styleSheet + toneSheet
	}
	return styleSheet
}

// defaultSize is the font size that the style sheet sets.
const defaultSize = 12.0
