package facts

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// silentSections are about what the engine deploys without a word and does not
// do. All but that of drafts are about executable processes.
var silentSections = []*section{
	list("configured_drafts", "Processes that are not executable, in files without an executable one, in which something tells the engine what to run.", processFacts,
		func(e *encoding) []*bpmn.Process {
			all := e.model.Definitions.Processes
			if slices.ContainsFunc(all, func(p *bpmn.Process) bool { return p.IsExecutable }) {
				return nil
			}
			return selected(all, func(p *bpmn.Process) bool { return slices.ContainsFunc(p.FlowNodes, isConfigured) })
		}),
	list("instant_boundary_events", "Timer and message boundary events that cannot be triggered, because what they are attached to ends in the transaction that it begins in.", instantFacts,
		func(e *encoding) []analysis.Instant {
			return analysis.InstantHosts(e.model.Definitions, e.model.nodes)
		}),
	list("hidden_error_handlers", "Error boundary events that never run, because another one at the same activity catches the same.", hiddenFacts,
		func(e *encoding) []analysis.Hidden { return analysis.HiddenHandlers(e.model.nodes) }),
	list("unthrown_escalations", "Events that catch escalations which nothing throws.", stepFacts,
		func(e *encoding) []*bpmn.FlowNode { return analysis.UnthrownEscalations(e.model.nodes) }),
	list("ignored_event_definitions", "Event definitions that the engine does not execute at their event, of events with only one.", eventDefinitionFacts,
		func(e *encoding) []*bpmn.EventDefinition { return selected(e.model.events, isIgnored) }),
	list("empty_error_codes", "Errors whose code is there and empty.", errorFacts, func(e *encoding) []*bpmn.Error {
		return selected(e.model.Definitions.Errors, func(x *bpmn.Error) bool { return x.Code != nil && x.Code.Value == "" })
	}),
	nodeList("non_interrupting_error_events", "Error boundary events that are not to interrupt their activity.", boundaryEventFacts, func(n *bpmn.FlowNode) bool {
		return inExecutable(n) && n.Type == bpmn.BoundaryEvent && !n.CancelActivity && len(n.EventDefinitions) == 1 && n.EventDefinitions[0].Type == bpmn.ErrorEventDefinition
	}),
	list("undefined_errors", "Error event definitions that refer to an error that is not there.", eventDefinitionFacts, func(e *encoding) []*bpmn.EventDefinition {
		return selected(e.model.events, func(d *bpmn.EventDefinition) bool {
			return inExecutable(d.Event) && d.Type == bpmn.ErrorEventDefinition && d.Error == nil && d.Ref.Value != ""
		})
	}),
	list("unsent_messages", "Message event definitions of throwing events that run nothing.", eventDefinitionFacts, func(e *encoding) []*bpmn.EventDefinition {
		return selected(e.model.events, func(d *bpmn.EventDefinition) bool {
			return inExecutable(d.Event) && d.Type == bpmn.MessageEventDefinition && d.Event.Type.IsThrowEvent() && !d.ByReference && d.Implementation == nil
		})
	}),
	list("competing_implementations", "Tasks and throwing messages with several implementations, of which the engine takes one.", competingFacts, competing),
	list("unused_versions", "Versions and version tags of called processes, cases, decisions and forms that are not looked at, as the binding is another.", unusedVersionFacts, unusedVersions),
	list("code_case_variants", "Errors and escalations that are used and whose codes differ from that of an earlier one in letter case only.", codeVariantFacts, codeVariants),
	nodeList("entered_events", "Start and boundary events that a sequence flow leads to.", flowNodeFacts, func(n *bpmn.FlowNode) bool {
		return inExecutable(n) && len(n.Incoming) > 0 && (n.Type == bpmn.StartEvent || n.Type == bpmn.BoundaryEvent)
	}),
	nodeList("left_end_events", "End events that a sequence flow leads away from.", eventFacts, func(n *bpmn.FlowNode) bool {
		return inExecutable(n) && n.Type == bpmn.EndEvent && len(n.Outgoing) > 0
	}),
	nodeList("repeated_event_sub_processes", "Event sub-processes with multi-instance loop characteristics.", subProcessFacts, func(n *bpmn.FlowNode) bool {
		return inExecutable(n) && n.IsEventSubProcess() && n.Loop != nil && n.Loop.Type == bpmn.MultiInstanceLoopCharacteristics
	}),
	nodeList("standard_loops", "Activities with standard loop characteristics.", activityFacts, func(n *bpmn.FlowNode) bool {
		return inExecutable(n) && n.Loop != nil && n.Loop.Type == bpmn.StandardLoopCharacteristics
	}),
	nodeList("instantiating_nodes", "Receive tasks and event-based gateways that are to start the process.", flowNodeFacts, func(n *bpmn.FlowNode) bool {
		return inExecutable(n) && n.Instantiate && (n.Type == bpmn.ReceiveTask || n.Type == bpmn.EventBasedGateway)
	}),
	nodeList("parallel_event_gateways", "Event-based gateways that are to wait for all of their events.", gatewayFacts, func(n *bpmn.FlowNode) bool {
		return inExecutable(n) && n.Type == bpmn.EventBasedGateway && n.EventGatewayType == "Parallel"
	}),
	nodeList("final_inclusive_gateways", "Inclusive gateways without outgoing sequence flow.", gatewayFacts, func(n *bpmn.FlowNode) bool {
		return inExecutable(n) && n.Type == bpmn.InclusiveGateway && len(n.Outgoing) == 0
	}),
}

