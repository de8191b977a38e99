package policy_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/source"
)

func TestGuardGivesTheErrorOfWork(t *testing.T) {
	t.Parallel()
	want := errors.New("broken")
	g := policy.NewGuard(policy.DefaultLimits())
	if got := g.Do(context.Background(), func(context.Context) error { return want }); got != want {
		t.Errorf("got %v", got)
	}
	got := g.Do(context.Background(), func(context.Context) error { panic("oh") })
	if got == nil || !strings.Contains(got.Error(), "oh") {
		t.Errorf("a panic gave %v", got)
	}
}

func TestGuardStopsWhatTakesTooLong(t *testing.T) {
	t.Parallel()
	g := policy.NewGuard(policy.Limits{Time: 10 * time.Millisecond, Memory: 1 << 40})
	got := g.Do(context.Background(), func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
	if got != policy.ErrTime {
		t.Errorf("got %v", got)
	}
}

func TestGuardEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	g := policy.NewGuard(policy.DefaultLimits())
	got := g.Do(ctx, func(ctx context.Context) error { <-ctx.Done(); return nil })
	if got != nil && !errors.Is(got, context.Canceled) {
		t.Errorf("got %v", got)
	}
}

// TestGuardFindsWhoFillsTheMemory is not parallel: the heap is one for all.
func TestGuardFindsWhoFillsTheMemory(t *testing.T) {
	g := policy.NewGuard(policy.Limits{Time: time.Minute, Memory: 64 << 20})
	greedy := func(ctx context.Context) error {
		var kept [][]byte
		for ctx.Err() == nil {
			kept = append(kept, make([]byte, 1<<20))
			time.Sleep(100 * time.Microsecond)
		}
		if len(kept) == 0 {
			return errors.New("did not begin")
		}
		return nil
	}
	if got := g.Do(context.Background(), greedy); got != policy.ErrLater {
		t.Fatalf("beside others: got %v", got)
	}
	modest := func(context.Context) error { return nil }
	if got := g.Do(context.Background(), modest); got != policy.ErrLater {
		t.Errorf("after a breach all have to wait: got %v", got)
	}
	if got := g.Alone(context.Background(), modest); got != nil {
		t.Errorf("alone: got %v", got)
	}
	if got := g.Alone(context.Background(), greedy); got != policy.ErrMemory {
		t.Errorf("alone: got %v", got)
	}
}

// TestFailingBuiltInRuleIsNamed evaluates a rule that fails together with one
// that does not: what the other says is kept.
func TestFailingBuiltInRuleIsNamed(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{
		"a.rego": {Data: []byte("package bpmnlint.rules.test[\"works\"]\n\nreport contains {\"at\": n.at, \"message\": n.label} if some n in input.user_tasks\n")},
		"b.rego": {Data: []byte("package bpmnlint.rules.test[\"fails\"]\n\nlabel := n.label if some n in input.user_tasks\n\nreport contains {\"at\": 0, \"message\": label}\n")},
	}
	all, err := policy.Metadata(fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	set, err := policy.Compile(fsys, all)
	if err != nil {
		t.Fatal(err)
	}
	results, failures := set.Report(context.Background(), model(t, set), func(*rules.Rule) bool { return true })
	if len(results) != 2 || results[0].Rule.ID != "works" || results[1].Rule.ID != "works" {
		t.Errorf("results: %v", results)
	}
	if len(failures) != 1 || failures[0].Rule.ID != "fails" || !strings.HasPrefix(policy.Reason(failures[0].Err), "b.rego:3: ") {
		t.Errorf("failures: %v", failures)
	}
}

func model(t *testing.T, set *policy.Set) *facts.Input {
	t.Helper()
	d, problems := bpmn.Parse(source.New("model.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
		<process id="p" isExecutable="true"><userTask id="a" name="A"/><userTask id="b" name="B"/></process></definitions>`)), bpmn.Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return set.Encoder().Encode(facts.NewModel(d))
}

func TestLoadReadsLibrariesAndRefusesReservedPackages(t *testing.T) {
	t.Parallel()
	folder, err := policy.Load(fstest.MapFS{
		"lib/words.rego":     {Data: []byte("package custom.words\n\nlong(s) if count(s) > 3\n")},
		"naming/a.rego":      {Data: []byte("package custom.rules.naming[\"a\"]\n\nimport data.custom.words\n\nreport contains {\"at\": n.at, \"message\": \"x\"} if {\n\tsome n in input.user_tasks\n\twords.long(n.name)\n}\n")},
		"naming/broken.rego": {Data: []byte("# a comment\npackage custom.rules.naming[\"not-whole\"]\n\nreport contains\n")},
		"ours.rego":          {Data: []byte("package bpmnlint.rules.flow[\"mine\"]\n\nreport contains {\"at\": 0, \"message\": \"x\"}\n")},
		"testdata/no.rego":   {Data: []byte("nothing")},
	}, policy.LoadOptions{Name: "lint/rules"})
	if err != nil {
		t.Fatal(err)
	}
	if len(folder.Rules) != 2 || folder.Rules[0].ID != "a" || folder.Rules[1].ID != "not-whole" {
		t.Fatalf("rules: %v", folder.Rules)
	}
	if err := folder.Rules[0].Compile(); err != nil {
		t.Error(err)
	}
	broken := folder.Rules[1]
	if broken.Category != "naming" || broken.Line != 2 || broken.Compile() == nil {
		t.Errorf("the broken rule: category %s, line %d, error %v", broken.Category, broken.Line, broken.Compile())
	}
	if len(folder.Refused) != 1 || folder.Refused[0].File != "lint/rules/ours.rego" || folder.Refused[0].Line != 1 {
		t.Errorf("refused: %v", folder.Refused)
	}
}

func TestFaultsAreForPeople(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"\tsome task in input.user_task\n\ttask.id == \"x\"":         `undefined section "user_task" of input; did you mean "user_tasks"?`,
		"\tstartwith(\"a\", \"b\")":                                  `undefined function startwith; did you mean "startswith"?`,
		"\thttp.send({\"url\": \"x\"}).status_code == 200":           `the function http.send is not available to rules: their answer must depend on the model alone`,
		"\ttime.now_ns() > 0":                                        `the function time.now_ns is not available to rules: their answer must depend on the model alone`,
		"\trand.intn(\"a\", 3) > 0":                                  `the function rand.intn is not available to rules: their answer must depend on the model alone`,
		"\topa.runtime().env.HOME":                                   `the function opa.runtime is not available to rules: their answer must depend on the model alone`,
		"\tsome task in input.user_tasks\n\ttask.name.text == \"x\"": `task.name has no fields`,
		"\tsome task in input.user_tasks\n\ttask.form.kye == \"x\"":  `undefined field "kye" of form; did you mean "key"?`,
	} {
		list := faults(t, body)
		if len(list) == 0 {
			t.Errorf("%s: no fault, want %s", body, want)
		} else if list[0].Message != want {
			t.Errorf("%s: got %s, want %s", body, list[0].Message, want)
		}
	}
}
