package engine

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/engine/timer"
	"github.com/bpmnlint/bpmnlint/juel"
)

// task is an open user task.
type task struct {
	x                                  *execution
	id                                 uint32
	activity                           program.ActivityID
	activityInstance                   uint32
	name, description, assignee, owner *string
	due, followUp                      *time.Time
	priority                           int
	users, groups                      []string
	delegation                         string
	created                            time.Time
	updated                            bool
	variables                          *variable
	// transient
	state   taskState
	deleted bool
}

type taskState uint8

const (
	taskOpen taskState = iota
	taskCompleting
	taskDeleting
)

func (k *task) definition() *program.UserTask {
	return k.x.in.def.process.Activities[k.activity].UserTask
}

func (k *task) fullID() ID { return k.x.in.idOf(k.id) }

// createTask makes the task of a user task.
func (t *transaction) createTask(x *execution, a *program.Activity) *Error {
	k := &task{x: x, activity: x.activity, id: x.in.nextID(), activityInstance: x.activityInstance, priority: 50, created: t.now}
	if err := t.decorate(k, a.UserTask); err != nil {
		return err
	}
	x.things().tasks = append(x.things().tasks, k)
	t.noteTask(TaskCreated, k, "", nil, nil)
	if err := t.setTimeouts(k); err != nil {
		return err
	}
	if stop, err := t.fireTask(k, "create", a.UserTask.CreateListeners); err != nil || stop {
		return err
	}
	if k.assignee != nil && !k.deleted {
		_, err := t.fireTask(k, "assignment", a.UserTask.AssignmentListeners)
		return err
	}
	return nil
}

// decorate evaluates the properties of a task.
func (t *transaction) decorate(k *task, u *program.UserTask) *Error {
	for _, p := range []struct {
		to   **string
		from *program.Expression
	}{{&k.name, u.Name}, {&k.description, u.Description}} {
		if p.from == nil {
			continue
		}
		v, err := t.evaluate(k.x, p.from)
		if err != nil {
			return err
		}
		if *p.to, err = castText(v); err != nil {
			return err
		}
	}
	var err *Error
	if k.due, err = t.taskDate(k, u.DueDate, "Due date"); err != nil {
		return err
	}
	if k.followUp, err = t.taskDate(k, u.FollowUpDate, "Follow up date"); err != nil {
		return err
	}
	if err := t.taskPriority(k, u.Priority); err != nil {
		return err
	}
	if u.Assignee != nil {
		v, err := t.evaluate(k.x, u.Assignee)
		if err != nil {
			return err
		}
		if k.assignee, err = castText(v); err != nil {
			return err
		}
	}
	if k.users, err = t.candidates(k, u.CandidateUsers); err != nil {
		return err
	}
	k.groups, err = t.candidates(k, u.CandidateGroups)
	return err
}

func (t *transaction) taskDate(k *task, e *program.Expression, what string) (*time.Time, *Error) {
	if e == nil {
		return nil, nil
	}
	v, err := t.evaluate(k.x, e)
	if err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case nil:
		return nil, nil
	case time.Time:
		return &v, nil
	case string:
		due, fault := timer.Date(v, t.now)
		if fault != nil {
			return nil, timerError(fault)
		}
		return &due, nil
	}
	return nil, engineError(what + " expression does not resolve to a Date or Date string: " + e.Text)
}

func (t *transaction) taskPriority(k *task, e *program.Expression) *Error {
	if e == nil {
		return nil
	}
	v, err := t.evaluate(k.x, e)
	if err != nil {
		return err
	}
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		n, err := strconv.ParseInt(v, 10, 32)
		if err != nil {
			e := engineError("Priority does not resolve to a number: " + v)
			e.Cause = &Error{Class: "NumberFormatException", Message: numberFormat(v), fullClass: "java.lang.NumberFormatException"}
			return e
		}
		k.priority = int(n)
		return nil
	default:
		n, ok := juel.IntValue(v)
		if !ok {
			return engineError("Priority expression does not resolve to a number: " + e.Text)
		}
		k.priority = int(n)
	}
	return nil
}

