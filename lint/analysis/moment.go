package analysis

import (
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/timer"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Moment is a text that says when something is due, and that the engine will
// not be able to read when the time comes.
type Moment struct {
	// Node is the flow node that it belongs to, At the element that it stands
	// at, and Attribute its attribute where it is one.
	Node      *bpmn.FlowNode
	At        *bpmn.Element
	Attribute string
	// Kind is date, duration, cycle (of a timer), retry cycle, due date or
	// follow-up date.
	Kind string
	Text string
	// Cause is what the engine says of it.
	Cause string
	// Correction is a text that the engine can read and that surely means what
	// this one was meant to; empty where there is none.
	Correction string
}

// sometime is the moment at which texts are tried: which one does not matter to
// whether they can be read.
var sometime = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

// Unreadable returns the constant texts of executable processes that the engine
// cannot read. Timers that start a process are left out: these are computed
// when it is deployed.
func Unreadable(nodes []*bpmn.FlowNode, p platform.Platform) []Moment {
	var out []Moment
	for _, n := range nodes {
		if n.Scope == nil || n.Scope.Process == nil || !n.Scope.Process.IsExecutable {
			continue
		}
		out = append(out, timers(n, p)...)
		out = append(out, retryCycles(n)...)
		out = append(out, dueDates(n, p)...)
	}
	return out
}

// constant returns a trimmed text without an expression.
func constant(text string) (string, bool) {
	text = strings.TrimSpace(text)
	return text, !strings.Contains(text, "${") && !strings.Contains(text, "#{")
}

func timers(n *bpmn.FlowNode, p platform.Platform) []Moment {
	definitions := n.EventDefinitions
	if n.Type == bpmn.StartEvent && n.Scope.Parent == nil {
		definitions = nil
	}
	for _, l := range n.TaskListeners {
		if l.Timer != nil {
			definitions = append(definitions[:len(definitions):len(definitions)], l.Timer)
		}
	}
	var out []Moment
	for _, d := range definitions {
		for _, value := range [...]struct {
			kind string
			e    *bpmn.Expression
		}{{"date", d.TimeDate}, {"cycle", d.TimeCycle}, {"duration", d.TimeDuration}} {
			if value.e == nil {
				continue
			}
			text, ok := constant(value.e.Value)
			if !ok {
				continue
			}
			if fault := due(value.kind, text, p); fault != nil {
				out = append(out, Moment{
					Node: n, At: &value.e.Element, Kind: value.kind, Text: text, Cause: fault.Cause,
					Correction: CorrectTimer(value.kind, text, p),
				})
			}
		}
	}
	return out
}

func due(kind, text string, p platform.Platform) *timer.Error {
	var fault *timer.Error
	switch kind {
	case "date":
		_, fault = timer.Date(text, sometime)
	case "duration":
		_, fault = timer.Duration(text, sometime)
	default:
		_, fault = timer.Cycle(text, sometime, p)
	}
	if fault != nil && fault.Code == "" {
		return nil // readable, and over at the moment that it was tried at
	}
	return fault
}

func retryCycles(n *bpmn.FlowNode) []Moment {
	var out []Moment
	add := func(at *bpmn.Element, cycle *bpmn.Text) {
		if cycle == nil {
			return
		}
		if text, ok := constant(cycle.Value); ok && text != "" {
			if fault := timer.RetryCycle(text); fault != nil {
				out = append(out, Moment{
					Node: n, At: at, Kind: "retry cycle", Text: text, Cause: fault.Cause,
					Correction: correct(text, func(s string) bool { return timer.RetryCycle(s) == nil }),
				})
			}
		}
	}
	add(&n.Element, n.RetryCycle)
	if n.Loop != nil {
		add(&n.Loop.Element, n.Loop.RetryCycle)
	}
	return out
}

func dueDates(n *bpmn.FlowNode, p platform.Platform) []Moment {
	if n.UserTask == nil {
		return nil
	}
	var out []Moment
	for _, value := range [...]struct {
		kind, name string
		a          *xmltree.Attr
	}{{"due date", "camunda:dueDate", n.UserTask.DueDate}, {"follow-up date", "camunda:followUpDate", n.UserTask.FollowUpDate}} {
		text, ok := constant(value.a.Text())
		if value.a == nil || !ok || text == "" {
			continue
		}
		if _, fault := timer.Date(text, sometime); fault != nil {
			out = append(out, Moment{
				Node: n, At: &n.Element, Attribute: value.name, Kind: value.kind, Text: text, Cause: fault.Cause,
				Correction: CorrectTimer("date", text, p),
			})
		}
	}
	return out
}
