package compile

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

func (p *parser) serviceTask(x *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	p.asynchronous(x, a)
	p.service(a, x.Local, x)
	p.executionListeners(x)
	p.activityRetryCycle(x, a)
	p.connector(x, a)
	p.implemented("SVC-01", a, x.Local, x)
	return a
}

func (p *parser) sendTask(x *xmltree.Element, scope *activity) *activity {
	if p.isServiceLike(x) {
		return p.serviceTask(x, scope)
	}
	a := p.newActivity(x, scope)
	p.asynchronous(x, a)
	p.executionListeners(x)
	p.activityRetryCycle(x, a)
	p.error("SVC-02", at{element: x}, noImplementation("sendTask", ""))
	return a
}

// isServiceLike reports whether an element says in some way what it runs.
func (p *parser) isServiceLike(x *xmltree.Element) bool {
	for _, name := range [...]string{"class", "expression", "delegateExpression", "type"} {
		if p.extensionAttr(x, name) != nil {
			return true
		}
	}
	ext := p.element(x, "extensionElements")
	return ext != nil && p.element(ext, "connector") != nil
}

// service goes through what an element runs: the attributes stand on a task or
// on the message event definition of an event; element is the engine's word
// for it.
func (p *parser) service(a *activity, element string, x *xmltree.Element) {
	kind, class := p.extensionAttr(x, "type"), p.extensionAttr(x, "class")
	delegate, expression := p.extensionAttr(x, "delegateExpression"), p.extensionAttr(x, "expression")
	result := p.extensionAttr(x, "resultVariable")
	if result == nil {
		result = p.extensionAttr(x, "resultVariableName")
	}
	withoutResult := func(using string) {
		if result != nil {
			p.error("SVC-04", at{element: x, attr: result}, "'resultVariableName' not supported for "+element+" elements using '"+using+"'")
		}
	}
	a.behavior = plainBehavior
	switch {
	case kind != nil:
		p.builtIn(a, element, kind, x)
	case class != nil && trimmed(class.Value) != "":
		withoutResult("class")
		p.fields(x)
	case delegate != nil:
		withoutResult("delegateExpression")
		p.expression(delegate.Value, x, delegate)
		p.fields(x)
	case expression != nil && trimmed(expression.Value) != "":
		p.expression(expression.Value, x, expression)
	default:
		a.behavior = noBehavior
	}
}

// builtIn goes through one of the tasks that the engine brings along.
func (p *parser) builtIn(a *activity, element string, kind *xmltree.Attr, x *xmltree.Element) {
	switch strings.ToLower(kind.Value) {
	case "mail":
		p.mail(x, p.fields(x))
	case "shell":
		p.shell(x, p.fields(x))
	case "external":
		p.external(x)
	default:
		p.error("SVC-03", at{element: x, attr: kind}, "Invalid usage of type attribute on "+element+": '"+kind.Value+"'")
		a.behavior = noBehavior
	}
}

func (p *parser) external(x *xmltree.Element) {
	if topic := p.extensionAttr(x, "topic"); topic == nil {
		p.error("SVC-05", at{element: x}, "External tasks must specify a 'topic' attribute in the "+p.words.Prefix+" namespace")
	} else {
		p.expression(topic.Value, x, topic)
	}
	p.priority(x, "taskPriority")
	ext := p.element(x, "extensionElements")
	if ext == nil {
		return
	}
	p.extension(ext, "properties")
	for _, c := range elements(ext, "errorEventDefinition") {
		if attr(c, "errorRef") == nil {
			continue
		}
		if e := attr(c, "expression"); e != nil {
			p.expression(e.Value, c, e)
		} else if p.Platform.RefusesErrorMappingWithoutExpression() {
			p.exception("SVC-10", at{element: c}, parsing(`Cannot invoke "String.length()" because "this.input" is null`))
		}
	}
}

// connector lets the Connect plug-in make the behaviour of an element.
func (p *parser) connector(x *xmltree.Element, a *activity) {
	ext := p.element(x, "extensionElements")
	if ext == nil {
		return
	}
	c := p.extension(ext, "connector")
	if c == nil {
		return
	}
	p.uses.Connect = true
	if !p.Plugins.Connect {
		return
	}
	name := p.element(c, "connectorId")
	if name == nil || trimmed(name.Text()) == "" {
		p.error("CON-01", at{element: c}, "No 'id' defined for connector.")
		p.breaks(c, "No 'id' defined for connector.")
		return
	}
	if problem, place := p.mapping(c); problem != "" {
		p.error(mappingSpec(problem), at{element: place}, problem)
		p.breaks(c, problem)
	}
	a.behavior = plainBehavior
}

// implemented checks that there is something to run in the end.
func (p *parser) implemented(spec string, a *activity, element string, x *xmltree.Element) {
	if a.behavior == noBehavior {
		p.error(spec, at{element: x}, noImplementation(element, p.words.ConnectHint))
	}
}

// field is a camunda:field.
type field struct{ name, value string }

// fields goes through the fields that are injected into a class.
func (p *parser) fields(x *xmltree.Element) []field {
	holder := p.element(x, "extensionElements")
	if holder == nil {
		holder = x
	}
	var out []field
	for _, c := range p.extensions(holder, "field") {
		name := attr(c, "name").Text()
		if value, ok := p.fieldValue(x, c, "stringValue", "string"); ok {
			out = append(out, field{name, value})
			continue
		}
		value, ok := p.fieldValue(x, c, "expression", "expression")
		if !ok || trimmed(value) == "" {
			p.error("SVC-08", at{element: x, show: c}, "One of the following is mandatory on a field declaration: one of attributes stringValue|expression or one of child elements string|expression")
			continue
		}
		p.expression(value, c, nil)
		out = append(out, field{name, value})
	}
	return out
}

// fieldValue returns the value of a field that stands in an attribute or in a
// child.
func (p *parser) fieldValue(owner, x *xmltree.Element, attribute, child string) (string, bool) {
	a := attr(x, attribute)
	children := p.extensions(x, child)
	switch {
	case len(children) > 1:
		p.error("SVC-08", at{element: owner, show: x}, "Multiple "+child+" field declarations found")
	case a != nil && len(children) == 1:
		p.error("SVC-08", at{element: x, main: ownerID(owner)}, "Can't use attribute '"+attribute+"' and element '"+child+"' together, only use one")
	case len(children) == 1:
		if text := children[0].Text(); text != "" {
			return text, true
		}
		p.error("SVC-08", at{element: x, main: ownerID(owner)}, "No valid value found in attribute '"+attribute+"' nor element '"+child+"'")
	case a.Text() != "":
		return a.Value, true
	}
	return "", false
}

func (p *parser) mail(x *xmltree.Element, fields []field) {
	to, text := false, false
	for _, f := range fields {
		to = to || f.name == "to"
		text = text || f.name == "text" || f.name == "html"
	}
	if !to {
		p.error("SVC-06", at{element: x}, "No recipient is defined on the mail activity")
	}
	if !text {
		p.error("SVC-06", at{element: x}, "Text or html field should be provided")
	}
}

func (p *parser) shell(x *xmltree.Element, fields []field) {
	command := false
	for _, f := range fields {
		switch f.name {
		case "command":
			command = true
		case "wait", "redirectError", "cleanEnv":
			if v := strings.ToLower(f.value); v != "true" && v != "false" {
				p.error("SVC-07", at{element: x}, "undefined value for shell "+f.name+" parameter :"+f.value)
			}
		}
	}
	if !command {
		p.error("SVC-07", at{element: x}, "No shell command is defined on the shell activity")
	}
}
