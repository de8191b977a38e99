// Package program makes the executable form of process definitions: what an
// engine of Camunda 7's kind keeps of a model once it has parsed it, as tables
// that refer to each other by index.
//
// # Vocabulary
//
//   - An [Activity] is what the engine keeps of a flow node, and of the body
//     that a multi-instance activity gets around it (id "x#multiInstanceBody").
//     The process itself is the activity [Root]. What the engine's parser skips
//     or only uses (an ad-hoc sub-process, a throwing link) is none.
//   - The [Behavior] of an activity is what happens when a token arrives; its
//     parameters stand in the one pointer of the activity that goes with it. The
//     [Type] is the engine's word for the kind of activity, finer than BPMN's
//     in some places and coarser in others.
//   - A scope is an activity with an execution of its own while it runs: what
//     holds variables and listens to events. [Activity].IsScope says so. Any
//     activity may be one, a user task with a boundary event for example.
//   - The flow scope of an activity is the activity that directly contains it:
//     the process, a sub-process, or a multi-instance body.
//   - The event scope of an event is the activity whose execution listens for
//     it: the host of a boundary event, the event-based gateway before a
//     catching event, the scope around an event sub-process.
//   - The [Declarations] of a scope say what its execution listens to from its
//     beginning: timers, messages, signals, conditions, errors, escalations.
//   - A [Flow] is a sequence flow that a token can take. One that leads to a
//     throwing link leads to the catching link here.
//
// # Invariants
//
// Activities and flows stand in document order, a container before what it
// contains and a body directly before its inner activity; Activities[Root] is
// the process. (The engine puts the compensation handler of a multi-instance
// activity in the body; its place in the order is still its own.) The outgoing flows of an activity are in document order, because
// the engine tries them in that order. The lists of a scope (Children, and the
// lists of its Declarations) are in the engine's order, in which it takes
// activities in: start events, tasks, gateways and sub-processes, the other
// catching events by the hash of their ids, end events, boundary events,
// compensation handlers (those that no association names in document order: the
// engine has none for them). Error handlers are sorted as the engine asks them.
//
// What the engine decides by the first of several definitions is decided here:
// an activity has one behavior, one type, and at most one timer or
// subscription.
//
// A name of a variable that may be missing is a pointer, nil for none: an empty
// name is a name to the engine, which sets that variable.
//
// Whether an engine would deploy the model is the question of package compile.
// [Build] takes the answer for granted: what contradicts it (a flow to
// nowhere, an expression that does not parse) is left out or empty, never a
// panic.
//
// A process is not changed after Build has returned it and may be shared.
//
// # What is left out
//
// Everything that changes: instances, jobs, variables. What needs a clock or a
// variable is an [Expression] here, also the texts of timers and priorities.
// Lanes, data objects, artifacts and the diagram, which no engine executes, are
// found through [Process].Element.
package program
