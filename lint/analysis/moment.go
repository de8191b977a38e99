package analysis

import (
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/timer"
	"github.com/bpmnlint/bpmnlint/juel/outcome"
)

// Moment is a text that says when something is due, and that the engine will
// not be able to read when the time comes.
type Moment struct {
	// Owner is the flow node that it belongs to, At the element that it stands
	// at, and Attribute its attribute where it is one.
	Owner, At *bpmn.Element
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

// Unreadable returns the texts and expressions of executable processes that the
// engine cannot read, whatever the variables are. Timers that start a process
// are left out: these are computed when it is deployed.
func Unreadable(slots []Slot, nodes []*bpmn.FlowNode, p platform.Platform) []Moment {
	var out []Moment
	for _, s := range slots {
		cause := unreadable(s, p)
		if cause == "" {
			continue
		}
		m := Moment{Owner: s.Owner, At: s.At, Attribute: s.Attribute, Kind: string(s.Use), Text: s.Text, Cause: cause}
		if s.Expression.IsLiteralText() {
			m.Correction = CorrectTimer(calendar(s.Use), s.Text, p)
		}
		out = append(out, m)
	}
	for _, n := range nodes {
		if executable(n.Scope) {
			out = append(out, retryCycles(n)...)
		}
	}
	return out
}

// unreadable says why the value of a slot is no moment, empty where it may be
// one.
func unreadable(s Slot, p platform.Platform) string {
	kinds := outcome.Date | outcome.Text | outcome.Other
	switch s.Use {
	case DueDateUse, FollowUpDateUse:
		kinds |= outcome.Null
		if s.Text == "" {
			return "" // there is none
		}
	case DateUse, DurationUse:
	case CycleUse:
		kinds &^= outcome.Date
	default:
		return ""
	}
	if s.Fails() {
		return ""
	}
	if text, ok := s.Constant.(string); ok {
		if fault := due(calendar(s.Use), text, p); fault != nil {
			return fault.Cause
		}
		return ""
	}
	switch {
	case s.Kinds.May(kinds):
		return ""
	case s.Kinds == outcome.DateTime:
		return "its value is a DateTime, and toDate() is missing"
	}
	return "its value is " + s.kind()
}

// calendar says how the text of a use is read: as a date, a duration or a
// cycle.
func calendar(u Use) string {
	switch u {
	case DurationUse, CycleUse:
		return string(u)
	}
	return string(DateUse)
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

// constant returns a trimmed text without an expression.
func constant(text string) (string, bool) {
	text = strings.TrimSpace(text)
	return text, !strings.Contains(text, "${") && !strings.Contains(text, "#{")
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
					Owner: &n.Element, At: at, Kind: "retry cycle", Text: text, Cause: fault.Cause,
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
