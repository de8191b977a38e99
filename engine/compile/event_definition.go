package compile

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// message returns the subscription of a message event definition or a receive
// task; false where the engine's parser breaks down.
func (p *parser) message(x *xmltree.Element, event string) (subscription, bool) {
	ref := attr(x, "messageRef")
	if ref == nil {
		p.error("MSG-01", at{element: x, main: event}, "attribute 'messageRef' is required")
	}
	var m *xmltree.Element
	if ref != nil {
		m = p.resolve(p.messages, ref.Value)
	}
	if m == nil {
		p.error("MSG-02", at{element: x, main: event, attr: ref}, "Invalid 'messageRef': no message with id '"+orNull(ref)+"' found.").Echo = ref == nil
		p.breaks(x, `Cannot invoke "MessageDefinition.getExpression()" because "messageDefinition" is null`)
		return subscription{}, false
	}
	name := attr(m, "name")
	return subscription{kind: "message", activity: event, name: name.Text(), named: name != nil}, true
}

// signal returns the subscription of a signal event definition; false where
// there is none.
func (p *parser) signal(x *xmltree.Element, event string, throwing bool) (subscription, bool) {
	ref := attr(x, "signalRef")
	if ref == nil {
		p.error("SIG-01", at{element: x, main: event}, "signalEventDefinition does not have required property 'signalRef'")
		if !throwing {
			p.breaks(x, `Cannot invoke "EventSubscriptionDeclaration.setActivityId(String)" because "signalDefinition" is null`)
		}
		return subscription{}, false
	}
	s := p.resolve(p.signals, ref.Value)
	if s == nil {
		p.error("SIG-02", at{element: x, main: event, attr: ref}, "Could not find signal with id '"+ref.Value+"'")
	}
	if throwing {
		p.inMappings(x)
	}
	if s == nil {
		p.breaks(x, `Cannot invoke "SignalDefinition.getExpression()" because "signalDefinition" is null`)
		return subscription{}, false
	}
	return subscription{kind: "signal", activity: event, name: attr(s, "name").Text(), named: true}, true
}

// conditional returns the subscription of a conditional event definition;
// false where the engine's parser breaks down.
func (p *parser) conditional(x *xmltree.Element, event string) (subscription, bool) {
	c := p.element(x, "condition")
	if c == nil {
		p.error("COND-01", at{element: x, main: event}, "Conditional event must contain an expression for evaluation.")
		p.breaks(x, `Cannot invoke "ConditionalEventDefinition.setActivityId(String)" because "conditionalEventDefinition" is null`)
		return subscription{}, false
	}
	p.condition(c, event)
	known := []string{"create", "delete", "update"}
	events := p.extensionAttr(x, "variableEvents")
	for _, e := range commaList(events.Text()) {
		if !slices.Contains(known, e) {
			p.warn("COND-02", at{element: x, main: event, attr: events}, "Variable event: "+e+" is not valid. Possible variable change events are: [create, delete, update]")
		}
	}
	return subscription{kind: "conditional", activity: event, name: trimmed(c.Text()), named: true}, true
}

// subscribe adds a subscription to the scope that listens.
func (p *parser) subscribe(scope *activity, s subscription, x *xmltree.Element) {
	if scope == nil {
		return
	}
	if s.kind == "message" && trimmed(s.name) == "" {
		p.error("MSG-03", at{element: x, main: s.activity}, "Cannot have a message event subscription with an empty or missing name")
	}
	same := slices.IndexFunc(scope.subscriptions, func(o subscription) bool {
		return o.kind == s.kind && o.name == s.name && o.start == s.start && (s.kind != "conditional" || s.start)
	})
	if same >= 0 {
		other := scope.id
		if scope.flowScope == nil {
			other = "null" // a process gets its id later
		}
		switch s.kind {
		case "message":
			p.error(bySpec(s.start, "START-03", "MSG-04"), at{element: x, main: s.activity}, oneSubscription("message", s.name, other))
		case "signal":
			p.error(bySpec(s.start, "START-04", "SIG-03"), at{element: x, main: s.activity}, oneSubscription("signal", s.name, other))
		default:
			p.error("START-05", at{element: x, main: s.activity}, "Cannot have more than one conditional event subscription with the same condition '"+s.name+"'")
		}
	}
	if i := slices.IndexFunc(scope.subscriptions, func(o subscription) bool { return o.activity == s.activity }); i >= 0 {
		scope.subscriptions[i] = s
		return
	}
	scope.subscriptions = append(scope.subscriptions, s)
}

