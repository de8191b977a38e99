package compile

import (
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// newActivity takes in a flow node with what all of them have.
func (p *parser) newActivity(x *xmltree.Element, scope *activity) *activity {
	name := id(x)
	if attr(x, "id") == nil {
		name = noID
	}
	a := p.create(x, scope, name)
	p.priority(x, "jobPriority")
	a.handler = isHandler(x)
	return a
}

// task takes in a task or a call activity; nil for what the engine skips.
func (p *parser) task(x *xmltree.Element, scope *activity) *activity {
	switch x.Local {
	case "task", "manualTask":
		a := p.newActivity(x, scope)
		p.asynchronous(x, a)
		p.executionListeners(x)
		if x.Local == "task" {
			p.activityRetryCycle(x, a)
		}
		return a
	case "scriptTask":
		return p.scriptTask(x, scope)
	case "serviceTask":
		return p.serviceTask(x, scope)
	case "businessRuleTask":
		if p.extensionAttr(x, "decisionRef") != nil {
			return p.decisionTask(x, scope)
		}
		return p.serviceTask(x, scope)
	case "sendTask":
		return p.sendTask(x, scope)
	case "receiveTask":
		return p.receiveTask(x, scope)
	case "userTask":
		return p.userTask(x, scope)
	case "callActivity":
		return p.callActivity(x, scope)
	}
	return nil
}

func (p *parser) receiveTask(x *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	p.asynchronous(x, a)
	p.executionListeners(x)
	if attr(x, "messageRef") != nil {
		a.eventScope = a
		if s, ok := p.message(x, a.id); ok {
			p.subscribe(a, s, x)
		}
	}
	p.activityRetryCycle(x, a)
	return a
}

func (p *parser) scriptTask(x *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	source := p.element(x, "script")
	resource := p.extensionAttr(x, "resource")
	language := attr(x, "scriptFormat")
	text := ""
	if source != nil {
		text = source.Text()
	}
	problem := p.script(language, source != nil, text, resource, x)
	if problem != "" {
		spec := "SCR-01"
		if language != nil && language.Value == "" {
			spec = "SCR-02"
		}
		p.error(spec, at{element: source, show: x, attr: language}, "Unable to process ScriptTask: "+problem)
		return a
	}
	p.asynchronous(x, a)
	p.executionListeners(x)
	p.activityRetryCycle(x, a)
	return a
}

// script goes through a script as the engine makes one. It returns what is
// wrong, empty where nothing is. Without a language it is JUEL. In any other
// language a text that begins as an expression is one, which yields the script.
func (p *parser) script(language *xmltree.Attr, hasSource bool, source string, resource *xmltree.Attr, x *xmltree.Element) string {
	computed := language != nil && !strings.EqualFold(language.Value, "juel")
	switch {
	case language != nil && language.Value == "":
		return "Script language is empty"
	case !hasSource && resource == nil:
		return "No script source or resource was given"
	case resource.Text() != "":
		if computed && beginsAsExpression(resource.Value) {
			p.expression(resource.Value, x, resource)
		}
	case !hasSource:
		return "Script source is null"
	case computed && beginsAsExpression(source):
		p.expression(source, x, nil)
	}
	return ""
}

func beginsAsExpression(text string) bool {
	text = trimmed(text)
	return strings.HasPrefix(text, "${") || strings.HasPrefix(text, "#{")
}

// loop takes in the body of a multi-instance activity; nil where it is none.
func (p *parser) loop(x *xmltree.Element, scope *activity) *activity {
	c := p.element(x, "multiInstanceLoopCharacteristics")
	if c == nil {
		return nil
	}
	a := p.create(x, scope, nameOrNull(x)+"#multiInstanceBody")
	a.kind, a.behavior = "multiInstanceBody", bodyBehavior
	p.truth(c, "isSequential", "the return value of \"BpmnParse.parseBooleanAttribute(String, boolean)\" is null")
	place := at{element: c, main: a.id}
	counted, collected := false, false
	if n := p.element(c, "loopCardinality"); n != nil {
		counted = true
		if n.Text() == "" {
			p.error("MI-02", place, "loopCardinality must be defined for a multiInstanceLoopCharacteristics definition ")
		}
		p.expression(n.Text(), n, nil)
	}
	if n := p.element(c, "completionCondition"); n != nil {
		p.expression(n.Text(), n, nil)
	}
	if n := p.extensionAttr(c, "collection"); n != nil {
		collected = true
		if strings.Contains(n.Value, "{") {
			p.expression(n.Value, c, n)
		}
	}
	if n := p.element(c, "loopDataInputRef"); n != nil {
		collected = true
		if strings.Contains(n.Text(), "{") {
			p.expression(n.Text(), n, nil)
		}
	}
	variable := p.extensionAttr(c, "elementVariable") != nil
	if item := p.element(c, "inputDataItem"); item != nil {
		variable = attr(item, "name") != nil
	}
	if !counted && !collected {
		p.error("MI-01", place, "Either loopCardinality or loopDataInputRef/activiti:collection "+p.words.MustBeSet)
	}
	if !collected && variable {
		p.error("MI-03", place, "LoopDataInputRef/activiti:collection must be set when using inputDataItem or activiti:elementVariable")
	}
	return a
}

// asynchronous takes in whether an activity has a job after it. That of a
// multi-instance activity belongs to the body. The engine looks among the jobs
// that it has by then for those of the activity, and breaks down at a job of an
// activity without id.
func (p *parser) asynchronous(x *xmltree.Element, a *activity) {
	if p.process.unnamedJob != nil {
		p.breaks(p.process.unnamedJob, `Cannot invoke "String.equalsIgnoreCase(String)" because the id of an activity is null`)
		p.process.unnamedJob = nil
	}
	holder := x
	if a.flowScope.behavior == bodyBehavior && !a.handler {
		a.flowScope.asyncAfter = p.isTrue(x, "asyncAfter")
		if holder = p.element(x, "multiInstanceLoopCharacteristics"); holder == nil {
			return
		}
	}
	a.asyncAfter = p.isTrue(holder, "asyncAfter")
	if attr(x, "id") == nil && (a.asyncAfter || p.isAsyncBefore(holder)) {
		p.process.unnamedJob = x
	}
}

func (p *parser) isTrue(x *xmltree.Element, name string) bool {
	return p.extensionAttr(x, name).Text() == "true"
}

func (p *parser) isAsyncBefore(x *xmltree.Element) bool {
	return p.isTrue(x, "async") || p.isTrue(x, "asyncBefore")
}

// priority checks a priority, which is a number or an expression.
func (p *parser) priority(x *xmltree.Element, name string) {
	a := p.extensionAttr(x, name)
	if a == nil {
		return
	}
	text := trimmed(a.Value)
	if !strings.HasPrefix(text, "${") && !strings.HasPrefix(text, "#{") {
		if _, err := strconv.ParseInt(a.Value, 10, 32); err == nil {
			return
		}
		p.error("PROC-04", at{element: x, attr: a}, "Value '"+a.Value+"' for attribute '"+name+"' is not a valid number")
	}
	p.expression(a.Value, x, a)
}

// activityRetryCycle goes through the retry cycle of an activity that has a
// job, and through that of the instances within a multi-instance body.
func (p *parser) activityRetryCycle(x *xmltree.Element, a *activity) {
	if p.isAsyncBefore(x) || p.isTrue(x, "asyncAfter") {
		p.retryCycle(x)
	}
	if a.flowScope.behavior == bodyBehavior {
		if c := p.element(x, "multiInstanceLoopCharacteristics"); c != nil && (p.isAsyncBefore(c) || p.isTrue(c, "asyncAfter")) {
			p.retryCycle(c)
		}
	}
}

func (p *parser) retryCycle(x *xmltree.Element) {
	ext := p.element(x, "extensionElements")
	if ext == nil {
		return
	}
	c := p.only(ext, "http://www.camunda.com/fox", "failedJobRetryTimeCycle")
	if c == nil {
		c = p.extension(ext, "failedJobRetryTimeCycle")
	}
	if c != nil {
		p.expression(c.Text(), c, nil)
	}
}
