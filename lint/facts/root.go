package facts

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

var fileFacts = &object[*Model]{"file", "The file.", []field[*Model]{
	text("path", "Its path.", func(m *Model) string { return m.Definitions.File.Path }),
	text("platform", "The engine that it is linted for: camunda-7.24, operaton-1.0, cibseven-2.0, camunda-8.", func(m *Model) string { return m.Platform.Name }),
	text("history_time_to_live", "What the configuration says: enforced, not-enforced, unknown, or the value that the engine sets.",
		func(m *Model) string { return m.Engine.HistoryTimeToLive }),
	flag("is_terse", "Of several findings about one defect one is enough, as in all presets but bpmn-io.", func(m *Model) bool { return m.Terse }),
	texts("plugins", "The engine's plug-ins according to the configuration.", func(m *Model) []string { return m.Engine.Plugins }),
}}

var definitionsFacts = &object[*bpmn.Definitions]{"definitions", "The root element.", slices.Concat(base[*bpmn.Definitions](), []field[*bpmn.Definitions]{
	text("target_namespace", "The targetNamespace attribute.", func(d *bpmn.Definitions) string { return d.TargetNamespace }),
	text("exporter", "The program that wrote the file.", func(d *bpmn.Definitions) string { return d.Exporter }),
	text("exporter_version", "Its version.", func(d *bpmn.Definitions) string { return d.ExporterVersion }),
	text("execution_platform", "The Modeler's execution platform.", func(d *bpmn.Definitions) string { return d.ExecutionPlatform }),
	text("execution_platform_version", "Its version.", func(d *bpmn.Definitions) string { return d.ExecutionPlatformVersion }),
	texts("extension_namespaces", "The namespaces of extensions that are in use.", func(d *bpmn.Definitions) []string { return d.ExtensionNamespaces }),
	texts("foreign_namespaces", "Namespaces, called after an engine, that no engine reads, with what it reads in its own.", analysis.ForeignNamespaces),
})}

var participantFacts = &object[*bpmn.Participant]{"participant", "A pool.", slices.Concat(base[*bpmn.Participant](), []field[*bpmn.Participant]{
	text("process_ref", "The process that it refers to.", func(p *bpmn.Participant) string { return p.ProcessRef.Value }),
	number("process", "Position in input.processes.", func(e *encoding, p *bpmn.Participant) (int, bool) {
		if p.Process == nil {
			return 0, false
		}
		return e.model.position(p.Process)
	}),
})}

var laneFacts = &object[*bpmn.Lane]{"lane", "A lane.", slices.Concat(base[*bpmn.Lane](), []field[*bpmn.Lane]{
	texts("flow_node_refs", "The ids of the flow nodes in it.", func(l *bpmn.Lane) []string {
		ids := make([]string, len(l.FlowNodeRefs))
		for i, r := range l.FlowNodeRefs {
			ids[i] = r.Value
		}
		return ids
	}),
})}

var associationFacts = &object[*bpmn.Artifact]{"association", "An association.", slices.Concat(base[*bpmn.Artifact](), []field[*bpmn.Artifact]{
	text("source_ref", "The sourceRef attribute.", func(a *bpmn.Artifact) string { return a.SourceRef.Value }),
	text("target_ref", "The targetRef attribute.", func(a *bpmn.Artifact) string { return a.TargetRef.Value }),
})}

var messageFlowFacts = &object[*bpmn.MessageFlow]{"message_flow", "A message flow.", slices.Concat(base[*bpmn.MessageFlow](), []field[*bpmn.MessageFlow]{
	text("source_ref", "The sourceRef attribute.", func(f *bpmn.MessageFlow) string { return f.SourceRef.Value }),
	text("target_ref", "The targetRef attribute.", func(f *bpmn.MessageFlow) string { return f.TargetRef.Value }),
	text("message_ref", "The messageRef attribute.", func(f *bpmn.MessageFlow) string { return f.MessageRef.Value }),
})}

