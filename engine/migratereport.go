package engine

import "strings"

// Refusal is the error of [Engine.Migrate] for an instance that is in a state
// which the plan does not cover: the engine's
// MigratingProcessInstanceValidationException.
type Refusal struct {
	Report InstanceReport
}

// InstanceReport says why an instance cannot be migrated.
type InstanceReport struct {
	Instance ID
	// Failures are those of the instance as a whole: what would be left behind.
	Failures []string
	// Activities are the activity instances that cannot be migrated, outer ones
	// first, Transitions the tokens that wait for an asynchronous job.
	Activities, Transitions []PlaceReport
}

// PlaceReport says why an activity instance or a transition instance cannot be
// migrated.
type PlaceReport struct {
	// ID is that of the activity instance, or of the token's execution.
	ID ID
	// Scope is the id of the activity; that of the definition where ID is the
	// instance.
	Scope string
	// Instruction is the one of the plan for the activity, nil for none.
	Instruction *Instruction
	// Failures are the engine's texts, in its order.
	Failures []string
}

// Error returns the engine's message, which lists all failures.
func (r *Refusal) Error() string {
	var b strings.Builder
	b.WriteString("ENGINE-23004 Cannot migrate process instance '" + r.Report.Instance.String() + "':\n")
	for _, f := range r.Report.Failures {
		b.WriteString("\t" + f + "\n")
	}
	places := func(what string, list []PlaceReport) {
		for _, p := range list {
			b.WriteString("\tCannot migrate " + what + " instance '" + p.ID.String() + "':\n")
			for _, f := range p.Failures {
				b.WriteString("\t\t" + f + "\n")
			}
		}
	}
	places("activity", r.Report.Activities)
	places("transition", r.Report.Transitions)
	return b.String()
}

// exception is the refusal as the engine's exception.
func (r *Refusal) exception() *Error {
	return &Error{Class: "MigratingProcessInstanceValidationException", Message: r.Error(), native: r}
}
