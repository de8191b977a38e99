package analysis

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Boolean is an attribute that says yes or no in a text that the engine does
// not read as its author does.
type Boolean struct {
	At        *bpmn.Element
	Owner     *bpmn.Element
	Attribute string
	Value     string
}

// Booleans returns the attributes whose value is neither true nor false for
// the engine, which takes all that is not the word true for false. Attributes
// of BPMN may be 1 by the schema; those of which the parser breaks down then
// are judged at deployment.
func Booleans(d *bpmn.Definitions) []Boolean {
	var found []Boolean
	add := func(owner, at *bpmn.Element, name string, a *xmltree.Attr) {
		if a != nil {
			found = append(found, Boolean{at, owner, name, a.Value})
		}
	}
	for _, p := range d.Processes {
		add(&p.Element, &p.Element, "isExecutable", one(p.Attr("isExecutable")))
	}
	for n := range d.FlowNodes() {
		if !executable(n.Scope) {
			continue
		}
		add(&n.Element, &n.Element, "cancelActivity", one(n.Attr("cancelActivity")))
		add(&n.Element, &n.Element, "isInterrupting", one(n.Attr("isInterrupting")))
		for _, name := range [...]string{"async", "asyncBefore", "asyncAfter", "exclusive"} {
			add(&n.Element, &n.Element, "camunda:"+name, odd(n.Extension(name)))
			if n.Loop != nil {
				add(&n.Element, &n.Loop.Element, "camunda:"+name, odd(n.Loop.Extension(name)))
			}
		}
	}
	return found
}

// one returns an attribute whose value is the number 1.
func one(a *xmltree.Attr) *xmltree.Attr {
	if a != nil && strings.TrimSpace(a.Value) == "1" {
		return a
	}
	return nil
}

// odd returns an attribute whose value is neither of the two words.
func odd(a *xmltree.Attr) *xmltree.Attr {
	if a != nil && a.Value != "true" && a.Value != "false" {
		return a
	}
	return nil
}
