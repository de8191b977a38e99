package engine

import (
	"strconv"
	"time"
)

// ExecuteJob executes a job, due or not. One that fails loses a retry; at none
// left there is an incident. The error is that of the job.
func (e *Engine) ExecuteJob(c ExecuteJob) error {
	if e.peekJob(c.Job) == nil {
		return noJob(c.Job)
	}
	failure := e.try("execute job", func(t *transaction) *Error { return t.executeJob(c.Job) })
	if failure == nil {
		return nil
	}
	if err := e.try("", func(t *transaction) *Error { return t.failJob(c.Job, failure) }); err != nil {
		return err.public()
	}
	return failure.public()
}

// SetJobRetries sets the retries of a job.
func (e *Engine) SetJobRetries(c SetJobRetries) error {
	return e.changeJob("set job retries", c.Job, func(t *transaction, j *job) *Error {
		if c.Retries < 0 {
			return engineError("The number of job retries must be a non-negative Integer, but '" + strconv.Itoa(c.Retries) + "' has been provided.")
		}
		t.audit(c.Job.Instance(), "retries of "+c.Job.String(), strconv.Itoa(j.retries), strconv.Itoa(c.Retries))
		t.setRetries(j, c.Retries)
		return nil
	})
}

// changeJob runs a command on a job.
func (e *Engine) changeJob(name string, id ID, f func(*transaction, *job) *Error) error {
	return e.run(name, func(t *transaction) *Error {
		j := t.findJob(id)
		if j == nil {
			return nullValue("No job found with id '" + id.String() + "'.: job is null")
		}
		j = t.ownEngineJob(j)
		if err := f(t, j); err != nil {
			return err
		}
		if !j.deleted {
			t.schedulesDue(j)
		}
		return nil
	})
}

// SetJobDueDate sets when a job is due.
func (e *Engine) SetJobDueDate(c SetJobDueDate) error {
	return e.changeJob("set job due date", c.Job, func(t *transaction, j *job) *Error {
		before := dueText(j)
		j.due, j.hasDue = c.Due, !c.Due.IsZero()
		t.audit(c.Job.Instance(), "due date of "+c.Job.String(), before, dueText(j))
		return nil
	})
}

// RecalculateJobDueDate computes anew when a timer is due.
func (e *Engine) RecalculateJobDueDate(c RecalculateJobDueDate) error {
	return e.changeJob("recalculate job due date", c.Job, func(t *transaction, j *job) *Error {
		if j.timer == nil {
			return engineError("Only timer jobs can be recalculated, but the job with id '" + c.Job.String() + "' is of type 'message'.: job is not an instance of TimerEntity")
		}
		if j.declared != nil || j.task != 0 && t.forgotten()[timeoutListener{j.definition().index, j.activity, j.listener}] {
			return engineError("No timer declaration found for job id '" + c.Job.String() + "'.")
		}
		now := t.now
		if c.CreationDateBased {
			now = j.created
		}
		before := dueText(j)
		if err := t.computeDue(j, now); err != nil {
			return err
		}
		t.audit(c.Job.Instance(), "due date of "+c.Job.String(), before, dueText(j))
		return nil
	})
}

// dueText writes when a job is due, empty for at once.
func dueText(j *job) string {
	if !j.hasDue {
		return ""
	}
	return j.due.UTC().Format(time.RFC3339Nano)
}

// SetJobPriority sets the priority of a job.
func (e *Engine) SetJobPriority(c SetJobPriority) error {
	return e.changeJob("set job priority", c.Job, func(t *transaction, j *job) *Error {
		t.audit(c.Job.Instance(), "priority of "+c.Job.String(), strconv.FormatInt(int64(j.priority), 10), strconv.FormatInt(int64(c.Priority), 10))
		j.priority = c.Priority
		return nil
	})
}

// SuspendJob keeps a job from being executed by [Engine.Advance].
func (e *Engine) SuspendJob(c SuspendJob) error {
	return e.changeJob("suspend job", c.Job, func(t *transaction, j *job) *Error {
		t.audit(c.Job.Instance(), "suspended "+c.Job.String(), boolText(j.suspended), boolText(true))
		j.suspended = true
		return nil
	})
}

// ActivateJob takes back [Engine.SuspendJob].
func (e *Engine) ActivateJob(c ActivateJob) error {
	return e.changeJob("activate job", c.Job, func(t *transaction, j *job) *Error {
		t.audit(c.Job.Instance(), "suspended "+c.Job.String(), boolText(j.suspended), boolText(false))
		j.suspended = false
		return nil
	})
}

// DeleteJob deletes a job; its token waits for ever.
func (e *Engine) DeleteJob(c DeleteJob) error {
	return e.changeJob("delete job", c.Job, func(t *transaction, j *job) *Error {
		t.audit(c.Job.Instance(), "job "+c.Job.String(), "there", "deleted")
		t.deleteJob(j, false)
		return nil
	})
}
