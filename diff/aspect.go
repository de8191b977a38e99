package diff

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// aspect is a respect in which elements differ.
type aspect struct {
	name, noun string
	class      Class
	effect     string
}

// aspectOf returns the aspect that a difference belongs to.
func aspectOf(d *delta) aspect {
	x := d.part.New
	if x == nil {
		x = d.part.Old
	}
	root := d.owner.New.Base().XML
	if d.part.New == nil {
		root = d.owner.Old.Base().XML
	}
	var path []*xmltree.Element // from the element to x, without what only holds others
	for ; x != root && x != nil; x = x.Parent {
		if !wrappers[x.Local] {
			path = append(path, x)
		}
	}
	name := nameOfAspect(d, path)
	a := aspects[name]
	a.name = name
	return a
}

func nameOfAspect(d *delta, path []*xmltree.Element) string {
	owner := d.owner.New
	switch {
	case d.part.Of == TypePart:
		return "namespace"
	case d.part.Of == AttributePart && isDefault(d):
		return "spelling"
	case len(path) == 0 && d.part.Of == AttributePart:
		return aspectOfAttribute(owner, d)
	case len(path) == 0 && d.part.Of == OrderPart:
		return aspectOfChild(owner, d.part.Attr, bpmn.CamundaNamespace)
	case len(path) == 0:
		return "spelling" // an element that only holds others, and holds none
	}
	outer := path[len(path)-1]
	if outer.Space == bpmn.ModelNamespace && bpmn.Type(outer.Local).IsEventDefinition() {
		return aspectOfEvent(d, path)
	}
	if d.part.Of == AttributePart && d.part.Attr == "id" && outer.Space == bpmn.ModelNamespace {
		return "part-id"
	}
	return aspectOfChild(owner, outer.Local, outer.Space)
}

// aspectOfEvent returns the aspect of a difference within an event definition.
func aspectOfEvent(d *delta, path []*xmltree.Element) string {
	if len(path) == 1 {
		switch d.part.Of {
		case AttributePart:
			if name, ok := eventAttributes[d.part.Attr]; ok {
				return name
			}
			return aspectOfAttribute(d.owner.New, d)
		case ElementPart:
			return "event"
		}
	}
	if len(path) < 2 {
		return "event"
	}
	inner := path[len(path)-2]
	if d.part.Of == AttributePart && d.part.Attr == "id" {
		return "part-id"
	}
	switch inner.Local {
	case "timeDate", "timeDuration", "timeCycle":
		return "timer"
	case "condition":
		return "condition"
	case "source", "target":
		return "link"
	}
	return aspectOfChild(d.owner.New, inner.Local, inner.Space)
}

// eventAttributes are the aspects of attributes of event definitions.
var eventAttributes = map[string]string{
	"name": "link", "async": "async", "variableName": "condition", "variableEvents": "condition", "variableEvent": "condition",
}

func aspectOfChild(owner bpmn.Node, local, space string) string {
	switch {
	case local == "documentation":
		if owner.Base().Type == bpmn.UserTask {
			return "description"
		}
		return "documentation"
	case local == "property" && space == bpmn.ModelNamespace:
		return "engine-ignores"
	case space != bpmn.ModelNamespace && !bpmn.IsExtensionNamespace(space):
		return "foreign"
	}
	if name, ok := children[local]; ok {
		return name
	}
	if space == bpmn.ModelNamespace {
		return "engine-ignores"
	}
	return "extension"
}

// children are the aspects of an element's children.
var children = map[string]string{
	"conditionExpression": "condition", "completionCondition": "condition", "incoming": "references", "outgoing": "references",
	"flowNodeRef": "lane", "multiInstanceLoopCharacteristics": "multi-instance", "script": "script",
	"humanPerformer": "assignment", "potentialOwner": "assignment",
	"executionListener": "listener", "taskListener": "task-listener",
	"inputParameter": "mapping", "outputParameter": "mapping", "in": "call-mapping", "out": "call-mapping",
	"field": "field", "connector": "implementation", "failedJobRetryTimeCycle": "retry",
	"formField": "form-field", "formProperty": "form-field", "property": "properties",
	"errorEventDefinition": "error-mapping", "text": "annotation", "eventDefinitionRef": "event",
}

func aspectOfAttribute(owner bpmn.Node, d *delta) string {
	local := d.part.Attr
	x := d.part.New
	if !d.after {
		x = d.part.Old
	}
	plain := x.Attr("", local) != nil
	if !plain {
		extended := false
		for i := range x.Attrs {
			a := &x.Attrs[i]
			extended = extended || a.Local == local && bpmn.IsExtensionNamespace(a.Space)
		}
		if !extended {
			return "foreign"
		}
	}
	switch local {
	case "name":
		return aspectOfName(owner)
	case "sourceRef", "targetRef":
		if _, ok := owner.(*bpmn.SequenceFlow); ok {
			return "flow"
		}
		return "association"
	case "messageRef":
		if _, ok := owner.(*bpmn.MessageFlow); ok {
			return "association"
		}
	case "type":
		if owner.Base().Type == bpmn.SequenceFlowType {
			return "condition"
		}
	}
	if name, ok := attributes[local]; ok {
		return name
	}
	if plain {
		return "engine-ignores"
	}
	return "extension"
}