var (
	messageFacts = &object[*bpmn.Message]{"message", "A message.", slices.Concat(base[*bpmn.Message](), []field[*bpmn.Message]{
		rootUse[*bpmn.Message](),
	})}
	signalFacts = &object[*bpmn.Signal]{"signal", "A signal.", slices.Concat(base[*bpmn.Signal](), []field[*bpmn.Signal]{
		rootUse[*bpmn.Signal](),
	})}
	errorFacts = &object[*bpmn.Error]{"error", "A BPMN error.", slices.Concat(base[*bpmn.Error](), []field[*bpmn.Error]{
		attr("code", "The error code.", func(e *bpmn.Error) *xmltree.Attr { return e.Code }),
		attr("error_message", "The error message.", func(e *bpmn.Error) *xmltree.Attr { return e.Message }),
		rootUse[*bpmn.Error](),
	})}
	escalationFacts = &object[*bpmn.Escalation]{"escalation", "An escalation.", slices.Concat(base[*bpmn.Escalation](), []field[*bpmn.Escalation]{
		attr("code", "The escalation code.", func(e *bpmn.Escalation) *xmltree.Attr { return e.Code }),
		rootUse[*bpmn.Escalation](),
	})}
)

// rootUse is a field that tells whether anything refers to a root element.
func rootUse[T bpmn.Node]() field[T] {
	return flagOf("is_used", "Something in the file refers to it.", func(e *encoding, v T) bool { return e.used()[v.Base().Index] })
}

// used returns the indexes of the messages, signals, errors and escalations
// that an event, a task, an external task's error mapping or a message flow
// refers to.
func (e *encoding) used() map[int]bool {
	if e.uses != nil {
		return e.uses
	}
	e.uses = map[int]bool{}
	for _, d := range e.model.events {
		if t := Referenced(d); t != nil && (d.Event == nil || d.Event.Type.IsEvent()) {
			e.uses[t.Index] = true
		}
	}
	for _, n := range e.model.nodes {
		if n.Message != nil && (n.Type == bpmn.ReceiveTask || n.Type == bpmn.SendTask) {
			e.uses[n.Message.Index] = true
		}
	}
	for _, c := range e.model.Definitions.Collaborations {
		for _, f := range c.MessageFlows {
			if t := e.model.Definitions.ByID(f.MessageRef.Local); t != nil {
				e.uses[t.Base().Index] = true
			}
		}
	}
	return e.uses
}

// sections are the members of the input, in the order of the documentation.
var sections = slices.Concat(
	coreSections, identifierSections, listingSections,
	diagramSections,
	decisionSections,
	transactionSections,
	momentSections, valueSections,
	deploymentSections,
	extensionSections, compensationSections, silentSections,
	projectSections,
)

