package facts

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

var processFacts = &object[*bpmn.Process]{"process", "A process.", slices.Concat(base[*bpmn.Process](), []field[*bpmn.Process]{
	flag("is_executable", "The isExecutable attribute.", func(p *bpmn.Process) bool { return p.IsExecutable }),
	flag("has_generic_id", "Its id says nothing about it: Process_1, a UUID.", func(p *bpmn.Process) bool { return analysis.IsGenericProcessID(p.ID) }),
	number("scope", "Position in input.scopes.", func(e *encoding, p *bpmn.Process) (int, bool) { return e.model.scopePosition(&p.Scope) }),
	attr("history_time_to_live", "The historyTimeToLive attribute, also where it is empty.",
		func(p *bpmn.Process) *xmltree.Attr { return p.HistoryTimeToLive }),
	number("history_days", "The days that the engine reads from historyTimeToLive; absent for a value that it refuses and for none.",
		func(_ *encoding, p *bpmn.Process) (int, bool) {
			return analysis.HistoryDays(p.HistoryTimeToLive.Text())
		}),
	text("history_correction", "What historyTimeToLive was surely meant to be, as the engine can read it; absent where that is not certain.",
		func(p *bpmn.Process) string { return analysis.CorrectHistoryTimeToLive(p.HistoryTimeToLive.Text()) }),
	attr("version_tag", "The version tag.", func(p *bpmn.Process) *xmltree.Attr { return p.VersionTag }),
	attr("job_priority", "The priority of its jobs.", func(p *bpmn.Process) *xmltree.Attr { return p.JobPriority }),
	attr("task_priority", "The priority of its external tasks.", func(p *bpmn.Process) *xmltree.Attr { return p.TaskPriority }),
	attr("candidate_starter_users", "Who may start it.", func(p *bpmn.Process) *xmltree.Attr { return p.CandidateStarterUsers }),
	attr("candidate_starter_groups", "Which groups may start it.", func(p *bpmn.Process) *xmltree.Attr { return p.CandidateStarterGroups }),
	many("execution_listeners", "Its execution listeners.", listenerFacts,
		func(_ *encoding, p *bpmn.Process) []*bpmn.Listener { return p.ExecutionListeners }),
	many("properties", "Its extension properties.", propertyFacts,
		func(_ *encoding, p *bpmn.Process) []*bpmn.Property { return p.Properties }),
	texts("documentation", "The texts of its documentation.", func(p *bpmn.Process) []string { return documentation(&p.Element) }),
})}

var scopeFacts = &object[*bpmn.Scope]{"scope", "A process or sub-process, as the place that directly contains flow nodes.", []field[*bpmn.Scope]{
	number("at", "Handle for reporting.", func(_ *encoding, s *bpmn.Scope) (int, bool) { return s.Owner.Base().Index, true }),
	text("id", "The id of the process or sub-process.", func(s *bpmn.Scope) string { return s.Owner.Base().ID }),
	text("type", "process, subProcess, transaction or adHocSubProcess.", func(s *bpmn.Scope) string { return string(s.Owner.Base().Type) }),
	text("label", "Type and name in words.", func(s *bpmn.Scope) string { return s.Owner.Base().Label() }),
	number("process", "Position in input.processes.", func(e *encoding, s *bpmn.Scope) (int, bool) {
		if s.Process == nil {
			return 0, false
		}
		return e.model.position(s.Process)
	}),
	number("parent", "Position in input.scopes of the scope around a sub-process.", func(e *encoding, s *bpmn.Scope) (int, bool) {
		if s.Parent == nil {
			return 0, false
		}
		return e.model.scopePosition(s.Parent)
	}),
	flag("is_executable", "Whether its process is executable.", func(s *bpmn.Scope) bool { return s.Process != nil && s.Process.IsExecutable }),
	flag("triggered_by_event", "It is an event sub-process.", func(s *bpmn.Scope) bool {
		n, ok := s.Owner.(*bpmn.FlowNode)
		return ok && n.TriggeredByEvent
	}),
	numbers("flow_nodes", "Positions in input.flow_nodes of what it directly contains.",
		func(e *encoding, s *bpmn.Scope) []int {
			return nodePositions(e, s, func(*bpmn.FlowNode) bool { return true })
		}),
	numbers("start_events", "Positions in input.flow_nodes of the start events that it directly contains.",
		func(e *encoding, s *bpmn.Scope) []int {
			return nodePositions(e, s, func(n *bpmn.FlowNode) bool { return n.Type == bpmn.StartEvent })
		}),
	numbers("end_events", "Positions in input.flow_nodes of the end events that it directly contains.",
		func(e *encoding, s *bpmn.Scope) []int {
			return nodePositions(e, s, func(n *bpmn.FlowNode) bool { return n.Type == bpmn.EndEvent })
		}),
}}

