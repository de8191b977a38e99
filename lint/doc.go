// Package lint runs rules over models: it reads files, makes their facts, has
// the rules judge them, and turns what the rules say into diagnostics with a
// place, a severity and a fingerprint.
//
// The parts are packages of their own: config finds what the user wants,
// workspace which files and which platform, facts makes the input of the
// rules, policy runs them. This package is the pipeline between them: bytes →
// source.File → bpmn.Definitions → facts → findings → diag.List, for each file
// on its own, in parallel, and then once more over the facts of all files
// together. The result does not depend on the number of workers.
package lint
