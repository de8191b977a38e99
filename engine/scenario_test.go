package engine_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
)

// scenario is a model, and steps with what is seen behind them. A step is
//
//	command arguments => trees of the running instances, or the error
//
// without an arrow nothing is looked at. See [player.give] for the commands.
type scenario struct {
	name, model string
	steps       []string
}

// player plays scenarios.
type player struct {
	e   *engine.Engine
	log []string
	// next is the version that the command migrate migrates to, nil where it is
	// deployed.
	next *compile.Deployment
}

// recorder is a bean that logs what it is called with, and throws.
type recorder struct{ p *player }

func (recorder) Class() string               { return "com.example.Recorder" }
func (recorder) Property(string) (any, bool) { return nil, false }
func (recorder) String() string              { return "recorder" }
func (r recorder) Call(name string, args []any) (any, bool, error) {
	switch name {
	case "add":
		r.p.log = append(r.p.log, fmt.Sprint(args[0]))
		return true, true, nil
	case "error":
		return nil, true, &engine.BPMNError{Code: fmt.Sprint(args[0]), Message: "thrown"}
	case "fail":
		return nil, true, errors.New("failed")
	}
	return nil, false, nil
}

func newPlayer(t *testing.T, model string) *player {
	t.Helper()
	p := &player{}
	p.e = engine.New(engine.Options{Behaviors: engine.Behaviors{Beans: map[string]any{"log": recorder{p}}}})
	if _, err := p.e.Deploy(engine.Deploy{Deployment: compiled(t, declared+model)}); err != nil {
		t.Fatal(err)
	}
	return p
}

// variables reads words such as x=1, b=true, s=text.
func variables(words []string) []engine.Variable {
	var out []engine.Variable
	for _, w := range words {
		name, text, ok := strings.Cut(w, "=")
		if !ok {
			continue
		}
		var value any = text
		if n, err := strconv.Atoi(text); err == nil {
			value = n
		} else if text == "true" || text == "false" {
			value = text == "true"
		}
		out = append(out, engine.Variable{Name: name, Value: value})
	}
	return out
}

func (p *player) task(key string) engine.ID {
	for _, k := range p.e.Tasks(0) {
		if k.Key == key {
			return k.ID
		}
	}
	return 0
}

func (p *player) job(activity string) engine.ID {
	for _, j := range p.e.Jobs(0) {
		if j.Activity != nil && *j.Activity == activity {
			return j.ID
		}
	}
	return 0
}

func (p *player) execution(activity string) engine.ID {
	for _, x := range p.e.Executions(0) {
		if x.Activity != nil && *x.Activity == activity {
			return x.ID
		}
	}
	return 0
}

func (p *player) first() engine.ID {
	if l := p.e.Instances(); len(l) > 0 {
		return l[0].ID
	}
	return 0
}

// give carries out a command; the first word is its name.
func (p *player) give(w []string) error {
	arg := ""
	if len(w) > 1 {
		arg = w[1]
	}
	switch w[0] {
	case "start": // the process main
		_, err := p.e.StartInstance(engine.StartInstance{Key: "main", Variables: variables(w)})
		return err
	case "complete":
		return p.e.CompleteTask(engine.CompleteTask{Task: p.task(arg), Variables: variables(w)})
	case "taskError":
		return p.e.HandleTaskError(engine.HandleTaskError{Task: p.task(arg), Code: w[2]})
	case "taskEscalation":
		return p.e.HandleTaskEscalation(engine.HandleTaskEscalation{Task: p.task(arg), Code: w[2]})
	case "message":
		_, err := p.e.Correlate(engine.Correlate{Message: arg, Variables: variables(w)})
		return err
	case "signal":
		return p.e.BroadcastSignal(engine.BroadcastSignal{Signal: arg, Variables: variables(w)})
	case "job":
		return p.e.ExecuteJob(engine.ExecuteJob{Job: p.job(arg)})
	case "advance":
		d, err := time.ParseDuration(arg)
		if err != nil {
			return err
		}
		return p.e.Advance(engine.Advance{To: p.e.Now().Add(d)})
	case "trigger":
		return p.e.TriggerExecution(engine.TriggerExecution{Execution: p.execution(arg), Variables: variables(w)})
	case "set":
		return p.e.SetVariables(engine.SetVariables{Execution: p.first(), Variables: variables(w)})
	case "external": // completes, or reports as the second word says
		list, err := p.e.FetchExternalTasks(engine.FetchExternalTasks{Worker: "w", Topic: arg, Max: 1, Lock: time.Minute})
		if err != nil || len(list) == 0 {
			return fmt.Errorf("nothing to fetch: %v", err)
		}
		switch {
		case len(w) > 2 && w[2] == "error":
			return p.e.ThrowExternalTaskError(engine.ThrowExternalTaskError{Task: list[0].ID, Worker: "w", Code: w[3]})
		case len(w) > 2 && w[2] == "failure":
			n, _ := strconv.Atoi(w[3])
			return p.e.FailExternalTask(engine.FailExternalTask{Task: list[0].ID, Worker: "w", Message: "boom", Retries: n})
		}
		return p.e.CompleteExternalTask(engine.CompleteExternalTask{Task: list[0].ID, Worker: "w", Variables: variables(w)})
	case "evaluate":
		_, err := p.e.EvaluateConditions(engine.EvaluateConditions{Variables: variables(w)})
		return err
	case "before", "after", "flow", "cancel":
		kind := map[string]engine.InstructionKind{"before": engine.StartBefore, "after": engine.StartAfter, "flow": engine.StartTransition, "cancel": engine.CancelAll}[w[0]]
		return p.e.ModifyInstance(engine.ModifyInstance{Instance: p.first(), Instructions: []engine.ModificationInstruction{{Kind: kind, Element: arg}}})
	case "suspend":
		return p.e.SuspendInstance(engine.SuspendInstance{Instance: p.first()})
	case "activate":
		return p.e.ActivateInstance(engine.ActivateInstance{Instance: p.first()})
	case "retries":
		n, _ := strconv.Atoi(w[2])
		return p.e.SetJobRetries(engine.SetJobRetries{Job: p.job(arg), Retries: n})
	case "delete":
		return p.e.DeleteInstance(engine.DeleteInstance{Instance: p.first(), Reason: arg})
	case "migrate":
		return p.migrate(w[1:])
	case "look":
		return nil
	}
	return fmt.Errorf("unknown command %q", w[0])
}

