package bpmn

import "github.com/bpmnlint/bpmnlint/xmltree"

func (p *parser) flowNode(s *Scope, x *xmltree.Element) *FlowNode {
	n := &FlowNode{Scope: s, Exclusive: true}
	e := p.begin(n, x)
	n.CancelActivity = n.Type == BoundaryEvent
	n.IsInterrupting = n.Type == StartEvent
	switch {
	case n.Type.IsSubProcess():
		n.Content = &Scope{Owner: n, Parent: s, Process: s.Process}
	case n.Type == UserTask:
		n.UserTask = new(UserTaskData)
	case n.Type == ScriptTask:
		n.Script = new(Script)
	case n.Type == CallActivity:
		n.Call = new(Call)
	}
	p.flowNodeAttrs(n, x)
	if n.Type == ServiceTask || n.Type == SendTask || n.Type == BusinessRuleTask {
		n.Implementation = implementation(x)
		if n.Implementation == nil {
			n.Implementation = new(Implementation)
		}
	}
	if n.Type == BusinessRuleTask {
		n.Decision = decision(x)
	}
	if n.Type == UserTask || n.Type == StartEvent {
		n.Form = form(x)
	}
	var ext extensions
	for _, c := range x.Children {
		if p.common(e, c, &ext) || n.Content != nil && p.scopeChild(n.Content, c) {
			continue
		}
		p.flowNodeChild(n, c)
	}
	n.applyExtensions(&ext)
	return n
}

// flowNodeAttrs reads the attributes that more than one type has, or that
// need no place of their own.
func (p *parser) flowNodeAttrs(n *FlowNode, x *xmltree.Element) {
	for i := range x.Attrs {
		a := &x.Attrs[i]
		switch {
		case a.Space == "":
			n.plainAttr(a)
		case isExtension(x, a):
			n.extensionAttr(a)
		}
	}
}

func (n *FlowNode) plainAttr(a *xmltree.Attr) {
	switch a.Local {
	case "default":
		n.Default = attrRef(a)
	case "isForCompensation":
		n.IsForCompensation = isTrue(a)
	case "triggeredByEvent":
		n.TriggeredByEvent = n.Content != nil && isTrue(a)
	case "messageRef":
		n.MessageRef = attrRef(a)
	case "instantiate":
		n.Instantiate = isTrue(a)
	case "attachedToRef":
		n.AttachedToRef = attrRef(a)
	case "cancelActivity":
		n.CancelActivity = n.Type == BoundaryEvent && !isFalse(a)
	case "isInterrupting":
		n.IsInterrupting = n.Type == StartEvent && !isFalse(a)
	case "parallelMultiple":
		n.ParallelMultiple = isTrue(a)
	case "gatewayDirection":
		n.GatewayDirection = a.Value
	case "eventGatewayType":
		n.EventGatewayType = a.Value
	case "scriptFormat":
		if n.Script != nil {
			n.Script.Format = a
		}
	case "calledElement":
		if n.Call != nil {
			n.Call.CalledElement = a
		}
	}
}

func (n *FlowNode) extensionAttr(a *xmltree.Attr) {
	switch a.Local {
	case "asyncBefore", "async":
		n.AsyncBefore = n.AsyncBefore || saysTrue(a)
	case "asyncAfter":
		n.AsyncAfter = saysTrue(a)
	case "exclusive":
		n.Exclusive = saysTrue(a)
	case "jobPriority":
		n.JobPriority = a
	case "initiator":
		n.Initiator = a
	default:
		switch {
		case n.UserTask != nil:
			n.UserTask.attr(a)
		case n.Script != nil:
			n.Script.attr(a)
		case n.Call != nil:
			n.Call.attr(a)
		}
	}
}

func (u *UserTaskData) attr(a *xmltree.Attr) {
	switch a.Local {
	case "assignee":
		u.Assignee = a
	case "candidateUsers":
		u.CandidateUsers = a
	case "candidateGroups":
		u.CandidateGroups = a
	case "dueDate":
		u.DueDate = a
	case "followUpDate":
		u.FollowUpDate = a
	case "priority":
		u.Priority = a
	}
}

func (s *Script) attr(a *xmltree.Attr) {
	switch a.Local {
	case "resource":
		s.Resource = a
	case "resultVariable":
		s.ResultVariable = a
	}
}

func (c *Call) attr(a *xmltree.Attr) {
	switch a.Local {
	case "calledElementBinding":
		c.Binding = a
	case "calledElementVersion":
		c.Version = a
	case "calledElementVersionTag":
		c.VersionTag = a
	case "calledElementTenantId":
		c.TenantID = a
	case "caseRef":
		c.CaseRef = a
	case "caseBinding":
		c.CaseBinding = a
	case "caseVersion":
		c.CaseVersion = a
	case "caseTenantId":
		c.CaseTenantID = a
	case "variableMappingClass":
		c.VariableMappingClass = a
	case "variableMappingDelegateExpression":
		c.VariableMappingDelegateExpression = a
	}
}

