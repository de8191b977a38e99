// Package rules holds the lint rules that come with the program.
//
// A rule is one directory, rules/<category>/<slug>/, with the rule in Rego, its
// tests, and models on which it must be silent (testdata/good*.bpmn) or speak
// (testdata/bad*.bpmn with bad*.want). The metadata annotations in the Rego
// file are the only registry: [All] reads an index that is generated from
// them, so that the program knows every rule without parsing one.
//
// Rules judge facts; how facts are made, loaded rules compiled and run is the
// business of package lint.
package rules
