package cli

import (
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/rules"
)

// RuleURL is tested for each rule, which a script could only do with a binary
// that is linked with an address.
func RuleURL(base, category, id string) string { return ruleURL(base, category, id) }

// ReportRules is tested for the same reason.
func ReportRules(docs string, enabled []lint.EnabledRule, builtIn []rules.Rule) []report.Rule {
	return reportRules(docs, enabled, builtIn)
}
