package analysis

import "github.com/bpmnlint/bpmnlint/juel/outcome"

// Failure is a part of an expression that fails whenever it is evaluated.
type Failure struct {
	Slot
	outcome.Fault
}

// Failures returns the parts of the expressions that fail whenever they are
// evaluated.
func Failures(slots []Slot) []Failure {
	var out []Failure
	for _, s := range slots {
		for _, f := range s.Faults {
			out = append(out, Failure{s, f})
		}
	}
	return out
}
