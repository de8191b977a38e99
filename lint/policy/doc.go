// Package policy loads rules written in Rego, checks and compiles them, and
// runs them on facts.
//
// A rule is a package that defines one or more of
//
//   - report: a set of findings on the file in input;
//   - aggregate_report: a set of findings on all files together, from
//     input.project.
//
// A finding is an object with at, the handle of an element, and message;
// optional are attribute (the name of the attribute at fault), help, related,
// a list of {at, message}, and severity, which takes the place of the rule's
// own unless the configuration names the rule. In aggregate_report a finding
// and its related places have a file as well; with for_all it stands for all
// findings of its rule on single files.
//
// All built-in rules are compiled together and run in one query a file
// ([Set]). Where that fails, each is run alone, to name the culprit and to keep
// what the others say. Each rule of a user has a compiler and a query of its
// own ([UserRule]) and runs under limits of time and memory ([Guard]). Both
// kinds have the same restricted set of OPA's builtins.
//
// The package adds builtins, all pure functions of their arguments:
// bpmn.parse(xml) gives the input document for a model, so that tests of rules
// write XML; bpmn.project(files) does so for several files together;
// juel.parse(text) gives the facts of an expression.
package policy
