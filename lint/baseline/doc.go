// Package baseline keeps the findings that a team has agreed to live with for
// now, so that only others are shown.
//
// A baseline is a file, .bpmnlint-baseline.json: JSON, sorted, one finding a
// line, so that two branches that change it merge mostly by themselves and a
// review shows what was added.
//
//	{
//	  "version": 1,
//	  "findings": [
//	    {"file":"src/order.bpmn","rule":"default-flow-missing","element":"approve","fingerprint":"9f2c…"},
//	    {"file":"src/order.bpmn","rule":"label-required","element":"end","fingerprint":"01ab…"}
//	  ]
//	}
//
// Vocabulary:
//
//   - an [Entry] is a finding of the baseline; what identifies it is file and
//     fingerprint, rule and element are there for people;
//   - an entry is gone if the finding is not found any more.
//
// Paths are relative to the folder of the baseline and have slashes. An entry
// hides one finding: one with its fingerprint in its file or, where the file is
// gone, in a file that has none of the baseline's entries yet, as after a
// rename. Lines and messages play no part, so that a baseline survives
// re-formatting and new wording.
//
// The reader takes entries in any order and twice, as merges leave them. It
// refuses a version that it does not know, rather than hide too much or too
// little.
package baseline