// isConfigured reports whether a flow node, or one in it, tells the engine what
// to run.
func isConfigured(n *bpmn.FlowNode) bool {
	if n.Content != nil && slices.ContainsFunc(n.Content.FlowNodes, isConfigured) {
		return true
	}
	i := n.Implementation
	return n.AsyncBefore || n.AsyncAfter || n.Decision != nil ||
		i != nil && (i.Class != nil || i.DelegateExpression != nil || i.Expression != nil || i.Type != nil || i.Connector != nil)
}

func inExecutable(n *bpmn.FlowNode) bool {
	return n != nil && n.Scope != nil && n.Scope.Process != nil && n.Scope.Process.IsExecutable
}

// isIgnored reports whether the engine executes an event as if it had not its
// only definition.
func isIgnored(d *bpmn.EventDefinition) bool {
	n := d.Event
	if !inExecutable(n) || len(n.EventDefinitions) != 1 {
		return false
	}
	var executed []bpmn.Type
	switch {
	case n.Type == bpmn.StartEvent && n.Scope.Parent == nil:
		executed = []bpmn.Type{bpmn.TimerEventDefinition, bpmn.MessageEventDefinition, bpmn.SignalEventDefinition, bpmn.ConditionalEventDefinition}
	case n.Type == bpmn.IntermediateThrowEvent:
		executed = []bpmn.Type{
			bpmn.LinkEventDefinition, bpmn.SignalEventDefinition, bpmn.CompensateEventDefinition, bpmn.MessageEventDefinition, bpmn.EscalationEventDefinition,
		}
	case n.Type == bpmn.EndEvent:
		executed = []bpmn.Type{
			bpmn.ErrorEventDefinition, bpmn.CancelEventDefinition, bpmn.TerminateEventDefinition, bpmn.MessageEventDefinition, bpmn.SignalEventDefinition,
			bpmn.CompensateEventDefinition, bpmn.EscalationEventDefinition,
		}
	default:
		return false // refused when it is deployed
	}
	return d.ByReference || !slices.Contains(executed, d.Type)
}

var instantFacts = &object[analysis.Instant]{"instant_boundary_event", "A boundary event that cannot be triggered.", []field[analysis.Instant]{
	step("event", "The boundary event.", func(i analysis.Instant) *bpmn.FlowNode { return i.Event }),
	step("host", "What it is attached to.", func(i analysis.Instant) *bpmn.FlowNode { return i.Host }),
	flag("runs_delegate", "Classes or delegate expressions are run there, which could wait if they were activity behaviors.", func(i analysis.Instant) bool { return i.Delegate }),
}}

var hiddenFacts = &object[analysis.Hidden]{"hidden_error_handler", "An error boundary event that never runs.", []field[analysis.Hidden]{
	step("event", "The boundary event.", func(h analysis.Hidden) *bpmn.FlowNode { return h.Event }),
	step("earlier", "The one that runs instead.", func(h analysis.Hidden) *bpmn.FlowNode { return h.Earlier }),
	text("code", "The code that both catch.", func(h analysis.Hidden) string { return h.Code }),
	flag("for_all", "They catch all errors that no other one at the activity catches.", func(h analysis.Hidden) bool { return h.All }),
}}

// competition is an element with several implementations.
type competition struct {
	element *bpmn.Element
	taken   string
	ignored []string
}

var competingFacts = &object[competition]{"competing_implementation", "A task or throwing message with several implementations.", []field[competition]{
	number("at", "Handle for reporting.", func(_ *encoding, c competition) (int, bool) { return c.element.Index, true }),
	text("label", "Type and name in words.", func(c competition) string { return c.element.Label() }),
	text("taken", "The attribute that the engine takes.", func(c competition) string { return c.taken }),
	texts("ignored", "Those that it ignores.", func(c competition) []string { return c.ignored }),
}}

