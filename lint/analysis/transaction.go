package analysis

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
)

// Transaction is what the engine does between a place where an instance rests
// and the next ones: it is committed as a whole or rolled back as a whole.
type Transaction struct {
	// Start is where the transaction begins, and what a failure is rolled back
	// to: the node before or after which a job is made, the wait state that is
	// left, or the start event.
	Start *bpmn.FlowNode
	// Kind says how it begins: job (a job before or after Start, or a timer),
	// wait (Start is completed or triggered from outside), or call (the
	// instance is started).
	Kind string
	// Effects are the steps that change something outside of the engine, in
	// the order of the paths.
	Effects []*bpmn.FlowNode
	// First and Second are two effects of which the second can run after the
	// first; nil where no two are on one path.
	First, Second *bpmn.FlowNode
}

// Transactions returns the transactions of executable processes that have an
// effect. Pairs of effects that share several transactions (a loop, two ways
// in) are in the first of them; so is a first effect that no other follows, in
// the first of each kind.
func Transactions(nodes []*bpmn.FlowNode) []Transaction {
	type single struct {
		kind   string
		effect *bpmn.FlowNode
	}
	var out []Transaction
	seen := map[[2]*bpmn.FlowNode]bool{}
	alone := map[single]bool{}
	limit := &budget{maxSteps}
	for _, n := range nodes {
		if n.Scope == nil || n.Scope.Process == nil || !n.Scope.Process.IsExecutable {
			continue
		}
		for _, b := range beginnings(n) {
			t := b.transaction(n, limit)
			switch {
			case t.Second != nil && !seen[[2]*bpmn.FlowNode{t.First, t.Second}]:
				seen[[2]*bpmn.FlowNode{t.First, t.Second}] = true
			case t.Second == nil && len(t.Effects) > 0 && !alone[single{t.Kind, t.Effects[0]}]:
				alone[single{t.Kind, t.Effects[0]}] = true
			default:
				continue
			}
			out = append(out, t)
		}
	}
	return out
}

// beginning is a place where a transaction begins: with a node, or behind it.
type beginning struct {
	kind   string
	behind bool
}

// beginnings returns how transactions begin at a node.
func beginnings(n *bpmn.FlowNode) []beginning {
	var out []beginning
	if n.AsyncBefore {
		out = append(out, beginning{"job", false})
	}
	switch {
	case n.AsyncAfter:
		out = append(out, beginning{"job", true})
	case n.Type == bpmn.StartEvent && !n.AsyncBefore:
		if kind := startKind(n); kind != "" {
			out = append(out, beginning{kind, true})
		}
	case n.Type == bpmn.BoundaryEvent:
		switch trigger(n) {
		case "timer":
			out = append(out, beginning{"job", true})
		case "message", "signal", "conditional":
			out = append(out, beginning{"wait", true})
		}
	case n.Type == bpmn.IntermediateCatchEvent && trigger(n) == "timer":
		out = append(out, beginning{"job", true})
	case Waits(n):
		out = append(out, beginning{"wait", true})
	}
	return out
}

// startKind returns how a transaction begins at a start event, empty for one
// that is only a step of another transaction.
func startKind(n *bpmn.FlowNode) string {
	owner, inSubProcess := n.Scope.Owner.(*bpmn.FlowNode)
	if inSubProcess && !owner.TriggeredByEvent {
		return ""
	}
	switch trigger(n) {
	case "timer":
		return "job"
	case "none", "message", "signal", "conditional":
		if inSubProcess {
			return "wait"
		}
		return "call"
	}
	return ""
}

// trigger returns the word of the event definition of an event.
func trigger(n *bpmn.FlowNode) string {
	if len(n.EventDefinitions) == 0 {
		return "none"
	}
	switch n.EventDefinitions[0].Type {
	case bpmn.TimerEventDefinition:
		return "timer"
	case bpmn.MessageEventDefinition:
		return "message"
	case bpmn.SignalEventDefinition:
		return "signal"
	case bpmn.ConditionalEventDefinition:
		return "conditional"
	case bpmn.LinkEventDefinition:
		return "link"
	}
	return "other"
}

// Waits reports whether a token waits at a node for something from outside of
// the engine. A call activity counts: what it calls is another story.
func Waits(n *bpmn.FlowNode) bool {
	switch n.Type {
	case bpmn.UserTask, bpmn.ReceiveTask, bpmn.CallActivity, bpmn.EventBasedGateway:
		return true
	case bpmn.IntermediateCatchEvent:
		return trigger(n) != "link"
	case bpmn.ServiceTask, bpmn.SendTask, bpmn.BusinessRuleTask:
		return isExternal(n.Implementation)
	case bpmn.IntermediateThrowEvent, bpmn.EndEvent:
		return len(n.EventDefinitions) > 0 && isExternal(n.EventDefinitions[0].Implementation)
	}
	return false
}

func isExternal(i *bpmn.Implementation) bool { return i != nil && i.Type.Text() == "external" }

// HasEffect reports whether a step changes something outside of the engine: a
// class, a delegate expression or a connector of a task or of a throwing
// message.
func HasEffect(n *bpmn.FlowNode) bool {
	i := n.Implementation
	if n.Type.IsThrowEvent() && len(n.EventDefinitions) > 0 {
		i = n.EventDefinitions[0].Implementation
	}
	return i != nil && !isExternal(i) && !n.IsForCompensation &&
		(i.Class != nil || i.DelegateExpression != nil || i.Connector != nil)
}

// transaction walks from a beginning at n to where tokens rest again.
func (b beginning) transaction(n *bpmn.FlowNode, limit *budget) Transaction {
	t := Transaction{Start: n, Kind: b.kind}
	w := newWalk(limit)
	if b.behind {
		w.leave(n)
	} else {
		w.run(n)
	}
	w.settle()
	t.Effects = w.effects
	t.First, t.Second = w.pair()
	return t
}
