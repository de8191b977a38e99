package engine_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
)

// randomVersions writes models until one deploys, and another version of it;
// false where too many do not.
func randomVersions(r *rand.Rand) (pair, bool) {
	for range 20 {
		w := &writer{r: r, left: 60}
		body := w.process("main", 3)
		w.left = 15
		text := header + declared + body + w.process("called", 1) + "</definitions>"
		first := deploys(text)
		if first == nil {
			continue
		}
		second := deploys(changed(r, text))
		if second == nil {
			second = first
		}
		return pair{first, second}, true
	}
	return pair{}, false
}

// randomDeployment is randomVersions without the second; nil where too many
// models do not deploy.
func randomDeployment(r *rand.Rand) *compile.Deployment {
	versions, _ := randomVersions(r)
	return versions.first
}

// thrower is a bean that throws BPMN errors.
type thrower struct{}

func (thrower) Class() string               { return "com.example.Thrower" }
func (thrower) Property(string) (any, bool) { return nil, false }
func (thrower) String() string              { return "thrower" }
func (thrower) Call(name string, args []any) (any, bool, error) {
	if name != "bpmn" {
		return nil, false, nil
	}
	return nil, true, &engine.BPMNError{Code: fmt.Sprint(args[0]), Message: "thrown"}
}

func randomEngine(d *compile.Deployment) *engine.Engine {
	e := engine.New(engine.Options{
		Behaviors: engine.Behaviors{Beans: map[string]any{"thrower": thrower{}}},
		Limits:    engine.Limits{Steps: 2000, Calls: 5},
	})
	if _, err := e.Deploy(engine.Deploy{Deployment: d}); err != nil {
		return nil
	}
	return e
}

// action is a random command: what it is given is chosen by a number among
// what there is.
func act(e *engine.Engine, kind int, n uint64, activities []string, versions pair) error {
	choose := func(length int) int { return int(n % uint64(length)) }
	vars := []engine.Variable{{Name: "x", Value: int(n % 4)}, {Name: "b", Value: n%3 == 0}}
	instances := e.Instances()
	switch kind {
	case 0:
		_, err := e.StartInstance(engine.StartInstance{Key: "main", BusinessKey: "k", Variables: vars})
		return err
	case 1, 2, 3:
		if l := e.Tasks(0); len(l) > 0 {
			return e.CompleteTask(engine.CompleteTask{Task: l[choose(len(l))].ID, Variables: vars[:n%3]})
		}
	case 4, 5, 6:
		if l := e.Jobs(0); len(l) > 0 {
			return e.ExecuteJob(engine.ExecuteJob{Job: l[choose(len(l))].ID})
		}
	case 7:
		_, err := e.Correlate(engine.Correlate{Message: []string{"m1", "m2"}[n%2], All: n%5 > 0, Variables: vars[:n%2]})
		return err
	case 8:
		return e.BroadcastSignal(engine.BroadcastSignal{Signal: "s1"})
	case 9, 10:
		list, err := e.FetchExternalTasks(engine.FetchExternalTasks{Worker: "w", Topic: []string{"t1", "t2"}[n%2], Max: 1, Lock: time.Minute})
		if err != nil || len(list) == 0 {
			return err
		}
		switch n % 4 {
		case 0:
			return e.FailExternalTask(engine.FailExternalTask{Task: list[0].ID, Worker: "w", Retries: int(n % 3)})
		case 1:
			return e.ThrowExternalTaskError(engine.ThrowExternalTaskError{Task: list[0].ID, Worker: "w", Code: "k"})
		}
		return e.CompleteExternalTask(engine.CompleteExternalTask{Task: list[0].ID, Worker: "w", Variables: vars})
	case 11:
		if len(instances) > 0 {
			return e.SetVariables(engine.SetVariables{Execution: instances[choose(len(instances))].ID, Variables: vars})
		}
	case 12:
		return e.Advance(engine.Advance{To: e.Now().Add(time.Duration(n%4) * 30 * time.Minute)})
	case 13:
		if len(instances) > 0 {
			in := instances[choose(len(instances))]
			kind := []engine.InstructionKind{engine.StartBefore, engine.StartAfter, engine.CancelAll}[n%3]
			return e.ModifyInstance(engine.ModifyInstance{Instance: in.ID, Instructions: []engine.ModificationInstruction{{Kind: kind, Element: activities[choose(len(activities))]}}})
		}
	case 14:
		if l := e.Tasks(0); len(l) > 0 {
			if n%2 == 0 {
				return e.HandleTaskError(engine.HandleTaskError{Task: l[choose(len(l))].ID, Code: "k"})
			}
			return e.HandleTaskEscalation(engine.HandleTaskEscalation{Task: l[choose(len(l))].ID, Code: "c"})
		}
	case 15:
		if len(instances) > 0 {
			id := instances[choose(len(instances))].ID
			if n%2 == 0 {
				return e.SuspendInstance(engine.SuspendInstance{Instance: id})
			}
			return e.ActivateInstance(engine.ActivateInstance{Instance: id})
		}
	case 16:
		if len(instances) > 1 && n%4 == 0 {
			return e.DeleteInstance(engine.DeleteInstance{Instance: instances[choose(len(instances))].ID, Reason: "r"})
		}
	case 17, 18:
		if versions.second != nil {
			return migrateRandomly(e, versions, n)
		}
	}
	return nil
}