// coreSections are the file, its elements by type, and selections of them.
var coreSections = []*section{
	single("file", "The file and what it is linted for.", fileFacts, func(e *encoding) *Model { return e.model }),
	optionsSection,
	single("definitions", "The root element.", definitionsFacts, func(e *encoding) *bpmn.Definitions { return e.model.Definitions }),
	list("processes", "The processes.", processFacts, func(e *encoding) []*bpmn.Process { return e.model.Definitions.Processes }),
	list("scopes", "Processes and sub-processes.", scopeFacts, func(e *encoding) []*bpmn.Scope { return e.model.scopes }),

	nodeList("flow_nodes", "All flow nodes.", flowNodeFacts, func(*bpmn.FlowNode) bool { return true }),
	nodeList("activities", "Tasks, call activities and sub-processes.", activityFacts, func(n *bpmn.FlowNode) bool { return n.Type.IsActivity() }),
	nodeList("tasks", "Tasks of all types.", activityFacts, func(n *bpmn.FlowNode) bool { return n.Type.IsTask() }),
	nodeList("user_tasks", "User tasks.", userTaskFacts, ofType(bpmn.UserTask)),
	nodeList("service_tasks", "Service tasks.", serviceTaskFacts, ofType(bpmn.ServiceTask)),
	nodeList("send_tasks", "Send tasks.", serviceTaskFacts, ofType(bpmn.SendTask)),
	nodeList("business_rule_tasks", "Business rule tasks.", serviceTaskFacts, ofType(bpmn.BusinessRuleTask)),
	nodeList("receive_tasks", "Receive tasks.", receiveTaskFacts, ofType(bpmn.ReceiveTask)),
	nodeList("script_tasks", "Script tasks.", scriptTaskFacts, ofType(bpmn.ScriptTask)),
	nodeList("manual_tasks", "Manual tasks.", activityFacts, ofType(bpmn.ManualTask)),
	nodeList("undefined_tasks", "Tasks without a type.", activityFacts, ofType(bpmn.Task)),
	nodeList("call_activities", "Call activities.", callActivityFacts, ofType(bpmn.CallActivity)),
	nodeList("sub_processes", "Sub-processes, transactions and ad-hoc sub-processes.", subProcessFacts, func(n *bpmn.FlowNode) bool { return n.Type.IsSubProcess() }),
	nodeList("event_sub_processes", "Event sub-processes.", subProcessFacts, func(n *bpmn.FlowNode) bool { return n.Type.IsSubProcess() && n.TriggeredByEvent }),
	nodeList("ad_hoc_sub_processes", "Ad-hoc sub-processes.", subProcessFacts, ofType(bpmn.AdHocSubProcess)),
	nodeList("transactions", "Transaction sub-processes.", subProcessFacts, ofType(bpmn.Transaction)),
	nodeList("events", "Events of all types.", eventFacts, func(n *bpmn.FlowNode) bool { return n.Type.IsEvent() }),
	nodeList("start_events", "Start events.", startEventFacts, ofType(bpmn.StartEvent)),
	nodeList("end_events", "End events.", eventFacts, ofType(bpmn.EndEvent)),
	nodeList("boundary_events", "Boundary events.", boundaryEventFacts, ofType(bpmn.BoundaryEvent)),
	nodeList("intermediate_catch_events", "Intermediate catch events.", eventFacts, ofType(bpmn.IntermediateCatchEvent)),
	nodeList("intermediate_throw_events", "Intermediate throw events.", eventFacts, ofType(bpmn.IntermediateThrowEvent)),
	nodeList("gateways", "Gateways of all types.", gatewayFacts, func(n *bpmn.FlowNode) bool { return n.Type.IsGateway() }),
	nodeList("exclusive_gateways", "Exclusive gateways.", gatewayFacts, ofType(bpmn.ExclusiveGateway)),
	nodeList("parallel_gateways", "Parallel gateways.", gatewayFacts, ofType(bpmn.ParallelGateway)),
	nodeList("inclusive_gateways", "Inclusive gateways.", gatewayFacts, ofType(bpmn.InclusiveGateway)),
	nodeList("event_based_gateways", "Event-based gateways.", gatewayFacts, ofType(bpmn.EventBasedGateway)),
	nodeList("complex_gateways", "Complex gateways.", gatewayFacts, ofType(bpmn.ComplexGateway)),

	nodeList("joins", "Flow nodes with more than one incoming sequence flow.", flowNodeFacts, func(n *bpmn.FlowNode) bool { return len(n.Incoming) > 1 }),
	nodeList("splits", "Flow nodes with more than one outgoing sequence flow.", flowNodeFacts, func(n *bpmn.FlowNode) bool { return len(n.Outgoing) > 1 }),
	nodeList("sources", "Flow nodes without incoming sequence flow.", flowNodeFacts, func(n *bpmn.FlowNode) bool { return len(n.Incoming) == 0 }),
	nodeList("sinks", "Flow nodes without outgoing sequence flow.", flowNodeFacts, func(n *bpmn.FlowNode) bool { return len(n.Outgoing) == 0 }),
	nodeList("isolated", "Flow nodes without any sequence flow.", flowNodeFacts, func(n *bpmn.FlowNode) bool { return len(n.Incoming)+len(n.Outgoing) == 0 }),
	nodeList("unreached", "Flow nodes without incoming sequence flow that are neither start nor boundary events.", flowNodeFacts, func(n *bpmn.FlowNode) bool {
		return len(n.Incoming) == 0 && n.Type != bpmn.StartEvent && n.Type != bpmn.BoundaryEvent
	}),
	nodeList("dead_ends", "Flow nodes without outgoing sequence flow that are no end events.", flowNodeFacts, func(n *bpmn.FlowNode) bool {
		return len(n.Outgoing) == 0 && n.Type != bpmn.EndEvent
	}),
	nodeList("implicit_splits", "Activities and events with more than one outgoing sequence flow.", flowNodeFacts, func(n *bpmn.FlowNode) bool {
		return len(n.Outgoing) > 1 && !n.Type.IsGateway()
	}),
	nodeList("conditional_splits", "Flow nodes with a default flow, or with a conditional outgoing flow.", flowNodeFacts, func(n *bpmn.FlowNode) bool {
		return n.DefaultFlow != nil || slices.ContainsFunc(n.Outgoing, func(f *bpmn.SequenceFlow) bool { return f.Condition != nil })
	}),
	nodeList("exclusive_splits", "Exclusive gateways with more than one outgoing sequence flow.", gatewayFacts, func(n *bpmn.FlowNode) bool {
		return n.Type == bpmn.ExclusiveGateway && len(n.Outgoing) > 1
	}),
	nodeList("idle_gateways", "Gateways with one incoming and one outgoing sequence flow.", gatewayFacts, func(n *bpmn.FlowNode) bool {
		return n.Type.IsGateway() && len(n.Incoming) == 1 && len(n.Outgoing) == 1
	}),
	nodeList("crowded_gateways", "Gateways with several incoming and several outgoing sequence flows.", gatewayFacts, func(n *bpmn.FlowNode) bool {
		return n.Type.IsGateway() && len(n.Incoming) > 1 && len(n.Outgoing) > 1
	}),
	nodeList("implicit_joins", "Activities and events with more than one incoming sequence flow.", flowNodeFacts, func(n *bpmn.FlowNode) bool {
		return len(n.Incoming) > 1 && !n.Type.IsGateway()
	}),
	nodeList("multiple_events", "Events with several event definitions.", eventFacts, func(n *bpmn.FlowNode) bool { return n.Type.IsEvent() && len(n.EventDefinitions) > 1 }),
	nodeList("conditional_events", "Events with a conditional event definition.", eventFacts, hasDefinition(bpmn.ConditionalEventDefinition)),
	nodeList("terminate_end_events", "End events with a terminate event definition.", eventFacts, func(n *bpmn.FlowNode) bool {
		return n.Type == bpmn.EndEvent && hasDefinition(bpmn.TerminateEventDefinition)(n)
	}),
	list("scopes_without_start", "Processes and sub-processes without start event, ad-hoc sub-processes left out.", scopeFacts,
		func(e *encoding) []*bpmn.Scope {
			return scopesBy(e, bpmn.StartEvent, func(n int) bool { return n == 0 })
		}),
	list("scopes_without_end", "Processes and sub-processes without end event, ad-hoc sub-processes left out.", scopeFacts,
		func(e *encoding) []*bpmn.Scope { return scopesBy(e, bpmn.EndEvent, func(n int) bool { return n == 0 }) }),
	list("scopes_with_several_starts", "Processes and sub-processes with several start events.", scopeFacts,
		func(e *encoding) []*bpmn.Scope {
			return scopesBy(e, bpmn.StartEvent, func(n int) bool { return n > 1 })
		}),
	list("root_elements", "Messages, signals, errors and escalations.", rootFacts, rootElements),
	nodeList("unlabeled_flow_nodes", "Flow nodes that people look for by name and that have none: parallel and event-based gateways, joining gateways and sub-processes need none.",
		flowNodeFacts, needsLabel),

	flowList("sequence_flows", "All sequence flows.", func(*bpmn.SequenceFlow) bool { return true }),
	flowList("duplicate_flows", "Sequence flows with the source, the target and the condition of an earlier one.", isDuplicate),
	flowList("unnamed_conditional_flows", "Sequence flows with a condition whose name is missing or blank.",
		func(f *bpmn.SequenceFlow) bool { return f.Condition != nil && notBlank(f.Name) == "" }),
	flowList("conditional_flows", "Sequence flows with a condition.", func(f *bpmn.SequenceFlow) bool { return f.Condition != nil }),
	list("event_definitions", "Event definitions of events, of error mappings and of timeout listeners.", eventDefinitionFacts,
		func(e *encoding) []*bpmn.EventDefinition { return e.model.events }),

	list("link_event_definitions", "The links of events.", linkFacts, linkDefinitions),
	list("participants", "Pools.", participantFacts, func(e *encoding) []*bpmn.Participant {
		var ps []*bpmn.Participant
		for _, c := range e.model.Definitions.Collaborations {
			ps = append(ps, c.Participants...)
		}
		return ps
	}),
	list("lanes", "Lanes, nested ones included.", laneFacts, ofKind[*bpmn.Lane]),
	list("associations", "Associations.", associationFacts, func(e *encoding) []*bpmn.Artifact {
		var as []*bpmn.Artifact
		for _, a := range ofKind[*bpmn.Artifact](e) {
			if a.Type == bpmn.AssociationType {
				as = append(as, a)
			}
		}
		return as
	}),
	list("message_flows", "Message flows.", messageFlowFacts, ofKind[*bpmn.MessageFlow]),
	list("messages", "Messages.", messageFacts, func(e *encoding) []*bpmn.Message { return e.model.Definitions.Messages }),
	list("signals", "Signals.", signalFacts, func(e *encoding) []*bpmn.Signal { return e.model.Definitions.Signals }),
	list("errors", "BPMN errors.", errorFacts, func(e *encoding) []*bpmn.Error { return e.model.Definitions.Errors }),
	list("escalations", "Escalations.", escalationFacts, func(e *encoding) []*bpmn.Escalation { return e.model.Definitions.Escalations }),
}

