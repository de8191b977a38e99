package program

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// The definitions that count for an event, in the order in which the engine
// looks for them: where there are several, the first of these decides.
var (
	processStartDefinitions         = [...]string{"timerEventDefinition", "messageEventDefinition", "signalEventDefinition", "conditionalEventDefinition"}
	eventSubProcessStartDefinitions = [...]string{
		"errorEventDefinition", "messageEventDefinition", "signalEventDefinition", "timerEventDefinition",
		"compensateEventDefinition", "escalationEventDefinition", "conditionalEventDefinition",
	}
	catchDefinitions = [...]string{
		"timerEventDefinition", "signalEventDefinition", "messageEventDefinition", "linkEventDefinition", "conditionalEventDefinition",
	}
	throwDefinitions    = [...]string{"signalEventDefinition", "compensateEventDefinition", "messageEventDefinition", "escalationEventDefinition"}
	boundaryDefinitions = [...]string{
		"timerEventDefinition", "errorEventDefinition", "signalEventDefinition", "cancelEventDefinition",
		"compensateEventDefinition", "messageEventDefinition", "escalationEventDefinition", "conditionalEventDefinition",
	}
	endDefinitions = [...]string{
		"errorEventDefinition", "cancelEventDefinition", "terminateEventDefinition", "messageEventDefinition",
		"signalEventDefinition", "compensateEventDefinition", "escalationEventDefinition",
	}
)

// firstOf returns the child whose name comes first in a list, nil if there is
// none.
func firstOf(x *xmltree.Element, names []string) *xmltree.Element {
	for _, name := range names {
		if c := child(x, name); c != nil {
			return c
		}
	}
	return nil
}

// kindOf returns the local name of an event definition, empty for nil.
func kindOf(x *xmltree.Element) string {
	if x == nil {
		return ""
	}
	return x.Local
}

func (b *builder) startEvent(n *bpmn.FlowNode, scope ActivityID) {
	id := b.idOf(n)
	a := b.create(n, id, scope)
	a.Behavior = NoneStartBehavior
	b.asynchronous(n, a)
	switch owner := b.activity(scope); {
	case scope == Root:
		b.processStart(n, id)
	case owner.Initial != None:
	case owner.TriggeredByEvent:
		owner.Initial = id
		b.eventSubProcessStart(n, id)
	default:
		owner.Initial = id
	}
	b.executionListeners(n.XML, a)
	if a.Type == TimerStartType || a.AsyncBefore || a.AsyncAfter {
		b.retryCycle(n.XML, a)
	}
}

// processStart takes in what starts instances.
func (b *builder) processStart(n *bpmn.FlowNode, id ActivityID) {
	a := b.activity(id)
	if v := b.variable(n.XML, "initiator"); v != nil {
		b.p.Initiator = v
	}
	x := firstOf(n.XML, processStartDefinitions[:])
	switch kindOf(x) {
	case "timerEventDefinition":
		a.Type = TimerStartType
		a.Timer = b.timer(x, id, true)
		b.p.StartTimers = append(b.p.StartTimers, a.Timer)
	case "messageEventDefinition":
		a.Type = MessageStartType
		b.subscribe(Root, b.message(x, id))
	case "signalEventDefinition":
		a.Type, a.EventScope = SignalStartType, Root
		b.subscribe(Root, b.signal(x, id))
	case "conditionalEventDefinition":
		a.Type = ConditionalStartType
		b.subscribe(Root, b.conditional(x, id))
	}
}

// initial selects the start event for instances that are started by key: the
// none or timer start event, or else the only one of any kind.
func (b *builder) initial() {
	root := b.activity(Root)
	for _, id := range root.Children {
		if t := b.activity(id).Type; t == TimerStartType || t == Type(bpmn.StartEvent) {
			root.Initial = id
			break
		}
	}
	if root.Initial == None && len(root.Children) == 1 {
		root.Initial = root.Children[0]
	}
	if root.Initial != None {
		b.p.StartForm = b.form(b.p.FlowNode(root.Initial))
	}
}

