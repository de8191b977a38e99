package bpmn

import (
	"iter"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Attr returns the attribute without namespace of a name, nil if there is
// none.
func (e *Element) Attr(name string) *xmltree.Attr {
	if e.XML == nil {
		return nil
	}
	return e.XML.Attr("", name)
}

// Extension returns the attribute of a name in an extension namespace, nil if
// there is none. Where both Camunda's and Activiti's are there, it is
// Camunda's, as for the engine.
func (e *Element) Extension(name string) *xmltree.Attr {
	if e.XML == nil {
		return nil
	}
	return extension(e.XML, name)
}

// ExtensionElement returns the first extension element of a name in an
// extension namespace, nil if there is none.
func (e *Element) ExtensionElement(name string) *xmltree.Element {
	for _, x := range e.Extensions {
		if x.Local == name && IsExtensionNamespace(x.Space) {
			return x
		}
	}
	return nil
}

// IsEventSubProcess reports whether the node is a sub-process that an event
// starts.
func (n *FlowNode) IsEventSubProcess() bool { return n.Content != nil && n.TriggeredByEvent }

// IsCamunda8 reports whether the model is made for Camunda 8: it uses Zeebe's
// namespace, or the Modeler's execution platform is Camunda Cloud.
func (d *Definitions) IsCamunda8() bool {
	return strings.EqualFold(trim(d.ExecutionPlatform), "Camunda Cloud") ||
		slices.Contains(d.ExtensionNamespaces, ZeebeNamespace)
}

// FlowNodes returns the flow nodes of all processes, those in sub-processes
// included, in document order.
func (d *Definitions) FlowNodes() iter.Seq[*FlowNode] { return nodes[*FlowNode](d.Elements) }

// SequenceFlows returns the sequence flows of all processes, those in
// sub-processes included, in document order.
func (d *Definitions) SequenceFlows() iter.Seq[*SequenceFlow] {
	return nodes[*SequenceFlow](d.Elements)
}

// nodes returns the elements of one Go type.
func nodes[T Node](elements []Node) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, n := range elements {
			if n, ok := n.(T); ok && !yield(n) {
				return
			}
		}
	}
}

// All returns the flow nodes of the scope and of the sub-processes in it, in
// document order: a sub-process comes before what it contains.
func (s *Scope) All() iter.Seq[*FlowNode] {
	return func(yield func(*FlowNode) bool) { s.walk(yield) }
}

func (s *Scope) walk(yield func(*FlowNode) bool) bool {
	for _, n := range s.FlowNodes {
		if !yield(n) || n.Content != nil && !n.Content.walk(yield) {
			return false
		}
	}
	return true
}
