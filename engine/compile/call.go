package compile

import "github.com/bpmnlint/bpmnlint/xmltree"

func (p *parser) callActivity(x *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	p.asynchronous(x, a)
	called, caseRef := attr(x, "calledElement"), p.extensionAttr(x, "caseRef")
	switch {
	case called == nil && caseRef == nil:
		p.error("CALL-01", at{element: x}, "Missing attribute 'calledElement' or 'caseRef'")
	case called != nil && caseRef != nil:
		p.error("CALL-02", at{element: x, attr: caseRef}, "The attributes 'calledElement' or 'caseRef' cannot be used together: Use either 'calledElement' or 'caseRef'")
	}
	binding, version, tenant := "calledElementBinding", "calledElementVersion", "calledElementTenantId"
	if called != nil {
		if p.extensionAttr(x, "variableMappingClass") == nil {
			if d := p.extensionAttr(x, "variableMappingDelegateExpression"); d != nil {
				p.expression(d.Value, x, d)
			}
		}
		p.expression(called.Value, x, called)
		a.behavior = callBehavior
	} else {
		if caseRef != nil {
			p.expression(caseRef.Value, x, caseRef)
		}
		binding, version, tenant = "caseBinding", "caseVersion", "caseTenantId"
	}
	p.binding(x, binding, version, "calledElementVersionTag", tenant, "CALL-03", "CALL-04")
	p.inMappings(x)
	if ext := p.element(x, "extensionElements"); ext != nil {
		for _, c := range p.extensions(ext, "out") {
			p.variableMapping(c, id(x))
		}
	}
	p.executionListeners(x)
	p.activityRetryCycle(x, a)
	return a
}

// binding checks which version of something is called.
func (p *parser) binding(x *xmltree.Element, binding, version, tag, tenant, versionSpec, tagSpec string) {
	bound := p.extensionAttr(x, binding)
	v, t := p.extensionAttr(x, version), p.extensionAttr(x, tag)
	if bound.Text() == "version" && v == nil {
		p.error(versionSpec, at{element: x, attr: bound}, missingWhen(version, binding, "version"))
	}
	if v != nil {
		p.expression(v.Value, x, v)
	}
	if bound.Text() == "versionTag" && t == nil {
		p.error(tagSpec, at{element: x, attr: bound}, missingWhen(tag, binding, "versionTag"))
	}
	if t != nil {
		p.expression(t.Value, x, t)
	}
	if a := p.extensionAttr(x, tenant); a.Text() != "" {
		p.expression(a.Value, x, a)
	}
}

// inMappings goes through what is passed to a called process or with a signal.
func (p *parser) inMappings(x *xmltree.Element) {
	ext := p.element(x, "extensionElements")
	if ext == nil {
		return
	}
	for _, c := range p.extensions(ext, "in") {
		if key := attr(c, "businessKey"); key.Text() != "" {
			p.expression(key.Value, c, key)
			continue
		}
		p.variableMapping(c, id(x))
	}
}

func (p *parser) variableMapping(x *xmltree.Element, owner string) {
	if attr(x, "variables").Text() == "all" {
		return
	}
	source := attr(x, "source")
	if source != nil && source.Value == "" {
		p.error("CALL-05", at{element: x, main: owner, attr: source}, "Empty attribute 'source' when passing variables")
	}
	if source == nil {
		source = attr(x, "sourceExpression")
		switch {
		case source == nil:
		case source.Value != "":
			p.expression(source.Value, x, source)
		default:
			p.error("CALL-05", at{element: x, main: owner, attr: source}, "Empty attribute 'sourceExpression' when passing variables")
		}
	}
	if source == nil {
		p.error("CALL-05", at{element: x, main: owner}, "Missing parameter 'source' or 'sourceExpression' when passing variables")
	}
	switch target := attr(x, "target"); {
	case target == nil:
		p.error("CALL-05", at{element: x, main: owner}, "Missing attribute 'target' when attribute 'source' or 'sourceExpression' is set")
	case target.Value == "":
		p.error("CALL-05", at{element: x, main: owner, attr: target}, "Empty attribute 'target' when attribute 'source' or 'sourceExpression' is set")
	}
}

func (p *parser) decisionTask(x *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	p.asynchronous(x, a)
	ref := p.extensionAttr(x, "decisionRef")
	p.expression(ref.Value, x, ref)
	p.binding(x, "decisionRefBinding", "decisionRefVersion", "decisionRefVersionTag", "decisionRefTenantId", "DEC-01", "DEC-02")
	switch mapper := p.extensionAttr(x, "mapDecisionResult"); mapper.Text() {
	case "singleEntry", "singleResult", "collectEntries", "resultList":
	default:
		if mapper != nil {
			p.error("DEC-03", at{element: x, attr: mapper}, "No decision result mapper found for name '"+mapper.Value+
				"'. Supported mappers are 'singleEntry', 'singleResult', 'collectEntries' and 'resultList'.")
		}
	}
	p.executionListeners(x)
	p.activityRetryCycle(x, a)
	return a
}
