package analysis

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
)

// IsWaitState reports whether a token can rest at a flow node: until something
// happens outside, until a job is executed, or until other tokens arrive.
// These are the nodes that a running instance is seen at, and that a migration
// plan or a modification has to name.
func IsWaitState(n *bpmn.FlowNode) bool {
	if n.AsyncBefore || n.AsyncAfter || n.Loop != nil && (n.Loop.AsyncBefore || n.Loop.AsyncAfter) {
		return true
	}
	switch n.Type {
	case bpmn.UserTask, bpmn.ReceiveTask, bpmn.CallActivity, bpmn.EventBasedGateway:
		return true
	case bpmn.ServiceTask, bpmn.SendTask, bpmn.BusinessRuleTask, bpmn.IntermediateThrowEvent, bpmn.EndEvent:
		return n.Implementation != nil && n.Implementation.Type.Text() == "external"
	case bpmn.IntermediateCatchEvent:
		return !hasDefinition(n, bpmn.LinkEventDefinition)
	case bpmn.BoundaryEvent:
		return !hasDefinition(n, bpmn.CompensateEventDefinition)
	case bpmn.ParallelGateway, bpmn.InclusiveGateway:
		return len(n.Incoming) > 1
	}
	return false
}

func hasDefinition(n *bpmn.FlowNode, t bpmn.Type) bool {
	for _, d := range n.EventDefinitions {
		if d.Type == t {
			return true
		}
	}
	return false
}
