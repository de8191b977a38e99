// Package edit changes a model in BPMN's words and gives the edits of bytes
// that do it.
//
// A [Model] is a parsed file that is to be changed; a [Draft] is one change of
// it: attributes set, elements removed, an id renamed with all that refers to
// it. A draft never writes the file anew: its edits touch what is changed and
// nothing else, so that order of attributes, indentation, quotes, line ends,
// comments and encoding stay as they are. What is added looks like what stands
// beside it.
//
// # Vocabulary
//
//   - The name of an attribute is as rules write it: "default", or with a
//     prefix for an extension attribute, "camunda:asyncBefore", whatever prefix
//     the file has for the namespace.
//   - A reference is an attribute or an element's text that names another
//     element by its id: sourceRef, default, attachedToRef, bpmnElement,
//     incoming, flowNodeRef, ….
//   - A mention is any other place that has the id as a word: a script or an
//     expression that asks where it is. An id that is mentioned cannot be
//     renamed with certainty.
//
// # Invariants
//
// A draft either makes all of its changes or none: the first that cannot be
// made is its error. The parsed model is not changed; a model and its drafts
// may not be used concurrently.
//
// # What is left out
//
// Whether a change is wise, and what it does to the process, is the question of
// whoever asks for it. Nothing is laid out: an element that gets a place in the
// diagram only by drawing it cannot be added.
package edit
