package facts

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

type nodeField = field[*bpmn.FlowNode]

// The facts of flow nodes. Every type has the fields of flowNodeFacts and
// those of its kind.
var (
	flowNodeFacts = &object[*bpmn.FlowNode]{"flow_node", "An activity, an event or a gateway.", commonFields()}
	activityFacts = &object[*bpmn.FlowNode]{"activity", "A task, a call activity or a sub-process.",
		slices.Concat(commonFields(), activityFields())}
	taskFacts     = activityFacts
	userTaskFacts = &object[*bpmn.FlowNode]{"user_task", "A user task.",
		slices.Concat(commonFields(), activityFields(), userTaskFields(), formFields())}
	serviceTaskFacts = &object[*bpmn.FlowNode]{"service_task", "A service, send or business rule task.",
		slices.Concat(commonFields(), activityFields(), implementationFields(), messageFields(), decisionFields())}
	receiveTaskFacts = &object[*bpmn.FlowNode]{"receive_task", "A receive task.",
		slices.Concat(commonFields(), activityFields(), messageFields())}
	scriptTaskFacts = &object[*bpmn.FlowNode]{"script_task", "A script task.",
		slices.Concat(commonFields(), activityFields(), scriptFields())}
	callActivityFacts = &object[*bpmn.FlowNode]{"call_activity", "A call activity.",
		slices.Concat(commonFields(), activityFields(), callFields())}
	subProcessFacts = &object[*bpmn.FlowNode]{"sub_process", "A sub-process, transaction or ad-hoc sub-process.",
		slices.Concat(commonFields(), activityFields(), subProcessFields())}
	eventFacts      = &object[*bpmn.FlowNode]{"event", "An event.", commonFields()}
	startEventFacts = &object[*bpmn.FlowNode]{"start_event", "A start event.",
		slices.Concat(commonFields(), startEventFields(), formFields())}
	boundaryEventFacts = &object[*bpmn.FlowNode]{"boundary_event", "A boundary event.",
		slices.Concat(commonFields(), boundaryEventFields())}
	gatewayFacts = &object[*bpmn.FlowNode]{"gateway", "A gateway.", slices.Concat(commonFields(), gatewayFields())}
)

// factsOf returns the table for flow nodes of a type.
func factsOf(t bpmn.Type) *object[*bpmn.FlowNode] {
	switch t {
	case bpmn.UserTask:
		return userTaskFacts
	case bpmn.ServiceTask, bpmn.SendTask, bpmn.BusinessRuleTask:
		return serviceTaskFacts
	case bpmn.ReceiveTask:
		return receiveTaskFacts
	case bpmn.ScriptTask:
		return scriptTaskFacts
	case bpmn.CallActivity:
		return callActivityFacts
	case bpmn.StartEvent:
		return startEventFacts
	case bpmn.BoundaryEvent:
		return boundaryEventFacts
	}
	switch {
	case t.IsSubProcess():
		return subProcessFacts
	case t.IsActivity():
		return taskFacts
	case t.IsEvent():
		return eventFacts
	case t.IsGateway():
		return gatewayFacts
	}
	return flowNodeFacts
}