func ofType(t bpmn.Type) func(*bpmn.FlowNode) bool {
	return func(n *bpmn.FlowNode) bool { return n.Type == t }
}

// ofKind returns all nodes of a Go type, in document order.
func ofKind[T bpmn.Node](e *encoding) []T {
	var ts []T
	for _, n := range e.model.Definitions.Elements {
		if t, ok := n.(T); ok {
			ts = append(ts, t)
		}
	}
	return ts
}

// isDuplicate reports whether an earlier flow has the same source, target and
// condition.
func isDuplicate(f *bpmn.SequenceFlow) bool {
	if f.Source == nil || f.Target == nil {
		return false
	}
	for _, g := range f.Source.Outgoing {
		if g == f {
			return false
		}
		if g.Target == f.Target && conditionText(g) == conditionText(f) && (g.Condition == nil) == (f.Condition == nil) {
			return true
		}
	}
	return false
}

func conditionText(f *bpmn.SequenceFlow) string {
	if f.Condition == nil {
		return ""
	}
	return f.Condition.Value
}

// linkDefinitions returns the first link of each event that has one.
func linkDefinitions(e *encoding) []*bpmn.EventDefinition {
	var ds []*bpmn.EventDefinition
	for _, n := range e.model.nodes {
		if !n.Type.IsEvent() {
			continue
		}
		i := slices.IndexFunc(n.EventDefinitions, func(d *bpmn.EventDefinition) bool { return d.Type == bpmn.LinkEventDefinition })
		if i >= 0 {
			ds = append(ds, n.EventDefinitions[i])
		}
	}
	return ds
}

