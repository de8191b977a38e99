package facts

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// listingSections are about the incoming and outgoing children of flow nodes.
var listingSections = []*section{
	list("flow_listings", "Flow nodes whose incoming or outgoing children do not list the sequence flows that end and begin there. A node without any such child lists nothing.",
		flowListingFacts, flowListings),
}

// flowListing is what is wrong with the children of a node.
type flowListing struct {
	node *bpmn.FlowNode
	// wrong are listed and are not the node's, or listed twice; missing are the
	// node's and not listed.
	wrong, missing []string
}

var flowListingFacts = &object[flowListing]{"flow_listing", "A flow node that lists other sequence flows than its own.", []field[flowListing]{
	number("at", "Handle for reporting.", func(_ *encoding, l flowListing) (int, bool) { return l.node.Index, true }),
	text("label", "Type and name of the flow node in words.", func(l flowListing) string { return l.node.Label() }),
	texts("wrong", "What it lists and should not, as written: flows that begin or end elsewhere, or are listed twice.", func(l flowListing) []string { return l.wrong }),
	texts("missing", "The ids of its flows that it does not list.", func(l flowListing) []string { return l.missing }),
}}

// flowListings compares the children of each node with its flows.
func flowListings(e *encoding) []flowListing {
	var out []flowListing
	for _, n := range e.model.nodes {
		if len(n.IncomingRefs)+len(n.OutgoingRefs) == 0 {
			continue
		}
		l := flowListing{node: n}
		l.compare(n.IncomingRefs, n.Incoming)
		l.compare(n.OutgoingRefs, n.Outgoing)
		if len(l.wrong)+len(l.missing) > 0 {
			out = append(out, l)
		}
	}
	return out
}

func (l *flowListing) compare(refs []bpmn.Ref, flows []*bpmn.SequenceFlow) {
	ids := make([]string, 0, len(flows))
	for _, f := range flows {
		if f.ID != "" && !slices.Contains(ids, f.ID) {
			ids = append(ids, f.ID)
		}
	}
	for _, r := range refs {
		if i := slices.Index(ids, r.Local); i >= 0 {
			ids = slices.Delete(ids, i, i+1)
		} else {
			l.wrong = append(l.wrong, r.Value)
		}
	}
	l.missing = append(l.missing, ids...)
}