// aspectOfName tells what a name is for.
func aspectOfName(owner bpmn.Node) string {
	switch owner.(type) {
	case *bpmn.Message:
		return "message-name"
	case *bpmn.Signal:
		return "signal-name"
	}
	if owner.Base().Type == bpmn.UserTask {
		return "task-name"
	}
	return "name"
}

// aspectOfID tells what an id is for.
func aspectOfID(n bpmn.Node) aspect {
	name := "id"
	switch n := n.(type) {
	case *bpmn.Process:
		name = "key"
	case *bpmn.FlowNode:
		name = "activity-id"
		if !rests(n) {
			name = "node-id"
		}
	}
	a := aspects[name]
	a.name = name
	return a
}

// attributes are the aspects of attributes, in BPMN's and Camunda's namespace.
var attributes = map[string]string{
	"id": "part-id", "default": "default-flow", "attachedToRef": "attached", "cancelActivity": "interrupting",
	"isInterrupting": "interrupting", "triggeredByEvent": "trigger", "parallelMultiple": "event",
	"isForCompensation": "compensation", "activityRef": "compensation", "waitForCompletion": "compensation",
	"messageRef": "message", "signalRef": "signal", "errorRef": "error", "escalationRef": "escalation",
	"instantiate": "event", "method": "engine-ignores", "scriptFormat": "script", "resource": "script",
	"class": "implementation", "delegateExpression": "implementation", "expression": "implementation", "type": "implementation",
	"topic": "topic", "resultVariable": "result", "mapDecisionResult": "result",
	"decisionRef": "decision", "decisionRefBinding": "decision", "decisionRefVersion": "decision",
	"decisionRefVersionTag": "decision", "decisionRefTenantId": "decision",
	"calledElement": "call", "calledElementBinding": "call", "calledElementVersion": "call", "calledElementVersionTag": "call",
	"calledElementTenantId": "call", "caseRef": "call", "caseBinding": "call", "caseVersion": "call", "caseTenantId": "call",
	"variableMappingClass": "call-mapping", "variableMappingDelegateExpression": "call-mapping",
	"assignee": "assignment", "candidateUsers": "assignment", "candidateGroups": "assignment",
	"dueDate": "due-date", "followUpDate": "due-date", "priority": "task-priority", "businessCalendarName": "due-date",
	"formKey": "form", "formRef": "form", "formRefBinding": "form", "formRefVersion": "form", "formHandlerClass": "form",
	"asyncBefore": "async", "asyncAfter": "async", "async": "async", "exclusive": "async",
	"jobPriority": "priority", "taskPriority": "priority", "initiator": "initiator",
	"isExecutable": "executable", "versionTag": "version-tag", "historyTimeToLive": "history",
	"candidateStarterUsers": "starters", "candidateStarterGroups": "starters", "isStartableInTasklist": "starters",
	"errorCode": "error-code", "escalationCode": "escalation-code", "errorMessage": "error-message",
	"errorCodeVariable": "event-variable", "errorMessageVariable": "event-variable", "escalationCodeVariable": "event-variable",
	"modelerTemplate": "template", "modelerTemplateVersion": "template", "exporter": "exporter", "exporterVersion": "exporter",
	"targetNamespace": "category", "expressionLanguage": "language", "typeLanguage": "engine-ignores",
}

// isDefault reports whether an attribute says what holds without it.
func isDefault(d *delta) bool {
	if d.before && d.after {
		return false
	}
	value := d.oldValue
	if d.after {
		value = d.newValue
	}
	want, ok := defaults[d.part.Attr]
	return ok && value == want
}

// defaults are what attributes mean where they are missing (BPMN 2.0.2, and
// Camunda's extension reference).
var defaults = map[string]string{
	"isExecutable": "false", "isClosed": "false", "cancelActivity": "true", "isInterrupting": "true",
	"isForCompensation": "false", "triggeredByEvent": "false", "parallelMultiple": "false", "instantiate": "false",
	"isSequential": "false", "asyncBefore": "false", "asyncAfter": "false", "async": "false", "exclusive": "true",
	"startQuantity": "1", "completionQuantity": "1", "isCollection": "false", "waitForCompletion": "true",
	"gatewayDirection": "Unspecified", "eventGatewayType": "Exclusive", "associationDirection": "None", "processType": "None",
	"calledElementBinding": "latest", "decisionRefBinding": "latest", "mapDecisionResult": "resultList",
	"isStartableInTasklist": "true", "implementation": "##unspecified",
}

// rests reports whether an instance can rest at a flow node, because it waits
// there or the engine saves it there, so that running instances know its id.
func rests(n *bpmn.FlowNode) bool {
	if n.AsyncBefore || n.AsyncAfter || n.Content != nil || n.Loop != nil {
		return true
	}
	switch n.Type {
	case bpmn.UserTask, bpmn.ReceiveTask, bpmn.CallActivity, bpmn.EventBasedGateway, bpmn.IntermediateCatchEvent,
		bpmn.BoundaryEvent, bpmn.ParallelGateway, bpmn.InclusiveGateway:
		return true
	}
	return n.Implementation != nil && n.Implementation.Type.Text() == "external"
}