// see is what there is: the trees, or what a question asks for.
func (p *player) see(what string) string {
	switch what {
	case "log":
		l := p.log
		p.log = nil
		return strings.Join(l, " ")
	case "variables":
		var out []string
		for _, v := range p.e.Variables(0) {
			out = append(out, fmt.Sprintf("%s.%s=%v", v.Scope, v.Name, v.Value))
		}
		slices.Sort(out)
		return strings.Join(out, " ")
	case "incidents":
		var out []string
		for _, i := range p.e.Incidents(0) {
			out = append(out, i.Type+"@"+i.Activity)
		}
		return strings.Join(out, " ")
	case "jobs":
		var out []string
		for _, j := range p.e.Jobs(0) {
			due := ""
			if j.Due != nil {
				due = " " + j.Due.Sub(time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)).String()
			}
			out = append(out, fmt.Sprintf("%s %d%s", *j.Activity, j.Retries, due))
		}
		return strings.Join(out, ", ")
	case "subscriptions":
		var out []string
		for _, s := range p.e.Subscriptions(0) {
			out = append(out, s.Kind+"@"+s.Activity)
		}
		slices.Sort(out)
		return strings.Join(out, " ")
	case "states":
		var out []string
		for _, i := range p.e.HistoricInstances() {
			end := "-"
			if i.EndActivity != nil {
				end = *i.EndActivity
			}
			out = append(out, i.Key+":"+i.State.String()+":"+end)
		}
		return strings.Join(out, " ")
	case "history":
		var out []string
		for _, h := range p.e.HistoricActivities(0) {
			mark := ""
			switch {
			case h.Canceled:
				mark = "(x)"
			case h.Ended == nil:
				mark = "(…)"
			}
			out = append(out, h.Activity+mark)
		}
		return strings.Join(out, " ")
	case "stuck":
		return fmt.Sprint(p.e.Stuck(p.first()))
	}
	var out []string
	for _, in := range p.e.Instances() {
		out = append(out, sorted(p.e.Tree(in.ID)))
	}
	return strings.Join(out, " ")
}

// sorted is a tree without identifiers, siblings sorted.
func sorted(a *engine.ActivityInstance) string {
	var list []string
	for _, c := range a.Children {
		list = append(list, sorted(c))
	}
	for _, c := range a.Transitions {
		list = append(list, "~"+c.Activity)
	}
	slices.Sort(list)
	if len(list) == 0 {
		return a.Activity
	}
	return a.Activity + "(" + strings.Join(list, " ") + ")"
}

func (s scenario) play(t *testing.T) {
	t.Helper()
	s.playOn(t, newPlayer(t, s.model))
}

func (s scenario) playOn(t *testing.T, p *player) {
	t.Helper()
	var got []string
	for _, step := range s.steps {
		command, _, looked := strings.Cut(step, " => ")
		if !looked {
			if err := p.give(strings.Fields(command)); err != nil {
				t.Fatalf("%s: %v", command, err)
			}
			got = append(got, step)
			continue
		}
		what, rest, asked := strings.Cut(command, "? ")
		if !asked {
			what, rest = "", command
		}
		seen := ""
		if err := p.give(strings.Fields(rest)); err != nil {
			seen = err.Error()
		} else {
			seen = strings.ReplaceAll(p.see(what), "#multiInstanceBody", "*")
		}
		got = append(got, command+" => "+seen)
	}
	if diff := cmp.Diff(s.steps, got); diff != "" {
		t.Error(diff)
	}
}

func playAll(t *testing.T, list []scenario) {
	t.Helper()
	t.Parallel()
	for _, s := range list {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			s.play(t)
		})
	}
}

// main wraps elements in the process main.
func main(body string) string { return `<process id="main" isExecutable="true">` + body + `</process>` }

// flows writes sequence flows: "a-b b-c" leads from a to b and from b to c; a
// third part is a condition.
func flows(list string) string {
	var b strings.Builder
	for i, f := range strings.Fields(list) {
		parts := strings.SplitN(f, "-", 3)
		inner := ""
		if len(parts) > 2 {
			inner = `<conditionExpression xsi:type="tFormalExpression">${` + parts[2] + `}</conditionExpression>`
		}
		fmt.Fprintf(&b, `<sequenceFlow id="%s_%s_%d" sourceRef="%s" targetRef="%s">%s</sequenceFlow>`, parts[0], parts[1], i, parts[0], parts[1], inner)
	}
	return b.String()
}

// users writes user tasks.
func users(ids ...string) string {
	s := ""
	for _, id := range ids {
		s += `<userTask id="` + id + `"/>`
	}
	return s
}

// replaced fills a text in for each percent sign.
func replaced(s, text string) string { return strings.ReplaceAll(s, "%", text) }
