// Package text prepares names from models for a drawing: it makes them
// harmless, measures them and breaks them into lines.
//
// A drawing carries no fonts, so nobody knows the real widths. [Width] takes
// those of Helvetica and its metric twins (Arial, Liberation Sans), with some
// room for the wider fonts that a viewer may put in their place.
//
// Sizes and widths are in the units of the diagram, which are pixels at its
// natural size. The package leaves out kerning, hyphenation and the reordering
// of right-to-left text: the viewer does that within each line.
package text
