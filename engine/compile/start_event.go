package compile

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

func (p *parser) startEvents(parent *xmltree.Element, scope *activity) {
	events := elements(parent, "startEvent")
	starts := make([]*activity, 0, len(events))
	for _, x := range events {
		a := p.newActivity(x, scope)
		p.asynchronous(x, a)
		if scope.flowScope == nil {
			p.processStart(x, a)
		} else {
			p.scopeStart(x, parent, a)
		}
		starts = append(starts, a)
		p.noMapping("START-06", x)
		p.executionListeners(x)
	}
	if len(events) == 0 && p.Platform.NeedsStartEvent() && (parent.Local == "process" || parent.Local == "subProcess") {
		spec := "SUB-01"
		if parent.Local == "process" {
			spec = "PROC-01"
		}
		p.error(spec, at{element: parent}, parent.Local+" must define a startEvent element")
	}
	if scope.flowScope == nil {
		p.startForm(p.initial(starts, parent), events)
	}
	for _, x := range events {
		if attr(x, "id") == nil {
			p.breaks(x, `Cannot invoke "ActivityImpl.getProperties()" because "startEventActivity" is null`)
			return
		}
	}
}

// initial returns the start event that a process starts with where none is
// named, nil for none.
func (p *parser) initial(starts []*activity, process *xmltree.Element) *activity {
	var initial *activity
	for _, a := range starts {
		if a.kind != "startEvent" && a.kind != "startTimerEvent" {
			continue
		}
		if initial != nil {
			p.error("PROC-03", at{element: process, main: a.id, show: a.xml}, "multiple none start events or timer start events not supported on process definition")
			continue
		}
		initial = a
	}
	if initial == nil && len(starts) == 1 {
		return starts[0]
	}
	return initial
}

// startForm goes through the form of the start event of a process.
func (p *parser) startForm(a *activity, events []*xmltree.Element) {
	if a == nil {
		return
	}
	for _, x := range events {
		if attr(x, "id") == nil {
			p.breaks(x, `Cannot invoke "String.equals(Object)" because the return value of "Element.attribute(String)" is null`)
			return
		}
		if x == a.xml {
			break
		}
	}
	p.formHandler(a.xml)
	p.form(a.xml)
	p.formDefinition(a.xml)
}

func (p *parser) processStart(x *xmltree.Element, a *activity) {
	timer, message := p.element(x, "timerEventDefinition"), p.element(x, "messageEventDefinition")
	signal, condition := p.element(x, "signalEventDefinition"), p.element(x, "conditionalEventDefinition")
	scope := p.process.scope
	switch {
	case timer != nil:
		a.kind = "startTimerEvent"
		p.timer(timer, a)
		p.process.timers = append(p.process.timers, timer)
	case message != nil:
		a.kind = "messageStartEvent"
		s, ok := p.message(message, a.id)
		if !ok {
			return
		}
		s.start = true
		if s.named && isExpression(s.name) {
			p.error("START-02", at{element: message, main: a.id}, "Invalid message name '"+s.name+"' for element 'messageEventDefinition': expressions in the message start event name are not allowed!")
		}
		p.subscribe(scope, s, x)
		if s.named {
			p.process.messages = append(p.process.messages, startMessage{s.name, x})
		}
	case signal != nil:
		a.kind = "signalStartEvent"
		a.eventScope = scope
		if s, ok := p.signal(signal, a.id, false); ok {
			s.start = true
			p.subscribe(scope, s, signal)
			p.process.signals = append(p.process.signals, startSignal{s.name, x})
		}
	case condition != nil:
		a.kind = "conditionalStartEvent"
		if s, ok := p.conditional(condition, a.id); ok {
			s.start = true
			p.subscribe(scope, s, x)
		}
	}
}

// isExpression reports whether a text has something to evaluate in it.
func isExpression(text string) bool {
	return strings.Contains(text, "${") || strings.Contains(text, "#{")
}

