// Package bpmn reads BPMN 2.0 models, with the extensions of Camunda 7 and its
// forks, into the metamodel's own words.
//
// [Parse] turns a file into [Definitions]: processes with their flow nodes and
// sequence flows, collaborations, root elements, and the diagram. It accepts
// whatever has the shape of BPMN: what is missing is nil, what refers to
// nothing stays an unresolved [Ref], what is unknown is kept in
// [Element].XML, where every attribute and child is visible with its place.
// Whether an engine would accept the model is decided elsewhere; a problem
// that Parse reports is one that keeps it from reading.
//
// Vocabulary: a [FlowNode] is an activity, an event or a gateway; which one
// says its [Type], the local name of its XML element. A [Scope] is what
// directly contains flow nodes and sequence flows: a process or a sub-process.
// Every typed element embeds [Element] and is a [Node].
//
// Extension attributes and elements are read in the namespaces of
// [IsExtensionNamespace]; which of them an engine reads is a question of
// platform, not of reading.
//
// Invariants: the parsed model is not changed after Parse. Lists are in
// document order, because the engine's behaviour depends on it: the first flow
// whose condition is true is the one written first.
// [Definitions].Elements lists all nodes in document order, and
// Elements[i].Base().Index == i. References are resolved by id within the
// file, whatever the scopes of both ends; where an id is there twice, the first
// one counts.
//
// The package leaves out data that Camunda does not read and no rule needs
// (correlation properties, conversations, choreographies): they are kept as
// [Other] elements, found by id. What stands in a namespace that is neither
// BPMN's nor an extension's is in the XML only.
package bpmn
