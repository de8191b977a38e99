package analysis

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// place tells where the engine's parser reads an extension.
type place struct {
	where string // in words
	reads func(bpmn.Node) bool
}

// The tables follow what the parser of Camunda 7.24 asks for, element by
// element, and what the engine was asked: an extension at any other place has
// no effect there.

// attributePlaces are the extension attributes of elements of BPMN.
var attributePlaces = map[string]place{
	"async":       {"activities, gateways and events that a token enters, multi-instance loops and thrown signals", isAsyncOrSignal},
	"asyncBefore": {asyncPlaces, isAsync},
	"asyncAfter":  {asyncPlaces, isAsync},
	"exclusive":   {asyncPlaces, isAsync},
	"jobPriority": {"processes, activities, gateways and events", func(n bpmn.Node) bool { return isProcess(n) || isFlowNode(n) }},

	"versionTag":              {"processes", isProcess},
	"historyTimeToLive":       {"processes", isProcess},
	"candidateStarterUsers":   {"processes", isProcess},
	"candidateStarterGroups":  {"processes", isProcess},
	"isStartableInTasklist":   {"processes", isProcess},
	"initiator":               {"start events of a process", isProcessStart},
	"formKey":                 {formPlaces, hasForm},
	"formRef":                 {formPlaces, hasForm},
	"formRefBinding":          {formPlaces, hasForm},
	"formRefVersion":          {formPlaces, hasForm},
	"formHandlerClass":        {formPlaces, hasForm},
	"assignee":                {"user tasks", ofTypes(bpmn.UserTask)},
	"candidateUsers":          {"user tasks", ofTypes(bpmn.UserTask)},
	"candidateGroups":         {"user tasks", ofTypes(bpmn.UserTask)},
	"dueDate":                 {"user tasks", ofTypes(bpmn.UserTask)},
	"followUpDate":            {"user tasks", ofTypes(bpmn.UserTask)},
	"priority":                {"user tasks", ofTypes(bpmn.UserTask)},
	"class":                   {servicePlaces, isServiceLike},
	"delegateExpression":      {servicePlaces, isServiceLike},
	"expression":              {servicePlaces, isServiceLike},
	"type":                    {servicePlaces, func(n bpmn.Node) bool { return isServiceLike(n) || isVariableProperty(n) }},
	"topic":                   {"service-like tasks and thrown messages with camunda:type=\"external\"", isExternalTask},
	"taskPriority":            {"processes and external tasks", func(n bpmn.Node) bool { return isProcess(n) || isServiceLike(n) }},
	"resultVariable":          {resultPlaces, givesResult},
	"resultVariableName":      {resultPlaces, givesResult},
	"resource":                {"script tasks and conditions", ofTypes(bpmn.ScriptTask, "conditionExpression", "condition")},
	"decisionRef":             {"business rule tasks", ofTypes(bpmn.BusinessRuleTask)},
	"decisionRefBinding":      {"business rule tasks", ofTypes(bpmn.BusinessRuleTask)},
	"decisionRefVersion":      {"business rule tasks", ofTypes(bpmn.BusinessRuleTask)},
	"decisionRefVersionTag":   {"business rule tasks", ofTypes(bpmn.BusinessRuleTask)},
	"decisionRefTenantId":     {"business rule tasks", ofTypes(bpmn.BusinessRuleTask)},
	"mapDecisionResult":       {"business rule tasks", ofTypes(bpmn.BusinessRuleTask)},
	"calledElementBinding":    {"call activities", ofTypes(bpmn.CallActivity)},
	"calledElementVersion":    {"call activities", ofTypes(bpmn.CallActivity)},
	"calledElementVersionTag": {"call activities", ofTypes(bpmn.CallActivity)},
	"calledElementTenantId":   {"call activities", ofTypes(bpmn.CallActivity)},
	"caseRef":                 {"call activities", ofTypes(bpmn.CallActivity)},
	"caseBinding":             {"call activities", ofTypes(bpmn.CallActivity)},
	"caseVersion":             {"call activities", ofTypes(bpmn.CallActivity)},
	"caseTenantId":            {"call activities", ofTypes(bpmn.CallActivity)},
	"variableMappingClass":    {"call activities", ofTypes(bpmn.CallActivity)},

	"variableMappingDelegateExpression": {"call activities", ofTypes(bpmn.CallActivity)},

	"collection":             {"multi-instance loops", ofTypes(bpmn.MultiInstanceLoopCharacteristics)},
	"elementVariable":        {"multi-instance loops", ofTypes(bpmn.MultiInstanceLoopCharacteristics)},
	"errorMessage":           {"errors", ofTypes(bpmn.ErrorType)},
	"errorCodeVariable":      {"the error event definitions of catching events", catches(bpmn.ErrorEventDefinition)},
	"errorMessageVariable":   {"the error event definitions of catching events", catches(bpmn.ErrorEventDefinition)},
	"escalationCodeVariable": {"the escalation event definitions of catching events", catches(bpmn.EscalationEventDefinition)},
	"variableName":           {"conditional event definitions", ofTypes(bpmn.ConditionalEventDefinition)},
	"variableEvents":         {"conditional event definitions", ofTypes(bpmn.ConditionalEventDefinition)},

	// Of variables that a property declares, from before there were mappings.
	"src":      {"properties of a sub-process or task", isVariableProperty},
	"srcExpr":  {"properties of a sub-process or task", isVariableProperty},
	"dst":      {"properties of a sub-process or task", isVariableProperty},
	"dstExpr":  {"properties of a sub-process or task", isVariableProperty},
	"link":     {"properties of a sub-process or task", isVariableProperty},
	"linkExpr": {"properties of a sub-process or task", isVariableProperty},
}