func bySpec(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// timer goes through a timer event definition.
func (p *parser) timer(x *xmltree.Element, a *activity) {
	var value *xmltree.Element
	for _, name := range [...]string{"timeDate", "timeCycle", "timeDuration"} {
		if value = p.element(x, name); value != nil {
			p.expression(trimmed(value.Text()), value, nil)
			break
		}
	}
	if value == nil {
		p.error("TIM-01", at{element: x, main: a.id}, "Timer needs configuration (either timeDate, timeCycle or timeDuration is needed).")
	}
	if attr(a.xml, "id") == nil {
		p.error("TIM-03", at{element: x}, `Attribute "id" is required!`)
	}
	if value == nil {
		p.breaks(x, `Cannot invoke "Expression.getExpressionText()" because "expression" is null`)
	}
}

// thrownEscalation checks the escalation of a throwing event.
func (p *parser) thrownEscalation(x *xmltree.Element, event, spec, message string) {
	ref := attr(x, "escalationRef")
	switch e := p.escalations[ref.Text()]; {
	case ref == nil:
		p.error("ESC-01", at{element: x, main: event}, "escalationEventDefinition does not have required attribute 'escalationRef'")
	case e == nil:
		p.error("ESC-02", at{element: x, main: event, attr: ref}, "could not find escalation with id '"+ref.Value+"'")
	case attr(e, "escalationCode").Text() == "":
		p.error(spec, at{element: x, main: event}, message)
	}
}

// escalationHandler adds a handler of escalations to a scope.
func (p *parser) escalationHandler(scope *activity, x *xmltree.Element, event string, subProcess bool) {
	h := escalationHandler{subProcess: subProcess}
	if ref := attr(x, "escalationRef"); ref != nil {
		e := p.escalations[ref.Value]
		if e == nil {
			p.error("ESC-02", at{element: x, main: event, attr: ref}, "could not find escalation with id '"+ref.Value+"'")
		} else {
			h.code = attr(e, "escalationCode").Text()
			h.coded = h.code != ""
		}
	}
	if scope == nil {
		return
	}
	spec, what, article := "BND-08", "boundary event", "An"
	if subProcess {
		spec, what, article = "ESP-08", "event subprocess", "An"
	}
	for _, o := range scope.escalations {
		if o.subProcess != h.subProcess {
			continue
		}
		place := at{element: x, main: event}
		switch {
		case !o.coded && !h.coded:
			p.error(spec, place, twoCatchAll(article, what))
		case !o.coded || !h.coded:
			p.error(spec, place, catchAllBesideCode(what))
		case o.code == h.code:
			if subProcess {
				p.error(spec, place, sameEscalationCode("event subprocesses", h.code))
			} else {
				p.error(spec, place, sameEscalationCode("boundary events", h.code))
			}
		}
	}
	scope.escalations = append(scope.escalations, h)
}

// catchesCompensation warns of what a catching compensation event ignores.
func (p *parser) catchesCompensation(x *xmltree.Element, event string) {
	for _, name := range [...]string{"activityRef", "waitForCompletion"} {
		if a := attr(x, name); a != nil {
			p.warn("BND-11", at{element: x, main: event, attr: a}, "attribute '"+name+"' is not supported on catching compensation event. attribute will be ignored")
		}
	}
}

// throwsCompensation checks a throwing compensation event.
func (p *parser) throwsCompensation(x *xmltree.Element, scope *activity, event string) {
	if ref := attr(x, "activityRef"); ref != nil && p.findAtLevel(scope, ref.Value) == nil {
		if scope.triggered {
			scope = scope.flowScope
		}
		if p.findAtLevel(scope, ref.Value) == nil {
			name := scope.id
			if scope.flowScope == nil {
				name = "null"
			}
			message := "Invalid attribute value for 'activityRef': no activity with id '" + ref.Value + "' in scope '" + name + "'"
			within := scope
			scope.late = append(scope.late, reference{to: ref.Value, check: func() *Problem {
				if p.findAtLevel(within, ref.Value) != nil {
					return nil
				}
				return p.error("THROW-03", at{element: x, main: event, attr: ref}, message)
			}})
		}
	}
	if wait := attr(x, "waitForCompletion"); wait != nil && wait.Value != "true" {
		p.warn("THROW-04", at{element: x, main: event, attr: wait}, "Unsupported attribute value for 'waitForCompletion': 'waitForCompletion=false' is not supported. Compensation event will wait for compensation to join.")
	}
}
