// Package suppress silences findings that are wanted, and tells of suppressions
// that do not do what they should.
//
// A suppression stands in a model or in the configuration. In a model it is an
// extension property of an element, which every modeler shows:
//
//	<camunda:properties>
//	  <camunda:property name="bpmnlint:ignore" value="default-flow-missing, async -- the form offers two values" />
//	</camunda:properties>
//
// The value lists rules and categories, then two hyphens and the reason. It
// holds for the element and everything in it: on a process for the whole
// process, on a pool also for its process, and for the shapes that show any of
// them.
//
// Vocabulary:
//
//   - a name is what a suppression silences: the slug or alias of a rule, or a
//     category;
//   - a suppression is unused if one of its names silenced nothing although the
//     rule was judged in this run;
//   - it is expired after the day that it names; then it silences nothing.
//
// A suppression without a reason still silences: the missing reason is a finding
// of its own. One name that is unknown leaves the others their effect.
//
// The package does not know which rules exist nor what day it is; the caller
// says both. It never hides that a file cannot be read: names are those of
// rules, and problems of reading have none.
package suppress