const (
	asyncPlaces   = "activities, gateways and events that a token enters, and multi-instance loops"
	formPlaces    = "user tasks and start events of a process"
	servicePlaces = "service, send and business rule tasks and the message event definitions of throwing events"
	resultPlaces  = "script tasks, business rule tasks with a decision and tasks with an expression"
)

// elementPlaces are the children of extension elements.
var elementPlaces = map[string]place{
	"executionListener":       {"processes, sequence flows that are taken, activities, gateways and events that a token enters", isListenedTo},
	"taskListener":            {"user tasks", ofTypes(bpmn.UserTask)},
	"inputOutput":             {"activities, and intermediate and end events", mapsVariables},
	"connector":               {servicePlaces, isServiceLike},
	"field":                   {"tasks and thrown messages that run a class or a delegate, a mail or a shell command", takesFields},
	"failedJobRetryTimeCycle": {"activities, gateways, events and multi-instance loops", isRetried},
	"formData":                {formPlaces, hasForm},
	"formProperty":            {formPlaces, hasForm},
	"in":                      {"call activities and the signal event definitions of throwing events", takesIn},
	"out":                     {"call activities", ofTypes(bpmn.CallActivity)},
	"errorEventDefinition":    {"external tasks", isExternalTask},
	"potentialStarter":        {"processes", isProcess},
	"properties":              {"all elements", func(bpmn.Node) bool { return true }},
}

// part is what an extension element consists of.
type part struct {
	// within is where it stands if it is no child of the extension elements.
	within               string
	attributes, children []string
	// isOpen says that its content is nobody's business.
	isOpen bool
	// isValue says that the engine takes the text of any child for the value.
	isValue bool
}

// extensionParts are all extension elements.
var extensionParts = map[string]part{
	"executionListener":       {attributes: []string{"event", "class", "delegateExpression", "expression"}, children: []string{"script", "field"}},
	"taskListener":            {attributes: []string{"event", "class", "delegateExpression", "expression"}, children: []string{"script", "field"}},
	"inputOutput":             {children: []string{"inputParameter", "outputParameter"}},
	"inputParameter":          {within: "an input/output mapping", attributes: []string{"name"}, children: []string{"script", "list", "map"}, isValue: true},
	"outputParameter":         {within: "an input/output mapping", attributes: []string{"name"}, children: []string{"script", "list", "map"}, isValue: true},
	"script":                  {within: "a listener or a parameter", attributes: []string{"scriptFormat", "resource"}},
	"list":                    {within: "a parameter", isOpen: true},
	"map":                     {within: "a parameter", children: []string{"entry"}},
	"entry":                   {within: "a map", attributes: []string{"key"}, children: []string{"script", "list", "map"}, isValue: true},
	"connector":               {children: []string{"connectorId", "inputOutput"}},
	"connectorId":             {within: "a connector"},
	"field":                   {attributes: []string{"name", "stringValue", "expression"}, children: []string{"string", "expression"}},
	"string":                  {within: "a field"},
	"expression":              {within: "a field"},
	"failedJobRetryTimeCycle": {},
	"formData":                {attributes: []string{"businessKey"}, children: []string{"formField"}},
	"formField": {
		within: "form data", attributes: []string{"label", "type", "datePattern", "defaultValue"},
		children: []string{"properties", "validation", "value"},
	},
	"validation": {within: "a form field", children: []string{"constraint"}},
	"constraint": {within: "a validation", attributes: []string{"name", "config"}},
	"formProperty": {
		attributes: []string{"name", "type", "required", "readable", "writable", "variable", "expression", "datePattern", "default"},
		children:   []string{"value"},
	},
	"value":                {within: "a list, a form field or a form property", attributes: []string{"name"}},
	"in":                   {attributes: []string{"source", "sourceExpression", "target", "businessKey", "variables", "local"}},
	"out":                  {attributes: []string{"source", "sourceExpression", "target", "variables", "local"}},
	"errorEventDefinition": {isOpen: true},
	"potentialStarter":     {isOpen: true},
	"properties":           {isOpen: true},
}

