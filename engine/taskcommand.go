package engine

import (
	"slices"
	"strconv"
)

// openTask returns a task that a command is for.
func (t *transaction) openTask(id ID) (*task, *Error) {
	if in := t.instance(id.number()); in != nil {
		for _, x := range in.slots {
			if x.removed || x.waits == nil {
				continue
			}
			for _, k := range x.waits.tasks {
				if k.id == id.local() {
					return k, nil
				}
			}
		}
	}
	return nil, nullValue("Cannot find task with id " + id.String() + ": task is null")
}

// activeTask returns a task that is not suspended.
func (t *transaction) activeTask(id ID) (*task, *Error) {
	k, err := t.openTask(id)
	if err != nil {
		return nil, err
	}
	if k.x.in.suspended {
		return nil, suspendedError("task", id.String())
	}
	return k, nil
}

// CompleteTask completes a user task.
func (e *Engine) CompleteTask(c CompleteTask) error {
	return e.run("complete task", func(t *transaction) *Error {
		k, err := t.openTask(c.Task)
		if err != nil {
			return err
		}
		t.setAll(k.x, converted(c.Variables))
		for _, v := range converted(c.LocalVariables) {
			t.setTaskLocal(k, v.Name, v.Value)
		}
		return t.completeTask(k)
	})
}

func (t *transaction) completeTask(k *task) *Error {
	if k.x.in.suspended {
		return suspendedError("task", k.fullID().String())
	}
	k.state = taskCompleting
	if stop, err := t.fireTask(k, "complete", k.definition().CompleteListeners); err != nil || stop {
		return err
	}
	x := k.x
	t.removeTask(k, TaskCompleted, "completed")
	return t.signal(x)
}

// HandleTaskError throws a BPMN error at a user task.
func (e *Engine) HandleTaskError(c HandleTaskError) error {
	return e.run("handle task error", func(t *transaction) *Error {
		if c.Code == "" {
			return &Error{Class: "BadUserRequestException", Message: "errorCode is empty"}
		}
		k, err := t.activeTask(c.Task)
		if err != nil {
			return asNotFound(err)
		}
		t.setAll(k.x, converted(c.Variables))
		return propagationFailed(c.Code, t.throwError(k.x, c.Code, keyOf(c.Message), nil, nil))
	})
}

// asNotFound gives an error the class that the newer commands raise.
func asNotFound(err *Error) *Error {
	if err.Class == "NullValueException" {
		err.Class = "NotFoundException"
	}
	return err
}

// propagationFailed wraps what goes wrong while a reported BPMN error is
// handled.
func propagationFailed(code string, err *Error) *Error {
	if err == nil {
		return nil
	}
	if _, limit := err.native.(*LimitError); limit {
		return err
	}
	return &Error{Class: "ProcessEngineException", Message: "ENGINE-13033 Propagation of bpmn error " + code + " failed. ", Cause: err}
}

// HandleTaskEscalation throws an escalation at a user task.
func (e *Engine) HandleTaskEscalation(c HandleTaskEscalation) error {
	return e.run("handle task escalation", func(t *transaction) *Error {
		if c.Code == "" {
			return &Error{Class: "BadUserRequestException", Message: "escalationCode is empty"}
		}
		k, err := t.activeTask(c.Task)
		if err != nil {
			return asNotFound(err)
		}
		x := k.x
		t.setAll(x, converted(c.Variables))
		h, err := t.throwEscalation(x, c.Code)
		if err != nil {
			return err
		}
		if h == nil {
			return engineError("ENGINE-02043 Execution with id '" + x.in.def.process.Activities[k.activity].ID + "' throws an escalation event with escalationCode '" + c.Code + "', but no escalation handler was defined. ")
		}
		return nil
	})
}

// changeTask changes a property of a task, and runs the listeners of it.
func (t *transaction) changeTask(k *task, property string, before, after any, assigned bool) *Error {
	t.noteTask(TaskUpdated, k, property, before, after)
	return t.taskUpdated(k, assigned)
}

// taskUpdated runs the listeners of a task that has changed.
func (t *transaction) taskUpdated(k *task, assigned bool) *Error {
	k.updated = true
	if stop, err := t.fireTask(k, "update", k.definition().UpdateListeners); err != nil || stop {
		return err
	}
	if assigned {
		_, err := t.fireTask(k, "assignment", k.definition().AssignmentListeners)
		return err
	}
	return nil
}

