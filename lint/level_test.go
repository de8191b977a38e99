package lint

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/rules"
)

// A finding's own severity gives way to what the configuration says of its
// rule, and to the rule's being new.
func TestLevelIn(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		setting config.Setting
		finding diag.Severity
		want    diag.Severity
	}{
		{config.Setting{Severity: diag.Warning}, 0, diag.Warning},
		{config.Setting{Severity: diag.Warning}, diag.Error, diag.Error},
		{config.Setting{Severity: diag.Warning, Set: true}, diag.Error, diag.Warning},
		{config.Setting{Severity: diag.Note, New: true}, diag.Error, diag.Note},
		{config.Setting{Severity: diag.Note, New: true}, 0, diag.Note},
	} {
		c := &config.Resolved{Rules: map[string]config.Setting{"r": tt.setting}}
		f := located{rule: &rules.Rule{ID: "r"}, finding: policy.Finding{Severity: tt.finding}}
		if got := levelIn(c, f); got != tt.want {
			t.Errorf("%+v, finding %v: %v, not %v", tt.setting, tt.finding, got, tt.want)
		}
	}
}
