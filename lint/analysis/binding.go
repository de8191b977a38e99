package analysis

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Binding says which version of a process, a case or a decision is called.
type Binding struct {
	Node *bpmn.FlowNode
	// Prefix is how the names of the attributes begin: calledElement, case or
	// decisionRef.
	Prefix string
	// Binding, Version and VersionTag are nil where they are not there; a case
	// has no tag.
	Binding, Version, VersionTag *xmltree.Attr
}

// Bindings returns the calls of executable processes that say anything about
// the version that is called.
func Bindings(nodes []*bpmn.FlowNode) []Binding {
	var found []Binding
	add := func(b Binding) {
		if b.Binding != nil || b.Version != nil || b.VersionTag != nil {
			found = append(found, b)
		}
	}
	for _, n := range nodes {
		if !executable(n.Scope) {
			continue
		}
		if c := n.Call; c != nil && c.CalledElement != nil {
			add(Binding{n, "calledElement", c.Binding, c.Version, c.VersionTag})
		} else if c != nil {
			add(Binding{n, "case", c.CaseBinding, c.CaseVersion, nil})
		}
		if d := n.Decision; d != nil && d.Ref != nil {
			add(Binding{n, "decisionRef", d.Binding, d.Version, d.VersionTag})
		}
	}
	return found
}
