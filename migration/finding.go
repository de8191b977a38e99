package migration

import (
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Finding makes a finding of a kind of the catalog about an activity of the
// target, or, if that is program.None, of the source. The text goes on from the
// label of the activity. It is not added to the findings of the report.
func (r *Report) Finding(slug string, source, target program.ActivityID, text string) diag.Diagnostic {
	w := &reviewer{report: &Report{Pair: r.Pair, Plan: r.Plan}, set: planSet(r.Pair, r.Plan)}
	return *w.find(slug, at{source, target}, "%s", text)
}
