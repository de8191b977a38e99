package program

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// scope takes in what a process or sub-process contains, in the engine's
// order.
func (b *builder) scope(s *bpmn.Scope, id ActivityID) {
	var catches, handlers []*bpmn.FlowNode
	for _, n := range s.FlowNodes {
		if n.Type == bpmn.StartEvent {
			b.startEvent(n, id)
		}
	}
	if id == Root {
		b.initial()
	}
	for _, n := range s.FlowNodes {
		switch {
		case n.Type == bpmn.IntermediateCatchEvent:
			catches = append(catches, n)
		case isHandler(n):
			handlers = append(handlers, n)
		default:
			b.flowNode(n, id)
		}
	}
	hashOrder(catches, func(n *bpmn.FlowNode) string { return n.ID })
	for _, n := range catches {
		if b.isNew(n) {
			b.inputOutput(n, b.catchEvent(n, id, None))
		}
	}
	for _, n := range s.FlowNodes {
		if n.Type == bpmn.EndEvent {
			b.endEvent(n, id)
		}
	}
	for _, n := range s.FlowNodes {
		if n.Type == bpmn.BoundaryEvent {
			b.boundaryEvent(n, id)
		}
	}
	owner := b.d.Elements[b.activity(id).Element].Base()
	b.executionListeners(owner.XML, b.activity(id))
	b.associations(s, id)
	for _, n := range handlers {
		if b.isNew(n) {
			b.flowNode(n, id)
		}
	}
}

// isNew reports whether a flow node is an activity that has not been taken in.
func (b *builder) isNew(n *bpmn.FlowNode) bool {
	id := b.idOf(n)
	return id != None && b.activity(id).Element == 0
}

// associations connects compensation boundary events with their handlers.
// Those in the other direction mean nothing. A handler that has not been taken
// in is so here: within the body where it compensates a multi-instance
// activity.
func (b *builder) associations(s *bpmn.Scope, id ActivityID) {
	for _, artifact := range s.Artifacts {
		if artifact.Type != bpmn.AssociationType {
			continue
		}
		boundary, target := b.reference(artifact.SourceRef.Local), b.reference(artifact.TargetRef.Local)
		if boundary == nil || target == nil || b.isNew(boundary) {
			continue
		}
		event, handler := b.activity(b.idOf(boundary)), b.activity(b.idOf(target))
		if event.Type != CompensationBoundaryType || event.EventScope == None {
			continue
		}
		compensated := b.activity(event.EventScope)
		if b.isNew(target) && isHandler(target) && target.Scope == s {
			scope := id
			if compensated.IsMultiInstance {
				scope = compensated.FlowScope
			}
			b.flowNode(target, scope)
			handler.CompensationBoundary = b.idOf(boundary)
		}
		if handler.IsCompensationHandler {
			compensated.CompensationHandler = b.idOf(target)
		}
	}
}

// reference returns the flow node of the process that has an id, nil if there
// is none that the engine makes an activity of.
func (b *builder) reference(id string) *bpmn.FlowNode {
	n, _ := b.d.ByID(id).(*bpmn.FlowNode)
	if b.idOf(n) == None {
		return nil
	}
	return n
}

// flowNode takes in a task, a gateway, a sub-process or a throwing event.
func (b *builder) flowNode(n *bpmn.FlowNode, scope ActivityID) {
	id := b.idOf(n)
	if id == None {
		return
	}
	if loop := multiInstance(n); loop != nil {
		scope = b.body(n, loop, scope)
	}
	switch n.Type {
	case bpmn.StartEvent, bpmn.EndEvent, bpmn.BoundaryEvent, bpmn.IntermediateCatchEvent:
		return
	case bpmn.IntermediateThrowEvent:
		b.throwEvent(n, scope)
	case bpmn.EventBasedGateway:
		b.eventBasedGateway(n, scope)
	case bpmn.ExclusiveGateway, bpmn.InclusiveGateway, bpmn.ParallelGateway:
		b.gateway(n, scope)
	case bpmn.SubProcess, bpmn.Transaction:
		b.subProcess(n, scope)
	default:
		b.task(n, scope)
	}
	a := b.activity(id)
	a.IsMultiInstance = multiInstance(n) != nil
	b.inputOutput(n, a)
}

// body takes in the body of a multi-instance activity.
func (b *builder) body(n *bpmn.FlowNode, loop *xmltree.Element, scope ActivityID) ActivityID {
	id := b.idOf(n) - 1
	a := b.activity(id)
	*a = Activity{
		ID: n.ID + "#multiInstanceBody", Type: MultiInstanceBodyType, Behavior: ParallelMultiInstanceBehavior,
		IsScope: true, Exclusive: true,
		FlowScope: scope, EventScope: None, Initial: None, CompensationHandler: None, CompensationBoundary: None, Default: NoFlow,
		Element: n.Index,
	}
	if word(loop, "isSequential") == "true" {
		a.Behavior = SequentialMultiInstanceBehavior
	}
	b.contain(scope, id)
	m := new(MultiInstance)
	a.MultiInstance = m
	if c := child(loop, "loopCardinality"); c != nil {
		m.Cardinality = b.expression(c.Text())
	}
	if c := child(loop, "completionCondition"); c != nil {
		m.CompletionCondition = b.expression(c.Text())
	}
	if c := b.attr(loop, "collection"); c != nil {
		b.collection(m, c.Value)
	}
	if c := child(loop, "loopDataInputRef"); c != nil {
		b.collection(m, c.Text())
	}
	m.ElementVariable = b.variable(loop, "elementVariable")
	if c := child(loop, "inputDataItem"); c != nil {
		m.ElementVariable = valueOf(c.Attr("", "name"))
	}
	return id
}

