package cli

import (
	"io"
	"time"

	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/migration/remote"
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

// ShowProgress shows statuses as a migration does that is asked how far it is
// every few seconds, on a terminal or elsewhere.
func ShowProgress(w io.Writer, terminal bool, every time.Duration, statuses ...remote.Status) {
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	b := newMigrationProgress(&program{Streams: Streams{Err: w}}, "version 1", func() time.Time { return now })
	b.terminal = terminal
	for _, s := range statuses {
		now = now.Add(every)
		b.update(s)
	}
	b.end()
}