func nodePositions(e *encoding, s *bpmn.Scope, match func(*bpmn.FlowNode) bool) []int {
	var ps []int
	for _, n := range s.FlowNodes {
		if match(n) {
			if i, ok := e.model.position(n); ok {
				ps = append(ps, i)
			}
		}
	}
	return ps
}

var sequenceFlowFacts = &object[*bpmn.SequenceFlow]{"sequence_flow", "A sequence flow.", slices.Concat(base[*bpmn.SequenceFlow](), []field[*bpmn.SequenceFlow]{
	number("process", "Position in input.processes.", func(e *encoding, f *bpmn.SequenceFlow) (int, bool) {
		if f.Scope == nil || f.Scope.Process == nil {
			return 0, false
		}
		return e.model.position(f.Scope.Process)
	}),
	number("source", "Position in input.flow_nodes of where it begins; absent where it begins nowhere.",
		func(e *encoding, f *bpmn.SequenceFlow) (int, bool) { return e.nodePosition(f.Source) }),
	number("target", "Position in input.flow_nodes of where it ends; absent where it ends nowhere.",
		func(e *encoding, f *bpmn.SequenceFlow) (int, bool) { return e.nodePosition(f.Target) }),
	text("source_ref", "The sourceRef attribute.", func(f *bpmn.SequenceFlow) string { return f.SourceRef.Value }),
	text("target_ref", "The targetRef attribute.", func(f *bpmn.SequenceFlow) string { return f.TargetRef.Value }),
	idAtBase[*bpmn.SequenceFlow](),
	flag("has_generated_id", "Its id looks like one that a program made up.", func(f *bpmn.SequenceFlow) bool { return analysis.IsGeneratedID(f.ID) }),
	newIDs[*bpmn.SequenceFlow](),
	flag("is_default", "It is the default flow of its source.", func(f *bpmn.SequenceFlow) bool { return isDefault(f) }),
	flag("is_conditional", "It has a condition, even an empty one.", func(f *bpmn.SequenceFlow) bool { return f.Condition != nil }),
	one("condition", "Its condition.", expressionFacts,
		func(_ *encoding, f *bpmn.SequenceFlow) (*bpmn.Expression, bool) {
			return f.Condition, f.Condition != nil
		}),
	many("execution_listeners", "Its execution listeners.", listenerFacts,
		func(_ *encoding, f *bpmn.SequenceFlow) []*bpmn.Listener { return f.ExecutionListeners }),
})}

func isDefault(f *bpmn.SequenceFlow) bool { return f.Source != nil && f.Source.DefaultFlow == f }

var expressionFacts = &object[*bpmn.Expression]{"expression", "An expression or a script.", []field[*bpmn.Expression]{
	number("at", "Handle for reporting.", func(_ *encoding, x *bpmn.Expression) (int, bool) { return x.Index, true }),
	text("text", "The text, white space around it removed.", func(x *bpmn.Expression) string { return strings.TrimSpace(x.Value) }),
	text("language", "The script language; absent for an expression.", func(x *bpmn.Expression) string { return x.Language }),
	attr("resource", "Where the script lies, if not here.", func(x *bpmn.Expression) *xmltree.Attr { return x.Resource }),
}}

