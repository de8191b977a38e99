// Package layout says where the elements of a model are to be drawn: where its
// diagram says so, as the diagram says; else at a place of its own choice.
//
// [Pictures] returns a [Picture] for each plane of the diagram, with the
// [Shape] of each node and the [Edge] of each connection. What the diagram
// leaves out is laid out: a process or collaboration without any shape, and
// the content of a sub-process without any, becomes a picture; single flow
// nodes that have no shape stand below the picture of the others, and flows
// without waypoints are routed. What a collapsed sub-process hides, even where
// its shapes lie in the plane of the sub-process itself, becomes a picture
// too, so that no part of a model is lost from sight.
//
// Invariants: a picture draws an element at most once; an element that is
// drawn in no plane of the diagram is laid out in exactly one picture.
// Bounds are positive and finite, and at most [limit] from the origin: shapes
// and edges beyond are taken for missing. Every shape and edge with a name
// that is written outside has bounds for it. The order of pictures, shapes and
// edges depends on the file only.
//
// Not drawn are elements that only a diagram can place, where it does not:
// groups, lanes and pools around what the diagram places, data inputs and
// outputs; and flows between pictures.
package layout