const actions = 19

// seen is all that can be seen of the instances of an engine.
func seen(e *engine.Engine) string {
	var out []any
	for _, in := range e.Instances() {
		out = append(out, in, e.Tree(in.ID), e.Executions(in.ID), e.Tasks(in.ID), e.Jobs(in.ID), e.Subscriptions(in.ID), e.ExternalTasks(in.ID), e.Incidents(in.ID), e.Variables(in.ID))
	}
	b, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// sound checks what must hold of every instance at rest.
func sound(t *testing.T, e *engine.Engine) {
	t.Helper()
	for _, in := range e.Instances() {
		children := map[engine.ID]int{}
		all := map[engine.ID]engine.Execution{}
		for _, x := range e.Executions(in.ID) {
			all[x.ID] = x
		}
		for _, x := range all {
			if x.Parent == 0 {
				continue
			}
			p, ok := all[x.Parent]
			if !ok {
				t.Fatalf("execution %v has lost its parent", x.ID)
			}
			if x.IsConcurrent && !x.IsEventScope && !p.IsScope {
				t.Fatalf("token %v runs in execution %v, which is no scope", x.ID, p.ID)
			}
			if !x.IsEventScope {
				children[x.Parent]++
			}
			if x.Called != 0 {
				if _, ok := e.Instance(x.Called); !ok {
					t.Fatalf("execution %v waits for instance %v, which is not there", x.ID, x.Called)
				}
			}
		}
		for id, x := range all {
			if x.IsActive && !x.IsEventScope && x.Activity == nil && children[id] == 0 {
				t.Fatalf("execution %v is active in no activity", id)
			}
			if x.IsEventScope && children[id] > 0 {
				t.Fatalf("something runs below the event scope %v", id)
			}
		}
		for _, j := range e.Jobs(in.ID) {
			if _, ok := all[j.Execution]; !ok {
				t.Fatalf("job %v has lost its execution", j.ID)
			}
		}
		for _, s := range e.Subscriptions(in.ID) {
			if _, ok := all[s.Execution]; !ok {
				t.Fatalf("subscription %v has lost its execution", s.ID)
			}
		}
		if e.Tree(in.ID) == nil {
			t.Fatalf("instance %v has no tree", in.ID)
		}
	}
}

// traced is the trace as text.
func traced(e *engine.Engine) string {
	var b strings.Builder
	for v := range e.Trace(0, 1) {
		fmt.Fprintf(&b, "%v\n", v)
	}
	return b.String()
}

// run gives random commands and checks what must hold after each.
func run(t *testing.T, versions pair, steps []uint64) {
	t.Helper()
	d := versions.first
	var activities []string
	for _, a := range d.Processes[0].Activities[1:] {
		activities = append(activities, a.ID)
	}
	e, again := randomEngine(d), randomEngine(d)
	if e == nil {
		return
	}
	for i, n := range steps {
		kind := int(n % actions)
		if i == 0 {
			kind = 0
		}
		fork := e.Fork()
		before := seen(fork)
		err := act(e, kind, n/actions, activities, versions)
		var own *engine.Error
		if errors.As(err, &own) && own.Class == "InternalError" {
			t.Fatalf("step %d: %v\n%s", i, err, own.Stack())
		}
		if got := seen(fork); got != before {
			t.Fatalf("step %d changed a fork that was made before: %s", i, cmp.Diff(before, got))
		}
		_ = act(fork, kind, n/actions, activities, versions)
		if diff := cmp.Diff(seen(e), seen(fork)); diff != "" {
			t.Fatalf("step %d does something else on a fork: %s", i, diff)
		}
		_ = act(again, kind, n/actions, activities, versions)
		sound(t, e)
		if i%5 == 4 {
			reload(t, e, versions)
		}
	}
	if a, b := traced(e), traced(again); a != b {
		t.Fatalf("the same commands gave another trace: %s", cmp.Diff(a, b))
	}
}

// reload checks that instances that are saved and loaded are the same.
func reload(t *testing.T, e *engine.Engine, versions pair) {
	t.Helper()
	for _, in := range e.Instances() {
		if in.Super != 0 {
			continue
		}
		s, ok := e.Snapshot(in.ID)
		if !ok {
			t.Fatalf("instance %v has no snapshot", in.ID)
		}
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back engine.Snapshot
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		other := randomEngine(versions.first)
		if len(e.Definitions()) > len(versions.first.Processes) {
			if _, err := other.Deploy(engine.Deploy{Deployment: versions.second}); err != nil {
				t.Fatal(err)
			}
		}
		id, err := other.Load(engine.Load{Snapshot: &back})
		if err != nil {
			t.Fatal(err)
		}
		want, got := shape(e.Tree(in.ID)), shape(other.Tree(id))
		if want != got {
			t.Fatalf("loaded instance differs: %s", cmp.Diff(want, got))
		}
		sound(t, other)
	}
}

// shape is a tree without identifiers.
func shape(a *engine.ActivityInstance) string {
	s := a.Activity + "("
	for _, c := range a.Children {
		s += shape(c) + " "
	}
	for _, c := range a.Transitions {
		s += "~" + c.Activity + " "
	}
	return s + ")"
}

func TestRandomModels(t *testing.T) {
	t.Parallel()
	count := 120
	if testing.Short() {
		count = 50
	}
	for seed := range count {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(uint64(seed), 7))
			versions, ok := randomVersions(r)
			if !ok {
				t.Skip("no model of this seed deploys")
			}
			steps := make([]uint64, 40)
			for i := range steps {
				steps[i] = r.Uint64N(1 << 40)
			}
			run(t, versions, steps)
		})
	}
}

