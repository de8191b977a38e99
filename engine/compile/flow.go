package compile

import (
	"github.com/bpmnlint/bpmnlint/xmltree"
)

func (p *parser) gateway(x *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	if x.Local == "exclusiveGateway" {
		a.behavior = exclusiveBehavior
	}
	p.asynchronous(x, a)
	p.executionListeners(x)
	return a
}

// eventGateway takes in an event-based gateway with the events behind it.
func (p *parser) eventGateway(x, parent *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	a.behavior = eventGatewayBehavior
	p.asynchronous(x, a)
	if a.asyncAfter {
		p.error("EBG-02", at{element: x, attr: p.extensionAttr(x, "asyncAfter")}, "'asyncAfter' not supported for eventBasedGateway elements.")
	}
	p.executionListeners(x)
	if parent == nil {
		return a
	}
	siblings := map[string]*xmltree.Element{}
	for _, c := range parent.Children {
		siblings[id(c)] = c
	}
	for _, f := range elements(parent, "sequenceFlow") {
		if attr(x, "id") == nil {
			p.breaks(x, `Cannot invoke "String.equals(Object)" because the return value of "ActivityImpl.getId()" is null`)
			break
		}
		if attr(f, "sourceRef").Text() != a.id {
			continue
		}
		target := siblings[attr(f, "targetRef").Text()]
		switch {
		case target == nil:
		case target.Local == "intermediateCatchEvent":
			p.inputOutput(target, p.catchEvent(target, scope, a))
		default:
			p.error("EBG-01", at{element: x, show: f}, "Event based gateway can only be connected to elements of type intermediateCatchEvent")
		}
	}
	return a
}

// sequenceFlows goes through the flows of a scope; handlers are the
// compensation handlers that are not taken in yet, by id.
func (p *parser) sequenceFlows(x *xmltree.Element, scope *activity, handlers map[string]*xmltree.Element) {
	muted := p.muted
	for _, f := range elements(x, "sequenceFlow") {
		p.sequenceFlow(f, scope, handlers)
	}
	p.muted = muted
}

func (p *parser) sequenceFlow(x *xmltree.Element, scope *activity, handlers map[string]*xmltree.Element) {
	from, to := attr(x, "sourceRef"), attr(x, "targetRef")
	target := to.Text()
	if name, ok := p.linkSources[target]; ok {
		if target, ok = p.linkTargets[name]; !ok {
			p.error("LINK-03", at{element: x, attr: to}, "sequence flow points to link event source with name '"+name+"' but no event target with that name exists. Most probably your link events are not configured correctly.")
			p.muted = true
			return
		}
	}
	source, destination := p.findAtLevel(scope, from.Text()), p.findAtLevel(scope, target)
	switch {
	case source == nil && handlers[from.Text()] != nil, source != nil && source.handler:
		p.error("COMP-03", at{element: x, main: from.Text()}, "Invalid outgoing sequence flow of compensation activity '"+from.Text()+"'. A compensation activity should not have an incoming or outgoing sequence flow.")
	case destination == nil && handlers[target] != nil, destination != nil && destination.handler:
		p.error("COMP-03", at{element: x, main: target}, "Invalid incoming sequence flow of compensation activity '"+target+"'. A compensation activity should not have an incoming or outgoing sequence flow.")
	case source == nil:
		p.clearer(p.error("FLOW-02", at{element: x, attr: from}, "Invalid source '"+orNull(from)+"' of sequence flow '"+nameOrNull(x)+"'"))
	case destination == nil:
		if to != nil {
			p.clearer(p.error("FLOW-03", at{element: x, attr: to}, "Invalid destination '"+target+"' of sequence flow '"+nameOrNull(x)+"'"))
		} else {
			p.error("FLOW-03", at{element: x}, "Invalid destination 'null' of sequence flow '"+nameOrNull(x)+"'")
		}
	case source.behavior == eventGatewayBehavior:
		// The events behind the gateway have been taken in with it.
	case destination.behavior == catchBehavior && destination.eventScope != nil && destination.eventScope.behavior == eventGatewayBehavior:
		p.error("EBG-03", at{element: x, attr: to}, "Invalid incoming sequenceflow for intermediateCatchEvent with id '"+destination.id+"' connected to an event-based gateway.")
	case source.triggered:
		p.error("ESP-09", at{element: x, attr: from}, "Invalid outgoing sequence flow of event subprocess")
	case destination.triggered:
		p.error("ESP-09", at{element: x, attr: to}, "Invalid incoming sequence flow of event subprocess")
	default:
		p.transition(x, source, destination)
	}
}

func (p *parser) transition(x *xmltree.Element, source, destination *activity) {
	if body := source.body(); body != nil {
		source = body
	}
	if body := destination.body(); body != nil {
		destination = body
	}
	t := transition{id: id(x), hasID: attr(x, "id") != nil, target: destination.id, xml: x, hidden: p.muted}
	for _, other := range source.outgoing {
		if t.hasID && other.hasID && other.id == t.id && other.hidden == t.hidden {
			p.exception("XML-04", at{element: x, attr: attr(x, "id")}, parsing("activity '"+source.id+" has duplicate transition '"+t.id+"'")).Echo = true
			break
		}
	}
	if !p.muted {
		p.process.flows[t.id] = x
	}
	if c := p.element(x, "conditionExpression"); c != nil {
		t.conditional = p.condition(c, t.id)
	}
	source.outgoing = append(source.outgoing, t)
	p.takeListeners(x)
}

