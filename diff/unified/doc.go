// Package unified writes what differs between two texts as a unified diff,
// which people read and patch applies.
//
// Lines end with LF; a CR before it belongs to the line. A last line without an
// end is marked as such.
package unified