// FuzzSnapshot loads what is almost a saved instance, and runs it on.
func FuzzSnapshot(f *testing.F) {
	var models []*compile.Deployment
	for seed := range uint64(8) {
		d := randomDeployment(rand.New(rand.NewPCG(seed, 5)))
		e := randomEngine(d)
		if e == nil {
			continue
		}
		models = append(models, d)
		if act(e, 0, seed, nil, pair{}) != nil {
			continue
		}
		for _, in := range e.Instances() {
			if s, ok := e.Snapshot(in.ID); ok {
				if data, err := json.Marshal(s); err == nil {
					f.Add(uint64(len(models)-1), data)
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, model uint64, data []byte) {
		var s engine.Snapshot
		if json.Unmarshal(data, &s) != nil {
			return
		}
		e := randomEngine(models[model%uint64(len(models))])
		if _, err := e.Load(engine.Load{Snapshot: &s}); err != nil {
			return
		}
		for i := range 10 {
			_ = act(e, i, uint64(i), nil, pair{})
			seen(e)
		}
	})
}

func FuzzEngine(f *testing.F) {
	f.Add(uint64(1), []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Add(uint64(42), []byte("a process that is driven by these bytes"))
	var models []pair // to make them takes longer than to run them
	for seed := range uint64(64) {
		if versions, ok := randomVersions(rand.New(rand.NewPCG(seed, 11))); ok {
			models = append(models, versions)
		}
	}
	f.Fuzz(func(t *testing.T, seed uint64, commands []byte) {
		if len(commands) > 40 {
			return
		}
		d := models[seed%uint64(len(models))]
		steps := make([]uint64, len(commands))
		for i, c := range commands {
			steps[i] = uint64(c)*1_000_003 + uint64(i)
		}
		run(t, d, steps)
	})
}
