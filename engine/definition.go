package engine

import (
	"strconv"

	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// definition is a version of a process with what is known of it beforehand. It
// is not changed.
type definition struct {
	process    *program.Process
	platform   platform.Platform
	id         string
	index      int // among all definitions
	version    int
	deployment int
	activities []prepared
}

// prepared is what is known of an activity before it runs.
type prepared struct {
	// simple says that entering and leaving the activity runs nothing but its
	// behavior: it is no scope, and has no listener, mapping or job.
	simple bool
	// composite says that others run within the activity.
	composite bool
	// throwsCompensation says that handlers run below its execution.
	throwsCompensation bool
	// behavior replaces the implementation, nil if nothing does.
	behavior Behavior
	// reaching is, for an inclusive gateway, the set of activities from which a
	// token can reach it.
	reaching []uint64
	// retry is the cycle of its jobs where it does not depend on variables.
	retry    retryCycle
	hasRetry bool
}

// newDefinition prepares a process.
func newDefinition(p *program.Process, on platform.Platform, version, deployment, index int, b *Behaviors) *definition {
	d := &definition{
		process: p, platform: on, version: version, deployment: deployment, index: index,
		id:         p.Key + ":" + strconv.Itoa(version) + ":" + strconv.Itoa(index+1),
		activities: make([]prepared, len(p.Activities)),
	}
	for i := range p.Activities {
		a, s := &p.Activities[i], &d.activities[i]
		s.composite = isComposite(a.Behavior)
		s.throwsCompensation = a.Behavior == program.ThrowCompensationBehavior || a.Behavior == program.CancelEndBehavior || a.Behavior == program.BoundaryCancelBehavior
		s.simple = !a.IsScope && len(a.StartListeners) == 0 && len(a.EndListeners) == 0 && a.InputOutput == nil && !a.AsyncBefore && !a.AsyncAfter
		s.behavior = resolveActivity(a, b)
		if a.Behavior == program.InclusiveGatewayBehavior {
			s.reaching = reaching(p, program.ActivityID(i))
		}
		if a.RetryCycle != nil && a.RetryCycle.IsConstant() {
			s.retry, s.hasRetry = parseRetryCycle(a.RetryCycle.Text)
		}
	}
	return d
}

func isComposite(b program.Behavior) bool {
	return b == program.SubProcessBehavior || b == program.EventSubProcessBehavior || b.IsMultiInstance()
}

// resolveActivity finds what the caller has supplied for an activity by its id
// or by the class that it names.
func resolveActivity(a *program.Activity, b *Behaviors) Behavior {
	switch a.Behavior {
	case program.ClassBehavior, program.DelegateExpressionBehavior, program.ExpressionBehavior, program.MailBehavior,
		program.ShellBehavior, program.ConnectorBehavior, program.ScriptTaskBehavior, program.DecisionBehavior:
	default:
		return nil
	}
	if f := b.Activities[a.ID]; f != nil {
		return f
	}
	if a.Behavior == program.ClassBehavior {
		return b.Classes[a.Service.Class]
	}
	return nil
}

// reaching returns the set of activities from which a token can reach another,
// as the inclusive gateway sees it: along flows, from an event-based gateway
// to the events behind it, and out of a scope from where no flow leads on.
func reaching(p *program.Process, target program.ActivityID) []uint64 {
	from := make([][]program.ActivityID, len(p.Activities))
	for i := range p.Activities {
		a, id := &p.Activities[i], program.ActivityID(i)
		switch {
		case len(a.Outgoing) > 0:
			for _, f := range a.Outgoing {
				from[p.Flows[f].Target] = append(from[p.Flows[f].Target], id)
			}
		case a.Behavior == program.EventBasedGatewayBehavior:
			for _, e := range a.EventActivities {
				from[e] = append(from[e], id)
			}
		case a.FlowScope > program.Root:
			from[a.FlowScope] = append(from[a.FlowScope], id)
		}
	}
	set := make([]uint64, (len(p.Activities)+63)/64)
	set[target/64] |= 1 << (target % 64)
	for work := []program.ActivityID{target}; len(work) > 0; {
		a := work[len(work)-1]
		work = work[:len(work)-1]
		for _, b := range from[a] {
			if set[b/64]&(1<<(b%64)) == 0 {
				set[b/64] |= 1 << (b % 64)
				work = append(work, b)
			}
		}
	}
	return set
}

func contains(set []uint64, a program.ActivityID) bool {
	return a >= 0 && set[a/64]&(1<<(a%64)) != 0
}

// prepared returns what is known of the current activity of an execution.
func (x *execution) prepared() *prepared { return &x.in.def.activities[x.activity] }

// isThrowing reports whether the execution throws compensation.
func (x *execution) isThrowing() bool {
	return x.activity >= 0 && x.in.def.activities[x.activity].throwsCompensation
}
