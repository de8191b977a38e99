// Package conformance replays recorded answers of other programs, of the real
// engine and of peers, and compares them with ours.
//
// A kind of answers is one file with one function. It takes the folder of the
// models and the file of the answers, prints every disagreement grouped by its
// cause, and counts. Where we differ on purpose, a named predicate on the
// question says so: such a difference is counted under its name and is not a
// disagreement.
//
// The answers are not part of the module. The tests look for them in the
// folder that the environment variable BPMNLINT_SHARED names, ../shared from
// the module's root by default, and are skipped where it is not there.
package conformance