var eventDefinitionFacts = &object[*bpmn.EventDefinition]{"event_definition", "An event definition.", slices.Concat(base[*bpmn.EventDefinition](), []field[*bpmn.EventDefinition]{
	number("event", "Position in input.flow_nodes of its event; absent for one that stands elsewhere.",
		func(e *encoding, d *bpmn.EventDefinition) (int, bool) { return e.nodePosition(d.Event) }),
	text("event_type", "The type of its event.", func(d *bpmn.EventDefinition) string {
		if d.Event == nil {
			return ""
		}
		return string(d.Event.Type)
	}),
	flag("is_executable", "Whether it lies in an executable process.", func(d *bpmn.EventDefinition) bool {
		return d.Event != nil && d.Event.Scope != nil && d.Event.Scope.Process != nil && d.Event.Scope.Process.IsExecutable
	}),
	flag("is_by_reference", "It is an eventDefinitionRef, which leads to a definition elsewhere.", func(d *bpmn.EventDefinition) bool { return d.ByReference }),
	text("ref", "The messageRef, signalRef, errorRef or escalationRef as written.", func(d *bpmn.EventDefinition) string { return d.Ref.Value }),
	number("target", "Handle of the message, signal, error or escalation that it refers to.",
		func(_ *encoding, d *bpmn.EventDefinition) (int, bool) {
			if t := Referenced(d); t != nil {
				return t.Index, true
			}
			return 0, false
		}),
	text("target_name", "Name of the message, signal, error or escalation that it refers to.", func(d *bpmn.EventDefinition) string {
		if t := Referenced(d); t != nil {
			return t.Name
		}
		return ""
	}),
	one("time_date", "The date of a timer.", expressionFacts,
		func(_ *encoding, d *bpmn.EventDefinition) (*bpmn.Expression, bool) {
			return d.TimeDate, d.TimeDate != nil
		}),
	one("time_duration", "The duration of a timer.", expressionFacts,
		func(_ *encoding, d *bpmn.EventDefinition) (*bpmn.Expression, bool) {
			return d.TimeDuration, d.TimeDuration != nil
		}),
	one("time_cycle", "The cycle of a timer.", expressionFacts,
		func(_ *encoding, d *bpmn.EventDefinition) (*bpmn.Expression, bool) {
			return d.TimeCycle, d.TimeCycle != nil
		}),
	one("condition", "The condition of a conditional event.", expressionFacts,
		func(_ *encoding, d *bpmn.EventDefinition) (*bpmn.Expression, bool) {
			return d.Condition, d.Condition != nil
		}),
	one("implementation", "What a throwing message runs.", implementationFacts,
		func(_ *encoding, d *bpmn.EventDefinition) (*bpmn.Implementation, bool) {
			return d.Implementation, d.Implementation != nil
		}),
	text("activity_ref", "The activity that a compensation event compensates.", func(d *bpmn.EventDefinition) string { return d.ActivityRef.Value }),
	attr("variable_name", "The variable that a conditional event watches.", func(d *bpmn.EventDefinition) *xmltree.Attr { return d.VariableName }),
	attr("expression", "The expression of an error event definition of an external task.", func(d *bpmn.EventDefinition) *xmltree.Attr { return d.Expression }),
})}

// Referenced returns the message, signal, error or escalation that an event
// definition refers to, nil if none.
func Referenced(d *bpmn.EventDefinition) *bpmn.Element {
	switch {
	case d.Message != nil:
		return &d.Message.Element
	case d.Signal != nil:
		return &d.Signal.Element
	case d.Error != nil:
		return &d.Error.Element
	case d.Escalation != nil:
		return &d.Escalation.Element
	}
	return nil
}

var implementationFacts = &object[*bpmn.Implementation]{"implementation", "What a service task, a send task, a business rule task or a throwing message runs.", []field[*bpmn.Implementation]{
	attr("class", "A Java class.", func(i *bpmn.Implementation) *xmltree.Attr { return i.Class }),
	attr("delegate_expression", "An expression that gives a delegate.", func(i *bpmn.Implementation) *xmltree.Attr { return i.DelegateExpression }),
	attr("expression", "An expression to evaluate.", func(i *bpmn.Implementation) *xmltree.Attr { return i.Expression }),
	attr("result_variable", "The variable for the expression's result.", func(i *bpmn.Implementation) *xmltree.Attr { return i.ResultVariable }),
	attr("type", "external, mail or shell.", func(i *bpmn.Implementation) *xmltree.Attr { return i.Type }),
	attr("topic", "The topic of an external task.", func(i *bpmn.Implementation) *xmltree.Attr { return i.Topic }),
	attr("task_priority", "The priority of an external task.", func(i *bpmn.Implementation) *xmltree.Attr { return i.TaskPriority }),
	flag("has_connector", "It has a connector.", func(i *bpmn.Implementation) bool { return i.Connector != nil }),
	text("connector_id", "The connector's id.", func(i *bpmn.Implementation) string {
		if i.Connector == nil {
			return ""
		}
		return trimmedText(i.Connector.ConnectorID)
	}),
	many("fields", "Its injected fields.", fieldFacts, func(_ *encoding, i *bpmn.Implementation) []*bpmn.Field { return i.Fields }),
	many("error_mappings", "The error event definitions of an external task.", eventDefinitionErrorFacts,
		func(_ *encoding, i *bpmn.Implementation) []*bpmn.EventDefinition { return i.ErrorMappings }),
}}