// assign sets the assignee of a task.
func (t *transaction) assign(k *task, user *string) *Error {
	before := k.assignee
	if before == nil && user == nil || before != nil && user != nil && *before == *user {
		return t.taskUpdated(k, false)
	}
	k.assignee = user
	return t.changeTask(k, "assignee", orNil(before), orNil(user), user != nil)
}

// ClaimTask makes a user the assignee of a task that has none.
func (e *Engine) ClaimTask(c ClaimTask) error {
	return e.run("claim task", func(t *transaction) *Error {
		k, err := t.openTask(c.Task)
		if err != nil {
			return err
		}
		if c.User != "" && k.assignee != nil && *k.assignee != c.User {
			return &Error{Class: "TaskAlreadyClaimedException", Message: "Task '" + c.Task.String() + "' is already claimed by someone else."}
		}
		if k.x.in.suspended {
			return suspendedError("task", c.Task.String())
		}
		t.auditAssignee(k, c.Task, keyOf(c.User))
		return t.assign(k, keyOf(c.User))
	})
}

// AssignTask sets the assignee of a task.
func (e *Engine) AssignTask(c AssignTask) error {
	return e.run("assign task", func(t *transaction) *Error {
		k, err := t.activeTask(c.Task)
		if err != nil {
			return err
		}
		t.auditAssignee(k, c.Task, keyOf(c.User))
		return t.assign(k, keyOf(c.User))
	})
}

// DelegateTask gives a task to another user, who resolves it.
func (e *Engine) DelegateTask(c DelegateTask) error {
	return e.run("delegate task", func(t *transaction) *Error {
		k, err := t.activeTask(c.Task)
		if err != nil {
			return err
		}
		k.delegation = "PENDING"
		if k.owner == nil {
			k.owner = k.assignee
		}
		t.auditAssignee(k, c.Task, keyOf(c.User))
		return t.assign(k, keyOf(c.User))
	})
}

// ResolveTask gives a delegated task back to its owner.
func (e *Engine) ResolveTask(c ResolveTask) error {
	return e.run("resolve task", func(t *transaction) *Error {
		k, err := t.openTask(c.Task)
		if err != nil {
			return err
		}
		t.setTaskVariables(k, converted(c.Variables))
		if k.x.in.suspended {
			return suspendedError("task", c.Task.String())
		}
		k.delegation = "RESOLVED"
		t.auditAssignee(k, c.Task, k.owner)
		return t.assign(k, k.owner)
	})
}

// SetTaskPriority sets the priority of a task.
func (e *Engine) SetTaskPriority(c SetTaskPriority) error {
	return e.run("set task priority", func(t *transaction) *Error {
		k, err := t.openTask(c.Task)
		if err != nil {
			return asNotFound(err)
		}
		before := k.priority
		if k.priority = c.Priority; before == c.Priority {
			return t.taskUpdated(k, false)
		}
		t.audit(k.x.in.id(), "priority of "+c.Task.String(), strconv.Itoa(before), strconv.Itoa(c.Priority))
		return t.changeTask(k, "priority", int32(before), int32(c.Priority), false)
	})
}

// SetTaskVariables sets variables as seen from a task, or on the task itself.
func (e *Engine) SetTaskVariables(c SetTaskVariables) error {
	return e.run("set task variables", func(t *transaction) *Error {
		k, err := t.openTask(c.Task)
		if err != nil {
			return nullValue("task " + c.Task.String() + " doesn't exist: task is null")
		}
		own := c.Local && len(c.Variables) > 0 || slices.ContainsFunc(c.Variables, func(v Variable) bool { return find(k.variables, v.Name) != nil })
		if c.Local {
			for _, v := range converted(c.Variables) {
				t.audit(k.x.in.id(), "variable "+v.Name+" of "+c.Task.String(), "", textOf(v.Value))
				t.setTaskLocal(k, v.Name, v.Value)
			}
		} else {
			for _, v := range converted(c.Variables) {
				t.auditVariable(k.x, v)
			}
			t.setTaskVariables(k, converted(c.Variables))
		}
		if own {
			if err := t.taskUpdated(k, false); err != nil {
				return err
			}
		}
		return t.dispatchAnd(k.x, nil)
	})
}
