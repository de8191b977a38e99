package analysis

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
)

// Instant is a timer or message boundary event that cannot be triggered: what
// it is attached to begins and ends in one transaction, so that the timer or
// the subscription is gone before anybody sees it.
type Instant struct {
	Event, Host *bpmn.FlowNode
	// Delegate says that the host runs a class or a delegate expression, one of
	// which may be an activity behavior that waits for a signal.
	Delegate bool
}

// InstantHosts returns the boundary events of executable processes that are
// attached to what never rests, in document order.
func InstantHosts(d *bpmn.Definitions, nodes []*bpmn.FlowNode) []Instant {
	var out []Instant
	for _, n := range nodes {
		if n.Type != bpmn.BoundaryEvent || len(n.EventDefinitions) != 1 || n.Scope == nil || n.Scope.Process == nil || !n.Scope.Process.IsExecutable {
			continue
		}
		if t := trigger(n); t != "timer" && t != "message" {
			continue
		}
		// The engine accepts events and gateways, too.
		host, ok := d.ByID(n.AttachedToRef.Local).(*bpmn.FlowNode)
		if !ok || host.Scope != n.Scope || host.Loop != nil && (host.Loop.AsyncBefore || host.Loop.AsyncAfter) {
			continue
		}
		if p := paceOf(host); p != rests {
			out = append(out, Instant{Event: n, Host: host, Delegate: p == passesUnlessDelegateWaits})
		}
	}
	return out
}

// pace is how long a token stays at a node.
type pace uint8

const (
	rests pace = iota // longer than a transaction, or nobody knows
	passesUnlessDelegateWaits
	passes
)

// paceOf returns how long a token stays at a node, jobs before and after it left
// out.
func paceOf(n *bpmn.FlowNode) pace {
	switch n.Type {
	case bpmn.Task, bpmn.ManualTask, bpmn.ScriptTask, bpmn.StartEvent, bpmn.ExclusiveGateway:
		return passes
	case bpmn.ServiceTask, bpmn.SendTask, bpmn.BusinessRuleTask:
		if n.Decision != nil && n.Decision.Ref != nil {
			return passes
		}
		return paceOfService(n.Implementation)
	case bpmn.ParallelGateway, bpmn.InclusiveGateway:
		if len(n.Incoming) <= 1 {
			return passes
		}
	case bpmn.IntermediateCatchEvent:
		if trigger(n) == "link" {
			return passes
		}
	case bpmn.IntermediateThrowEvent, bpmn.EndEvent:
		if len(n.EventDefinitions) == 0 {
			return passes
		}
		switch d := n.EventDefinitions[0]; d.Type {
		case bpmn.MessageEventDefinition:
			if d.Implementation == nil {
				return passes
			}
			return paceOfService(d.Implementation)
		case bpmn.SignalEventDefinition, bpmn.LinkEventDefinition, bpmn.EscalationEventDefinition, bpmn.ErrorEventDefinition, bpmn.TerminateEventDefinition:
			return passes
		}
	case bpmn.SubProcess, bpmn.Transaction:
		return paceOfContent(n.Content)
	}
	return rests
}

func paceOfService(i *bpmn.Implementation) pace {
	switch {
	case i == nil || isExternal(i):
		return rests
	case i.Connector != nil || i.Type != nil:
		return passes
	case i.Class != nil || i.DelegateExpression != nil:
		return passesUnlessDelegateWaits
	case i.Expression != nil:
		return passes
	}
	return rests
}

// paceOfContent returns the slowest pace of all that a sub-process contains, as
// a token may come anywhere.
func paceOfContent(s *bpmn.Scope) pace {
	if len(s.FlowNodes) == 0 {
		return rests // a defect of its own
	}
	slowest := passes
	for _, n := range s.FlowNodes {
		switch {
		case n.AsyncBefore || n.AsyncAfter || n.Loop != nil && (n.Loop.AsyncBefore || n.Loop.AsyncAfter):
			return rests
		case n.Type == bpmn.BoundaryEvent:
			continue
		}
		slowest = min(slowest, paceOf(n))
	}
	return slowest
}
