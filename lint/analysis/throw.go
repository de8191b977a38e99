package analysis

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// Thrown is a BPMN error or an escalation that a process throws.
type Thrown struct {
	// Node is the event, or the external task whose error mapping throws; At is
	// the event or the mapping.
	Node *bpmn.FlowNode
	At   *bpmn.Element
	// Escalation tells escalations from errors.
	Escalation bool
	Code       string
}

// Handler is what catches errors or escalations: those of a code, or all.
type Handler struct {
	Escalation bool
	Code       string
	All        bool
}

// Catches reports whether the handler is for what is thrown.
func (h Handler) Catches(escalation bool, code string) bool {
	return h.Escalation == escalation && (h.All || h.Code == code)
}

// Uncaught returns the errors and escalations of executable processes that
// nothing in their own process catches, in document order: neither a boundary
// event nor an event sub-process of the scopes from the throwing node outwards.
// The engine goes on to look in the process that called this one.
func Uncaught(nodes []*bpmn.FlowNode) []Thrown {
	var out []Thrown
	for _, n := range nodes {
		if n.Scope == nil || n.Scope.Process == nil || !n.Scope.Process.IsExecutable {
			continue
		}
		for _, t := range thrownBy(n) {
			if !slices.ContainsFunc(handlersAround(n, t.Escalation, false), func(h Handler) bool { return h.Catches(t.Escalation, t.Code) }) {
				out = append(out, t)
			}
		}
	}
	return out
}

// HandlersAroundCall returns what catches the errors and escalations that come
// out of the process that a call activity calls.
func HandlersAroundCall(call *bpmn.FlowNode) []Handler {
	return append(handlersAround(call, false, true), handlersAround(call, true, true)...)
}

// thrownBy returns what a node throws. An event with several definitions is
// another defect.
func thrownBy(n *bpmn.FlowNode) []Thrown {
	var out []Thrown
	if n.Type.IsThrowEvent() && len(n.EventDefinitions) == 1 {
		d := n.EventDefinitions[0]
		switch {
		case d.ByReference:
		case d.Type == bpmn.ErrorEventDefinition && n.Type == bpmn.EndEvent:
			if code, ok := codeOf(d); ok && code != "" {
				out = append(out, Thrown{Node: n, At: &n.Element, Code: code})
			}
		case d.Type == bpmn.EscalationEventDefinition:
			if code, ok := codeOf(d); ok {
				out = append(out, Thrown{Node: n, At: &n.Element, Escalation: true, Code: code})
			}
		}
	}
	if isExternal(n.Implementation) {
		for _, d := range n.Implementation.ErrorMappings {
			if code, ok := codeOf(d); ok && code != "" {
				out = append(out, Thrown{Node: n, At: &d.Element, Code: code})
			}
		}
	}
	return out
}

// codeOf returns the code of an error or an escalation; ok is false where there
// is none. A reference to an error that is not there is a code itself.
func codeOf(d *bpmn.EventDefinition) (code string, ok bool) {
	switch {
	case d.Error != nil:
		return d.Error.Code.Text(), d.Error.Code != nil
	case d.Escalation != nil:
		return d.Escalation.Code.Text(), d.Escalation.Code.Text() != ""
	}
	return d.Ref.Value, d.Type == bpmn.ErrorEventDefinition && d.Ref.Value != ""
}

// handlersAround returns the handlers that the engine asks when a node throws,
// from the inside to the outside. Those of an event sub-process do not catch
// what is thrown in it, unless it comes out of a called process.
func handlersAround(n *bpmn.FlowNode, escalation, called bool) []Handler {
	var out []Handler
	add := func(events []*bpmn.FlowNode) {
		for _, e := range events {
			if h, ok := handlerOf(e, escalation); ok {
				out = append(out, h)
			}
		}
	}
	add(attachedTo(n))
	for s := n.Scope; s != nil; s = s.Parent {
		for _, sub := range s.FlowNodes {
			if !sub.IsEventSubProcess() {
				continue
			}
			own := isWithin(n, sub)
			if escalation {
				own = sub.Content == n.Scope
			}
			if !own || called {
				add(sub.Content.FlowNodes)
			}
		}
		if owner, ok := s.Owner.(*bpmn.FlowNode); ok {
			add(owner.BoundaryEvents)
		}
	}
	return out
}