func (b *builder) eventSubProcessStart(n *bpmn.FlowNode, id ActivityID) {
	a := b.activity(id)
	owner := b.activity(a.FlowScope)
	listening := owner.FlowScope
	a.Behavior, a.EventScope = EventSubProcessStartBehavior, listening
	interrupts := attributeIsTrue(n.XML, "isInterrupting")
	owner.Start = StartConcurrent
	if interrupts {
		owner.Start = StartInterruptingEventScope
	}
	x := firstOf(n.XML, eventSubProcessStartDefinitions[:])
	switch kindOf(x) {
	case "errorEventDefinition":
		a.Type = ErrorStartType
		b.errorHandler(listening, x, a.FlowScope, 10)
	case "messageEventDefinition":
		a.Type = MessageStartType
		b.subscribe(listening, b.message(x, id))
	case "signalEventDefinition":
		a.Type = SignalStartType
		b.subscribe(listening, b.signal(x, id))
	case "timerEventDefinition":
		a.Type = TimerStartType
		a.Timer = b.timer(x, id, !interrupts)
		b.setTimer(listening, a.Timer)
	case "compensateEventDefinition":
		a.Type = CompensationStartType
		owner.IsCompensationHandler = true
		if around := b.activity(listening); around.CompensationHandler == None {
			around.CompensationHandler = a.FlowScope
		}
	case "escalationEventDefinition":
		a.Type = EscalationStartType
		b.escalationHandler(listening, x, a.FlowScope, interrupts)
	case "conditionalEventDefinition":
		a.Type, a.Behavior = ConditionalStartType, EventSubProcessConditionalBehavior
		b.subscribe(listening, b.conditional(x, id))
	}
}

// attributeIsTrue reads an attribute of BPMN whose default is true as the
// engine does: nothing but the word is true, not even 1.
func attributeIsTrue(x *xmltree.Element, name string) bool {
	return x.Attr("", name) == nil || strings.EqualFold(word(x, name), "true")
}

// catchEvent takes in an intermediate catch event; gateway is the event-based
// gateway before it, None if there is none.
func (b *builder) catchEvent(n *bpmn.FlowNode, scope, gateway ActivityID) *Activity {
	id := b.idOf(n)
	a := b.create(n, id, scope)
	b.asynchronous(n, a)
	a.Behavior = CatchBehavior
	if gateway != None {
		a.EventScope, a.Start = gateway, StartCancelingEventScope
	} else {
		a.EventScope, a.IsScope = id, true
	}
	x := firstOf(n.XML, catchDefinitions[:])
	switch kindOf(x) {
	case "timerEventDefinition":
		a.Type = TimerCatchType
		a.Timer = b.timer(x, id, false)
		b.setTimer(a.EventScope, a.Timer)
	case "signalEventDefinition":
		a.Type = SignalCatchType
		b.subscribe(a.EventScope, b.signal(x, id))
	case "messageEventDefinition":
		a.Type = MessageCatchType
		b.subscribe(a.EventScope, b.message(x, id))
	case "linkEventDefinition":
		a.Type, a.Behavior = LinkCatchType, CatchLinkBehavior
	case "conditionalEventDefinition":
		a.Type, a.Behavior = ConditionalCatchType, CatchConditionalBehavior
		b.subscribe(a.EventScope, b.conditional(x, id))
	}
	b.executionListeners(n.XML, a)
	if a.Type == TimerCatchType || a.AsyncBefore || a.AsyncAfter {
		b.retryCycle(n.XML, a)
	}
	return a
}

func (b *builder) throwEvent(n *bpmn.FlowNode, scope ActivityID) {
	a := b.create(n, b.idOf(n), scope)
	b.asynchronous(n, a)
	x := firstOf(n.XML, throwDefinitions[:])
	switch kindOf(x) {
	case "signalEventDefinition":
		a.Type = SignalThrowType
		b.throwSignal(x, a)
	case "compensateEventDefinition":
		a.Type = CompensationThrowType
		b.throwCompensation(x, a)
	case "messageEventDefinition":
		a.Type, a.Behavior = NoneThrowType, ThrowNoneBehavior
		if b.isServiceLike(x) {
			a.Type, a.Behavior = MessageThrowType, NoBehavior
			b.service(n, x, a)
		}
	case "escalationEventDefinition":
		a.Type = EscalationThrowType
		b.throwEscalation(x, a)
	default:
		a.Type, a.Behavior = NoneThrowType, ThrowNoneBehavior
	}
	b.executionListeners(n.XML, a)
	b.retryCycle(n.XML, a) // whether it has a job or not
}

// throwEscalation makes an event that throws an escalation.
func (b *builder) throwEscalation(x *xmltree.Element, a *Activity) {
	a.Behavior = ThrowEscalationBehavior
	a.Throw = b.throws.new()
	a.Throw.Code = b.escalationCode(x)
}

