package migration

import "github.com/bpmnlint/bpmnlint/engine/program"

// isPassive reports whether a behavior is that of an event which waits beside
// others: a boundary event or the start of an event sub-process.
func isPassive(b program.Behavior) bool {
	switch b {
	case program.BoundaryBehavior, program.BoundaryConditionalBehavior, program.BoundaryCancelBehavior,
		program.EventSubProcessStartBehavior, program.EventSubProcessConditionalBehavior:
		return true
	}
	return false
}

// isMappedEvent reports whether the engine maps such events without being told.
func isMappedEvent(t program.Type) bool {
	switch t {
	case program.MessageBoundaryType, program.SignalBoundaryType, program.TimerBoundaryType,
		program.CompensationBoundaryType, program.ConditionalBoundaryType,
		program.MessageStartType, program.SignalStartType, program.TimerStartType,
		program.CompensationStartType, program.ConditionalStartType:
		return true
	}
	return false
}

func isConditional(b program.Behavior) bool {
	return b == program.CatchConditionalBehavior || b == program.BoundaryConditionalBehavior ||
		b == program.EventSubProcessConditionalBehavior
}

// isJoin reports whether a behavior is that of a gateway that waits for tokens.
func isJoin(b program.Behavior) bool {
	return b == program.ParallelGatewayBehavior || b == program.InclusiveGatewayBehavior
}

func isCall(b program.Behavior) bool {
	return b == program.CallBehavior || b == program.CaseCallBehavior
}

func isSubProcess(b program.Behavior) bool {
	return b == program.SubProcessBehavior || b == program.EventSubProcessBehavior
}

// isCompatible reports whether instances of one behavior can go on with
// another.
func isCompatible(a, b program.Behavior) bool {
	return a == b || isCall(a) && isCall(b) || isSubProcess(a) && isSubProcess(b)
}

// hasTrigger reports whether an activity has a timer, a subscription or a
// timeout listener in the state of the scope that listens for it.
func hasTrigger(p *program.Process, id program.ActivityID) bool {
	a := &p.Activities[id]
	return a.EventScope != program.None && (a.Timer != nil || a.Subscription != nil || hasTimeout(a))
}

func hasTimeout(a *program.Activity) bool {
	return a.UserTask != nil && len(a.UserTask.TimeoutListeners) > 0
}

// innerOf returns the inner activity of a multi-instance body. False where the
// engine finds none.
func innerOf(p *program.Process, body program.ActivityID) (program.ActivityID, bool) {
	for _, c := range p.Activities[body].Children {
		if !p.Activities[c].IsCompensationHandler {
			return c, true
		}
	}
	return program.None, false
}
