// Package rehearsal tries a migration on the reference engine before it is done
// on a real one: it migrates an instance from every state that it can rest in,
// and lets it go on to its end.
//
// # Vocabulary
//
//   - An outline of a process has the same activities and flows and nothing
//     that reads data or runs code. What data and code would decide (conditions
//     of flows and events, whether a loop is complete, whether code throws an
//     error that is caught) is asked of a chooser instead, which gives each
//     answer in turn. A loop has two instances, what is called is a process that
//     waits.
//   - A state is an instance at rest: which tokens there are, and what they wait
//     for. Two instances in the same state can do the same. One thing of a kind
//     in a place is told from several, two are not told from three (but at
//     joins), so that there are finitely many states.
//   - A step leads from one state to the next: a task is completed, a job runs, a
//     message comes. It may have several outcomes, one for each combination of
//     choices.
//   - A [Finding] is what only migration brings: a step, a state or a number of
//     runs that no instance of either version can have by itself. It has the
//     shortest way there.
//
// # Invariants
//
// What is told happens on the reference engine with the choices that are named.
// What a version does by itself is never told, however bad it is. If both
// versions are the same there is a finding only where the engine does something
// else with a migrated instance than with one that was not: it makes the trigger
// of an event sub-process anew that has been triggered.
//
// The search ends: at a limit of states, which [Result.Incomplete] mentions. The
// same versions give the same result.
//
// # What is left out
//
// Data: whether the choices on a way can be made together, whether a variable is
// there that an expression reads, how many elements a collection has, when a
// timer is due. Listeners and mappings of variables, which are not run.
// Instances that are called, and other instances that a signal starts. What
// package migration can say from two models alone is its own: a place from which
// no instance can be migrated is no finding here.
package rehearsal
