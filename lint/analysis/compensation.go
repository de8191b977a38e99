package analysis

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// Compensation is the compensation of the activities of a file, as the engine
// links it: a compensation boundary event has the handler that an association
// leads to from it, if the association stands in a process or sub-process that
// both lie in. Where there are several, the last one counts.
type Compensation struct {
	nodes []*bpmn.FlowNode
	// handlers by compensation boundary event; handled are their values.
	handlers map[*bpmn.FlowNode]*bpmn.FlowNode
	handled  map[*bpmn.FlowNode]bool
	// loose are the associations between an event and a handler that link
	// nothing.
	loose []looseAssociation
}

type looseAssociation struct {
	event, handler *bpmn.FlowNode
	// reversed says that it leads from the handler to the event.
	reversed bool
}

// Compensations returns the compensation of a file.
func Compensations(d *bpmn.Definitions) *Compensation {
	c := &Compensation{handlers: map[*bpmn.FlowNode]*bpmn.FlowNode{}, handled: map[*bpmn.FlowNode]bool{}}
	for _, n := range d.Elements {
		switch n := n.(type) {
		case *bpmn.FlowNode:
			if n.Scope != nil && n.Scope.Process != nil && n.Scope.Process.IsExecutable {
				c.nodes = append(c.nodes, n)
			}
		case *bpmn.Artifact:
			if n.Type == bpmn.AssociationType {
				c.link(d, n)
			}
		}
	}
	for _, h := range c.handlers {
		c.handled[h] = true
	}
	return c
}

// link takes an association into account.
func (c *Compensation) link(d *bpmn.Definitions, a *bpmn.Artifact) {
	source, _ := d.ByID(a.SourceRef.Local).(*bpmn.FlowNode)
	target, _ := d.ByID(a.TargetRef.Local).(*bpmn.FlowNode)
	switch {
	case source == nil || target == nil:
	case isCompensationEvent(source):
		// A target that is not for compensation is refused, which the engine tells.
		if !contains(a.XML.Parent, source) || !contains(a.XML.Parent, target) {
			c.loose = append(c.loose, looseAssociation{source, target, false})
			return
		}
		c.handlers[source] = target
	case isCompensationEvent(target) && source.IsForCompensation:
		c.loose = append(c.loose, looseAssociation{target, source, true})
	}
}

// isCompensationEvent reports whether a node is a compensation boundary event.
func isCompensationEvent(n *bpmn.FlowNode) bool {
	return n.Type == bpmn.BoundaryEvent && hasDefinition(n, bpmn.CompensateEventDefinition)
}

// Unlinked is a compensation boundary event without a handler, or a handler
// that no such event leads to.
type Unlinked struct {
	Node *bpmn.FlowNode
	// Other is the other end of an association that does not count: Reversed
	// says that it leads the wrong way, otherwise it stands where the engine
	// does not look for it. Nil where there is no association.
	Other    *bpmn.FlowNode
	Reversed bool
}

// Unlinked returns what compensation never runs, in document order. An event
// and a handler with an association between them are told once, as the event.
func (c *Compensation) Unlinked() []Unlinked {
	var out []Unlinked
	for _, n := range c.nodes {
		u := Unlinked{Node: n}
		switch {
		case isCompensationEvent(n) && n.AttachedTo != nil && c.handlers[n] == nil:
			if i := slices.IndexFunc(c.loose, func(l looseAssociation) bool { return l.event == n }); i >= 0 {
				u.Other, u.Reversed = c.loose[i].handler, c.loose[i].reversed
			}
			out = append(out, u)
		case n.IsForCompensation && n.Type.IsActivity() && !n.IsEventSubProcess() && !c.handled[n]:
			if !slices.ContainsFunc(c.loose, func(l looseAssociation) bool { return l.handler == n && c.handlers[l.event] == nil }) {
				out = append(out, u)
			}
		}
	}
	return out
}

// OfNothing returns the throwing compensation events that find nothing to
// compensate, whatever has happened before.
func (c *Compensation) OfNothing() []*bpmn.FlowNode {
	var out []*bpmn.FlowNode
	for _, n := range c.nodes {
		if d := compensates(n); d != nil && !findsCompensable(n, d) {
			out = append(out, n)
		}
	}
	return out
}

// compensates returns the definition of an event that throws compensation, nil
// for any other node.
func compensates(n *bpmn.FlowNode) *bpmn.EventDefinition {
	if !n.Type.IsThrowEvent() || len(n.EventDefinitions) != 1 || n.EventDefinitions[0].Type != bpmn.CompensateEventDefinition {
		return nil
	}
	return n.EventDefinitions[0]
}

// findsCompensable reports whether a throwing event may find something to
// compensate.
func findsCompensable(n *bpmn.FlowNode, d *bpmn.EventDefinition) bool {
	known := d.ActivityRef.Value == ""
	// An event sub-process compensates what is around it, too.
	for s := n.Scope; s != nil; s = s.Parent {
		for _, a := range s.FlowNodes {
			if d.ActivityRef.Value != "" && d.ActivityRef.Local != a.ID {
				continue
			}
			if known = true; compensable(a) {
				return true
			}
		}
		if owner, ok := s.Owner.(*bpmn.FlowNode); !ok || !owner.IsEventSubProcess() {
			break
		}
	}
	return !known // an activity that is not there is refused, which the engine tells
}

// compensable reports whether a completed activity is meant to be compensated.
// That its event has no handler is another defect.
func compensable(a *bpmn.FlowNode) bool {
	if slices.ContainsFunc(a.BoundaryEvents, isCompensationEvent) {
		return true
	}
	if a.Content == nil {
		return false
	}
	return slices.ContainsFunc(a.Content.FlowNodes, func(n *bpmn.FlowNode) bool { return isCompensationStart(n) || compensable(n) })
}

// isCompensationStart reports whether a node is an event sub-process that
// compensates the sub-process around it.
func isCompensationStart(n *bpmn.FlowNode) bool {
	return n.IsEventSubProcess() && slices.ContainsFunc(n.Content.FlowNodes, func(s *bpmn.FlowNode) bool {
		return s.Type == bpmn.StartEvent && hasDefinition(s, bpmn.CompensateEventDefinition)
	})
}

// NeverThrown returns the compensation boundary events with a handler, and the
// compensating event sub-processes, of processes in which nothing throws
// compensation: no such event, and no cancel end event of a transaction around.
func (c *Compensation) NeverThrown() []*bpmn.FlowNode {
	thrown := map[*bpmn.Process]bool{}
	for _, n := range c.nodes {
		if n.Type.IsThrowEvent() && (hasDefinition(n, bpmn.CompensateEventDefinition) || hasDefinition(n, bpmn.CancelEventDefinition)) {
			thrown[n.Scope.Process] = true
		}
	}
	var out []*bpmn.FlowNode
	for _, n := range c.nodes {
		if !thrown[n.Scope.Process] && (c.handlers[n] != nil || isCompensationStart(n)) {
			out = append(out, n)
		}
	}
	return out
}