func (b *builder) collection(m *MultiInstance, s string) {
	if strings.Contains(s, "{") {
		m.Collection = b.expression(s)
	} else {
		m.CollectionVariable = &s
	}
}

func (b *builder) gateway(n *bpmn.FlowNode, scope ActivityID) {
	a := b.create(n, b.idOf(n), scope)
	switch n.Type {
	case bpmn.ExclusiveGateway:
		a.Behavior = ExclusiveGatewayBehavior
	case bpmn.InclusiveGateway:
		a.Behavior = InclusiveGatewayBehavior
	default:
		a.Behavior = ParallelGatewayBehavior
	}
	b.common(n, a)
}

// common takes in what most activities have, when their behavior is known.
func (b *builder) common(n *bpmn.FlowNode, a *Activity) {
	b.asynchronous(n, a)
	b.executionListeners(n.XML, a)
	if n.Type != bpmn.ManualTask { // an oversight of the engine's
		b.activityRetryCycle(n, a)
	}
}

// eventBasedGateway takes in a gateway with the events behind it.
func (b *builder) eventBasedGateway(n *bpmn.FlowNode, scope ActivityID) {
	id := b.idOf(n)
	a := b.create(n, id, scope)
	a.Behavior, a.IsScope = EventBasedGatewayBehavior, true
	b.common(n, a)
	for _, f := range n.Outgoing {
		if f.Scope != n.Scope || f.Target == nil || f.Target.Scope != n.Scope || f.Target.Type != bpmn.IntermediateCatchEvent {
			continue
		}
		if b.isNew(f.Target) {
			b.inputOutput(f.Target, b.catchEvent(f.Target, scope, id))
		}
		b.p.GatewayFlows = append(b.p.GatewayFlows, GatewayFlow{ID: f.ID, Gateway: id, Event: b.idOf(f.Target), Element: f.Index})
	}
}

func (b *builder) subProcess(n *bpmn.FlowNode, scope ActivityID) {
	id := b.idOf(n)
	a := b.create(n, id, scope)
	a.IsSubProcess, a.IsScope = true, true
	a.Behavior = SubProcessBehavior
	b.asynchronous(n, a)
	if n.Type == bpmn.SubProcess && word(n.XML, "triggeredByEvent") == "true" {
		a.TriggeredByEvent, a.Behavior, a.EventScope = true, EventSubProcessBehavior, scope
	}
	b.scope(n.Content, id)
	b.activityRetryCycle(n, a)
}

// sequenceFlows takes in the flows, in document order.
func (b *builder) sequenceFlows() {
	b.p.Flows = make([]Flow, 0, len(b.flows))
	b.p.flows = make(map[string]FlowID, len(b.flows))
	for _, i := range b.flows {
		b.sequenceFlow(b.d.Elements[i].(*bpmn.SequenceFlow))
	}
}

func (b *builder) sequenceFlow(n *bpmn.SequenceFlow) {
	target, link := n.Target, -1
	if target != nil && target.Type == bpmn.IntermediateThrowEvent && b.idOf(target) == None {
		if x := child(target.XML, "linkEventDefinition"); x != nil {
			link, target = target.Index, b.links[text(x, "name")]
		}
	}
	from, to := b.idOf(n.Source), b.idOf(target)
	if from == None || to == None || n.Source.Scope != n.Scope || target.Scope != n.Scope {
		return
	}
	source, destination := b.activity(from), b.activity(to)
	switch {
	case source.IsCompensationHandler, destination.IsCompensationHandler,
		source.TriggeredByEvent, destination.TriggeredByEvent,
		source.Behavior == EventBasedGatewayBehavior,
		destination.EventScope != None && b.activity(destination.EventScope).Behavior == EventBasedGatewayBehavior:
		return
	}
	if source.IsMultiInstance {
		from, source = source.FlowScope, b.activity(source.FlowScope)
	}
	if destination.IsMultiInstance {
		to, destination = destination.FlowScope, b.activity(destination.FlowScope)
	}
	id := FlowID(len(b.p.Flows))
	f := Flow{ID: n.ID, Name: n.Name, Source: from, Target: to, Link: link, Element: n.Index}
	if len(n.XML.Children) > 0 {
		if c := child(n.XML, "conditionExpression"); c != nil {
			f.Condition = b.condition(c)
		}
		if ext := extensionElements(n.XML); ext != nil {
			for _, c := range b.children(ext, "executionListener") {
				f.Listeners = append(f.Listeners, b.implementation(c))
			}
		}
	}
	b.p.Flows = append(b.p.Flows, f)
	if _, taken := b.p.flows[n.ID]; !taken && n.ID != "" {
		b.p.flows[n.ID] = id
	}
	source.Outgoing = b.flowList(source.Outgoing, id)
	destination.Incoming = b.flowList(destination.Incoming, id)
}

// flowList appends to a list of flows. Most have one member: these share an
// array.
func (b *builder) flowList(list []FlowID, f FlowID) []FlowID {
	if list == nil && len(b.flowLists) > 0 {
		list, b.flowLists = b.flowLists[:0:1], b.flowLists[1:]
	}
	return append(list, f)
}