func (b *builder) endEvent(n *bpmn.FlowNode, scope ActivityID) {
	a := b.create(n, b.idOf(n), scope)
	x := firstOf(n.XML, endDefinitions[:])
	switch kindOf(x) {
	case "errorEventDefinition":
		a.Type, a.Behavior = ErrorEndType, ErrorEndBehavior
		a.Throw = b.throws.new()
		code, element, _ := b.errorCode(x)
		a.Throw.Code = code
		if element != nil {
			a.Throw.Message = b.optional(b.attr(element, "errorMessage"))
		}
	case "cancelEventDefinition":
		a.Type, a.Behavior, a.Start, a.IsScope = CancelEndType, CancelEndBehavior, StartInterruptingFlowScope, true
		a.Throw = b.throws.new()
		a.Throw.CancelBoundary = None
	case "terminateEventDefinition":
		a.Type, a.Behavior, a.Start = TerminateEndType, TerminateEndBehavior, StartInterruptingFlowScope
	case "messageEventDefinition":
		a.Behavior = ThrowNoneBehavior
		if b.isServiceLike(x) {
			a.Type, a.Behavior = MessageEndType, NoBehavior
			b.service(n, x, a)
		}
	case "signalEventDefinition":
		a.Type = SignalEndType
		b.throwSignal(x, a)
	case "compensateEventDefinition":
		a.Type = CompensationEndType
		b.throwCompensation(x, a)
	case "escalationEventDefinition":
		a.Type = EscalationEndType
		b.throwEscalation(x, a)
	default:
		a.Type, a.Behavior = NoneEndType, NoneEndBehavior
	}
	b.inputOutput(n, a)
	b.common(n, a)
}

func (b *builder) throwSignal(x *xmltree.Element, a *Activity) {
	a.Behavior = ThrowSignalBehavior
	a.Throw = b.throws.new()
	a.Throw.Signal = b.signalName(x)
	a.Throw.Async = b.isTrue(x, "async")
	a.Throw.In, a.Throw.BusinessKey = b.inMappings(x)
}

func (b *builder) throwCompensation(x *xmltree.Element, a *Activity) {
	a.Behavior, a.IsScope = ThrowCompensationBehavior, true
	a.Throw = b.throws.new()
	a.Throw.Compensate, a.Throw.ActivityRef = None, word(x, "activityRef")
}

func (b *builder) boundaryEvent(n *bpmn.FlowNode, scope ActivityID) {
	id := b.idOf(n)
	a := b.create(n, id, scope)
	b.async(n.XML, a)
	a.Behavior = BoundaryBehavior
	interrupts := attributeIsTrue(n.XML, "cancelActivity")
	a.Start = StartConcurrent
	if interrupts {
		a.Start = StartCancelingEventScope
	}
	x := firstOf(n.XML, boundaryDefinitions[:])
	b.attach(n, a, kindOf(x) == "compensateEventDefinition")
	switch kindOf(x) {
	case "timerEventDefinition":
		a.Type = TimerBoundaryType
		a.Timer = b.timer(x, id, !interrupts)
		b.setTimer(a.EventScope, a.Timer)
	case "errorEventDefinition":
		a.Type = ErrorBoundaryType
		b.errorHandler(a.EventScope, x, id, 0)
	case "signalEventDefinition":
		a.Type = SignalBoundaryType
		b.subscribe(a.EventScope, b.signal(x, id))
	case "cancelEventDefinition":
		a.Type, a.Behavior = CancelBoundaryType, BoundaryCancelBehavior
		b.cancelBoundary(id)
	case "compensateEventDefinition":
		a.Type = CompensationBoundaryType
	case "messageEventDefinition":
		a.Type = MessageBoundaryType
		b.subscribe(a.EventScope, b.message(x, id))
	case "escalationEventDefinition":
		a.Type = EscalationBoundaryType
		b.escalationHandler(a.EventScope, x, id, interrupts)
	case "conditionalEventDefinition":
		a.Type, a.Behavior = ConditionalBoundaryType, BoundaryConditionalBehavior
		b.subscribe(a.EventScope, b.conditional(x, id))
	}
	b.executionListeners(n.XML, a)
	if a.Type == TimerBoundaryType || a.AsyncBefore || a.AsyncAfter {
		b.retryCycle(n.XML, a)
	}
}

// attach finds the activity that a boundary event listens for: the body of a
// multi-instance activity, unless it is about compensation.
func (b *builder) attach(n *bpmn.FlowNode, a *Activity, compensation bool) {
	node := b.reference(word(n.XML, "attachedToRef"))
	if node == nil || node.Scope != n.Scope || b.isNew(node) || node == n {
		return
	}
	host := b.idOf(node)
	switch {
	case compensation:
	case b.activity(host).IsMultiInstance:
		host = b.activity(host).FlowScope
	default:
		b.activity(host).IsScope = true
	}
	a.EventScope = host
}

// cancelBoundary makes the cancel ends of a transaction leave through an
// event.
func (b *builder) cancelBoundary(id ActivityID) {
	host := b.activity(id).EventScope
	if host == None {
		return
	}
	if h := b.activity(host); h.Behavior.IsMultiInstance() && len(h.Children) > 0 {
		host = h.Children[0]
	}
	for _, c := range b.activity(host).Children {
		if end := b.activity(c); end.Behavior == CancelEndBehavior {
			end.Throw.CancelBoundary = id
		}
	}
}
