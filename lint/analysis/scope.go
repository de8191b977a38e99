package analysis

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// contains reports whether a node lies within an element that is a process or
// a sub-process.
func contains(x *xmltree.Element, n *bpmn.FlowNode) bool {
	for s := n.Scope; s != nil; s = s.Parent {
		if s.Owner.Base().XML == x {
			return true
		}
	}
	return false
}

// isWithin reports whether a node lies within a sub-process, however deep.
func isWithin(n, subProcess *bpmn.FlowNode) bool {
	return subProcess.Content != nil && contains(subProcess.XML, n)
}