func commonFields() []nodeField {
	return slices.Concat(base[*bpmn.FlowNode](), []nodeField{
		text("kind", "activity, event or gateway.", kindOf),
		flag("has_generated_id", "Its id looks like one that a program made up: Activity_0abc123, Task_1, a UUID.",
			func(n *bpmn.FlowNode) bool { return analysis.IsGeneratedID(n.ID) }),
		newIDs[*bpmn.FlowNode](),
		flag("rests", "A token rests here: operators see its id, and migration plans name it.", analysis.IsWaitState),
		number("process", "Position in input.processes.", func(e *encoding, n *bpmn.FlowNode) (int, bool) {
			if n.Scope == nil || n.Scope.Process == nil {
				return 0, false
			}
			return e.model.position(n.Scope.Process)
		}),
		number("scope", "Position in input.scopes of the process or sub-process that directly contains it.",
			func(e *encoding, n *bpmn.FlowNode) (int, bool) { return e.model.scopePosition(n.Scope) }),
		text("scope_type", "Type of the scope: process, subProcess, transaction or adHocSubProcess.", func(n *bpmn.FlowNode) string {
			if n.Scope == nil {
				return ""
			}
			return string(n.Scope.Owner.Base().Type)
		}),
		flag("is_executable", "Whether it lies in an executable process.", func(n *bpmn.FlowNode) bool {
			return n.Scope != nil && n.Scope.Process != nil && n.Scope.Process.IsExecutable
		}),
		numbers("incoming", "Positions in input.sequence_flows of the flows that end here.",
			func(e *encoding, n *bpmn.FlowNode) []int { return e.flowPositions(n.Incoming) }),
		numbers("outgoing", "Positions in input.sequence_flows of the flows that begin here, in document order.",
			func(e *encoding, n *bpmn.FlowNode) []int { return e.flowPositions(n.Outgoing) }),
		number("default_flow", "Position in input.sequence_flows of its default flow.",
			func(e *encoding, n *bpmn.FlowNode) (int, bool) {
				if n.DefaultFlow == nil {
					return 0, false
				}
				return e.model.position(n.DefaultFlow)
			}),
		text("default_ref", "The default attribute as written, whether or not a flow of it begins here.", func(n *bpmn.FlowNode) string { return n.Default.Value }),
		flag("async_before", "A job is made before it is entered.", func(n *bpmn.FlowNode) bool { return n.AsyncBefore }),
		flag("async_after", "A job is made when it is left.", func(n *bpmn.FlowNode) bool { return n.AsyncAfter }),
		flag("is_exclusive", "Its jobs are exclusive, as they are unless exclusive=\"false\".", func(n *bpmn.FlowNode) bool { return n.Exclusive }),
		attr("job_priority", "The jobPriority attribute.", func(n *bpmn.FlowNode) *xmltree.Attr { return n.JobPriority }),
		flag("makes_job", "A job is made for it: it is asynchronous, or a timer.", analysis.MakesJob),
		text("retry_cycle", "The failedJobRetryTimeCycle.", func(n *bpmn.FlowNode) string { return trimmedText(n.RetryCycle) }),
		many("execution_listeners", "Its execution listeners.", listenerFacts,
			func(_ *encoding, n *bpmn.FlowNode) []*bpmn.Listener { return n.ExecutionListeners }),
		many("inputs", "Its input parameters.", parameterFacts, func(_ *encoding, n *bpmn.FlowNode) []*bpmn.Parameter {
			if n.InputOutput == nil {
				return nil
			}
			return n.InputOutput.Inputs
		}),
		many("outputs", "Its output parameters.", parameterFacts, func(_ *encoding, n *bpmn.FlowNode) []*bpmn.Parameter {
			if n.InputOutput == nil {
				return nil
			}
			return n.InputOutput.Outputs
		}),
		many("properties", "Its extension properties.", propertyFacts,
			func(_ *encoding, n *bpmn.FlowNode) []*bpmn.Property { return n.Properties }),
		flag("is_for_compensation", "It is a compensation handler.", func(n *bpmn.FlowNode) bool { return n.IsForCompensation && n.Type.IsActivity() }),
		flag("triggered_by_event", "It is an event sub-process.", (*bpmn.FlowNode).IsEventSubProcess),
		flag("is_interrupting", "A start event: it interrupts the scope of its event sub-process.", func(n *bpmn.FlowNode) bool {
			return n.Type == bpmn.StartEvent && n.IsInterrupting
		}),
		flag("cancel_activity", "A boundary event: it interrupts the activity.", func(n *bpmn.FlowNode) bool { return n.Type == bpmn.BoundaryEvent && n.CancelActivity }),
		text("trigger", "Kind of the event definition of an event: none, message, timer, signal, error, escalation, conditional, link, compensate, cancel, terminate; multiple where it has several.",
			func(n *bpmn.FlowNode) string {
				if !n.Type.IsEvent() {
					return ""
				}
				return Trigger(n)
			}),
		numbers("event_definitions", "Positions in input.event_definitions.", func(e *encoding, n *bpmn.FlowNode) []int {
			ps := make([]int, 0, len(n.EventDefinitions))
			for _, d := range n.EventDefinitions {
				if i, ok := e.model.position(d); ok {
					ps = append(ps, i)
				}
			}
			return ps
		}),
		texts("documentation", "The texts of its documentation.", func(n *bpmn.FlowNode) []string { return documentation(&n.Element) }),
		many("extensions", "The children of its extension elements, whatever their namespace.", extensionFacts,
			func(_ *encoding, n *bpmn.FlowNode) []*xmltree.Element { return n.Extensions }),
	})
}

