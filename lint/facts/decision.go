package facts

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/juel/formula"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// decisionSections are the sections about what is decided about splits and
// conditions.
var decisionSections = []*section{
	list("decisions", "Flow nodes of executable processes that choose among their outgoing flows by conditions, and what can be said of them without running them.",
		decisionFacts, func(e *encoding) []analysis.Split { return analysis.Splits(e.model.nodes) }),
	list("side_effects", "Conditions of executable processes that call something that, by its name, changes something.",
		sideEffectFacts, func(e *encoding) []analysis.SideEffect { return analysis.SideEffects(e.model.flows) }),
}

var decisionFacts = &object[analysis.Split]{"decision", "A flow node that chooses among its outgoing flows by conditions.", []field[analysis.Split]{
	number("at", "Handle of the flow node, for reporting.", func(_ *encoding, s analysis.Split) (int, bool) { return s.Node.Index, true }),
	text("id", "The id of the flow node.", func(s analysis.Split) string { return s.Node.ID }),
	text("label", "Type and name of the flow node in words.", func(s analysis.Split) string { return s.Node.Label() }),
	number("process", "Position in input.processes.", func(e *encoding, s analysis.Split) (int, bool) { return e.model.position(s.Node.Scope.Process) }),
	text("kind", "exclusive, inclusive, or activity for an activity or event with conditional flows.", func(s analysis.Split) string { return s.Kind }),
	flag("has_default", "It has a default flow.", func(s analysis.Split) bool { return s.Node.DefaultFlow != nil }),
	flag("has_unconditional", "One of its flows has no condition and is not the default flow.", func(s analysis.Split) bool { return s.Unconditional }),
	text("coverage", "Whether one of the conditions always holds: complete, gap, null_gap (only null is left out), undecided.",
		func(s analysis.Split) string { return coverageNames[s.Coverage] }),
	text("gap", "When none of the conditions holds: amount is null.", func(s analysis.Split) string { return s.When.String() }),
	many("never_taken", "The flows that are never taken.", neverTakenFacts,
		func(_ *encoding, s analysis.Split) []analysis.NeverTaken { return s.Never }),
	many("overlaps", "Pairs of flows of an exclusive gateway with conditions on one subject that can both hold.", overlapFacts,
		func(_ *encoding, s analysis.Split) []analysis.Overlap { return s.Overlaps }),
}}

var coverageNames = map[formula.Coverage]string{
	formula.Undecided: "undecided", formula.Complete: "complete", formula.Gap: "gap", formula.NullGap: "null_gap",
}

var neverTakenFacts = &object[analysis.NeverTaken]{"never_taken", "A flow that is never taken.", []field[analysis.NeverTaken]{
	number("at", "Handle of the flow, for reporting.", func(_ *encoding, x analysis.NeverTaken) (int, bool) { return x.Flow.Index, true }),
	text("label", "Type and name of the flow in words.", func(x analysis.NeverTaken) string { return x.Flow.Label() }),
	flag("fails", "The condition is no Boolean: evaluating it is an error.", func(x analysis.NeverTaken) bool { return x.Fails }),
	many("by", "The earlier flows that are taken in its place; absent where its condition never holds.", branchFacts,
		func(_ *encoding, x analysis.NeverTaken) []*bpmn.SequenceFlow { return x.By }),
}}

var overlapFacts = &object[analysis.Overlap]{"overlap", "Two flows whose conditions can both hold.", []field[analysis.Overlap]{
	one("first", "The flow that is written first.", branchFacts, func(_ *encoding, o analysis.Overlap) (*bpmn.SequenceFlow, bool) { return o.First, true }),
	one("second", "The other flow.", branchFacts, func(_ *encoding, o analysis.Overlap) (*bpmn.SequenceFlow, bool) { return o.Second, true }),
	text("when", "When both hold: amount is 5.", func(o analysis.Overlap) string { return o.When.String() }),
}}

var branchFacts = &object[*bpmn.SequenceFlow]{"branch", "A flow of a split.", []field[*bpmn.SequenceFlow]{
	number("at", "Handle of the flow, for reporting.", func(_ *encoding, f *bpmn.SequenceFlow) (int, bool) { return f.Index, true }),
	text("label", "Type and name of the flow in words.", func(f *bpmn.SequenceFlow) string { return f.Label() }),
}}

var sideEffectFacts = &object[analysis.SideEffect]{"side_effect", "A condition that changes something.", []field[analysis.SideEffect]{
	number("at", "Handle of the condition, for reporting.", func(_ *encoding, s analysis.SideEffect) (int, bool) { return s.Flow.Condition.Index, true }),
	text("flow", "Type and name of the flow in words.", func(s analysis.SideEffect) string { return s.Flow.Label() }),
	text("call", "The call that changes something.", func(s analysis.SideEffect) string { return s.Call }),
}}
