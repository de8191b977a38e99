package page_test

import (
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/page"
	"github.com/bpmnlint/bpmnlint/migration/remote"
)

func definition(id string, version int, tenant string) remote.Definition {
	return remote.Definition{ID: id, Key: "p", Version: version, TenantID: tenant}
}

// What an engine has of a process is one line.
func TestKeySummary(t *testing.T) {
	t.Parallel()
	var all []remote.Definition
	for i, id := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		all = append(all, definition(id, i+1, ""))
	}
	north := definition("n", 1, "north")
	running := func(n int, list ...remote.Definition) (out []remote.Version) {
		for _, d := range list {
			out = append(out, remote.Version{Definition: d, Instances: n})
		}
		return out
	}
	for _, test := range []struct {
		name string
		key  page.Key
		want string
	}{
		{"unknown", page.Key{}, "the engine has no version of it"},
		{"hidden", page.Key{Hidden: true}, "UNKNOWN: the engine does not let this user read versions of it (READ on the process definition)"},
		{"hidden instances", page.Key{Definitions: all, Hidden: true}, "UNKNOWN: the engine does not let this user read its instances (READ_INSTANCE on the process definition)"},
		{"idle", page.Key{Definitions: all}, "no instance runs in versions 1–7"},
		{"one", page.Key{Definitions: all[:1], Running: running(1, all[0])}, "1 instance in version 1"},
		{
			"some", page.Key{Definitions: all, Running: running(3, all[0], all[4])},
			"6 instances in versions 1 and 5; none in versions 2–4, 6 and 7",
		},
		{
			"tenants", page.Key{Definitions: append([]remote.Definition{north}, all[:2]...), Running: running(2, all[1], north), Current: all[1:2]},
			"4 instances in version 2, version 1 of tenant north; none in version 1; the new one is version 2",
		},
		{"gone", page.Key{Definitions: all[:1], Running: running(1, all[0]), Gone: true}, "1 instance in version 1 (it is gone from the models)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := test.key.Summary(); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// Next to each place stands how many wait there; places where nobody waits and
// that are no trouble are counted.
func TestDeployed(t *testing.T) {
	t.Parallel()
	r := release(t, "check", "check")
	x := &r.Processes[0]
	check := x.Forward.Places[0].Activity
	x.Deployed = &page.Deployed{Version: remote.Version{Definition: definition("p:1:3", 1, "north"), Instances: 4, SuspendedInstances: 1}}
	r.Engine = &page.Engine{Address: "http://localhost/engine-rest", Version: "7.24.0", Keys: []page.Key{{Key: "p"}}}
	all := func() string {
		return text(t, func(b *strings.Builder) error { return page.WriteText(b, r, page.TextOptions{}) })
	}
	contains := func(got string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%q is not in\n%s", w, got)
			}
		}
	}
	contains(all(), "version 1, tenant north → a|b.bpmn", "4 instances, 1 suspended", "… and 1 place more where nobody waits now",
		"validated offline only: the new version is not deployed for this tenant")

	x.Deployed.Places = []remote.Occupied{
		{Activity: check, ID: "check", Waiting: migration.InActivity, Tokens: 4, Incidents: 3, Called: 1},
		{Activity: program.None, ID: "elsewhere", Tokens: 1},
	}
	x.Deployed.Target = definition("p:2:5", 2, "north")
	contains(all(), "   4  goes on", "3 incidents, 1 of them in what it has called", "elsewhere, which the model does not have", "accepted by the engine (p:1:3 → p:2:5)")
	marked := text(t, func(b *strings.Builder) error { return page.WriteMarkdown(b, r) })
	contains(marked, "| 4 | goes on", "| elsewhere, which the model does not have | 1 |", "version 1, tenant north")

	x.Deployed.Disagreements = []string{"The engine has it otherwise."}
	if got := all(); strings.Contains(got, "complete") {
		t.Errorf("complete is said in doubt:\n%s", got)
	}
	contains(all(), "in doubt", "The engine has it otherwise.")
}