func ofTypes(types ...bpmn.Type) func(bpmn.Node) bool {
	return func(n bpmn.Node) bool { return slices.Contains(types, n.Base().Type) }
}

func isProcess(n bpmn.Node) bool {
	_, ok := n.(*bpmn.Process)
	return ok
}

func isFlowNode(n bpmn.Node) bool {
	_, ok := n.(*bpmn.FlowNode)
	return ok
}

// isEntered reports whether a flow node is a step of its own: a throwing link
// is none, and a compensation boundary event only names the handler.
func isEntered(n bpmn.Node) bool {
	f, ok := n.(*bpmn.FlowNode)
	return ok &&
		(f.Type != bpmn.IntermediateThrowEvent || !hasDefinition(f, bpmn.LinkEventDefinition)) &&
		(f.Type != bpmn.BoundaryEvent || !hasDefinition(f, bpmn.CompensateEventDefinition))
}

// isAsync leaves compensation handlers out: they run in the transaction that
// compensates.
func isAsync(n bpmn.Node) bool {
	if f, ok := n.(*bpmn.FlowNode); ok {
		return isEntered(n) && !f.IsForCompensation
	}
	return n.Base().Type == bpmn.MultiInstanceLoopCharacteristics
}

func isAsyncOrSignal(n bpmn.Node) bool { return isAsync(n) || throws(n, bpmn.SignalEventDefinition) }

func isProcessStart(n bpmn.Node) bool {
	f, ok := n.(*bpmn.FlowNode)
	return ok && f.Type == bpmn.StartEvent && f.Scope != nil && f.Scope.Parent == nil
}

func hasForm(n bpmn.Node) bool { return n.Base().Type == bpmn.UserTask || isProcessStart(n) }

// eventOf returns the event of an event definition of a type.
func eventOf(n bpmn.Node, t bpmn.Type) *bpmn.FlowNode {
	if d, ok := n.(*bpmn.EventDefinition); ok && d.Type == t {
		return d.Event
	}
	return nil
}

func throws(n bpmn.Node, t bpmn.Type) bool {
	f := eventOf(n, t)
	return f != nil && f.Type.IsThrowEvent()
}

func catches(t bpmn.Type) func(bpmn.Node) bool {
	return func(n bpmn.Node) bool {
		f := eventOf(n, t)
		return f != nil && !f.Type.IsThrowEvent()
	}
}

func isServiceLike(n bpmn.Node) bool {
	switch n.Base().Type {
	case bpmn.ServiceTask, bpmn.SendTask, bpmn.BusinessRuleTask:
		return true
	}
	return throws(n, bpmn.MessageEventDefinition)
}

// implementationOf returns what a service-like element runs.
func implementationOf(n bpmn.Node) *bpmn.Implementation {
	switch n := n.(type) {
	case *bpmn.FlowNode:
		return n.Implementation
	case *bpmn.EventDefinition:
		return n.Implementation
	}
	return nil
}

// isExternalTask is true for what has no implementation, too: that is another
// defect.
func isExternalTask(n bpmn.Node) bool {
	i := implementationOf(n)
	return isServiceLike(n) && (i == nil || i.Type != nil || i.Class == nil && i.DelegateExpression == nil && i.Expression == nil)
}

func givesResult(n bpmn.Node) bool {
	if n.Base().Type == bpmn.ScriptTask {
		return true
	}
	return isServiceLike(n) && !isExternal(implementationOf(n))
}

func takesFields(n bpmn.Node) bool {
	i := implementationOf(n)
	return isServiceLike(n) && !isExternal(i) &&
		(i == nil || i.Expression == nil || i.Type != nil || i.Class != nil || i.DelegateExpression != nil)
}

func takesIn(n bpmn.Node) bool {
	return n.Base().Type == bpmn.CallActivity || throws(n, bpmn.SignalEventDefinition)
}

// isRetried leaves it to another rule whether there is a job to retry.
func isRetried(n bpmn.Node) bool {
	return isFlowNode(n) || n.Base().Type == bpmn.MultiInstanceLoopCharacteristics
}

// isListenedTo leaves the flows of an event-based gateway out: its events are
// entered without taking them.
func isListenedTo(n bpmn.Node) bool {
	if f, ok := n.(*bpmn.SequenceFlow); ok {
		return f.Source == nil || f.Source.Type != bpmn.EventBasedGateway
	}
	return isProcess(n) || isEntered(n)
}

// mapsVariables is true for the flow nodes at which the engine refuses a
// mapping, which it tells.
func mapsVariables(n bpmn.Node) bool {
	f, ok := n.(*bpmn.FlowNode)
	return ok && (f.Type != bpmn.IntermediateThrowEvent || !hasDefinition(f, bpmn.LinkEventDefinition))
}

// isVariableProperty reports whether an element declares a variable, as a
// property of an activity does.
func isVariableProperty(n bpmn.Node) bool { return n.Base().Type == "property" }
