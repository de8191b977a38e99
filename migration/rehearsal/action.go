package rehearsal

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// action is something that can happen to an instance at rest.
type action struct {
	// line is the line of a script of package simulator that does it; what a
	// script has no command for, or does by itself, is a comment.
	line string
	// event is the id of the conditional event whose condition holds, empty for
	// other actions.
	event string
	run   func(e *engine.Engine) error
}

const (
	worker   = "worker"
	lockTime = time.Minute
)

// actions returns all that can happen next. Of executions that are alike, in
// scopes that are, one stands for all.
func (l *look) actions() []action {
	return l.actionsBelow(l.children[0])
}

func (l *look) actionsBelow(list []engine.Execution) []action {
	var out []action
	alike := map[string]bool{}
	for i := range list {
		x := &list[i]
		if len(list) > 1 {
			text := l.execution(x)
			if alike[text] {
				continue
			}
			alike[text] = true
		}
		out = append(out, l.actionsOf(x)...)
		out = append(out, l.actionsBelow(l.children[x.ID])...)
	}
	return out
}

// actionsOf returns what can happen to one execution.
func (l *look) actionsOf(x *engine.Execution) []action {
	var out []action
	if x.Called != 0 && x.Activity != nil {
		for _, t := range l.engine.Tasks(x.Called) {
			out = append(out, l.calledActions(t, *x.Activity)...)
		}
	}
	for _, j := range l.jobs[x.ID] {
		out = append(out, jobAction(j))
	}
	for _, t := range l.tasks[x.ID] {
		out = append(out, l.taskActions(t)...)
	}
	for _, t := range l.externals[x.ID] {
		out = append(out, l.externalActions(t)...)
	}
	for _, s := range l.subscriptions[x.ID] {
		out = append(out, l.eventActions(s)...)
	}
	return append(out, l.trigger(x)...)
}

func jobAction(j engine.Job) action {
	line := "run " + word(orNone(j.Activity))
	if !j.IsTimer {
		line = comment + "the job " + whereOf(j) + " " + orNone(j.Activity) + " runs"
		if _, flow, ok := strings.Cut(j.HandlerConfiguration, "$"); ok && whereOf(j) == after {
			line += " by " + flow
		}
	}
	return action{line: line, run: func(e *engine.Engine) error { return e.ExecuteJob(engine.ExecuteJob{Job: j.ID}) }}
}

func (l *look) taskActions(t engine.Task) []action {
	return l.userActions(t, t.Key, func(verb, code string) string {
		return strings.TrimSpace(verb + " " + word(t.Key) + " " + word(code))
	})
}

// calledActions are what the process can do that an activity calls: it waits
// for a user, as the one that stands for it does.
func (l *look) calledActions(t engine.Task, activity string) []action {
	return l.userActions(t, activity, func(verb, code string) string {
		what := map[string]string{"complete": "ends", "error": "throws error " + code, "escalate": "throws escalation " + code}[verb]
		return comment + "what " + activity + " calls " + what
	})
}

func (l *look) userActions(t engine.Task, activity string, line func(verb, code string) string) []action {
	out := []action{{line: line("complete", ""), run: func(e *engine.Engine) error {
		return e.CompleteTask(engine.CompleteTask{Task: t.ID})
	}}}
	for _, code := range l.side.errors[activity] {
		out = append(out, action{line: line("error", code), run: func(e *engine.Engine) error {
			return e.HandleTaskError(engine.HandleTaskError{Task: t.ID, Code: code})
		}})
	}
	for _, code := range l.side.escalations[activity] {
		out = append(out, action{line: line("escalate", code), run: func(e *engine.Engine) error {
			return e.HandleTaskEscalation(engine.HandleTaskEscalation{Task: t.ID, Code: code})
		}})
	}
	return out
}