// validate checks what can only be seen when the whole process is known.
func (p *parser) validate(list []*activity) {
	for _, a := range list {
		if a.behavior == exclusiveBehavior {
			p.exclusiveGateway(a, p.taken(a))
		}
		if a.asyncAfter {
			for _, t := range p.taken(a) {
				if !t.hasID {
					p.error("FLOW-06", at{main: a.id, show: t.xml}, "Sequence flow with sourceRef='"+a.id+"' must have an id, activity with id '"+a.id+"' uses 'asyncAfter'.")
				}
			}
		}
		p.validate(a.children)
	}
}

// taken returns the flows that leave an activity, as far as the engine gets
// where it is asked for its own view.
func (p *parser) taken(a *activity) []transition {
	if !p.StopAsEngine {
		return a.outgoing
	}
	var out []transition
	for _, t := range a.outgoing {
		if !t.hidden {
			out = append(out, t)
		}
	}
	return out
}

func (p *parser) exclusiveGateway(a *activity, flows []transition) {
	gateway := "Exclusive Gateway '" + nameOrNull(a.xml) + "' has "
	if len(flows) == 0 {
		p.error("XOR-01", at{main: a.id, show: a.xml}, gateway+"no outgoing sequence flows.")
		return
	}
	if f := flows[0]; len(flows) == 1 {
		if f.conditional {
			p.error("XOR-02", at{main: a.id, show: f.xml, elements: []string{a.id, f.id}}, gateway+"only one outgoing sequence flow ('"+nameOrNull(f.xml)+"'). This is not allowed to have a condition.")
		}
		return
	}
	byDefault := attr(a.xml, "default").Text()
	var free []transition
	for _, f := range flows {
		isDefault := f.hasID && byDefault != "" && f.id == byDefault
		switch {
		case !f.conditional && !isDefault:
			free = append(free, f)
		case f.conditional && isDefault:
			p.error("XOR-03", at{main: a.id, show: f.xml, elements: []string{a.id, f.id}}, gateway+"outgoing sequence flow '"+nameOrNull(f.xml)+"' which is the default flow but has a condition too.")
		}
	}
	for _, f := range free {
		message := gateway + "outgoing sequence flow '" + nameOrNull(f.xml) + "' without condition which is not the default flow."
		place := at{main: a.id, show: f.xml, elements: []string{a.id, f.id}}
		if byDefault != "" || len(free) > 1 {
			p.error("XOR-04", place, message)
		} else {
			p.warn("XOR-05", place, message+" We assume it to be the default flow, but it is bad modeling practice, better set the default flow in your gateway.")
		}
	}
}

// associations goes through the associations of a scope, which join
// compensation events and their handlers.
func (p *parser) associations(x *xmltree.Element, scope *activity, handlers map[string]*xmltree.Element) {
	for _, c := range elements(x, "association") {
		from, to := attr(c, "sourceRef"), attr(c, "targetRef")
		if from == nil {
			p.error("COMP-06", at{element: c}, "association element missing attribute 'sourceRef'")
		}
		if to == nil {
			p.error("COMP-06", at{element: c}, "association element missing attribute 'targetRef'")
		}
		source, target := p.find(scope, from), p.find(scope, to)
		switch {
		case source == nil && !p.refers(from):
			p.error("COMP-01", at{element: c, attr: from}, "Invalid reference sourceRef '"+orNull(from)+"' of association element ")
		case target == nil && !p.refers(to):
			p.error("COMP-01", at{element: c, attr: to}, "Invalid reference targetRef '"+orNull(to)+"' of association element ")
		case source != nil && source.kind == "compensationBoundaryCatch":
			if handler := handlers[to.Text()]; target == nil && handler != nil {
				target = p.boundHandler(handler, scope, source)
				delete(handlers, to.Text())
			}
			if target != nil {
				p.compensates(c, source, target)
			}
		}
	}
}

// refers reports whether a reference names some element; one that is not there
// does so where an element has no id.
func (p *parser) refers(ref *xmltree.Attr) bool {
	if ref == nil {
		return p.known(noID)
	}
	return p.known(ref.Value)
}

// boundHandler takes in the compensation handler of a boundary event.
func (p *parser) boundHandler(x *xmltree.Element, scope, event *activity) *activity {
	if event.eventScope == nil {
		p.breaks(x, `Cannot invoke "ActivityImpl.isMultiInstance()" because "eventScope" is null`)
		return p.flowNode(x, nil, scope)
	}
	if body := event.eventScope.body(); body != nil {
		return p.flowNode(x, nil, body)
	}
	return p.flowNode(x, nil, scope)
}

func (p *parser) compensates(x *xmltree.Element, event, handler *activity) {
	if !handler.handler {
		p.error("COMP-02", at{element: x, main: event.id, elements: []string{event.id, handler.id}}, "compensation boundary catch must be connected to element with isForCompensation=true")
		return
	}
	host := event.eventScope
	if host == nil {
		p.breaks(x, `Cannot invoke "ActivityImpl.findCompensationHandler()" because "compensatedActivity" is null`)
		return
	}
	if other := p.process.byID[host.compensation]; host.compensation != "" && other != nil && other.subProcess {
		p.error("ESP-05", at{element: x, main: host.id, elements: []string{host.id, event.id}}, twoCompensationHandlers)
		return
	}
	host.compensation = handler.id
}
