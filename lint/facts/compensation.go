package facts

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// compensationSections are about compensation that does not take place.
var compensationSections = []*section{
	list("unlinked_compensations", "Compensation boundary events of executable processes without a handler, and handlers without such an event.", unlinkedFacts,
		func(e *encoding) []analysis.Unlinked { return e.compensations().Unlinked() }),
	list("compensations_of_nothing", "Events of executable processes that throw compensation where nothing can be compensated.", stepFacts,
		func(e *encoding) []*bpmn.FlowNode { return e.compensations().OfNothing() }),
	list("unthrown_compensations", "Compensation boundary events with a handler, and compensating event sub-processes, in executable processes that throw no compensation.", stepFacts,
		func(e *encoding) []*bpmn.FlowNode { return e.compensations().NeverThrown() }),
}

func (e *encoding) compensations() *analysis.Compensation {
	if e.compensation == nil {
		e.compensation = analysis.Compensations(e.model.Definitions)
	}
	return e.compensation
}

var unlinkedFacts = &object[analysis.Unlinked]{"unlinked_compensation", "A compensation boundary event without a handler, or a handler without such an event.", []field[analysis.Unlinked]{
	step("node", "The boundary event or the handler.", func(u analysis.Unlinked) *bpmn.FlowNode { return u.Node }),
	step("other", "The other end of an association that the engine does not follow.", func(u analysis.Unlinked) *bpmn.FlowNode { return u.Other }),
	flag("is_reversed", "This association leads from the handler to the event; otherwise it stands outside of what both lie in.", func(u analysis.Unlinked) bool { return u.Reversed }),
}}