func kindOf(n *bpmn.FlowNode) string {
	switch {
	case n.Type.IsActivity():
		return "activity"
	case n.Type.IsEvent():
		return "event"
	case n.Type.IsGateway():
		return "gateway"
	}
	return ""
}

func activityFields() []nodeField {
	return []nodeField{
		one("loop", "Its multi-instance or standard loop characteristics.", loopFacts,
			func(_ *encoding, n *bpmn.FlowNode) (*bpmn.Loop, bool) { return n.Loop, n.Loop != nil }),
		numbers("boundary_events", "Positions in input.flow_nodes of the boundary events attached to it.",
			func(e *encoding, n *bpmn.FlowNode) []int {
				var ps []int
				for _, b := range n.BoundaryEvents {
					if i, ok := e.model.position(b); ok {
						ps = append(ps, i)
					}
				}
				return ps
			}),
	}
}

func userTaskFields() []nodeField {
	user := func(get func(*bpmn.UserTaskData) *xmltree.Attr) func(*bpmn.FlowNode) *xmltree.Attr {
		return func(n *bpmn.FlowNode) *xmltree.Attr {
			if n.UserTask == nil {
				return nil
			}
			return get(n.UserTask)
		}
	}
	return []nodeField{
		attr("assignee", "The assignee.", user(func(u *bpmn.UserTaskData) *xmltree.Attr { return u.Assignee })),
		attr("candidate_users", "The candidate users.", user(func(u *bpmn.UserTaskData) *xmltree.Attr { return u.CandidateUsers })),
		attr("candidate_groups", "The candidate groups.", user(func(u *bpmn.UserTaskData) *xmltree.Attr { return u.CandidateGroups })),
		attr("due_date", "The due date.", user(func(u *bpmn.UserTaskData) *xmltree.Attr { return u.DueDate })),
		attr("follow_up_date", "The follow-up date.", user(func(u *bpmn.UserTaskData) *xmltree.Attr { return u.FollowUpDate })),
		attr("priority", "The task's priority.", user(func(u *bpmn.UserTaskData) *xmltree.Attr { return u.Priority })),
		many("task_listeners", "Its task listeners.", listenerFacts,
			func(_ *encoding, n *bpmn.FlowNode) []*bpmn.Listener { return n.TaskListeners }),
	}
}

func formFields() []nodeField {
	return []nodeField{one("form", "Its form.", formFacts,
		func(_ *encoding, n *bpmn.FlowNode) (*bpmn.Form, bool) { return n.Form, n.Form != nil })}
}

func implementationFields() []nodeField {
	return []nodeField{one("implementation", "What it runs.", implementationFacts,
		func(_ *encoding, n *bpmn.FlowNode) (*bpmn.Implementation, bool) {
			return n.Implementation, n.Implementation != nil
		})}
}

func messageFields() []nodeField {
	return []nodeField{
		text("message_ref", "The messageRef attribute as written.", func(n *bpmn.FlowNode) string { return n.MessageRef.Value }),
		text("message_name", "The name of the message that it refers to.", func(n *bpmn.FlowNode) string {
			if n.Message == nil {
				return ""
			}
			return n.Message.Name
		}),
		flag("is_instantiating", "The instantiate attribute of a receive task.", func(n *bpmn.FlowNode) bool { return n.Instantiate }),
	}
}

