package delivery_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

var tag = flag.String("tag", "", "the tag of a release, such as v0.1.0, that all versions must agree with")

// root is the root of the module.
const root = "../.."

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestVersions compares the versions that the action and the hooks install.
func TestVersions(t *testing.T) {
	t.Parallel()
	find := func(name, pattern string) string {
		m := regexp.MustCompile(pattern).FindStringSubmatch(read(t, name))
		if m == nil {
			t.Fatalf("%s names no version", name)
		}
		return m[1]
	}
	action := find("action.yml", `(?m)^ {4}default: (\d+\.\d+\.\d+)$`)
	hooks := find(".pre-commit-hooks.yaml", `bpmnlint/bpmnlint:(\S+) lint`)
	if action != hooks {
		t.Errorf("the action installs %s, the hook %s", action, hooks)
	}
	if *tag != "" && strings.TrimPrefix(*tag, "v") != action {
		t.Errorf("the action installs %s, and %s is released", action, *tag)
	}
}

// action is what the tests read of action.yml.
type action struct {
	Inputs map[string]struct {
		Description string
		Default     *string
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Steps []struct {
			ID, Run, Shell, Uses string
			Env                  map[string]string
			With                 map[string]any
		}
	}
}

// TestActionIsPinnedAndQuoted keeps expressions out of scripts, where they
// would be code, and other actions at the commit that was looked at.
func TestActionIsPinnedAndQuoted(t *testing.T) {
	t.Parallel()
	text := read(t, "action.yml")
	var a action
	if err := yaml.Unmarshal([]byte(text), &a); err != nil {
		t.Fatal(err)
	}
	pinned := regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)
	for _, s := range a.Runs.Steps {
		if strings.Contains(s.Run, "${{") {
			t.Errorf("a script has an expression: %s", s.Run)
		}
		if s.Run != "" && s.Shell != "bash" {
			t.Errorf("a script runs in %q", s.Shell)
		}
		if s.Uses != "" && !pinned.MatchString(s.Uses) {
			t.Errorf("%s is not pinned", s.Uses)
		}
	}
	for name, in := range a.Inputs {
		if in.Description == "" || in.Default == nil {
			t.Errorf("input %s has no description or no default", name)
		}
		if !strings.Contains(text, "inputs."+name+" ") {
			t.Errorf("input %s is not used", name)
		}
	}
	scripts := ""
	for _, s := range []string{"install", "input", "lint", "review", "judge"} {
		scripts += read(t, "action/"+s+".sh")
	}
	for _, s := range a.Runs.Steps {
		for name := range s.Env {
			if !strings.Contains(scripts, name) {
				t.Errorf("no script reads %s", name)
			}
		}
	}
	set := regexp.MustCompile(`\boutput ([a-z-]+) `)
	var known []string
	for _, m := range set.FindAllStringSubmatch(scripts, -1) {
		known = append(known, m[1])
	}
	for name, out := range a.Outputs {
		if !slices.Contains(known, name) || !strings.Contains(out.Value, ".outputs."+name+" ") {
			t.Errorf("output %s is %s, and no script sets it", name, out.Value)
		}
	}
}

// TestWorkflowsArePinned does the same for the project's own workflows.
func TestWorkflowsArePinned(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(root, ".github/workflows/*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatal("no workflows", err)
	}
	pinned := regexp.MustCompile(`^(?:\./|[\w.-]+/[\w./-]+@[0-9a-f]{40} # v[\d.]+$)`)
	uses := regexp.MustCompile(`(?m)^\s*(?:- )?uses: (.+)$`)
	run := regexp.MustCompile(`(?m)^\s*(?:- )?run: (.+)$`)
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range uses.FindAllStringSubmatch(string(text), -1) {
			if !pinned.MatchString(m[1]) {
				t.Errorf("%s: %s is not pinned", f, m[1])
			}
		}
		for _, m := range run.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(m[1], "${{") {
				t.Errorf("%s: a script has an expression: %s", f, m[1])
			}
		}
	}
}

// bash returns the path of bash; without one, a test is skipped.
func bash(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("SKIPPED: bash is not there")
	}
	return path
}
