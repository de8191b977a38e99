package compile

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// catchEvent takes in an intermediate catch event; gateway is the event-based
// gateway before it, nil for none.
func (p *parser) catchEvent(x *xmltree.Element, scope, gateway *activity) *activity {
	a := p.newActivity(x, scope)
	timer, signal := p.element(x, "timerEventDefinition"), p.element(x, "signalEventDefinition")
	message, link := p.element(x, "messageEventDefinition"), p.element(x, "linkEventDefinition")
	condition := p.element(x, "conditionalEventDefinition")
	p.asynchronous(x, a)
	a.behavior, a.eventScope = catchBehavior, a
	if gateway != nil {
		a.eventScope = gateway
	}
	switch {
	case timer != nil:
		a.kind = "intermediateTimer"
		p.timer(timer, a)
		if cycle := p.element(timer, "timeCycle"); cycle != nil && p.Platform.WarnsOfCatchCycle() {
			p.warn("CATCH-03", at{element: cycle, main: a.id}, cycleNotRecommended("intermediate catch"))
		}
	case signal != nil:
		a.kind = "intermediateSignalCatch"
		if s, ok := p.signal(signal, a.id, false); ok {
			p.subscribe(a.eventScope, s, signal)
		}
	case message != nil:
		a.kind = "intermediateMessageCatch"
		if s, ok := p.message(message, a.id); ok {
			p.subscribe(a.eventScope, s, message)
		}
	case link != nil:
		if gateway != nil {
			p.error("LINK-04", at{element: x}, "IntermediateCatchLinkEvent is not allowed after an EventBasedGateway.")
		}
		a.behavior = plainBehavior
		p.linkTarget(x, link, a)
	case condition != nil:
		a.kind = "intermediateConditional"
		if s, ok := p.conditional(condition, a.id); ok {
			p.subscribe(a.eventScope, s, condition)
		}
	default:
		p.error("CATCH-01", at{element: x}, "Unsupported intermediate catch event type")
	}
	p.executionListeners(x)
	if a.kind == "intermediateTimer" {
		p.retryCycle(x)
	}
	return a
}

func (p *parser) linkTarget(x, link *xmltree.Element, a *activity) {
	a.kind = "intermediateLinkCatch"
	if attr(link, "name") == nil {
		p.breaks(link, `Cannot invoke "String.equals(Object)" because "linkName" is null`)
		return
	}
	name := attr(link, "name").Value
	if _, taken := p.linkTargets[name]; taken {
		p.error("LINK-01", at{element: x}, "Multiple Intermediate Catch Events with the same link event name ('"+name+"') are not allowed.")
		return
	}
	if own := attr(x, "name"); own == nil || own.Value != name {
		p.warn("LINK-02", at{element: x}, "Link Event named '"+orNull(own)+"' contains link event definition with name '"+name+"' - it is recommended to use the same name for both.")
	}
	if p.linkTargets == nil {
		p.linkTargets = map[string]string{}
	}
	p.linkTargets[name] = id(x)
}

// throwEvent takes in an intermediate throw event; nil for a link, which is
// none of its own.
func (p *parser) throwEvent(x *xmltree.Element, scope *activity) *activity {
	signal, compensate := p.element(x, "signalEventDefinition"), p.element(x, "compensateEventDefinition")
	link, message := p.element(x, "linkEventDefinition"), p.element(x, "messageEventDefinition")
	escalation := p.element(x, "escalationEventDefinition")
	if link != nil {
		if p.linkSources == nil {
			p.linkSources = map[string]string{}
		}
		p.linkSources[id(x)] = orNull(attr(link, "name"))
		return nil
	}
	a := p.newActivity(x, scope)
	p.asynchronous(x, a)
	const element = "intermediateMessageThrowEvent"
	implemented := false
	switch {
	case signal != nil:
		a.kind = "intermediateSignalThrow"
		p.signal(signal, a.id, true)
	case compensate != nil:
		a.kind = "intermediateCompensationThrowEvent"
		p.throwsCompensation(compensate, scope, id(x))
	case message != nil:
		a.kind = "intermediateNoneThrowEvent"
		if implemented = p.isServiceLike(message); implemented {
			a.kind = element
			p.service(a, element, message)
		}
	case escalation != nil:
		a.kind = "intermediateEscalationThrowEvent"
		p.thrownEscalation(escalation, a.id, "ESC-03", "throwing escalation event must have an 'escalationCode'")
	default:
		a.kind = "intermediateNoneThrowEvent"
	}
	p.executionListeners(x)
	p.retryCycle(x)
	if message != nil {
		p.connector(message, a)
	}
	if implemented {
		p.implemented("THROW-02", a, element, message)
	}
	return a
}