// competing returns the elements of which the engine takes one implementation
// of several, in its order: decision, type, class, delegate expression,
// expression.
func competing(e *encoding) []competition {
	var out []competition
	add := func(element *bpmn.Element, d *bpmn.Decision, i *bpmn.Implementation) {
		var names []string
		if d != nil && d.Ref != nil {
			names = append(names, "camunda:decisionRef")
		}
		if i != nil && i.Connector == nil {
			for _, a := range []*xmltree.Attr{i.Type, i.Class, i.DelegateExpression, i.Expression} {
				if a != nil && a.Value != "" {
					names = append(names, "camunda:"+a.Local)
				}
			}
		}
		if len(names) > 1 {
			out = append(out, competition{element, names[0], names[1:]})
		}
	}
	for _, n := range e.model.nodes {
		if inExecutable(n) && (n.Type == bpmn.ServiceTask || n.Type == bpmn.SendTask || n.Type == bpmn.BusinessRuleTask) {
			add(&n.Element, n.Decision, n.Implementation)
		}
	}
	for _, d := range e.model.events {
		if inExecutable(d.Event) && d.Event.Type.IsThrowEvent() {
			add(&d.Element, nil, d.Implementation)
		}
	}
	return out
}

// unusedVersion is a version that the binding makes nothing of.
type unusedVersion struct {
	node               *bpmn.FlowNode
	attribute, binding *xmltree.Attr
	bindingName        string // the attribute's
	wanted             string // the binding for which the version would count
}

var unusedVersionFacts = &object[unusedVersion]{"unused_version", "A version or version tag that is not looked at.", []field[unusedVersion]{
	number("at", "Handle for reporting.", func(_ *encoding, u unusedVersion) (int, bool) { return u.node.Index, true }),
	text("label", "Type and name of the flow node in words.", func(u unusedVersion) string { return u.node.Label() }),
	text("attribute", "The attribute with the version.", func(u unusedVersion) string { return "camunda:" + u.attribute.Local }),
	text("version", "The version.", func(u unusedVersion) string { return u.attribute.Value }),
	text("binding_attribute", "The attribute with the binding.", func(u unusedVersion) string { return "camunda:" + u.bindingName }),
	attr("binding", "The binding; absent where there is none.", func(u unusedVersion) *xmltree.Attr { return u.binding }),
	text("wanted", "The binding for which the version would count.", func(u unusedVersion) string { return u.wanted }),
}}

func unusedVersions(e *encoding) []unusedVersion {
	var out []unusedVersion
	for _, n := range e.model.nodes {
		if !inExecutable(n) {
			continue
		}
		add := func(version, binding *xmltree.Attr, bindingName, wanted string) {
			if version != nil && version.Value != "" && binding.Text() != wanted {
				out = append(out, unusedVersion{n, version, binding, bindingName, wanted})
			}
		}
		if c := n.Call; c != nil {
			add(c.Version, c.Binding, "calledElementBinding", "version")
			add(c.VersionTag, c.Binding, "calledElementBinding", "versionTag")
			add(c.CaseVersion, c.CaseBinding, "caseBinding", "version")
		}
		if d := n.Decision; d != nil && d.Ref != nil {
			add(d.Version, d.Binding, "decisionRefBinding", "version")
			add(d.VersionTag, d.Binding, "decisionRefBinding", "versionTag")
		}
		if f := n.Form; f != nil && f.Ref != nil {
			add(f.RefVersion, f.RefBinding, "formRefBinding", "version")
		}
	}
	return out
}

// codeVariant is an error or escalation whose code another one nearly has.
type codeVariant struct {
	element, other *bpmn.Element
	code, another  string
}

var codeVariantFacts = &object[codeVariant]{"code_case_variant", "An error or escalation whose code differs from that of an earlier one in letter case only.", []field[codeVariant]{
	number("at", "Handle for reporting.", func(_ *encoding, v codeVariant) (int, bool) { return v.element.Index, true }),
	text("label", "Type and name in words.", func(v codeVariant) string { return v.element.Label() }),
	text("code", "Its code.", func(v codeVariant) string { return v.code }),
	number("other_at", "Handle for reporting of the earlier one.", func(_ *encoding, v codeVariant) (int, bool) { return v.other.Index, true }),
	text("other_label", "Type and name of the earlier one in words.", func(v codeVariant) string { return v.other.Label() }),
	text("other_code", "The code of the earlier one.", func(v codeVariant) string { return v.another }),
}}

func codeVariants(e *encoding) []codeVariant {
	type found struct {
		element *bpmn.Element
		code    string
	}
	type key struct {
		kind bpmn.Type
		code string
	}
	var out []codeVariant
	first := map[key]found{}
	look := func(element *bpmn.Element, code string) {
		k := key{element.Type, strings.ToLower(code)}
		switch other, ok := first[k]; {
		case code == "" || !e.used()[element.Index]:
		case !ok:
			first[k] = found{element, code}
		case other.code != code:
			out = append(out, codeVariant{element, other.element, code, other.code})
		}
	}
	for _, x := range e.model.Definitions.Errors {
		look(&x.Element, x.Code.Text())
	}
	for _, x := range e.model.Definitions.Escalations {
		look(&x.Element, x.Code.Text())
	}
	return out
}
