package facts

import (
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// momentSections are about texts that say when something is due.
var momentSections = []*section{
	list("unreadable_moments", "Dates, durations, cycles and retry cycles of executable processes that the engine cannot read when it needs them, whatever the variables are.", momentFacts,
		func(e *encoding) []analysis.Moment {
			p, err := platform.Parse(e.model.Platform.Name)
			if err != nil {
				p = platform.Latest(platform.Camunda)
			}
			return analysis.Unreadable(e.slots(), e.model.nodes, p)
		}),
}

var momentFacts = &object[analysis.Moment]{"moment", "A text that says when something is due.", []field[analysis.Moment]{
	number("at", "Handle for reporting.", func(_ *encoding, m analysis.Moment) (int, bool) { return m.At.Index, true }),
	text("attribute", "The attribute that it stands in; absent for the text of an element.", func(m analysis.Moment) string { return m.Attribute }),
	text("label", "Type and name of the flow node in words.", func(m analysis.Moment) string { return m.Owner.Label() }),
	text("kind", "date, duration or cycle of a timer; retry cycle, due date or follow-up date.", func(m analysis.Moment) string { return m.Kind }),
	text("text", "The text.", func(m analysis.Moment) string { return m.Text }),
	text("correction", "What was surely meant, as the engine can read it; absent where that is not certain.", func(m analysis.Moment) string { return m.Correction }),
	text("cause", "What the engine says of it.", func(m analysis.Moment) string { return m.Cause }),
}}
