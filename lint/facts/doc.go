// Package facts turns a parsed model into the input document that lint rules
// read, and describes that document.
//
// Go computes, Rego judges: whatever needs the graph, the diagram or a parsed
// expression is computed here, or in package analysis, and arrives as a field.
//
// The input is an object of sections. Most sections are arrays of one type of
// element: input.user_tasks, input.sequence_flows, input.timer_event_definitions;
// some are selections from them: input.joins are the flow nodes with more than
// one incoming sequence flow. An element appears as the same value wherever it
// is listed.
//
// Conventions of the input:
//
//   - a field that does not apply, is false, empty or missing in the model is
//     absent, so that rules say "not task.name";
//   - the field at is a handle for reporting: a finding says
//     {"at": task.at, "message": "…"};
//   - a relation is a position in a section: flow.target is a position in
//     input.flow_nodes, node.outgoing are positions in input.sequence_flows,
//     so that input.flow_nodes[flow.target].name is checked by the compiler;
//   - names are those of the BPMN metamodel in snake_case; Camunda's
//     extensions have the names of their attributes.
//
// One table for each kind of object names its fields, documents them and
// encodes them; the JSON schema, the types that rules are checked against and
// the documentation all come from these tables. Values are built straight as
// ast.Value; an [Encoder] builds only the sections and fields that its rules
// mention.
package facts