var eventDefinitionErrorFacts = &object[*bpmn.EventDefinition]{"error_mapping", "A camunda:errorEventDefinition.", []field[*bpmn.EventDefinition]{
	number("at", "Handle for reporting.", func(_ *encoding, d *bpmn.EventDefinition) (int, bool) { return d.Index, true }),
	text("ref", "The errorRef as written.", func(d *bpmn.EventDefinition) string { return d.Ref.Value }),
	attr("expression", "When the error is thrown.", func(d *bpmn.EventDefinition) *xmltree.Attr { return d.Expression }),
}}

var fieldFacts = &object[*bpmn.Field]{"field", "A field that is injected into a delegate.", slices.Concat(base[*bpmn.Field](), []field[*bpmn.Field]{
	text("string_value", "Its text.", func(f *bpmn.Field) string {
		if f.StringValue != nil {
			return f.StringValue.Value
		}
		return trimmedText(f.String)
	}),
	text("expression", "Its expression.", func(f *bpmn.Field) string {
		if f.ExpressionAttr != nil {
			return f.ExpressionAttr.Value
		}
		return trimmedText(f.Expression)
	}),
})}

var loopFacts = &object[*bpmn.Loop]{"loop", "Multi-instance or standard loop characteristics.", slices.Concat(base[*bpmn.Loop](), []field[*bpmn.Loop]{
	flag("is_sequential", "One instance after the other.", func(l *bpmn.Loop) bool { return l.IsSequential }),
	one("cardinality", "The number of instances.", expressionFacts, func(_ *encoding, l *bpmn.Loop) (*bpmn.Expression, bool) {
		return l.LoopCardinality, l.LoopCardinality != nil
	}),
	one("completion_condition", "When to end early.", expressionFacts,
		func(_ *encoding, l *bpmn.Loop) (*bpmn.Expression, bool) {
			return l.CompletionCondition, l.CompletionCondition != nil
		}),
	attr("collection", "The collection of values.", func(l *bpmn.Loop) *xmltree.Attr { return l.Collection }),
	attr("element_variable", "The variable for each value.", func(l *bpmn.Loop) *xmltree.Attr { return l.ElementVariable }),
	flag("async_before", "A job is made for each instance.", func(l *bpmn.Loop) bool { return l.AsyncBefore }),
	flag("async_after", "A job is made when an instance ends.", func(l *bpmn.Loop) bool { return l.AsyncAfter }),
	flag("is_exclusive", "The jobs of the instances are exclusive.", func(l *bpmn.Loop) bool { return l.Exclusive }),
	text("retry_cycle", "The failedJobRetryTimeCycle.", func(l *bpmn.Loop) string { return trimmedText(l.RetryCycle) }),
})}

var listenerFacts = &object[*bpmn.Listener]{"listener", "An execution or task listener.", slices.Concat(base[*bpmn.Listener](), []field[*bpmn.Listener]{
	attr("event", "When it is called.", func(l *bpmn.Listener) *xmltree.Attr { return l.Event }),
	attr("class", "A Java class.", func(l *bpmn.Listener) *xmltree.Attr { return l.Class }),
	attr("delegate_expression", "An expression that gives a listener.", func(l *bpmn.Listener) *xmltree.Attr { return l.DelegateExpression }),
	attr("expression", "An expression to evaluate.", func(l *bpmn.Listener) *xmltree.Attr { return l.Expression }),
	one("script", "A script.", expressionFacts, func(_ *encoding, l *bpmn.Listener) (*bpmn.Expression, bool) { return l.Script, l.Script != nil }),
})}

