// Package analysis computes what rules want to know of a process beyond its
// elements: what the conditions of a split leave out ([Splits]), which steps
// share a transaction ([Transactions]), which paths run side by side
// ([Rivals], [Terminations]), what is deployed and never happens ([Compensations],
// [Uncaught], [HiddenHandlers], [InstantHosts]), which extensions the engine does
// not read ([UnreadExtensions]), and which texts and expressions are of no use
// where they stand ([Slots], [Misfits], [Scripts]).
//
// The semantics are those of the engine: sequence flows begin and end where
// their sourceRef and targetRef say, flows of an exclusive gateway are asked
// in document order, a transaction reaches from one place where a token rests
// to the next. Only executable processes are looked at.
//
// The package judges nothing; what is found here is a fact for rules.
package analysis