func decisionFields() []nodeField {
	decision := func(get func(*bpmn.Decision) *xmltree.Attr) func(*bpmn.FlowNode) *xmltree.Attr {
		return func(n *bpmn.FlowNode) *xmltree.Attr {
			if n.Decision == nil {
				return nil
			}
			return get(n.Decision)
		}
	}
	return []nodeField{
		attr("decision_ref", "The decision that a business rule task evaluates.", decision(func(d *bpmn.Decision) *xmltree.Attr { return d.Ref })),
		attr("decision_ref_binding", "How the version of the decision is found.", decision(func(d *bpmn.Decision) *xmltree.Attr { return d.Binding })),
		attr("map_decision_result", "How the decision's result is mapped.", decision(func(d *bpmn.Decision) *xmltree.Attr { return d.MapResult })),
	}
}

func scriptFields() []nodeField {
	return []nodeField{
		flag("has_script", "It has the text of a script or refers to one.", func(n *bpmn.FlowNode) bool {
			return n.Script != nil && (n.Script.Text != nil && strings.TrimSpace(n.Script.Text.Value) != "" || n.Script.Resource != nil)
		}),
		text("script_format", "The scriptFormat attribute.", func(n *bpmn.FlowNode) string {
			if n.Script == nil {
				return ""
			}
			return n.Script.Format.Text()
		}),
	}
}

func callFields() []nodeField {
	return []nodeField{one("call", "What it calls.", callFacts,
		func(_ *encoding, n *bpmn.FlowNode) (*bpmn.Call, bool) { return n.Call, n.Call != nil })}
}

func subProcessFields() []nodeField {
	return []nodeField{
		number("content", "Position in input.scopes of what it contains.", func(e *encoding, n *bpmn.FlowNode) (int, bool) {
			if n.Content == nil {
				return 0, false
			}
			return e.model.scopePosition(n.Content)
		}),
	}
}

// Trigger returns the kind of an event: the word of its event definition,
// none without one, multiple with several.
func Trigger(n *bpmn.FlowNode) string {
	switch len(n.EventDefinitions) {
	case 0:
		return "none"
	case 1:
		return strings.TrimSuffix(string(n.EventDefinitions[0].Type), "EventDefinition")
	}
	return "multiple"
}

func startEventFields() []nodeField {
	return []nodeField{
		attr("initiator", "The variable that holds who started the instance.", func(n *bpmn.FlowNode) *xmltree.Attr { return n.Initiator }),
	}
}

func boundaryEventFields() []nodeField {
	return []nodeField{
		number("attached_to", "Position in input.flow_nodes of the activity it is attached to.",
			func(e *encoding, n *bpmn.FlowNode) (int, bool) { return e.nodePosition(n.AttachedTo) }),
	}
}

func gatewayFields() []nodeField {
	return []nodeField{
		text("direction", "The gatewayDirection attribute.", func(n *bpmn.FlowNode) string { return n.GatewayDirection }),
		flag("is_instantiating", "The instantiate attribute of an event-based gateway.", func(n *bpmn.FlowNode) bool { return n.Instantiate }),
	}
}

func trimmedText(t *bpmn.Text) string {
	if t == nil {
		return ""
	}
	return strings.TrimSpace(t.Value)
}

func documentation(e *bpmn.Element) []string {
	var out []string
	for _, d := range e.Documentation {
		if s := strings.TrimSpace(d.Value); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// notBlank returns s, or nothing where it is only white space.
func notBlank(s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return s
}

var extensionFacts = &object[*xmltree.Element]{"extension", "An extension element.", []field[*xmltree.Element]{
	text("name", "The element's local name.", func(x *xmltree.Element) string { return x.Local }),
	text("namespace", "The element's namespace.", func(x *xmltree.Element) string { return x.Space }),
	text("text", "The text directly inside.", func(x *xmltree.Element) string { return strings.TrimSpace(x.Text()) }),
	{ast.StringTerm("attributes"), "attributes", "Its attributes without namespace, by name.",
		fixed(anyShape), func(_ *encoding, x *xmltree.Element) *ast.Term {
			var pairs [][2]*ast.Term
			for i := range x.Attrs {
				if x.Attrs[i].Space == "" {
					pairs = append(pairs, [2]*ast.Term{ast.StringTerm(x.Attrs[i].Local), ast.StringTerm(x.Attrs[i].Value)})
				}
			}
			if pairs == nil {
				return nil
			}
			return ast.ObjectTerm(pairs...)
		}},
}}
