// Package changes writes what differs between versions of models, for people
// and for programs.
//
// A [File] is a model with its two versions and their comparison. [Write] turns
// files into one of the [Formats]: text and Markdown show classes of changes,
// the most serious first, each change with what follows from it; JSON has all
// that a comparison knows; SARIF makes a note of each change, at its place in
// the new version and with the old one as a related place.
//
// Invariants: those of package report. The same files give the same bytes, and
// text from a model never becomes syntax of a format or steers a terminal.
//
// The package draws no pictures.
package changes