func (p *parser) endEvents(parent *xmltree.Element, scope *activity) {
	for _, x := range elements(parent, "endEvent") {
		p.endEvent(x, scope)
	}
}

func (p *parser) endEvent(x *xmltree.Element, scope *activity) {
	a := p.newActivity(x, scope)
	failure, cancel := p.element(x, "errorEventDefinition"), p.element(x, "cancelEventDefinition")
	terminate, message := p.element(x, "terminateEventDefinition"), p.element(x, "messageEventDefinition")
	signal, compensate := p.element(x, "signalEventDefinition"), p.element(x, "compensateEventDefinition")
	escalation := p.element(x, "escalationEventDefinition")
	const element = "messageEndEvent"
	implemented := false
	switch {
	case failure != nil:
		p.errorEnd(failure, a)
	case cancel != nil:
		if scope.kind != "transaction" {
			p.error("END-02", at{element: cancel, main: a.id}, "end event with cancelEventDefinition only supported inside transaction subprocess")
		} else {
			a.kind, a.behavior = "cancelEndEvent", cancelEndBehavior
		}
	case terminate != nil:
		a.kind = "terminateEndEvent"
	case message != nil:
		if implemented = p.isServiceLike(message); implemented {
			p.service(a, element, message)
			a.kind = element
		}
	case signal != nil:
		a.kind = "signalEndEvent"
		p.signal(signal, a.id, true)
	case compensate != nil:
		a.kind = "compensationEndEvent"
		p.throwsCompensation(compensate, scope, id(x))
	case escalation != nil:
		a.kind = "escalationEndEvent"
		p.thrownEscalation(escalation, a.id, "ESC-04", "escalation end event must have an 'escalationCode'")
	default:
		a.kind = "noneEndEvent"
	}
	p.inputOutput(x, a)
	p.asynchronous(x, a)
	p.executionListeners(x)
	if message != nil {
		p.connector(message, a)
	}
	if implemented {
		p.implemented("END-03", a, element, message)
	}
}

func (p *parser) errorEnd(x *xmltree.Element, a *activity) {
	ref := attr(x, "errorRef")
	if ref.Text() == "" {
		p.error("END-01", at{element: x, main: a.id, attr: ref}, "'errorRef' attribute is mandatory on error end event")
		return
	}
	a.kind = "errorEndEvent"
	if e := p.errors[ref.Value]; e != nil && attr(e, "errorCode").Text() == "" {
		p.error("ERR-02", at{element: x, main: a.id, attr: ref}, "'errorCode' is mandatory on errors referenced by throwing error event definitions, but the error '"+id(e)+"' does not define one.")
	}
}

func (p *parser) boundaryEvents(parent *xmltree.Element, scope *activity) {
	for _, x := range elements(parent, "boundaryEvent") {
		p.boundaryEvent(x, scope)
	}
}

