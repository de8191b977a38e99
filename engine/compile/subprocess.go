package compile

import "github.com/bpmnlint/bpmnlint/xmltree"

// embedded takes in a sub-process, an event sub-process among them.
func (p *parser) embedded(x *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	a.subProcess, a.behavior = true, subProcessBehavior
	p.asynchronous(x, a)
	if isTrueWord(attr(x, "triggeredByEvent").Text()) {
		a.triggered, a.behavior, a.eventScope = true, eventSubProcessBehavior, scope
	}
	p.scope(x, a)
	p.activityRetryCycle(x, a)
	return a
}

func (p *parser) transaction(x *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	p.asynchronous(x, a)
	a.subProcess, a.behavior = true, subProcessBehavior
	p.scope(x, a)
	p.activityRetryCycle(x, a)
	return a
}

// isTrueWord is the engine's own reading of booleans.
func isTrueWord(s string) bool {
	switch s {
	case "true", "enabled", "on", "active", "yes":
		return true
	}
	return false
}

func isFalseWord(s string) bool {
	switch s {
	case "false", "disabled", "off", "inactive", "no":
		return true
	}
	return false
}
