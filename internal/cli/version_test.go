package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/cli"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/rules"
)

// The address of a rule leads to its page: below the base, each built-in rule
// has the path that its page has in docs/rules.
func TestRuleURL(t *testing.T) {
	t.Parallel()
	all, err := lint.Rules()
	if err != nil {
		t.Fatal(err)
	}
	const base = "https://example.org/v1/docs/rules"
	for _, r := range all {
		for _, b := range []string{base, base + "/"} {
			path, ok := strings.CutPrefix(cli.RuleURL(b, r.Category, r.ID), base+"/")
			if _, err := os.Stat(filepath.Join("..", "..", "docs", "rules", path)); !ok || err != nil {
				t.Errorf("%s: %s, %v", r.ID, path, err)
			}
		}
	}
	if got := cli.RuleURL("", "flow", "default-flow-missing"); got != "" {
		t.Errorf("without a base: %s", got)
	}
}

// A user's rule has no page, even if all built-in ones have.
func TestReportRules(t *testing.T) {
	t.Parallel()
	builtIn := []rules.Rule{{ID: "a", Category: "flow"}}
	got := cli.ReportRules("https://example.org", []lint.EnabledRule{{Rule: builtIn[0]}, {Rule: rules.Rule{ID: "b", Category: "own"}}}, builtIn)
	if got[0].URL != "https://example.org/flow/a.md" || got[1].URL != "" {
		t.Errorf("addresses %q, %q", got[0].URL, got[1].URL)
	}
}
