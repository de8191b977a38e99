package analysis

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// catcher returns the boundary event that catches the error of an error end
// event: the first one on an enclosing sub-process that is for its code or for
// all; nil where none is.
func catcher(end *bpmn.FlowNode) *bpmn.FlowNode {
	code := errorCode(end)
	for s := end.Scope; s != nil; s = s.Parent {
		owner, ok := s.Owner.(*bpmn.FlowNode)
		if !ok {
			return nil
		}
		catches := func(b *bpmn.FlowNode) bool {
			return hasDefinition(b, bpmn.ErrorEventDefinition) && (errorCode(b) == code || errorCode(b) == "")
		}
		if i := slices.IndexFunc(owner.BoundaryEvents, catches); i >= 0 {
			return owner.BoundaryEvents[i]
		}
	}
	return nil
}

// errorCode returns the code that an error event throws or catches; a
// reference to no error is a code itself.
func errorCode(n *bpmn.FlowNode) string {
	i := slices.IndexFunc(n.EventDefinitions, func(d *bpmn.EventDefinition) bool { return d.Type == bpmn.ErrorEventDefinition })
	d := n.EventDefinitions[i]
	if d.Error == nil {
		return d.Ref.Value
	}
	return d.Error.Code.Text()
}
