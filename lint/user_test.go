package lint_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

const userModel = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <process id="p" isExecutable="true">
    <userTask id="%s" name="%[1]s" />
    <userTask id="other" name="Other" />
  </process>
</definitions>`

// userModels is the number of models that the user rules of a test run on.
const userModels = 20

// lintWith lints models called m00.bpmn, … with rules of the given bodies and
// nothing else; the model's first user task is called by the model.
func lintWith(t *testing.T, limits policy.Limits, bodies map[string]string) *lint.Result {
	t.Helper()
	dir := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for slug, body := range bodies {
		write("rules/"+slug+".rego", fmt.Sprintf("package custom.rules.test[%q]\n\n%s\n", slug, body))
	}
	var files []workspace.File
	for i := range userModels {
		name := fmt.Sprintf("m%02d", i)
		write(name+".bpmn", fmt.Sprintf(userModel, name))
		files = append(files, workspace.File{Path: name + ".bpmn", Abs: filepath.Join(dir, name+".bpmn")})
	}
	ws := workspace.New(workspace.Places{Dir: dir, Root: dir})
	users := lint.NewUserRules(dir, nil)
	loader, err := config.NewLoader(config.Options{PolicyRules: users.Config, Workspace: ws, Policies: []string{"rules"}})
	if err != nil {
		t.Fatal(err)
	}
	result, err := lint.Run(context.Background(), files, lint.Options{
		Config: loader, UserRules: users, UserLimits: limits, Workspace: ws, Workers: 4,
		Read: func(f workspace.File, _ int64) ([]byte, error) { return os.ReadFile(f.Abs) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if p := loader.Problems(); len(p) > 0 {
		t.Fatal(p)
	}
	return result
}

const decent = `report contains {"at": task.at, "message": task.label} if some task in input.user_tasks`

func findingsOf(r *lint.Result, rule string) diag.List {
	var list diag.List
	for _, d := range r.Diagnostics {
		if d.Rule == rule {
			list = append(list, d)
		}
	}
	return list
}

// wantOneFailure wants that exactly one rule failed and that the decent one is
// complete.
func wantOneFailure(t *testing.T, r *lint.Result, message string) {
	t.Helper()
	failed := findingsOf(r, "rule-failed")
	if !r.Failed || len(failed) != 1 || !strings.Contains(failed[0].Message, message) {
		t.Errorf("want one failure with %q, got %v", message, failed)
	}
	if n := len(findingsOf(r, "decent")); n != 2*userModels {
		t.Errorf("the decent rule has %d findings, want %d", n, 2*userModels)
	}
}

func TestFailingUserRuleIsOneFinding(t *testing.T) {
	t.Parallel()
	r := lintWith(t, policy.Limits{}, map[string]string{
		"decent": decent,
		"fails": `label := task.label if {
	some task in input.user_tasks
	not input.user_tasks[0].id in {"m00", "m01", "m02"}
}

report contains {"at": 0, "message": "it is m01"} if input.user_tasks[0].id == "m01"

report contains {"at": 0, "message": label}`,
	})
	wantOneFailure(t, r, "conflicting values")
	if d := findingsOf(r, "rule-failed")[0]; !strings.HasSuffix(d.Message, "(on m03.bpmn)") || d.File != "rules/fails.rego" || d.Range.Start.Line != 3 {
		t.Errorf("the place of the failure: %s:%d %s", d.File, d.Range.Start.Line, d.Message)
	}
	if n := len(findingsOf(r, "fails")); n != 1 {
		t.Errorf("the rule has %d findings on the models that it did not fail on, want 1", n)
	}
}

func TestUserRuleThatTakesTooLong(t *testing.T) {
	t.Parallel()
	r := lintWith(t, policy.Limits{Time: time.Second, Memory: 1 << 40}, map[string]string{
		"decent": decent,
		"slow": `report contains {"at": 0, "message": "quick"} if input.user_tasks[0].id != "m07"

report contains {"at": 0, "message": "slow"} if {
	input.user_tasks[0].id == "m07"
	count([1 | some i in numbers.range(1, 9000); some j in numbers.range(1, 9000); i * j < 0]) > 0
}`,
	})
	wantOneFailure(t, r, `rule "slow" failed: it took too long and was stopped (on m07.bpmn)`)
	if n := len(findingsOf(r, "slow")); n != 0 {
		t.Errorf("%d findings of the stopped rule are left: how many there are depends on chance", n)
	}
}

// TestUserRuleThatFillsTheMemory is not parallel: the heap is one for all.
func TestUserRuleThatFillsTheMemory(t *testing.T) {
	r := lintWith(t, policy.Limits{Time: time.Minute, Memory: 96 << 20}, map[string]string{
		"decent": decent,
		"greedy": `report contains {"at": 0, "message": "x"} if {
	input.user_tasks[0].id == "m07"
	count(numbers.range(1, 1000000000000)) > 0
}`,
	})
	wantOneFailure(t, r, `rule "greedy" failed: it needed too much memory and was stopped`)
}

func TestUserRulesAreAmongTheEnabled(t *testing.T) {
	t.Parallel()
	r := lintWith(t, policy.Limits{}, map[string]string{"decent": decent})
	if r.Failed || !slices.ContainsFunc(r.Enabled, func(e lint.EnabledRule) bool {
		return e.ID == "decent" && e.Category == "test" && e.Level == diag.Warning
	}) {
		t.Errorf("enabled: %v", r.Enabled)
	}
}
