package diff

import (
	"fmt"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// classOfElement tells whom it concerns that an element came or went.
func classOfElement(n bpmn.Node) Class {
	switch n := n.(type) {
	case *bpmn.Process, *bpmn.Message, *bpmn.Signal, *bpmn.Error, *bpmn.Escalation:
		return Contract
	case *bpmn.FlowNode:
		if n.Type == bpmn.StartEvent && len(n.EventDefinitions) > 0 && n.Scope.Parent == nil {
			return Contract
		}
		return Behavior
	case *bpmn.SequenceFlow:
		return Behavior
	}
	return Cosmetic
}

// sentenceOfOnly says that an element came or went, and what follows. The
// number of flow nodes in it is told.
func sentenceOfOnly(n bpmn.Node, kind Kind, inside int) (message, effect string) {
	message = label(n)
	if flow, ok := n.(*bpmn.SequenceFlow); ok && flow.Source != nil && flow.Target != nil {
		if strings.TrimSpace(flow.Name) != "" {
			message += " from " + flow.Source.Label() + " to " + flow.Target.Label()
		}
		if flow.Condition != nil && isShort(textOf(flow.Condition.XML)) {
			message += " if " + printable(textOf(flow.Condition.XML))
		}
	}
	message += " is " + string(kind)
	if f, ok := n.(*bpmn.FlowNode); ok {
		message += where(f)
	}
	switch inside {
	case 0:
	case 1:
		message += ", with 1 element in it"
	default:
		message += fmt.Sprintf(", with %d elements in it", inside)
	}
	if kind == Removed {
		return message, effectOfRemoval(n)
	}
	return message, effectOfAddition(n)
}

// where says what a flow node stands between.
func where(n *bpmn.FlowNode) string {
	switch {
	case n.AttachedTo != nil:
		return " at " + n.AttachedTo.Label()
	case len(n.Incoming) == 1 && len(n.Outgoing) == 1 && n.Incoming[0].Source != nil && n.Outgoing[0].Target != nil:
		return " between " + n.Incoming[0].Source.Label() + " and " + n.Outgoing[0].Target.Label()
	case len(n.Incoming) == 1 && n.Incoming[0].Source != nil:
		return " behind " + n.Incoming[0].Source.Label()
	case len(n.Outgoing) == 1 && n.Outgoing[0].Target != nil:
		return " before " + n.Outgoing[0].Target.Label()
	case n.Scope.Parent != nil:
		return " in " + n.Scope.Owner.Base().Label()
	}
	return ""
}

func effectOfAddition(n bpmn.Node) string {
	switch n := n.(type) {
	case *bpmn.Process:
		return "The engine deploys another process if it is executable."
	case *bpmn.Message, *bpmn.Signal, *bpmn.Error, *bpmn.Escalation:
		return "Events and tasks can refer to it; by itself it does nothing."
	case *bpmn.SequenceFlow:
		return "Instances can go another way."
	case *bpmn.FlowNode:
		switch {
		case n.IsEventSubProcess():
			return "Its event can start it while instances are in the scope around it."
		case n.Type == bpmn.StartEvent && n.Scope.Parent == nil:
			return "Instances can be started in another way."
		case n.Type == bpmn.BoundaryEvent && n.CancelActivity:
			return "The event can end the activity, and instances leave it another way."
		case n.Type == bpmn.BoundaryEvent:
			return "The event can start another path beside the activity."
		case n.Type == bpmn.UserTask:
			return "People get a new kind of task, and instances wait for them."
		case n.Type.IsActivity():
			return "New work is done here, or waited for."
		case n.Type.IsGateway():
			return "Paths split or join here."
		case n.Type.IsCatchEvent():
			return "Instances wait for the event."
		}
		return "Something new happens here."
	}
	return aspects["engine-ignores"].effect
}

func effectOfRemoval(n bpmn.Node) string {
	switch n := n.(type) {
	case *bpmn.Process:
		return "Its last deployed version stays in the engine, with its instances; nobody maintains it here any more."
	case *bpmn.Message, *bpmn.Signal, *bpmn.Error, *bpmn.Escalation:
		return "What referred to it must not do so any more."
	case *bpmn.SequenceFlow:
		return "Instances cannot go this way any more."
	case *bpmn.FlowNode:
		switch {
		case n.Type == bpmn.StartEvent && n.Scope.Parent == nil:
			return "Instances cannot be started this way any more."
		case n.Type == bpmn.BoundaryEvent:
			return "Nothing reacts to the event any more; timers and subscriptions of running instances have no place in the new version."
		case n.Type == bpmn.ExclusiveGateway || n.Type == bpmn.ComplexGateway:
			return "Paths do not split or join here any more."
		case rests(n):
			return "Running instances that rest here have no place in the new version: they must be mapped to another activity, or finish in the old version."
		}
		return "It does not happen any more."
	}
	return aspects["engine-ignores"].effect
}

// effectOfType says what follows from another type of an element.
func effectOfType(p Pair) string {
	if o, ok := p.Old.(*bpmn.FlowNode); ok && rests(o) {
		return "It does something else; running instances that rest here cannot be migrated to an activity of another type."
	}
	return "It does something else."
}
