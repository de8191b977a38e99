package engine

import (
	"slices"
	"strconv"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// externalTask is what a worker fetches.
type externalTask struct {
	x                *execution
	id               uint32
	activity         program.ActivityID
	activityInstance uint32
	topic            string
	worker           *string
	until            *time.Time
	retries          *int
	priority         int64
	errorMessage     *string
	errorDetails     string
	created          time.Time
}

func (k *externalTask) fullID() ID { return k.x.in.idOf(k.id) }

func (t *transaction) createExternalTask(x *execution, a *program.Activity) *Error {
	before := x.activityInstance
	err := t.makeExternalTask(x, a)
	if err == nil || x.activityInstance != before {
		return err
	}
	return t.propagate(x, err)
}

func (t *transaction) makeExternalTask(x *execution, a *program.Activity) *Error {
	k := &externalTask{x: x, activity: x.activity, activityInstance: x.activityInstance, created: t.now}
	v, err := t.evaluate(x, a.ExternalTask.Topic)
	if err != nil {
		return err
	}
	if topic, err := castText(v); err != nil {
		return err
	} else if topic != nil {
		k.topic = *topic
	}
	priority := a.ExternalTask.Priority
	if priority == nil {
		priority = x.in.def.process.TaskPriority
	}
	if priority != nil {
		if k.priority, err = t.externalPriority(x, priority); err != nil {
			return err
		}
	}
	k.id = x.in.nextID()
	x.things().externals = append(x.things().externals, k)
	t.noteExternal(ExternalTaskCreated, k, "")
	return nil
}

func (t *transaction) externalPriority(x *execution, e *program.Expression) (int64, *Error) {
	v, err := t.evaluate(x, e)
	if err != nil {
		if isUnknownProperty(err) {
			return 0, nil
		}
		return 0, err
	}
	n, ok := priorityValue(v)
	if !ok {
		return 0, engineError(": Priority value is not an Integer")
	}
	return n, nil
}

// removeExternals deletes the external tasks of an execution.
func (t *transaction) removeExternals(x *execution) {
	list := x.waits.externals
	x.waits.externals = nil
	for _, k := range list {
		t.noteExternal(ExternalTaskDeleted, k, "")
		t.endIncidentOf(x, k.fullID(), false)
	}
}

// external returns an external task that a command is for.
func (t *transaction) external(id ID) (*externalTask, *Error) {
	if in := t.instance(id.number()); in != nil {
		for _, x := range in.slots {
			if x.removed || x.waits == nil {
				continue
			}
			for _, k := range x.waits.externals {
				if k.id == id.local() {
					return k, nil
				}
			}
		}
	}
	return nil, notFound("Cannot find external task with id " + id.String() + ": externalTask is null")
}

// lockedExternal returns an external task that a worker has locked.
func (t *transaction) lockedExternal(id ID, worker, what string) (*externalTask, *Error) {
	k, err := t.external(id)
	if err != nil {
		return nil, err
	}
	if k.worker == nil || *k.worker != worker {
		return nil, badRequest(what + " by worker '" + worker + "'. It is locked by worker '" + textOrNull(k.worker) + "'.")
	}
	return k, nil
}

// FetchExternalTasks locks external tasks for a worker.
func (e *Engine) FetchExternalTasks(c FetchExternalTasks) ([]ExternalTask, error) {
	var out []ExternalTask
	err := e.run("fetch external tasks", func(t *transaction) *Error {
		if c.Lock <= 0 {
			return badRequest("lockTime is not greater than 0")
		}
		var found []*externalTask
		for _, n := range slices.Clone(e.topics.get(c.Topic)) {
			in := t.peek(n)
			if in == nil || in.suspended {
				continue
			}
			for _, x := range in.slots {
				if x.removed || x.waits == nil {
					continue
				}
				for _, k := range x.waits.externals {
					if k.topic == c.Topic && (k.until == nil || !k.until.After(t.now)) && (k.retries == nil || *k.retries > 0) {
						found = append(found, k)
					}
				}
			}
		}
		slices.SortStableFunc(found, func(a, b *externalTask) int {
			if c.UsePriority && a.priority != b.priority {
				if a.priority > b.priority {
					return -1
				}
				return 1
			}
			return int(int64(a.id) - int64(b.id))
		})
		for _, k := range found[:min(len(found), c.Max)] {
			k, err := t.external(k.fullID())
			if err != nil {
				return err
			}
			t.lock(k, c.Worker, c.Lock)
			out = append(out, k.view())
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (t *transaction) lock(k *externalTask, worker string, d time.Duration) {
	until := t.now.Add(d)
	k.worker, k.until = &worker, &until
	t.noteExternal(ExternalTaskLocked, k, worker)
}

// LockExternalTask locks one external task, whatever its retries.
func (e *Engine) LockExternalTask(c LockExternalTask) error {
	return e.run("lock external task", func(t *transaction) *Error {
		k, err := t.external(c.Task)
		if err != nil {
			return err
		}
		if k.worker != nil && *k.worker != c.Worker && k.until != nil && k.until.After(t.now) {
			return badRequest("External Task " + c.Task.String() + " cannot be locked by worker '" + c.Worker + "'. It is locked by worker '" + *k.worker + "'.")
		}
		t.lock(k, c.Worker, c.Lock)
		return nil
	})
}

// CompleteExternalTask completes an external task.
func (e *Engine) CompleteExternalTask(c CompleteExternalTask) error {
	return e.run("complete external task", func(t *transaction) *Error {
		k, err := t.lockedExternal(c.Task, c.Worker, "External Task "+c.Task.String()+" cannot be completed")
		if err != nil {
			return err
		}
		if k.x.in.suspended {
			return suspendedError("ExternalTask", c.Task.String())
		}
		x := k.x
		t.setAll(x, converted(c.Variables))
		t.setAllLocal(x, converted(c.LocalVariables))
		if done, err := t.errorMapped(k, false); err != nil || done {
			return err
		}
		t.deleteExternal(k, ExternalTaskCompleted)
		return t.signal(x)
	})
}

// deleteExternal takes an external task away.
func (t *transaction) deleteExternal(k *externalTask, kind EventKind) {
	if w := k.x.waits; w != nil {
		w.externals = slices.DeleteFunc(w.externals, func(o *externalTask) bool { return o == k })
	}
	t.noteExternal(kind, k, "")
	t.endIncidentOf(k.x, k.fullID(), kind == ExternalTaskCompleted)
}

// errorMapped evaluates the error mappings of an external task. The first that
// holds throws its error.
func (t *transaction) errorMapped(k *externalTask, failing bool) (bool, *Error) {
	for _, m := range k.x.in.def.process.Activities[k.activity].ExternalTask.ErrorMappings {
		c := t.context(k.x)
		c.external = k
		v, err := t.evaluateIn(c, m.Expression)
		t.release()
		if err != nil {
			if failing {
				continue
			}
			return false, err
		}
		if holds, _ := v.(bool); holds {
			x := k.x
			return true, t.throwError(x, m.Code, k.errorMessage, nil, nil)
		}
	}
	return false, nil
}

// FailExternalTask reports the failure of an external task.
func (e *Engine) FailExternalTask(c FailExternalTask) error {
	return e.run("fail external task", func(t *transaction) *Error {
		if c.Retries < 0 {
			return engineError("retries is not greater than or equal to 0")
		}
		if c.Timeout < 0 {
			return engineError("retryDuration is not greater than or equal to 0")
		}
		k, err := t.lockedExternal(c.Task, c.Worker, "Failure of External Task "+c.Task.String()+" cannot be reported")
		if err != nil {
			return err
		}
		if k.x.in.suspended {
			return suspendedError("ExternalTask", c.Task.String())
		}
		t.setAll(k.x, converted(c.Variables))
		t.setAllLocal(k.x, converted(c.LocalVariables))
		message := c.Message
		k.errorMessage, k.errorDetails = &message, c.Details
		if done, err := t.errorMapped(k, true); err != nil || done {
			return err
		}
		until := t.now.Add(c.Timeout)
		k.until = &until
		t.noteExternal(ExternalTaskFailed, k, message)
		t.setExternalRetries(k, c.Retries)
		return nil
	})
}

// setExternalRetries sets the retries of an external task. None left makes an
// incident, some again resolve it.
func (t *transaction) setExternalRetries(k *externalTask, n int) {
	left := k.retries == nil || *k.retries > 0
	k.retries = &n
	switch {
	case left && n <= 0:
		t.createIncident(k.x, &incident{
			kind: "failedExternalTask", activity: k.x.in.def.process.Activities[k.activity].ID, message: k.errorMessage, configuration: k.fullID(),
		})
	case !left && n > 0:
		t.endIncidentOf(k.x, k.fullID(), true)
	}
}

// ThrowExternalTaskError throws a BPMN error at an external task.
func (e *Engine) ThrowExternalTaskError(c ThrowExternalTaskError) error {
	return e.run("throw external task error", func(t *transaction) *Error {
		if c.Code == "" {
			return badRequest("errorCode is empty")
		}
		k, err := t.lockedExternal(c.Task, c.Worker, "Bpmn error of External Task "+c.Task.String()+" cannot be reported")
		if err != nil {
			return err
		}
		if k.x.in.suspended {
			return suspendedError("ExternalTask", c.Task.String())
		}
		x := k.x
		t.setAll(x, converted(c.Variables))
		return propagationFailed(c.Code, t.throwError(x, c.Code, keyOf(c.Message), nil, nil))
	})
}

// SetExternalTaskRetries sets the retries of an external task.
func (e *Engine) SetExternalTaskRetries(c SetExternalTaskRetries) error {
	return e.run("set external task retries", func(t *transaction) *Error {
		if c.Retries < 0 {
			return badRequest("The number of retries cannot be negative: retries is not greater than or equal to 0")
		}
		k, err := t.external(c.Task)
		if err != nil {
			return err
		}
		t.audit(k.x.in.id(), "retries of "+c.Task.String(), retriesText(k.retries), strconv.Itoa(c.Retries))
		t.setExternalRetries(k, c.Retries)
		return nil
	})
}

func retriesText(n *int) string {
	if n == nil {
		return "null"
	}
	return strconv.Itoa(*n)
}

// SetExternalTaskPriority sets the priority of an external task.
func (e *Engine) SetExternalTaskPriority(c SetExternalTaskPriority) error {
	return e.run("set external task priority", func(t *transaction) *Error {
		k, err := t.external(c.Task)
		if err != nil {
			return err
		}
		t.audit(k.x.in.id(), "priority of "+c.Task.String(), strconv.FormatInt(int64(k.priority), 10), strconv.FormatInt(int64(c.Priority), 10))
		k.priority = c.Priority
		return nil
	})
}

// UnlockExternalTask takes the lock of an external task away.
func (e *Engine) UnlockExternalTask(c UnlockExternalTask) error {
	return e.run("unlock external task", func(t *transaction) *Error {
		k, err := t.external(c.Task)
		if err != nil {
			return err
		}
		t.audit(k.x.in.id(), "lock of "+c.Task.String(), nameText(k.worker), "")
		k.worker, k.until = nil, nil
		return nil
	})
}

// ExtendExternalTaskLock makes a lock last for a while from now.
func (e *Engine) ExtendExternalTaskLock(c ExtendExternalTaskLock) error {
	return e.run("extend external task lock", func(t *transaction) *Error {
		if c.Lock <= 0 {
			return badRequest("lockDuration is not greater than 0")
		}
		k, err := t.lockedExternal(c.Task, c.Worker, "The lock of the External Task "+c.Task.String()+" cannot be extended")
		if err != nil {
			return err
		}
		if k.until == nil || k.until.Before(t.now) {
			return badRequest("Cannot extend a lock that expired")
		}
		t.lock(k, c.Worker, c.Lock)
		return nil
	})
}