// linkFacts describe the link of an event.
var linkFacts = &object[*bpmn.EventDefinition]{"link", "The link of an event.", []field[*bpmn.EventDefinition]{
	number("at", "Handle of the event, for reporting.", func(_ *encoding, d *bpmn.EventDefinition) (int, bool) { return d.Event.Index, true }),
	text("label", "Type and name of the event in words.", func(d *bpmn.EventDefinition) string { return d.Event.Label() }),
	text("link_name", "The name of the link.", func(d *bpmn.EventDefinition) string { return d.Name }),
	number("scope", "Position in input.scopes of the scope of the event.",
		func(e *encoding, d *bpmn.EventDefinition) (int, bool) { return e.model.scopePosition(d.Event.Scope) }),
	flag("is_catching", "It is where the link leads to.", func(d *bpmn.EventDefinition) bool { return d.Event.Type.IsCatchEvent() }),
}}

func hasDefinition(t bpmn.Type) func(*bpmn.FlowNode) bool {
	return func(n *bpmn.FlowNode) bool {
		return n.Type.IsEvent() && slices.ContainsFunc(n.EventDefinitions, func(d *bpmn.EventDefinition) bool { return d.Type == t })
	}
}

// scopesBy returns the scopes whose number of events of a type is wanted.
func scopesBy(e *encoding, t bpmn.Type, wanted func(int) bool) []*bpmn.Scope {
	var out []*bpmn.Scope
	for _, s := range e.model.scopes {
		n := 0
		for _, f := range s.FlowNodes {
			if f.Type == t {
				n++
			}
		}
		if wanted(n) && (n > 0 || s.Owner.Base().Type != bpmn.AdHocSubProcess) {
			out = append(out, s)
		}
	}
	return out
}

