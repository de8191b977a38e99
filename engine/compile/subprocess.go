package compile

import "github.com/bpmnlint/bpmnlint/xmltree"

// embedded takes in a sub-process, an event sub-process among them.
func (p *parser) embedded(x *xmltree.Element, scope *activity) *activity {
	a := p.newActivity(x, scope)
	a.subProcess, a.behavior = true, subProcessBehavior
	p.asynchronous(x, a)
	p.truth(x, "triggeredByEvent", `"isTriggeredByEvent" is null`)
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

// truth checks an attribute of which the engine's parser knows only words:
// there the 0 and the 1 of the schema are its end.
func (p *parser) truth(x *xmltree.Element, name, detail string) {
	if a := attr(x, name); a != nil && !isTrueWord(a.Value) && !isFalseWord(a.Value) {
		p.breaks(x, `Cannot invoke "java.lang.Boolean.booleanValue()" because `+detail)
	}
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
