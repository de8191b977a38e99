package engine

import (
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

// condition evaluates a condition, which must be a Boolean.
func (t *transaction) condition(x *execution, element string, c *program.Condition) (bool, *Error) {
	var (
		v   any
		err *Error
	)
	if c.Script != nil {
		ctx := t.context(x)
		v, err = t.script(ctx, c.Script)
		t.release()
	} else {
		v, err = t.evaluate(x, c.Expression)
	}
	if err != nil {
		return false, err
	}
	t.noteCondition(x, element, c, v)
	switch b := v.(type) {
	case bool:
		return b, nil
	case nil:
		return false, nullValue("condition expression returns null: result is null")
	}
	return false, notBoolean(v)
}

// notBoolean is what the engine says of a condition with another value.
func notBoolean(v any) *Error {
	return engineError("condition expression returns non-Boolean: result has class " + juel.ClassOf(v) + " and not java.lang.Boolean")
}

// leaveExclusive takes the first flow whose condition holds.
func (t *transaction) leaveExclusive(x *execution, a *program.Activity) *Error {
	p := x.in.def.process
	for i, f := range a.Outgoing {
		flow := &p.Flows[f]
		holds := flow.Condition == nil && f != a.Default
		if flow.Condition != nil {
			var err *Error
			if holds, err = t.condition(x, flow.ID, flow.Condition); err != nil {
				return err
			}
		}
		if holds {
			return t.leaveVia(x, a.Outgoing[i:i+1:i+1], nil)
		}
	}
	if a.Default != program.NoFlow {
		return t.leaveDefault(x, a)
	}
	if a.DefaultRef != "" {
		return missingDefault(a)
	}
	return stuckAt(a)
}

func (t *transaction) leaveDefault(x *execution, a *program.Activity) *Error {
	for i, f := range a.Outgoing {
		if f == a.Default {
			return t.leaveVia(x, a.Outgoing[i:i+1:i+1], nil)
		}
	}
	return missingDefault(a)
}

func missingDefault(a *program.Activity) *Error {
	return engineError("ENGINE-02005 Default sequence flow '" + a.DefaultRef + "' for element with id '" + a.ID + "' could not be not found.")
}

func stuckAt(a *program.Activity) *Error {
	return engineError("ENGINE-02004 No outgoing sequence flow for the element with id '" + a.ID + "' could be selected for continuing the process.")
}

// holding returns the flows but the default one that have no condition or one
// that holds.
func (t *transaction) holding(x *execution, a *program.Activity) ([]program.FlowID, *Error) {
	p := x.in.def.process
	unconditioned := true
	for _, f := range a.Outgoing {
		if f == a.Default || p.Flows[f].Condition != nil {
			unconditioned = false
			break
		}
	}
	if unconditioned {
		return a.Outgoing, nil
	}
	var out []program.FlowID
	for _, f := range a.Outgoing {
		if f == a.Default {
			continue
		}
		if c := p.Flows[f].Condition; c != nil {
			holds, err := t.condition(x, p.Flows[f].ID, c)
			if err != nil {
				return nil, err
			}
			if !holds {
				continue
			}
		}
		out = append(out, f)
	}
	return out, nil
}

// leaveByFlows takes every flow whose condition holds, or else the default
// flow; without flows the token ends.
func (t *transaction) leaveByFlows(x *execution, a *program.Activity) *Error {
	flows, err := t.holding(x, a)
	switch {
	case err != nil:
		return err
	case len(flows) > 1:
		return t.leaveVia(x, flows, []*execution{x})
	case len(flows) == 1:
		return t.leaveVia(x, flows, nil)
	case a.Default != program.NoFlow:
		return t.leaveDefault(x, a)
	case a.DefaultRef != "" && !x.in.def.process.Activities[x.activity].Behavior.IsMultiInstance():
		return missingDefault(a)
	case len(a.Outgoing) > 0:
		return engineError("ENGINE-02006 No conditional sequence flow leaving the Flow Node '" + a.ID + "' could be selected for continuing the process.")
	case a.IsCompensationHandler && isBelowThrowing(x):
		return t.endCompensation(x)
	}
	return t.end(x, true)
}

// parallelGateway waits for as many tokens as there are incoming flows.
func (t *transaction) parallelGateway(x *execution, a *program.Activity) *Error {
	x.active = false
	if !x.concurrent && len(a.Incoming) == 1 {
		return t.leaveVia(x, a.Outgoing, nil)
	}
	if t.countWaiting(x) != len(a.Incoming) {
		return nil
	}
	joined := t.waitingAt(x)
	return t.leaveVia(x, a.Outgoing, joined)
}

// countWaiting returns how many tokens wait in the same scope and activity.
func (t *transaction) countWaiting(x *execution) int {
	if !x.concurrent {
		return 1
	}
	return countInactive(x.parent, x.activity)
}

func countInactive(x *execution, a program.ActivityID) int {
	n := 0
	for c := x.first; c != nil; c = c.after {
		if c.activity == a && !c.active {
			n++
		}
		if c.first != nil {
			n += countInactive(c, a)
		}
	}
	return n
}

// waitingAt returns the tokens that wait in the same scope and activity.
func (t *transaction) waitingAt(x *execution) []*execution {
	if !x.concurrent {
		return []*execution{x}
	}
	t.holders = inactiveAt(x.parent, x.activity, t.holders[:0])
	return t.holders
}

// inactiveAt collects the inactive executions in an activity below another.
func inactiveAt(x *execution, a program.ActivityID, out []*execution) []*execution {
	for c := x.first; c != nil; c = c.after {
		if c.activity == a && !c.active {
			out = append(out, c)
		}
		if c.first != nil {
			out = inactiveAt(c, a, out)
		}
	}
	return out
}

// inclusiveGateway waits while another token can still arrive.
func (t *transaction) inclusiveGateway(x *execution, a *program.Activity) *Error {
	x.active = false
	joined := t.waitingAt(x)
	if len(joined) < len(a.Incoming) {
		s := x
		if !x.scope {
			s = x.parent
		}
		if othersCanReach(s, x.prepared().reaching, joined) {
			return nil
		}
	}
	flows, err := t.holding(x, a)
	switch {
	case err != nil:
		return err
	case len(flows) > 0:
		return t.leaveVia(x, flows, joined)
	case a.Default != program.NoFlow:
		return t.leaveVia(x, []program.FlowID{a.Default}, joined)
	case a.DefaultRef != "":
		return missingDefault(a)
	}
	return stuckAt(a)
}

// othersCanReach reports whether a token below an execution, but those that
// were joined, can reach the gateway whose reaching set is given.
func othersCanReach(x *execution, set []uint64, joined []*execution) bool {
	leaf := true
	for c := x.first; c != nil; c = c.after {
		if c.eventScope {
			continue
		}
		leaf = false
		if othersCanReach(c, set, joined) {
			return true
		}
	}
	if !leaf || containsExecution(joined, x) {
		return false
	}
	if x.flow != program.NoFlow {
		return contains(set, x.in.def.process.Flows[x.flow].Target)
	}
	return contains(set, x.activity)
}