var parameterFacts = &object[*bpmn.Parameter]{"parameter", "An input or output parameter.", slices.Concat(base[*bpmn.Parameter](), []field[*bpmn.Parameter]{
	text("value", "Its text or expression.", func(p *bpmn.Parameter) string { return strings.TrimSpace(p.Value) }),
	one("script", "Its script.", expressionFacts, func(_ *encoding, p *bpmn.Parameter) (*bpmn.Expression, bool) { return p.Script, p.Script != nil }),
	flag("is_list", "Its value is a list.", func(p *bpmn.Parameter) bool { return p.List }),
	flag("is_map", "Its value is a map.", func(p *bpmn.Parameter) bool { return p.Map }),
})}

var propertyFacts = &object[*bpmn.Property]{"property", "An extension property.", slices.Concat(base[*bpmn.Property](), []field[*bpmn.Property]{
	attr("value", "Its value.", func(p *bpmn.Property) *xmltree.Attr { return p.Value }),
})}

var formFacts = &object[*bpmn.Form]{"form", "The form of a user task or a start event.", []field[*bpmn.Form]{
	attr("key", "The formKey.", func(f *bpmn.Form) *xmltree.Attr { return f.Key }),
	attr("ref", "The formRef.", func(f *bpmn.Form) *xmltree.Attr { return f.Ref }),
	attr("ref_binding", "How the version of the form is found.", func(f *bpmn.Form) *xmltree.Attr { return f.RefBinding }),
	attr("handler_class", "The formHandlerClass.", func(f *bpmn.Form) *xmltree.Attr { return f.HandlerClass }),
	many("fields", "Its generated fields.", formFieldFacts, func(_ *encoding, f *bpmn.Form) []*bpmn.FormField { return f.Fields }),
}}

var formFieldFacts = &object[*bpmn.FormField]{"form_field", "A field of a generated form.", slices.Concat(base[*bpmn.FormField](), []field[*bpmn.FormField]{
	attr("field_label", "Its label.", func(f *bpmn.FormField) *xmltree.Attr { return f.Label }),
	attr("field_type", "Its type.", func(f *bpmn.FormField) *xmltree.Attr { return f.FieldType }),
	attr("default_value", "Its default value.", func(f *bpmn.FormField) *xmltree.Attr { return f.DefaultValue }),
})}

var callFacts = &object[*bpmn.Call]{"call", "What a call activity calls.", []field[*bpmn.Call]{
	attr("called_element", "The key of the called process.", func(c *bpmn.Call) *xmltree.Attr { return c.CalledElement }),
	attr("binding", "How the version of the called process is found.", func(c *bpmn.Call) *xmltree.Attr { return c.Binding }),
	attr("version", "The called version.", func(c *bpmn.Call) *xmltree.Attr { return c.Version }),
	attr("version_tag", "The called version tag.", func(c *bpmn.Call) *xmltree.Attr { return c.VersionTag }),
	attr("tenant_id", "The tenant of the called process.", func(c *bpmn.Call) *xmltree.Attr { return c.TenantID }),
	attr("case_ref", "The key of a called case.", func(c *bpmn.Call) *xmltree.Attr { return c.CaseRef }),
	many("in", "The variables passed in.", mappingFacts, func(_ *encoding, c *bpmn.Call) []*bpmn.Mapping { return c.In }),
	many("out", "The variables passed out.", mappingFacts, func(_ *encoding, c *bpmn.Call) []*bpmn.Mapping { return c.Out }),
}}

var mappingFacts = &object[*bpmn.Mapping]{"mapping", "A camunda:in or camunda:out.", []field[*bpmn.Mapping]{
	number("at", "Handle for reporting.", func(_ *encoding, m *bpmn.Mapping) (int, bool) { return m.Index, true }),
	attr("source", "The variable that is read.", func(m *bpmn.Mapping) *xmltree.Attr { return m.Source }),
	attr("source_expression", "The expression that is evaluated.", func(m *bpmn.Mapping) *xmltree.Attr { return m.SourceExpression }),
	attr("target", "The variable that is written.", func(m *bpmn.Mapping) *xmltree.Attr { return m.Target }),
	attr("variables", "all, where all variables are passed.", func(m *bpmn.Mapping) *xmltree.Attr { return m.Variables }),
	attr("business_key", "The business key that is passed.", func(m *bpmn.Mapping) *xmltree.Attr { return m.BusinessKey }),
	flag("is_local", "Only local variables.", func(m *bpmn.Mapping) bool { return m.Local }),
}}