func (p *parser) boundaryEvent(x *xmltree.Element, scope *activity) {
	ref := attr(x, "attachedToRef")
	if ref.Text() == "" {
		p.error("BND-01", at{element: x, attr: ref}, "AttachedToRef is required when using a timerEventDefinition")
	}
	var d [8]*xmltree.Element
	for i, name := range [...]string{
		"timerEventDefinition", "errorEventDefinition", "signalEventDefinition", "cancelEventDefinition",
		"compensateEventDefinition", "messageEventDefinition", "escalationEventDefinition", "conditionalEventDefinition",
	} {
		d[i] = p.element(x, name)
	}
	timer, failure, signal, cancel, compensate, message, escalation, condition := d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]
	a := p.newActivity(x, scope)
	p.asynchronous(x, a)
	host := p.findAtLevel(scope, ref.Text())
	if host == nil {
		p.error("BND-02", at{element: x, attr: ref}, "Invalid reference in boundary event. Make sure that the referenced activity is defined in the same scope as the boundary event").Echo = ref.Text() == ""
		p.breaks(x, `Cannot invoke "ActivityImpl.isMultiInstance()" because "activity" is null`)
	}
	a.eventScope = host
	if host != nil && host.body() != nil && compensate == nil {
		a.eventScope = host.body()
	}
	cancels := attr(x, "cancelActivity") == nil || strings.EqualFold(attr(x, "cancelActivity").Value, "true")
	switch {
	case timer != nil:
		a.kind = "boundaryTimer"
		p.timer(timer, a)
		if cycle := p.element(timer, "timeCycle"); cancels && cycle != nil {
			p.warn("BND-10", at{element: cycle, main: a.id}, cycleNotRecommended("cancelling boundary"))
		}
	case failure != nil:
		a.kind = "boundaryError"
	case signal != nil:
		a.kind = "boundarySignal"
		if s, ok := p.signal(signal, a.id, false); ok {
			p.needsID(signal, a)
			p.subscribe(a.eventScope, s, signal)
		}
	case cancel != nil:
		p.cancelBoundary(cancel, a)
	case compensate != nil:
		p.compensationBoundary(compensate, a)
	case message != nil:
		a.kind = "boundaryMessage"
		if s, ok := p.message(message, a.id); ok {
			p.needsID(message, a)
			p.subscribe(a.eventScope, s, message)
		}
	case escalation != nil:
		if host != nil && !host.subProcess && host.behavior != callBehavior && host.behavior != userTaskBehavior {
			p.error("BND-04", at{element: x}, "An escalation boundary event should only be attached to a subprocess, a call activity or an user task")
		} else {
			a.kind = "boundaryEscalation"
			p.escalationHandler(a.eventScope, escalation, a.id, false)
		}
	case condition != nil:
		a.kind = "boundaryConditional"
		if s, ok := p.conditional(condition, a.id); ok {
			p.subscribe(a.eventScope, s, condition)
		}
	default:
		p.error("BND-03", at{element: x}, "Unsupported boundary event type")
	}
	p.noMapping("BND-12", x)
	p.executionListeners(x)
	if a.kind == "boundaryTimer" || a.asyncAfter || p.isAsyncBefore(x) {
		p.retryCycle(x)
	}
}

func (p *parser) needsID(definition *xmltree.Element, a *activity) {
	if attr(a.xml, "id") == nil {
		p.error("BND-13", at{element: definition}, "boundary event has no id")
	}
}

func (p *parser) cancelBoundary(x *xmltree.Element, a *activity) {
	a.kind = "cancelBoundaryCatch"
	host := a.eventScope
	if host == nil {
		return
	}
	if host.behavior == bodyBehavior && len(host.children) > 0 {
		host = host.children[0]
	}
	if host.kind != "transaction" {
		p.error("BND-05", at{element: x, main: a.id}, "boundary event with cancelEventDefinition only supported on transaction subprocesses")
	}
	for _, sibling := range a.flowScope.children {
		if sibling.kind == "cancelBoundaryCatch" && sibling != a && sibling.eventScope == host {
			p.error("BND-06", at{element: x, main: a.id}, "multiple boundary events with cancelEventDefinition not supported on same transaction subprocess")
		}
	}
}

func (p *parser) compensationBoundary(x *xmltree.Element, a *activity) {
	a.kind = "compensationBoundaryCatch"
	for _, sibling := range a.flowScope.children {
		if sibling.kind == "compensationBoundaryCatch" && sibling.eventScope == a.eventScope && sibling != a {
			p.error("BND-07", at{element: x, main: a.id}, "multiple boundary events with compensateEventDefinition not supported on same activity")
		}
	}
	p.catchesCompensation(x, a.id)
}
