package conformance

import (
	"slices"

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
		holds: func(d *bpmn.Definitions, _, id string, _ int) bool { return flowChildrenDisagree(d, id) },
	},
	{
		name:  "root-without-name",
		rules: []string{"global"},
		holds: func(d *bpmn.Definitions, _, id string, _ int) bool {
			n := d.ByID(id)
			return n != nil && n.Base().Attr("name") == nil
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
			e, ok := d.ByID(id).(*bpmn.EventDefinition)
			return ok && n < 0 && (e.Event == nil || e.Event.Type.IsCatchEvent())
		},
	},
	{
		name:  "state-between-files",
		rules: []string{"no-duplicate-sequence-flows"},
		holds: func(d *bpmn.Definitions, _, id string, n int) bool { return n < 0 && !nearDuplicate(d, id) },
	},
}

// flowChildrenDisagree reports whether the incoming and outgoing children of
// an element, or of the ends of a flow, or of a node of the scope that it
// ends, do not list the flows that begin and end there.
func flowChildrenDisagree(d *bpmn.Definitions, id string) bool {
	switch n := d.ByID(id).(type) {
	case *bpmn.FlowNode:
		return disagrees(n) || slices.ContainsFunc(n.Scope.FlowNodes, func(x *bpmn.FlowNode) bool {
			return len(n.EventDefinitions) > 0 && disagrees(x)
		})
	case *bpmn.SequenceFlow:
		return n.Source != nil && disagrees(n.Source)
	}
	return false
}

func disagrees(n *bpmn.FlowNode) bool {
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
