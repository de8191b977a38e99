package platform_test

import (
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/engine/platform"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"camunda-7.24": "camunda-7.24", "Camunda-7.13.5": "camunda-7.13", "camunda": "camunda-7.24", "camunda-7": "camunda-7.24",
		"camunda-8": "camunda-8", "camunda-8.5": "camunda-8.5",
		"operaton": "operaton-1.0", "operaton-1": "operaton-1.0", "operaton-1.1": "operaton-1.1", "operaton-2": "operaton-2.0",
		"cibseven-2": "cibseven-2.0",
	} {
		p, err := platform.Parse(name)
		if err != nil || p.String() != want {
			t.Errorf("%s: got %v %v, want %s", name, p, err, want)
		}
		if again, err := platform.Parse(p.String()); err != nil || again != p {
			t.Errorf("%s: its own name is read as %v %v", name, again, err)
		}
	}
	for _, name := range []string{"", "activiti-5", "camunda-6", "camunda-7.x", "camunda-7.1.2.3", "camunda-", "camunda-7.99999999"} {
		if p, err := platform.Parse(name); err == nil {
			t.Errorf("%q is read as %v", name, p)
		} else if !strings.Contains(err.Error(), "camunda-7.24") {
			t.Errorf("%q: the error shows no example: %v", name, err)
		}
	}
}

func TestVersionsDiffer(t *testing.T) {
	t.Parallel()
	is := func(name string) platform.Platform {
		t.Helper()
		p, err := platform.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, c := range []struct {
		question string
		ask      func(platform.Platform) bool
		no, yes  []string
	}{
		{"enforces a time to live", platform.Platform.EnforcesHistoryTimeToLive, []string{"camunda-7.19"}, []string{"camunda-7.20", "operaton-1.0", "cibseven-2.0"}},
		{"needs a start event", platform.Platform.NeedsStartEvent, []string{"camunda-7.14"}, []string{"camunda-7.15", "operaton-1.0"}},
		{"reads formRef", platform.Platform.ReadsFormRef, []string{"camunda-7.15"}, []string{"camunda-7.16", "cibseven-2.0"}},
		{"reads Quartz", func(p platform.Platform) bool { return p.Cron() == platform.Quartz }, []string{"camunda-7.24", "operaton-1.0"}, []string{"camunda-7.23", "cibseven-2.0"}},
		{"counts retries at once", platform.Platform.AppliesRetryCycleAtCreation, []string{"camunda-7.23"}, []string{"camunda-7.24"}},
		{"was asked", platform.Platform.Verified, []string{"camunda-7.12", "camunda-7.25", "operaton-1.1", "cibseven-1.0", "camunda-8"}, []string{"camunda-7.13", "camunda-7.24", "operaton-1.0"}},
		{"is Camunda 8", platform.Platform.IsCamunda8, []string{"camunda-7.24", "operaton-1.0"}, []string{"camunda-8", "camunda-8.6"}},
	} {
		for _, name := range c.no {
			if c.ask(is(name)) {
				t.Errorf("%s %s", name, c.question)
			}
		}
		for _, name := range c.yes {
			if !c.ask(is(name)) {
				t.Errorf("%s: not %s", name, c.question)
			}
		}
	}
}
