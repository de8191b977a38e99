package compile

import (
	"cmp"
	"strconv"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// executionListeners checks the listeners of a process or a flow node.
func (p *parser) executionListeners(x *xmltree.Element) {
	ext := p.element(x, "extensionElements")
	if ext == nil {
		return
	}
	for _, c := range p.extensions(ext, "executionListener") {
		event := attr(c, "event")
		switch {
		case trimmed(event.Text()) == "":
			p.error("LIS-01", at{element: c, main: ownerID(x), attr: event}, "Attribute 'event' is mandatory on listener")
		case event.Value != "start" && event.Value != "end":
			p.error("LIS-02", at{element: c, main: ownerID(x), attr: event}, "Attribute 'event' must be one of {start|end}")
		default:
			p.executionListener(c, ownerID(x))
		}
	}
}

// takeListeners checks the listeners of a sequence flow; their event does not
// matter.
func (p *parser) takeListeners(x *xmltree.Element) {
	ext := p.element(x, "extensionElements")
	if ext == nil {
		return
	}
	for _, c := range p.extensions(ext, "executionListener") {
		p.executionListener(c, ownerID(x))
	}
}

// ownerID is the id of the owner of listeners, as a main element id.
func ownerID(x *xmltree.Element) string { return cmp.Or(id(x), noID) }

func (p *parser) executionListener(x *xmltree.Element, owner string) {
	class, expression, delegate := attr(x, "class"), attr(x, "expression"), attr(x, "delegateExpression")
	place := at{element: x, main: owner}
	switch {
	case class != nil && class.Value == "":
		place.attr = class
		p.error("LIS-03", place, "Attribute 'class' cannot be empty")
	case class != nil:
		p.fields(x)
	case expression != nil:
		p.expression(expression.Value, x, expression)
	case delegate != nil && delegate.Value == "":
		place.attr = delegate
		p.error("LIS-04", place, "Attribute 'delegateExpression' cannot be empty")
	case delegate != nil:
		p.expression(delegate.Value, x, delegate)
		p.fields(x)
	default:
		p.listenerScript(x, "LIS-05", owner, "Element 'class', 'expression', 'delegateExpression' or 'script' is mandatory on executionListener")
	}
}

func (p *parser) listenerScript(x *xmltree.Element, spec, owner, missing string) {
	script := p.extension(x, "script")
	if script == nil {
		p.error(spec, at{element: x, main: owner}, missing)
		return
	}
	if problem, where := p.camundaScript(script); problem != "" {
		p.error("LIS-06", at{element: where, main: owner}, problem)
	}
}

func (p *parser) taskListeners(x *xmltree.Element, a *activity) {
	ext := p.element(x, "extensionElements")
	if ext == nil {
		return
	}
	for _, c := range p.extensions(ext, "taskListener") {
		switch event := attr(c, "event"); event.Text() {
		case "create", "assignment", "complete", "update", "delete":
			p.taskListener(c, a.id)
		case "timeout":
			p.timeoutListener(c, a)
			p.taskListener(c, a.id)
		default:
			if event == nil {
				p.error("LIS-10", at{element: x, show: c}, "Attribute 'event' is mandatory on taskListener")
			} else {
				p.error("LIS-11", at{element: x, show: c, attr: event}, "Attribute 'event' must be one of {create|assignment|complete|update|delete|timeout}")
			}
		}
	}
}

func (p *parser) timeoutListener(x *xmltree.Element, a *activity) {
	if attr(x, "id") == nil {
		p.error("LIS-13", at{element: x, main: a.id}, "Element 'id' is mandatory on taskListener of type 'timeout'")
	}
	timer := p.element(x, "timerEventDefinition")
	if timer == nil {
		p.error("LIS-13", at{element: x, main: a.id}, "Element 'timerEventDefinition' is mandatory on taskListener of type 'timeout'")
		p.breaks(x, `Cannot invoke "Element.element(String)" because "parent" is null`)
		return
	}
	p.timer(timer, a)
}

func (p *parser) taskListener(x *xmltree.Element, owner string) {
	class, expression, delegate := attr(x, "class"), attr(x, "expression"), attr(x, "delegateExpression")
	switch {
	case class != nil:
		p.fields(x)
	case expression != nil:
		p.expression(expression.Value, x, expression)
	case delegate != nil:
		p.expression(delegate.Value, x, delegate)
		p.fields(x)
	default:
		p.listenerScript(x, "LIS-12", owner, "Element 'class', 'expression', 'delegateExpression' or 'script' is mandatory on taskListener")
	}
}

func javaInt(n int) string { return strconv.Itoa(n) }
