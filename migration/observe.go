package migration

import (
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Observe adds a place where instances of the source wait in a running engine,
// although its model does not tell that any can: code that waits for a signal.
// The engine migrates none of them. It returns the place; one that is there
// already stays as it is.
func (r *Report) Observe(id program.ActivityID) Place {
	for _, p := range r.Places {
		if p.Activity == id && p.Waiting == InActivity {
			return p
		}
	}
	v := &reviewer{report: r, set: planSet(r.Pair, r.Plan)}
	p := Place{Activity: id, Waiting: InActivity, Outcome: Refused, Text: noInstruction, Target: program.None}
	if list := v.set.from[id]; len(list) > 0 {
		p.Text, p.Target = notSupported, list[0].target
	}
	r.Places = append(r.Places, p)
	d := v.find("instance-not-migrated", at{id, p.Target}, "holds instances back: the engine refuses those that wait in it for a signal (%s)", p.Text)
	d.Help = "Let such instances finish, or move them by modification: no plan takes them over."
	r.Findings.Sort()
	return p
}