func (p *parser) flowNodeChild(n *FlowNode, c *xmltree.Element) {
	switch t := Type(c.Local); t {
	case "incoming":
		n.IncomingRefs = append(n.IncomingRefs, p.textRef(c))
	case "outgoing":
		n.OutgoingRefs = append(n.OutgoingRefs, p.textRef(c))
	case MultiInstanceLoopCharacteristics, StandardLoopCharacteristics:
		if l := p.loop(c); n.Loop == nil {
			n.Loop = l
		}
	case "dataInputAssociation", "dataOutputAssociation":
		n.DataAssociations = append(n.DataAssociations, p.dataAssociation(c))
	case "humanPerformer", "potentialOwner", "performer", "resourceRole":
		if o := p.other(c); n.UserTask != nil {
			n.UserTask.ResourceRoles = append(n.UserTask.ResourceRoles, o)
		}
	case "script":
		if n.Script != nil && n.Script.Text == nil {
			n.Script.Text = text(c)
		}
	case "eventDefinitionRef":
		n.EventDefinitions = append(n.EventDefinitions, p.eventDefinitionRef(c, n))
	default:
		if t.IsEventDefinition() {
			d := p.eventDefinition(c, n)
			n.EventDefinitions = append(n.EventDefinitions, d)
			return
		}
		p.unknown(c)
	}
}

// applyExtensions gives the extension elements their places in n.
func (n *FlowNode) applyExtensions(ext *extensions) {
	n.ExecutionListeners, n.TaskListeners = ext.executionListeners, ext.taskListeners
	n.InputOutput, n.Properties, n.RetryCycle = ext.inputOutput, ext.properties, ext.retryCycle
	if n.Implementation != nil {
		n.Implementation.applyExtensions(ext)
	}
	if n.Call != nil {
		n.Call.In, n.Call.Out = ext.in, ext.out
	}
	if ext.hasForm && (n.Type == UserTask || n.Type == StartEvent) {
		if n.Form == nil {
			n.Form = new(Form)
		}
		n.Form.Fields, n.Form.Properties, n.Form.BusinessKey = ext.formFields, ext.formProperties, ext.businessKey
	}
	for _, d := range n.EventDefinitions {
		if d.Implementation != nil && n.Type.IsThrowEvent() {
			n.Implementation = d.Implementation
			break
		}
	}
}

func (im *Implementation) applyExtensions(ext *extensions) {
	im.Connector, im.Fields, im.ErrorMappings = ext.connector, ext.fields, ext.errorMappings
}

// implementation reads the attributes of what a task or a message event runs.
// It returns nil where there are none.
func implementation(x *xmltree.Element) *Implementation {
	var im Implementation
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if a.Space == "" || !isExtension(x, a) {
			continue
		}
		switch a.Local {
		case "class":
			im.Class = a
		case "delegateExpression":
			im.DelegateExpression = a
		case "expression":
			im.Expression = a
		case "resultVariable":
			im.ResultVariable = a
		case "type":
			im.Type = a
		case "topic":
			im.Topic = a
		case "taskPriority":
			im.TaskPriority = a
		}
	}
	if im.Class == nil && im.DelegateExpression == nil && im.Expression == nil && im.ResultVariable == nil &&
		im.Type == nil && im.Topic == nil && im.TaskPriority == nil {
		return nil
	}
	return &im
}

// decision reads what a business rule task evaluates, nil where there is no
// attribute of a decision.
func decision(x *xmltree.Element) *Decision {
	d := Decision{
		Ref:        extension(x, "decisionRef"),
		Binding:    extension(x, "decisionRefBinding"),
		Version:    extension(x, "decisionRefVersion"),
		VersionTag: extension(x, "decisionRefVersionTag"),
		TenantID:   extension(x, "decisionRefTenantId"),
		MapResult:  extension(x, "mapDecisionResult"),
	}
	if d == (Decision{}) {
		return nil
	}
	d.ResultVariable = extension(x, "resultVariable")
	return &d
}

// form reads the attributes of a form, nil where there are none.
func form(x *xmltree.Element) *Form {
	var f Form
	found := false
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if a.Space == "" || !isExtension(x, a) {
			continue
		}
		switch a.Local {
		case "formKey":
			f.Key = a
		case "formRef":
			f.Ref = a
		case "formRefBinding":
			f.RefBinding = a
		case "formRefVersion":
			f.RefVersion = a
		case "formHandlerClass":
			f.HandlerClass = a
		default:
			continue
		}
		found = true
	}
	if !found {
		return nil
	}
	return &f
}

func (p *parser) loop(x *xmltree.Element) *Loop {
	l := &Loop{Exclusive: true}
	e := p.begin(l, x)
	for i := range x.Attrs {
		a := &x.Attrs[i]
		switch {
		case a.Space == "":
			if a.Local == "isSequential" {
				l.IsSequential = isTrue(a)
			}
		case isExtension(x, a):
			switch a.Local {
			case "collection":
				l.Collection = a
			case "elementVariable":
				l.ElementVariable = a
			case "asyncBefore", "async":
				l.AsyncBefore = l.AsyncBefore || saysTrue(a)
			case "asyncAfter":
				l.AsyncAfter = saysTrue(a)
			case "exclusive":
				l.Exclusive = saysTrue(a)
			}
		}
	}
	var ext extensions
	for _, c := range x.Children {
		if p.common(e, c, &ext) {
			continue
		}
		switch c.Local {
		case "loopCardinality":
			l.LoopCardinality = p.expression(c)
		case "completionCondition":
			l.CompletionCondition = p.expression(c)
		case "loopCondition":
			l.LoopCondition = p.expression(c)
		case "loopDataInputRef":
			l.LoopDataInputRef = text(c)
		case "inputDataItem":
			l.InputDataItem = p.other(c)
		default:
			p.unknown(c)
		}
	}
	l.RetryCycle = ext.retryCycle
	return l
}
