package program

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// declared returns the declarations of a scope, which may be None: then they
// are nobody's.
func (b *builder) declared(scope ActivityID) *Declarations {
	if scope == None {
		return new(Declarations)
	}
	a := b.activity(scope)
	if a.Declarations == nil {
		a.Declarations = b.declarations.new()
	}
	return a.Declarations
}

// timer reads a timer event definition. Where it has several times the date
// counts before the cycle, and that before the duration.
func (b *builder) timer(x *xmltree.Element, id ActivityID, repeats bool) *Timer {
	t := b.timers.new()
	t.Activity, t.Exclusive = id, true
	if a := b.attr(x, "exclusive"); a != nil {
		t.Exclusive = a.Value == "true"
	}
	for kind := TimeDate; kind <= TimeDuration; kind++ {
		if c := child(x, kind.String()); c != nil {
			t.Kind, t.Value = kind, b.expression(trimmed(c.Text()))
			break
		}
	}
	if t.Value == nil {
		t.Kind, t.Value = TimeDuration, b.expression("")
	}
	t.Repeats = repeats && t.Kind == TimeCycle
	return t
}

func (b *builder) setTimer(scope ActivityID, t *Timer) {
	d := b.declared(scope)
	d.Timers = append(d.Timers, t)
}

// message makes the subscription of a message event definition, or of a
// receive task.
func (b *builder) message(x *xmltree.Element, id ActivityID) *Subscription {
	s := b.subscriptions.new()
	s.Kind, s.Activity = MessageSubscription, id
	if m, ok := b.root(x, "messageRef").(*bpmn.Message); ok {
		s.Name = b.expression(text(m.XML, "name"))
	} else {
		s.Name = b.expression("")
	}
	return s
}

func (b *builder) signal(x *xmltree.Element, id ActivityID) *Subscription {
	s := b.subscriptions.new()
	s.Kind, s.Activity, s.Name = SignalSubscription, id, b.signalName(x)
	return s
}

func (b *builder) signalName(x *xmltree.Element) *Expression {
	if s, ok := b.root(x, "signalRef").(*bpmn.Signal); ok {
		return b.expression(text(s.XML, "name"))
	}
	return b.expression("")
}

// root returns the root element that a QName refers to, nil for none.
func (b *builder) root(x *xmltree.Element, name string) bpmn.Node {
	ref := word(x, name)
	return b.d.ByID(ref[strings.IndexByte(ref, ':')+1:])
}

func (b *builder) conditional(x *xmltree.Element, id ActivityID) *Subscription {
	s := b.subscriptions.new()
	s.Kind, s.Activity = ConditionalSubscription, id
	if c := child(x, "condition"); c != nil {
		s.Condition = b.condition(c)
		b.p.HasConditionalEvents = true
	}
	s.VariableName = b.variable(x, "variableName")
	s.VariableEvents = variableEvents(b.value(x, "variableEvents"))
	return s
}

// variableEvents reads a list of changes. What is no change is kept out: a
// list of nothing else is empty, and so matches no change.
func variableEvents(s string) VariableEvents {
	list := commaList(s)
	if len(list) == 0 {
		return AnyVariableEvent
	}
	var events VariableEvents
	for _, name := range list {
		switch name {
		case "create":
			events |= VariableCreated
		case "update":
			events |= VariableUpdated
		case "delete":
			events |= VariableDeleted
		}
	}
	return events
}

// subscribe gives a subscription to the scope that listens.
func (b *builder) subscribe(scope ActivityID, s *Subscription) {
	d := b.declared(scope)
	d.Subscriptions = append(d.Subscriptions, s)
	b.activity(s.Activity).Subscription = s
}

// errorCode returns the code that an error event definition refers to and the
// error element. A reference to nothing is a code itself; ok is false where
// there is no code.
func (b *builder) errorCode(x *xmltree.Element) (code string, element *xmltree.Element, ok bool) {
	if x.Attr("", "errorRef") == nil {
		return "", nil, false
	}
	ref := word(x, "errorRef")
	e, found := b.d.ByID(ref).(*bpmn.Error)
	if !found {
		return ref, nil, true
	}
	a := e.XML.Attr("", "errorCode")
	return a.Text(), e.XML, a != nil
}

// errorHandler adds a handler of errors to a scope. precedence is 10 for event
// sub-processes and 0 for boundary events.
func (b *builder) errorHandler(scope ActivityID, x *xmltree.Element, handler ActivityID, precedence uint8) {
	code, _, coded := b.errorCode(x)
	if coded {
		precedence++
	}
	b.declared(scope).addError(ErrorHandler{
		Handler: handler, Code: code, CatchesAll: !coded, precedence: precedence,
		CodeVariable: b.variable(x, "errorCodeVariable"), MessageVariable: b.variable(x, "errorMessageVariable"),
	})
}

func (b *builder) escalationHandler(scope ActivityID, x *xmltree.Element, handler ActivityID, interrupts bool) {
	d := b.declared(scope)
	d.Escalations = append(d.Escalations, EscalationHandler{
		Handler: handler, Code: b.escalationCode(x), Interrupts: interrupts, CodeVariable: b.variable(x, "escalationCodeVariable"),
	})
}

// escalationCode returns the code of an escalation event definition, empty for
// none: unlike that of an error, an empty one is none.
func (b *builder) escalationCode(x *xmltree.Element) string {
	if e, ok := b.d.ByID(word(x, "escalationRef")).(*bpmn.Escalation); ok {
		return text(e.XML, "escalationCode")
	}
	return ""
}
