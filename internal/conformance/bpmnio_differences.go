package conformance

import (
	"bytes"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// difference is a difference from bpmn.io's linter that is meant.
type difference struct {
	name  string
	rules []string
	// holds reports whether the difference explains n findings more (or less)
	// of a rule on the element of an id.
	holds func(d *bpmn.Definitions, rule, id string, n int) bool
}

var differences = []difference{
	{
		name: "flow-children",
		rules: []string{
			"conditional-flows", "event-based-gateway", "fake-join", "forking-conditions", "label-required", "no-disconnected", "no-gateway-join-fork",
			"no-implicit-end", "no-implicit-split", "no-implicit-start", "superfluous-gateway", "superfluous-termination",
		},
		holds: func(d *bpmn.Definitions, rule, id string, _ int) bool { return flowChildrenDisagree(d, rule, id) },
	},
	{
		name:  "qualified-reference",
		rules: []string{"global"},
		holds: func(d *bpmn.Definitions, _, id string, n int) bool { return n < 0 && isReferredByPrefix(d, id) },
	},
	{
		name: "broken-document",
		rules: []string{
			"label-required", "global", "start-event-required", "end-event-required", "no-implicit-start", "no-implicit-end", "no-bpmndi",
		},
		holds: func(d *bpmn.Definitions, _, _ string, _ int) bool { return hasDoctype(d) },
	},
	{
		name: "duplicate-id",
		rules: []string{
			"end-event-required", "start-event-required", "no-disconnected", "no-implicit-end", "no-implicit-start", "label-required", "no-bpmndi", "global",
		},
		holds: func(d *bpmn.Definitions, _, _ string, _ int) bool { return hasDuplicateID(d) },
	},
	{
		name:  "root-without-name",
		rules: []string{"global"},
		holds: func(d *bpmn.Definitions, _, id string, _ int) bool {
			n := d.ByID(id)
			return id == "" || n != nil && n.Base().Attr("name") == nil
		},
	},
	{
		name:  "error-mapping-is-use",
		rules: []string{"global"},
		holds: func(d *bpmn.Definitions, _, id string, n int) bool {
			e, ok := d.ByID(id).(*bpmn.Error)
			return ok && n < 0 && isMapped(d, e)
		},
	},
	{
		name:  "compensation-in-sub-process",
		rules: []string{"no-implicit-end"},
		holds: func(d *bpmn.Definitions, _, id string, n int) bool {
			f, ok := d.ByID(id).(*bpmn.FlowNode)
			return ok && n < 0 && f.Type == bpmn.BoundaryEvent && f.Scope.Parent != nil
		},
	},
	{
		name:  "message-that-is-caught",
		rules: []string{"implementation"},
		holds: func(d *bpmn.Definitions, _, id string, n int) bool {
			return n < 0 && slices.ContainsFunc(d.Elements, func(x bpmn.Node) bool {
				e, ok := x.(*bpmn.EventDefinition)
				return ok && e.ID == id && e.Type == bpmn.MessageEventDefinition && (e.Event == nil || e.Event.Type.IsCatchEvent())
			})
		},
	},
	{
		name:  "link-without-name",
		rules: []string{"link-event"},
		holds: func(d *bpmn.Definitions, _, id string, n int) bool {
			f, ok := d.ByID(id).(*bpmn.FlowNode)
			return ok && n < 0 && slices.ContainsFunc(f.EventDefinitions, func(x *bpmn.EventDefinition) bool {
				return x.Type == bpmn.LinkEventDefinition && x.Name == ""
			})
		},
	},
	{
		name:  "reference-to-definition",
		rules: []string{"single-event-definition", "event-sub-process-typed-start-event", "single-blank-start-event"},
		holds: func(d *bpmn.Definitions, _, _ string, _ int) bool {
			return slices.ContainsFunc(d.Elements, func(n bpmn.Node) bool {
				e, ok := n.(*bpmn.EventDefinition)
				return ok && e.ByReference
			})
		},
	},
	{
		name:  "extension-namespace",
		rules: []string{"implementation"},
		holds: func(d *bpmn.Definitions, _, _ string, n int) bool {
			return n < 0 && slices.ContainsFunc(d.ExtensionNamespaces, func(ns string) bool { return ns != bpmn.CamundaNamespace })
		},
	},
	{
		name:  "invalid-id",
		rules: []string{"implementation", "label-required", "no-bpmndi", "standard-size"},
		holds: func(d *bpmn.Definitions, _, _ string, _ int) bool {
			return slices.ContainsFunc(d.Elements, func(n bpmn.Node) bool { return strings.ContainsAny(n.Base().ID, " ${}()/") })
		},
	},
	{
		name:  "several-planes",
		rules: []string{"no-bpmndi", "no-overlapping-elements", "standard-size"},
		holds: func(d *bpmn.Definitions, _, _ string, _ int) bool {
			return slices.ContainsFunc(d.Diagrams, func(x *bpmn.Diagram) bool { return len(x.Planes) > 1 })
		},
	},
	{
		name:  "state-between-files",
		rules: []string{"no-duplicate-sequence-flows"},
		holds: func(d *bpmn.Definitions, _, id string, n int) bool { return n < 0 && !nearDuplicate(d, id) },
	},
}

// flowChildrenDisagree reports whether the incoming and outgoing children of
// an element, or of the source of a flow, do not list the flows that begin and
// end there. What ends a scope depends on all of its nodes.
func flowChildrenDisagree(d *bpmn.Definitions, rule, id string) bool {
	if id == "" {
		// Children cannot list a flow without id.
		for f := range d.SequenceFlows() {
			if f.ID == "" {
				return true
			}
		}
	}
	switch n := d.ByID(id).(type) {
	case *bpmn.FlowNode:
		return disagrees(n) || rule == "superfluous-termination" && slices.ContainsFunc(n.Scope.FlowNodes, disagrees)
	case *bpmn.SequenceFlow:
		return n.Source != nil && disagrees(n.Source)
	}
	return false
}

func disagrees(n *bpmn.FlowNode) bool {
	for _, c := range n.XML.Children {
		// The peer takes white space for a part of the id.
		if text := c.Text(); (c.Local == "incoming" || c.Local == "outgoing") && text != strings.TrimSpace(text) {
			return true
		}
	}
	return !sameFlows(n.Incoming, n.IncomingRefs) || !sameFlows(n.Outgoing, n.OutgoingRefs)
}

func sameFlows(flows []*bpmn.SequenceFlow, refs []bpmn.Ref) bool {
	var a, b []string
	for _, f := range flows {
		a = append(a, f.ID)
	}
	for _, r := range refs {
		b = append(b, r.Value)
	}
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// isReferredByPrefix reports whether some reference to the element has a
// prefix, as a QName may; the peer knows ids only.
func isReferredByPrefix(d *bpmn.Definitions, id string) bool {
	qualified := func(r bpmn.Ref) bool { return r.Local == id && r.Value != id }
	for _, n := range d.Elements {
		switch n := n.(type) {
		case *bpmn.EventDefinition:
			if qualified(n.Ref) {
				return true
			}
		case *bpmn.FlowNode:
			if qualified(n.MessageRef) {
				return true
			}
		}
	}
	return false
}

// hasDoctype reports whether the file has a document type, which the engine
// refuses and the peer skips.
func hasDoctype(d *bpmn.Definitions) bool {
	return bytes.Contains(d.File.Text(), []byte("<!DOCTYPE"))
}

// hasDuplicateID reports whether two elements have one id: which of them a
// reference means is anybody's guess.
func hasDuplicateID(d *bpmn.Definitions) bool {
	seen := map[string]bool{}
	for _, n := range d.Elements {
		id := n.Base().ID
		if id != "" && seen[id] {
			return true
		}
		seen[id] = true
	}
	return false
}

// isMapped reports whether an external task throws the error by an error
// event definition of its own.
func isMapped(d *bpmn.Definitions, e *bpmn.Error) bool {
	for _, n := range d.Elements {
		if x, ok := n.(*bpmn.EventDefinition); ok && x.Event == nil && x.Error == e {
			return true
		}
	}
	return false
}

// nearDuplicate reports whether the flow, or a flow at the node, has a twin.
func nearDuplicate(d *bpmn.Definitions, id string) bool {
	var flows []*bpmn.SequenceFlow
	switch n := d.ByID(id).(type) {
	case *bpmn.SequenceFlow:
		if n.Source != nil {
			flows = n.Source.Outgoing
		}
	case *bpmn.FlowNode:
		flows = slices.Concat(n.Incoming, n.Outgoing)
	}
	for i, f := range flows {
		for _, g := range flows[i+1:] {
			if f.Source == g.Source && f.Target == g.Target {
				return true
			}
		}
	}
	return false
}