// rootFacts describe what messages, signals, errors and escalations have in
// common.
var rootFacts = &object[bpmn.Node]{"root_element", "A message, signal, error or escalation.", slices.Concat(base[bpmn.Node](), []field[bpmn.Node]{
	rootUse[bpmn.Node](),
	number("twin_at", "Handle of the first one of its type with the same name and code; absent for that one itself, and where there is none.",
		func(e *encoding, n bpmn.Node) (int, bool) { return e.twin(n) }),
	flagOf("has_namesake", "Another one of its type has the same name.", func(e *encoding, n bpmn.Node) bool {
		return notBlank(n.Base().Name) != "" && e.namesakes()[namesake{n.Base().Type, n.Base().Name}] > 1
	}),
})}

// namesake is what root elements have in common that nobody can tell apart.
type namesake struct {
	kind bpmn.Type
	name string
}

// namesakes counts the root elements by type and name.
func (e *encoding) namesakes() map[namesake]int {
	if e.names == nil {
		e.names = map[namesake]int{}
		for _, n := range rootElements(e) {
			e.names[namesake{n.Base().Type, n.Base().Name}]++
		}
	}
	return e.names
}

func rootElements(e *encoding) []bpmn.Node {
	var out []bpmn.Node
	for _, n := range e.model.Definitions.Elements {
		switch n.(type) {
		case *bpmn.Message, *bpmn.Signal, *bpmn.Error, *bpmn.Escalation:
			out = append(out, n)
		}
	}
	return out
}

// needsLabel reports whether a flow node has no name although one is wanted.
func needsLabel(n *bpmn.FlowNode) bool {
	switch {
	case notBlank(n.Name) != "", n.Type == bpmn.ParallelGateway, n.Type == bpmn.EventBasedGateway, n.Type.IsSubProcess():
		return false
	case n.Type.IsGateway():
		return len(n.Outgoing) > 1
	}
	return true
}
