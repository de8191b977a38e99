package compile

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
)

// What the engine does with a problem of a rule.
const (
	refuses = diag.Error
	warns   = diag.Warning
)

// Catalog returns all kinds of problems, in the order of a deployment.
func Catalog() []Rule {
	return slices.Concat(definitionRules, processRules, eventRules, flowRules, activityRules, extensionRules)
}

// ruleOf returns the rule of a short name. Every short name that the package
// uses is in the catalog; a test sees to it.
func ruleOf(spec string) *Rule {
	for _, rules := range [...][]Rule{definitionRules, processRules, eventRules, flowRules, activityRules, extensionRules} {
		for i := range rules {
			if rules[i].Spec == spec {
				return &rules[i]
			}
		}
	}
	panic("compile: no rule " + spec)
}