// attachedTo returns the boundary events of a node. The engine has them of
// events, too.
func attachedTo(n *bpmn.FlowNode) []*bpmn.FlowNode {
	if n.Type.IsActivity() {
		return n.BoundaryEvents
	}
	var out []*bpmn.FlowNode
	for _, b := range n.Scope.FlowNodes {
		if b.Type == bpmn.BoundaryEvent && b.AttachedToRef.Local == n.ID {
			out = append(out, b)
		}
	}
	return out
}

// handlerOf returns what a boundary event or the start event of an event
// sub-process catches.
func handlerOf(n *bpmn.FlowNode, escalation bool) (Handler, bool) {
	want := bpmn.ErrorEventDefinition
	if escalation {
		want = bpmn.EscalationEventDefinition
	}
	if n.Type != bpmn.BoundaryEvent && n.Type != bpmn.StartEvent {
		return Handler{}, false
	}
	i := slices.IndexFunc(n.EventDefinitions, func(d *bpmn.EventDefinition) bool { return d.Type == want })
	if i < 0 {
		return Handler{}, false
	}
	code, ok := codeOf(n.EventDefinitions[i])
	return Handler{Escalation: escalation, Code: code, All: !ok}, true
}

// Hidden is an error boundary event that never runs, because an earlier one at
// the same activity catches the same.
type Hidden struct {
	Event, Earlier *bpmn.FlowNode
	Code           string
	All            bool // they are for all errors
}

// HiddenHandlers returns the error boundary events of executable processes that
// never run. One for a code is asked before one for all errors, whatever their
// order.
func HiddenHandlers(nodes []*bpmn.FlowNode) []Hidden {
	var out []Hidden
	for _, n := range nodes {
		if len(n.BoundaryEvents) < 2 || n.Scope == nil || n.Scope.Process == nil || !n.Scope.Process.IsExecutable {
			continue
		}
		first := map[Handler]*bpmn.FlowNode{}
		for _, b := range n.BoundaryEvents {
			h, ok := handlerOf(b, false)
			switch {
			case !ok || len(b.EventDefinitions) > 1:
			case first[h] == nil:
				first[h] = b
			default:
				out = append(out, Hidden{Event: b, Earlier: first[h], Code: h.Code, All: h.All})
			}
		}
	}
	return out
}

// UnthrownEscalations returns the escalation boundary events and the start
// events of event sub-processes that no escalation can reach: nothing in their
// activity throws one of their code, and it has neither a user task nor a call
// activity from which one may come.
func UnthrownEscalations(nodes []*bpmn.FlowNode) []*bpmn.FlowNode {
	var out []*bpmn.FlowNode
	for _, n := range nodes {
		h, ok := handlerOf(n, true)
		if !ok || n.Scope == nil || n.Scope.Process == nil || !n.Scope.Process.IsExecutable || len(n.EventDefinitions) > 1 {
			continue
		}
		var within *bpmn.Scope
		switch {
		case n.Type == bpmn.BoundaryEvent && n.AttachedTo != nil && n.AttachedTo.Content != nil:
			within = n.AttachedTo.Content
		case n.Type == bpmn.StartEvent && n.Scope.Parent != nil:
			within = n.Scope.Parent
		default:
			continue
		}
		if !escalates(within, n.Scope, h) {
			out = append(out, n)
		}
	}
	return out
}

// escalates reports whether an escalation for a handler may come out of a
// scope, from elsewhere than the event sub-process of the handler itself.
func escalates(s, own *bpmn.Scope, h Handler) bool {
	return slices.ContainsFunc(s.FlowNodes, func(n *bpmn.FlowNode) bool {
		switch {
		case n.Type == bpmn.UserTask, n.Type == bpmn.CallActivity:
			return true
		case n.Content != nil && n.Content != own:
			return escalates(n.Content, own, h)
		}
		return slices.ContainsFunc(thrownBy(n), func(t Thrown) bool { return h.Catches(t.Escalation, t.Code) })
	})
}
