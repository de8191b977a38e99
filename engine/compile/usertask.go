package compile

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

func (p *parser) userTask(x *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	a.behavior = userTaskBehavior
	p.asynchronous(x, a)
	p.formHandler(x)
	p.form(x)
	p.formDefinition(x)
	if name := attr(x, "name"); name != nil {
		p.expression(name.Value, x, name)
	}
	p.documentation(x)
	assigned := p.performers(x)
	p.assignment(x, assigned)
	p.taskListeners(x, a)
	for _, name := range [...]string{"dueDate", "followUpDate", "priority"} {
		if v := p.extensionAttr(x, name); v != nil {
			p.expression(v.Value, x, v)
		}
	}
	p.properties(x)
	p.executionListeners(x)
	p.activityRetryCycle(x, a)
	return a
}

// documentation is the description of a user task, and an expression.
func (p *parser) documentation(x *xmltree.Element) {
	list := elements(x, "documentation")
	if len(list) == 0 {
		return
	}
	var text strings.Builder
	for _, c := range list {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(trimmed(c.Text()))
	}
	p.expression(text.String(), list[0], nil)
}

// performers goes through the human performers and potential owners and
// reports whether a performer is named.
func (p *parser) performers(x *xmltree.Element) bool {
	assigned := false
	switch list := elements(x, "humanPerformer"); {
	case len(list) > 1:
		p.error("USR-04", at{element: x, show: list[1]}, "Invalid task definition: multiple humanPerformer sub elements defined for "+orNull(attr(x, "name")))
	case len(list) == 1:
		assigned = p.resourceAssignment(list[0], false)
	}
	for _, c := range elements(x, "potentialOwner") {
		p.resourceAssignment(c, true)
	}
	return assigned
}

// resourceAssignment parses the expression of a performer, or those of a list
// of owners, and reports whether there is one.
func (p *parser) resourceAssignment(x *xmltree.Element, list bool) bool {
	c := p.element(x, "resourceAssignmentExpression")
	if c == nil {
		return false
	}
	e := p.element(c, "formalExpression")
	if e == nil {
		return false
	}
	if !list {
		p.expression(e.Text(), e, nil)
		return true
	}
	for _, part := range commaList(e.Text()) {
		for _, prefix := range [...]string{"user(", "group("} {
			if inner, ok := strings.CutPrefix(part, prefix); ok && inner != "" {
				part = trimmed(inner[:len(inner)-1])
				break
			}
		}
		p.expression(part, e, nil)
	}
	return true
}

func (p *parser) assignment(x *xmltree.Element, assigned bool) {
	if a := p.extensionAttr(x, "assignee"); a != nil {
		if assigned {
			p.error("USR-05", at{element: x, attr: a}, "Invalid usage: duplicate assignee declaration for task "+orNull(attr(x, "name")))
		} else {
			p.expression(a.Value, x, a)
		}
	}
	p.listOfExpressions(x, p.extensionAttr(x, "candidateUsers"))
	p.listOfExpressions(x, p.extensionAttr(x, "candidateGroups"))
}

func (p *parser) listOfExpressions(x *xmltree.Element, a *xmltree.Attr) {
	if a == nil || !isExpression(a.Value) {
		return
	}
	for _, part := range commaList(a.Value) {
		p.expression(part, x, a)
	}
}

// properties goes through the old variable declarations of a user task.
func (p *parser) properties(x *xmltree.Element) {
	for _, c := range elements(x, "property") {
		if attr(c, "name") == nil && attr(c, "id") == nil {
			line := p.d.File.Pos(c.Tag.End).Line
			p.error("USR-06", at{element: c, main: ownerID(x)}, "Invalid property usage on line "+javaInt(line)+": no id or name specified.")
		}
		for _, name := range [...]string{"srcExpr", "dstExpr", "linkExpr"} {
			if a := p.extensionAttr(c, name); a != nil {
				p.expression(a.Value, c, a)
			}
		}
	}
}

// formHandler reports a form handler of the user's own: the engine loads its
// class while it parses.
func (p *parser) formHandler(x *xmltree.Element) {
	if a := p.extensionAttr(x, "formHandlerClass"); a != nil && p.WithoutClasses {
		p.exception("FORM-08", at{element: x, attr: a}, parsing("ENGINE-09008 Exception while instantiating class '"+a.Value+"': ENGINE-09017 Cannot load class '"+a.Value+"': "+a.Value))
	}
}

func (p *parser) formDefinition(x *xmltree.Element) {
	key, ref := p.extensionAttr(x, "formKey"), p.extensionAttr(x, "formRef")
	reads := p.Platform.ReadsFormRef()
	if key != nil && ref != nil && reads {
		p.error("USR-01", at{element: x, attr: ref}, "Invalid element definition: only one of the attributes formKey and formRef is allowed.")
	}
	if key != nil {
		p.expression(key.Value, x, key)
	}
	if ref == nil || !reads {
		return
	}
	p.expression(ref.Value, x, ref)
	binding := p.extensionAttr(x, "formRefBinding")
	switch binding.Text() {
	case "deployment", "latest", "version":
	default:
		p.error("USR-02", at{element: x, attr: binding}, "Invalid element definition: value for formRefBinding attribute has to be one of [deployment, latest, version] but was "+orNull(binding))
	}
	if binding.Text() == "version" {
		if v := p.extensionAttr(x, "formRefVersion"); v != nil {
			p.expression(v.Value, x, v)
		} else {
			p.exception("USR-03", at{element: x, attr: binding}, parsing(`Cannot invoke "String.length()" because "this.input" is null`))
		}
	}
}