func (l *look) externalActions(t engine.ExternalTask) []action {
	locked := func(do func(e *engine.Engine) error) func(e *engine.Engine) error {
		return func(e *engine.Engine) error {
			if err := e.LockExternalTask(engine.LockExternalTask{Task: t.ID, Worker: worker, Lock: lockTime}); err != nil {
				return err
			}
			return do(e)
		}
	}
	out := []action{{line: "complete " + word(t.Activity), run: locked(func(e *engine.Engine) error {
		return e.CompleteExternalTask(engine.CompleteExternalTask{Task: t.ID, Worker: worker})
	})}}
	for _, code := range l.side.errors[t.Activity] {
		out = append(out, action{line: "error " + word(t.Activity) + " " + word(code), run: locked(func(e *engine.Engine) error {
			return e.ThrowExternalTaskError(engine.ThrowExternalTaskError{Task: t.ID, Worker: worker, Code: code})
		})})
	}
	return out
}

func (l *look) eventActions(s engine.Subscription) []action {
	name := orNone(s.Name)
	switch s.Kind {
	case "message":
		return []action{{line: "message " + word(name), run: func(e *engine.Engine) error {
			return e.DeliverMessage(engine.DeliverMessage{Execution: s.Execution, Message: name})
		}}}
	case "signal":
		return []action{{line: "signal " + word(name), run: func(e *engine.Engine) error {
			return e.BroadcastSignal(engine.BroadcastSignal{Signal: name, Execution: s.Execution})
		}}}
	case "conditional":
		return []action{{line: comment + "the condition of " + s.Activity + " holds", event: s.Activity, run: func(e *engine.Engine) error {
			return change(e, l.instance)
		}}}
	}
	return nil
}

// change sets a variable, so that conditions are evaluated.
func change(e *engine.Engine, instance engine.ID) error {
	return e.SetVariables(engine.SetVariables{Execution: instance, Variables: []engine.Variable{{Name: "changed", Value: true}}})
}

// trigger is what makes a receive task go on that waits for no message.
func (l *look) trigger(x *engine.Execution) []action {
	if x.Activity == nil || x.ActivityInstance == 0 || len(l.children[x.ID]) > 0 ||
		slices.ContainsFunc(l.subscriptions[x.ID], func(s engine.Subscription) bool { return s.Activity == *x.Activity }) ||
		slices.ContainsFunc(l.jobs[x.ID], func(j engine.Job) bool { return !j.IsTimer }) {
		return nil
	}
	a, ok := l.process.ActivityByID(*x.Activity)
	if !ok || l.process.Activities[a].Behavior != program.ReceiveTaskBehavior {
		return nil
	}
	return []action{{line: "trigger " + word(*x.Activity), run: func(e *engine.Engine) error {
		return e.TriggerExecution(engine.TriggerExecution{Execution: x.ID})
	}}}
}

// starts returns the ways in which an instance can start. The engine has the
// definition as the latest one of its key.
func starts(e *engine.Engine, p *program.Process) []action {
	var out []action
	if p.Activities[program.Root].Initial != program.None {
		out = append(out, action{line: comment + "start", run: func(e *engine.Engine) error {
			_, err := e.StartInstance(engine.StartInstance{Key: p.Key})
			return err
		}})
	}
	for _, s := range e.Subscriptions(0) {
		name := orNone(s.Name)
		switch s.Kind {
		case "message":
			out = append(out, action{line: "message " + word(name), run: func(e *engine.Engine) error {
				_, err := e.StartByMessage(engine.StartByMessage{Message: name})
				return err
			}})
		case "signal":
			out = append(out, action{line: "signal " + word(name), run: func(e *engine.Engine) error {
				return e.BroadcastSignal(engine.BroadcastSignal{Signal: name})
			}})
		case "conditional":
			out = append(out, action{line: comment + "the condition of " + s.Activity + " holds", event: s.Activity, run: func(e *engine.Engine) error {
				_, err := e.EvaluateConditions(engine.EvaluateConditions{})
				return err
			}})
		}
	}
	for _, j := range e.Jobs(0) {
		out = append(out, action{line: comment + "the timer " + orNone(j.Activity) + " is due", run: func(e *engine.Engine) error {
			return e.ExecuteJob(engine.ExecuteJob{Job: j.ID})
		}})
	}
	return out
}

// word writes a word of a script.
func word(s string) string {
	if strings.ContainsAny(s, " \t\"\\[]{}#") {
		return strconv.Quote(s)
	}
	return s
}
