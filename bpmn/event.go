package bpmn

import "github.com/bpmnlint/bpmnlint/xmltree"

// eventDefinition reads an event definition of event n, which is nil for one
// that stands elsewhere.
func (p *parser) eventDefinition(x *xmltree.Element, n *FlowNode) *EventDefinition {
	d := &EventDefinition{Event: n}
	e := p.begin(d, x)
	d.WaitForCompletion = d.Type == CompensateEventDefinition
	for i := range x.Attrs {
		a := &x.Attrs[i]
		switch {
		case a.Space == "":
			d.plainAttr(a)
		case isExtension(x, a):
			d.extensionAttr(a)
		}
	}
	if d.Type == MessageEventDefinition {
		d.Implementation = implementation(x)
	}
	var ext extensions
	for _, c := range x.Children {
		if !p.common(e, c, &ext) {
			p.eventDefinitionChild(d, c)
		}
	}
	switch d.Type {
	case MessageEventDefinition:
		if ext.connector != nil || ext.fields != nil || ext.errorMappings != nil {
			if d.Implementation == nil {
				d.Implementation = new(Implementation)
			}
			d.Implementation.applyExtensions(&ext)
		}
	case SignalEventDefinition:
		d.In = ext.in
	}
	return d
}

func (d *EventDefinition) plainAttr(a *xmltree.Attr) {
	switch a.Local {
	case "messageRef":
		d.refAttr(MessageEventDefinition, a)
	case "signalRef":
		d.refAttr(SignalEventDefinition, a)
	case "errorRef":
		d.refAttr(ErrorEventDefinition, a)
	case "escalationRef":
		d.refAttr(EscalationEventDefinition, a)
	case "activityRef":
		d.ActivityRef = attrRef(a)
	case "waitForCompletion":
		d.WaitForCompletion = d.Type == CompensateEventDefinition && !isFalse(a)
	}
}

// refAttr sets the reference if it is the one that the definition's type has.
func (d *EventDefinition) refAttr(t Type, a *xmltree.Attr) {
	if d.Type == t {
		d.Ref = attrRef(a)
	}
}

func (d *EventDefinition) extensionAttr(a *xmltree.Attr) {
	switch a.Local {
	case "variableName":
		d.VariableName = a
	case "variableEvents":
		d.VariableEvents = a
	case "errorCodeVariable":
		d.ErrorCodeVariable = a
	case "errorMessageVariable":
		d.ErrorMessageVariable = a
	case "escalationCodeVariable":
		d.EscalationCodeVariable = a
	case "async":
		d.Async = isTrue(a)
	}
}

func (p *parser) eventDefinitionChild(d *EventDefinition, c *xmltree.Element) {
	switch c.Local {
	case "timeDate":
		d.TimeDate = p.expression(c)
	case "timeDuration":
		d.TimeDuration = p.expression(c)
	case "timeCycle":
		d.TimeCycle = p.expression(c)
	case "condition":
		d.Condition = p.expression(c)
	case "target":
		d.LinkTarget = p.textRef(c)
	case "source":
		d.LinkSources = append(d.LinkSources, p.textRef(c))
	default:
		p.unknown(c)
	}
}

// eventDefinitionRef reads a reference to an event definition among the root
// elements. What it refers to is filled in when all of them are read.
func (p *parser) eventDefinitionRef(x *xmltree.Element, n *FlowNode) *EventDefinition {
	d := &EventDefinition{Event: n, ByReference: true, DefinitionRef: p.textRef(x)}
	p.begin(d, x)
	p.references = append(p.references, d)
	return d
}
