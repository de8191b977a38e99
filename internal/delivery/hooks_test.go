package delivery_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const (
	good = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="order" isExecutable="false" /></definitions>`
	bad  = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"`
	// a caller of a process that is in no model of the repository
	caller = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">
<process id="caller" isExecutable="true" camunda:historyTimeToLive="1"><startEvent id="s" name="s" /><sequenceFlow id="a" sourceRef="s" targetRef="c" />
<callActivity id="c" name="c" calledElement="called"/><sequenceFlow id="b" sourceRef="c" targetRef="e" /><endEvent id="e" name="e" /></process></definitions>`
	called = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">
<process id="called" isExecutable="true" camunda:historyTimeToLive="1"><startEvent id="s" name="s" /><sequenceFlow id="b" sourceRef="s" targetRef="e" /><endEvent id="e" name="e" /></process></definitions>`
)

// newHooks returns a repository and what runs a hook in it with the real
// pre-commit, with a program that is built before: how a language of pre-commit
// builds or fetches it is pre-commit's business.
func newHooks(t *testing.T) (r *runner, run func(hook string, args ...string) (out string, ok bool)) {
	t.Helper()
	if _, err := exec.LookPath("pre-commit"); err != nil {
		t.Skip("SKIPPED: pre-commit is not installed (pip install pre-commit)")
	}
	r = newRunner(t)
	program := filepath.Join(r.bin, "bpmnlint")
	if err := os.Remove(program); err != nil { // the stub
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", program, "./cmd/bpmnlint")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	hooks := newRunner(t)
	hooks.write(".pre-commit-hooks.yaml", read(t, ".pre-commit-hooks.yaml"))
	hooks.git("init", "--quiet")
	hooks.git("add", "-A")
	hooks.git("commit", "--quiet", "-m", "hooks")

	r.env = append(r.env, "PRE_COMMIT_HOME="+filepath.Join(r.temp, "pre-commit"))
	return r, func(hook string, args ...string) (string, bool) {
		r.write(".pre-commit-config.yaml", "repos:\n- repo: "+hooks.dir+"\n  rev: "+hooks.git("rev-parse", "HEAD")+"\n  hooks:\n  - {id: "+hook+", language: system}\n")
		r.git("add", "-A")
		c := exec.Command("pre-commit", append([]string{"run", "--color=never", hook}, args...)...)
		c.Dir, c.Env = r.dir, r.env
		out, err := c.CombinedOutput()
		return string(out), err == nil
	}
}

func TestHooks(t *testing.T) {
	t.Parallel()
	r, run := newHooks(t)
	r.git("init", "--quiet")
	r.write("src/caller.bpmn", caller)
	r.write("src/called.bpmn", called)
	r.write("src/other.bpmn", strings.Replace(called, `id="called"`, `id="other"`, 1))
	r.git("add", "-A")
	r.git("commit", "--quiet", "-m", "first")

	for _, hook := range []string{"bpmnlint", "bpmnlint-system"} {
		r.write("good.bpmn", good)
		r.write("README.md", hook)
		if out, ok := run(hook); !ok || !strings.Contains(out, "Passed") {
			t.Errorf("%s: %s", hook, out)
		}
		// A file of the commit may refer to one that is not.
		r.write("src/caller.bpmn", caller+"\n<!-- "+hook+" -->")
		if out, ok := run(hook); !ok {
			t.Errorf("%s: %s", hook, out)
		}
		r.write("--preset=x $(touch pwned).bpmn", bad)
		out, ok := run(hook)
		if ok || !strings.Contains(out, "--preset=x $(touch pwned).bpmn") || !strings.Contains(out, "xml-syntax") {
			t.Errorf("%s on a bad model: %s", hook, out)
		}
		if _, err := os.Stat(filepath.Join(r.dir, "pwned")); err == nil {
			t.Error("a file name was run")
		}
		r.git("rm", "--quiet", "--force", "--", "--preset=x $(touch pwned).bpmn")
	}

	if out, ok := run("bpmnlint-full"); !ok || !strings.Contains(out, "Passed") {
		t.Errorf("bpmnlint-full: %s", out)
	}
	// A model that is gone breaks one that did not change: only the hook about
	// the whole repository tells.
	r.git("commit", "--quiet", "--no-verify", "-m", "second")
	r.write(".bpmnlint.yaml", "rules: {called-process-missing: error}")
	r.git("rm", "--quiet", "src/called.bpmn")
	r.write("good.bpmn", good+"\n")
	if out, ok := run("bpmnlint"); !ok {
		t.Errorf("bpmnlint, with a model gone: %s", out)
	}
	if out, ok := run("bpmnlint-full"); ok || !strings.Contains(out, "called-process-missing") {
		t.Errorf("bpmnlint-full, with a model gone: %s", out)
	}
}

// TestMigratePlanHook runs the hooks that a push runs: they compare the branch
// with the default branch, commit by commit or not.
func TestMigratePlanHook(t *testing.T) {
	t.Parallel()
	r, run := newHooks(t)
	r.git("init", "--quiet", "--initial-branch=main")
	r.write("src/order.bpmn", order("check", "P3D"))
	r.write("src/other.bpmn", called)
	r.git("add", "-A")
	r.git("commit", "--quiet", "-m", "first")
	r.git("checkout", "--quiet", "-b", "topic")
	for _, hook := range []string{"bpmnlint-migrate-plan", "bpmnlint-migrate-plan-system"} {
		push := func() (string, bool) { return run(hook, "--hook-stage=pre-push") }
		if out, ok := push(); !ok || !strings.Contains(out, "no model differs from main") {
			t.Errorf("%s, nothing changed: %s", hook, out)
		}
		// A risk is shown and lets the push pass.
		r.write("src/order.bpmn", order("check", "P5D"))
		if out, ok := push(); !ok || !strings.Contains(out, "[timer-kept]") {
			t.Errorf("%s, a risk: %s", hook, out)
		}
		// So is a model that is gone, which is no file of the push.
		r.git("rm", "--quiet", "src/other.bpmn")
		if out, ok := push(); !ok || !strings.Contains(out, "[process-removed]") {
			t.Errorf("%s, a model gone: %s", hook, out)
		}
		r.write("src/order.bpmn", order("review", "P3D"))
		r.git("add", "-A")
		r.git("commit", "--quiet", "--no-verify", "-m", "second")
		if out, ok := push(); ok || !strings.Contains(out, "blocked: instances cannot be migrated") {
			t.Errorf("%s, instances held back: %s", hook, out)
		}
		if out, ok := run(hook, "--hook-stage=pre-commit"); !strings.Contains(out, "No hook with id") {
			t.Errorf("%s runs on a commit, too: %v %s", hook, ok, out)
		}
		r.git("reset", "--quiet", "--hard", "main")
	}
}

// order is a model with a task that waits so long.
func order(task, wait string) string {
	return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
<process id="order" isExecutable="true"><startEvent id="s" /><sequenceFlow id="a" sourceRef="s" targetRef="` + task + `" /><userTask id="` + task + `" name="` + task + `" />
<boundaryEvent id="late" attachedToRef="` + task + `" cancelActivity="false"><timerEventDefinition><timeDuration>` + wait + `</timeDuration></timerEventDefinition></boundaryEvent></process></definitions>`
}
