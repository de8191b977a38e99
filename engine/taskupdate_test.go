package engine_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/engine"
)

// Whatever a user does to a task runs its update listeners, also where nothing
// changes; of variables only those of the task itself count.
func TestTaskUpdates(t *testing.T) {
	t.Parallel()
	const model = `<process id="p" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>
		<userTask id="t"><extensionElements>
			<camunda:taskListener event="update" class="L"/><camunda:taskListener event="assignment" class="L"/>
		</extensionElements></userTask></process>`
	x := []engine.Variable{{Name: "x", Value: 1}}
	assign := func(user string) func(*engine.Engine, engine.ID) error {
		return func(e *engine.Engine, k engine.ID) error { return e.AssignTask(engine.AssignTask{Task: k, User: user}) }
	}
	tests := map[string]struct {
		do   []func(*engine.Engine, engine.ID) error
		want string
	}{
		"variable of the process": {[]func(*engine.Engine, engine.ID) error{func(e *engine.Engine, k engine.ID) error {
			return e.SetTaskVariables(engine.SetTaskVariables{Task: k, Variables: x})
		}}, "Created"},
		"variable of the task": {[]func(*engine.Engine, engine.ID) error{func(e *engine.Engine, k engine.ID) error {
			return e.SetTaskVariables(engine.SetTaskVariables{Task: k, Variables: x, Local: true})
		}, func(e *engine.Engine, k engine.ID) error {
			return e.SetTaskVariables(engine.SetTaskVariables{Task: k, Variables: x})
		}}, "update update Updated"},
		"no variable": {[]func(*engine.Engine, engine.ID) error{func(e *engine.Engine, k engine.ID) error {
			return e.SetTaskVariables(engine.SetTaskVariables{Task: k, Local: true})
		}}, "Created"},
		"same assignee":     {[]func(*engine.Engine, engine.ID) error{assign("a"), assign("a")}, "update assignment update Updated"},
		"nobody, as before": {[]func(*engine.Engine, engine.ID) error{assign("")}, "update Updated"},
		"same priority": {[]func(*engine.Engine, engine.ID) error{func(e *engine.Engine, k engine.ID) error {
			return e.SetTaskPriority(engine.SetTaskPriority{Task: k, Priority: 50})
		}}, "update Updated"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log []string
			e := engine.New(engine.Options{Behaviors: engine.Behaviors{Classes: map[string]engine.Behavior{"L": func(c *engine.Context) error {
				log = append(log, c.Event())
				return nil
			}}}})
			if _, err := e.Deploy(engine.Deploy{Deployment: compiled(t, model)}); err != nil {
				t.Fatal(err)
			}
			if _, err := e.StartInstance(engine.StartInstance{Key: "p"}); err != nil {
				t.Fatal(err)
			}
			for _, do := range tt.do {
				if err := do(e, e.Tasks(0)[0].ID); err != nil {
					t.Fatal(err)
				}
			}
			got := strings.Join(append(log, e.Tasks(0)[0].State), " ")
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("listeners and state (-want +got):\n%s", d)
			}
		})
	}
}
