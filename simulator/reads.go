package simulator

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/juel"
)

// contextNames are names in expressions that the engine gives a meaning.
var contextNames = []string{
	"execution", "task", "externalTask", "caseExecution", "authenticatedUserId",
	"loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances",
}

// Reads returns the names that the expressions of a flow node or sequence flow
// read, each once, in the order of the text: variables, and beans, which look
// the same. The boundary events of a flow node and the conditions behind it
// belong to it, what a sub-process contains does not. Scripts are not looked
// into.
func (s *Session) Reads(process, element string) []string {
	p := s.processes[process]
	if p == nil {
		return nil
	}
	var names []string
	if id, ok := p.FlowByID(element); ok {
		if f := p.SequenceFlow(id); f != nil {
			names = readsOf(names, &f.Element)
		}
	}
	if id, ok := p.ActivityByID(element); ok {
		if n := p.FlowNode(id); n != nil {
			names = readsOf(names, &n.Element)
			for _, b := range n.BoundaryEvents {
				names = readsOf(names, &b.Element)
			}
			for _, f := range n.Outgoing {
				names = readsOf(names, &f.Element)
			}
		}
	}
	return names
}

// readsOf adds what the expressions of an element read.
func readsOf(names []string, e *bpmn.Element) []string {
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) && !slices.Contains(contextNames, name) {
			names = append(names, name)
		}
	}
	text := func(s string) {
		if !strings.Contains(s, "${") && !strings.Contains(s, "#{") {
			return
		}
		if x, fault := juel.Parse(strings.TrimSpace(s)); fault == nil {
			for _, name := range x.Variables() {
				add(name)
			}
		}
	}
	todo := append(e.XML.Children[:0:0], e.XML)
	for len(todo) > 0 {
		x := todo[0]
		todo = todo[1:]
		for _, a := range x.Attrs {
			if x.Local == "in" && a.Local == "source" || a.Local == "collection" && !strings.Contains(a.Value, "{") {
				add(a.Value)
				continue
			}
			text(a.Value)
		}
		if len(x.Children) == 0 {
			text(x.Text())
		}
		var inner []int
		for i, c := range x.Children {
			if c.Local != "documentation" && c.Local != "sequenceFlow" && !bpmn.Type(c.Local).IsFlowNode() {
				inner = append(inner, i)
			}
		}
		for n := len(inner) - 1; n >= 0; n-- {
			todo = slices.Insert(todo, 0, x.Children[inner[n]])
		}
	}
	return names
}
