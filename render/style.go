package render

import _ "embed" // for the style sheet

// styleSheet is the style of every drawing. Where a value is a custom
// property, the same declaration with a plain value stands before it, for
// viewers that do not know custom properties.
//
//go:embed style.css
var styleSheet string

// defaultSize is the font size that the style sheet sets.
const defaultSize = 12.0