func (p *parser) scopeStart(x, parent *xmltree.Element, a *activity) {
	owner := a.flowScope
	if owner.hasStart {
		p.error("SUB-02", at{element: parent, main: a.id, show: x}, "multiple start events not supported for subprocess")
	}
	owner.hasStart = true
	if owner.triggered {
		p.eventSubProcessStart(x, a)
		return
	}
	for _, c := range [...]struct{ name, spec, message string }{
		{"conditionalEventDefinition", "SUB-03", notInSubProcess("conditionalEventDefinition")},
		{"timerEventDefinition", "SUB-03", notInSubProcess("timerEventDefinition")},
		{"escalationEventDefinition", "SUB-03", notInSubProcess("escalationEventDefinition")},
		{"compensateEventDefinition", "SUB-03", notInSubProcess("compensateEventDefinition")},
		{"errorEventDefinition", "SUB-04", onlyInEventSubProcess("errorEventDefinition")},
		{"messageEventDefinition", "SUB-04", onlyInEventSubProcess("messageEventDefinition")},
		{"signalEventDefinition", "SUB-04", onlyInEventSubProcess(p.words.SignalDefinition)},
	} {
		if d := p.element(x, c.name); d != nil {
			p.error(c.spec, at{element: d, main: a.id}, c.message)
		}
	}
}

func (p *parser) eventSubProcessStart(x *xmltree.Element, a *activity) {
	owner := a.flowScope
	listening := owner.flowScope
	a.eventScope = listening
	interrupts := attr(x, "isInterrupting")
	interrupting := interrupts == nil || strings.EqualFold(interrupts.Value, "true")
	if d := p.element(x, "errorEventDefinition"); d != nil {
		a.kind = "errorStartEvent"
		if !interrupting {
			p.error("ESP-02", at{element: x, attr: attr(x, "isInterrupting")}, "error start event of event subprocess must be interrupting")
		}
	} else if d := p.element(x, "messageEventDefinition"); d != nil {
		a.kind = "messageStartEvent"
		if s, ok := p.message(d, a.id); ok {
			p.subscribe(listening, s, d)
		}
	} else if d := p.element(x, "signalEventDefinition"); d != nil {
		a.kind = "signalStartEvent"
		if s, ok := p.signal(d, a.id, false); ok {
			p.subscribe(listening, s, d)
		}
	} else if d := p.element(x, "timerEventDefinition"); d != nil {
		a.kind = "startTimerEvent"
		p.timer(d, a)
		if cycle := p.element(d, "timeCycle"); interrupting && cycle != nil {
			p.warn("ESP-11", at{element: cycle, main: a.id}, cycleNotRecommended("interrupting start"))
		}
	} else if d := p.element(x, "compensateEventDefinition"); d != nil {
		a.kind = "compensationStartEvent"
		p.compensationStart(x, d, a)
	} else if d := p.element(x, "escalationEventDefinition"); d != nil {
		a.kind = "escalationStartEvent"
		p.escalationHandler(listening, d, a.id, true)
	} else if d := p.element(x, "conditionalEventDefinition"); d != nil {
		a.kind = "conditionalStartEvent"
		if s, ok := p.conditional(d, a.id); ok {
			p.subscribe(listening, s, d)
		}
	} else {
		p.error("ESP-01", at{element: x}, "start event of event subprocess must be of type 'error', 'message', 'timer', 'signal', 'compensation' or 'escalation'")
	}
}

func (p *parser) compensationStart(x, definition *xmltree.Element, a *activity) {
	owner := a.flowScope
	owner.handler = true
	around := owner.flowScope
	if around.flowScope == nil {
		p.error("ESP-03", at{element: x}, "event subprocess with compensation start event is only supported for embedded subprocess "+
			"(since throwing compensation through a call activity-induced process hierarchy is not supported)")
		p.breaks(x, "class ProcessDefinitionEntity cannot be cast to class ActivityImpl")
		return
	}
	switch other := p.process.byID[around.compensation]; {
	case around.compensation == "" || other == nil:
		around.compensation = owner.id
	case other.subProcess:
		p.error("ESP-04", at{element: x}, "multiple event subprocesses with compensation start event are not supported on the same scope")
	default:
		p.error("ESP-05", at{element: x}, twoCompensationHandlers)
	}
	p.catchesCompensation(definition, a.id)
}
