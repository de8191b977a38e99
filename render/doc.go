// Package render draws models as SVG, in the notation of BPMN 2.0 (§7 to §12).
//
// [SVG] draws what the diagram of a model places, and lays out what it does
// not. The planes of a model, and the content of collapsed sub-processes,
// stand one below the other in one drawing. [Options] add marks at elements,
// emphasis, and a crop to the surroundings of one element.
//
// The drawing is one file: it holds no script, font or reference to anything
// outside of it, except the links that [Mark] gives. Names are text from
// strangers; control characters and those that change the direction of writing
// are removed, all else is escaped. Every element is a group
//
//	<g id="Task_1" class="bpmn-element bpmn-userTask"><title>…</title>…</g>
//
// whose title is what a screen reader says and a pointer shows. A name that is
// written outside of its element is in a group of its own, with the class
// bpmn-label. Where several planes show an element, the first has the id.
//
// Colors follow the viewer's preference for light or dark. They are custom
// properties of the root element, of class bpmn-diagram, so that a page with
// the drawing in it can set its own: see style.css. Colors that the diagram
// gives (BPMN in Color, and bpmn.io's older attributes) are kept; lines and
// labels in them are made lighter on a dark ground.
//
// The package knows elements and severities, but not what a mark stands for.
// It leaves out conversations and choreographies but for their outlines,
// labels that are rotated by the diagram, and any other picture format.
package render