// candidates evaluates candidate users or groups.
func (t *transaction) candidates(k *task, list []*program.Expression) ([]string, *Error) {
	var out []string
	for _, e := range list {
		v, err := t.evaluate(k.x, e)
		if err != nil {
			return nil, err
		}
		if items, ok := collectionItems(v); ok {
			for _, item := range items {
				out = append(out, textOf(item))
			}
			continue
		}
		s, ok := v.(string)
		if !ok {
			return nil, engineError("Expression did not resolve to a string or collection of strings")
		}
		for _, part := range strings.Split(s, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out, nil
}

// fireTask runs the listeners of a task. stop says that an error was caught,
// or that the task is gone.
func (t *transaction) fireTask(k *task, event string, listeners []program.Implementation) (stop bool, err *Error) {
	if k.x.skipListeners {
		return false, nil
	}
	for i := range listeners {
		l := &listeners[i]
		x := k.x
		c := t.context(x)
		c.event, c.fields, c.task = event, l.Fields, k
		t.noteRun(ListenerRun, x, x.in.def.process.Activities[k.activity].ID, event, l)
		err := t.runListener(c, l)
		t.release()
		if err == nil {
			if k.deleted {
				return true, nil
			}
			continue
		}
		if event == "delete" {
			return true, taskListenerError(err)
		}
		wrapped := taskListenerError(err)
		if perr := t.propagateListener(x, wrapped); perr != nil {
			return true, perr
		}
		return true, nil
	}
	return false, nil
}

// taskListenerError is how the engine wraps what a task listener throws.
func taskListenerError(err *Error) *Error {
	if _, limit := err.native.(*LimitError); limit {
		return err
	}
	return &Error{Class: "ProcessEngineException", Message: "ENGINE-03051 There was an exception while invoking the TaskListener. Message: '" + err.Message + "'", Cause: err, Help: err.Help}
}

// setTimeouts makes the timers of timeout listeners.
func (t *transaction) setTimeouts(k *task) *Error {
	return t.timeoutsOf(k.x.in.def, k.activity, func(i int, l *program.TimeoutListener) *Error { return t.setTimeout(k, i, l.Timer) })
}

// setTimeout makes the timer of a timeout listener.
func (t *transaction) setTimeout(k *task, listener int, d *program.Timer) *Error {
	return t.addTimer(&job{x: k.x, activity: k.activity, timer: d, task: k.id, listener: listener, flow: program.NoFlow, exclusive: d.Exclusive})
}

// runTimeoutListener runs a listener whose timer is due.
func (t *transaction) runTimeoutListener(j *job) *Error {
	if j.x.waits == nil {
		return nil
	}
	for _, k := range j.x.waits.tasks {
		if k.id == j.task {
			l := k.definition().TimeoutListeners[j.listener]
			_, err := t.fireTask(k, "timeout", []program.Implementation{l.Implementation})
			return err
		}
	}
	return nil
}

// deleteTasks deletes the tasks of an execution, and runs their listeners.
func (t *transaction) deleteTasks(x *execution, reason string) *Error {
	if x.waits == nil || len(x.waits.tasks) == 0 {
		return nil
	}
	for _, k := range slices.Clone(x.waits.tasks) {
		if x.isReplacedByParent() {
			k.x = x.replacedBy
			k.x.things().tasks = append(k.x.things().tasks, k)
			continue
		}
		if k.deleted || k.state == taskDeleting {
			continue
		}
		k.state = taskDeleting
		if _, err := t.fireTask(k, "delete", k.definition().DeleteListeners); err != nil {
			return err
		}
		t.removeTask(k, TaskDeleted, reason)
	}
	x.waits.tasks = nil
	return nil
}

// removeTask takes a task away.
func (t *transaction) removeTask(k *task, kind EventKind, reason string) {
	k.deleted = true
	if w := k.x.waits; w != nil {
		w.tasks = slices.DeleteFunc(w.tasks, func(o *task) bool { return o == k })
		w.jobs = slices.DeleteFunc(w.jobs, func(j *job) bool {
			if j.task != k.id {
				return false
			}
			t.dropJob(j, false)
			return true
		})
	}
	t.noteTask(kind, k, reason, nil, nil)
}

// setTaskLocal sets a variable of the task itself, which no condition watches.
func (t *transaction) setTaskLocal(k *task, name string, value any) {
	if v := find(k.variables, name); v != nil {
		old := v.value
		v.value = value
		t.noteVariable(VariableUpdated, k.x, v, old, k.x, k.id)
		return
	}
	v := &variable{name: name, value: value, id: k.x.in.nextID()}
	tail := &k.variables
	for *tail != nil {
		tail = &(*tail).next
	}
	*tail = v
	t.noteVariable(VariableCreated, k.x, v, nil, k.x, k.id)
}

// setTaskVariables sets variables as seen from a task.
func (t *transaction) setTaskVariables(k *task, list []Variable) {
	for _, v := range list {
		if find(k.variables, v.Name) != nil {
			t.setTaskLocal(k, v.Name, v.Value)
		} else {
			t.set(k.x, v.Name, v.Value)
		}
	}
}

func orNil(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}
