package engine

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/engine/timer"
	"github.com/bpmnlint/bpmnlint/juel"
)

// job is what runs later.
type job struct {
	// x is nil for jobs of the engine itself: start timers, signals that start
	// instances.
	x  *execution
	id uint32
	// def is set for jobs without an execution.
	def      *definition
	activity program.ActivityID

	// op is set for an asynchronous continuation, with the flow that opTake goes
	// on with, or that has led to an activity that is asynchronous on both sides.
	op   operation
	flow program.FlowID
	// timer is set for a timer. task is that of a timeout listener, listener its
	// place among those of the task.
	timer    *program.Timer
	task     uint32
	listener int
	// signal is set for the asynchronous delivery of a signal.
	signal *asyncSignal

	due       time.Time
	hasDue    bool
	created   time.Time
	retries   int
	priority  int64
	exclusive bool
	suspended bool
	// repeat is the cycle of a timer that goes on, followed that the next job
	// of it has been made.
	repeat   string
	followed bool
	tried    bool
	// exception is why it failed last.
	exception      *string
	stack          string
	failedActivity string
	deleted        bool
	// declared is its job definition, where a migration has made it another one
	// than what the job does says; nil for others.
	declared *jobDeclaration
}

// asyncSignal is a signal on its way to a subscription.
type asyncSignal struct {
	subscription ID
	name         string
	variables    []Variable
	businessKey  *string
}

func (j *job) definition() *definition {
	if j.x != nil {
		return j.x.in.def
	}
	return j.def
}

func (j *job) fullID() ID {
	if j.x == nil {
		return ID(j.id)
	}
	return j.x.in.idOf(j.id)
}

// handlerType is the engine's name of what runs the job.
func (j *job) handlerType() string {
	switch {
	case j.signal != nil:
		return "event"
	case j.timer == nil:
		return "async-continuation"
	case j.task != 0:
		return "timer-task-listener"
	}
	switch a := &j.definition().process.Activities[j.activity]; a.Behavior {
	case program.CatchBehavior:
		return "timer-intermediate-transition"
	case program.BoundaryBehavior:
		return "timer-transition"
	case program.EventSubProcessStartBehavior:
		return "timer-start-event-subprocess"
	}
	return "timer-start-event"
}

// handlerConfiguration is what the engine's job says to its handler.
func (j *job) handlerConfiguration() string {
	p := j.definition().process
	switch {
	case j.signal != nil:
		return j.signal.subscription.String()
	case j.op != 0 && j.flow != program.NoFlow && p.Flows[j.flow].ID != "":
		return j.op.configuration() + "$" + p.Flows[j.flow].ID
	case j.op != 0:
		return j.op.configuration()
	}
	text := p.Key
	switch a := &p.Activities[j.activity]; {
	case j.task != 0:
		text = a.ID + "$taskListener~" + a.UserTask.TimeoutListeners[j.listener].ID
	case a.Behavior == program.CatchBehavior, a.Behavior == program.BoundaryBehavior:
		text = a.ID
	case a.Behavior == program.EventSubProcessStartBehavior:
		text = p.Activities[a.FlowScope].ID
	}
	if j.followed {
		text += "$followUpJobCreated"
	}
	return text
}

// The configurations of the job definitions of asynchronous continuations.
const (
	asyncBefore = "async-before"
	asyncAfter  = "async-after"
)

// configuration is that of the job definition.
func (j *job) configuration() string {
	switch {
	case j.declared != nil:
		return j.declared.configuration
	case j.timer != nil:
		kind := [...]string{"", "DATE", "CYCLE", "DURATION"}[j.timer.Kind]
		return kind + ": " + j.timer.Value.Text
	case j.op == opTake || j.op == opEnd:
		return asyncAfter
	}
	return asyncBefore
}

// createAsyncJob makes a job of an operation.
func (t *transaction) createAsyncJob(x *execution, o operation) *Error {
	j := &job{x: x, activity: x.activity, op: o, flow: program.NoFlow, exclusive: x.at().Exclusive}
	// The engine looks at the flow of any job before an activity that has one
	// behind it too.
	if o == opTake || x.at().AsyncAfter {
		j.flow = x.flow
	}
	if x.starting {
		x.starting = false
	}
	return t.addJob(j)
}

// addJob gives a job what every job has, and adds it to its execution.
func (t *transaction) addJob(j *job) *Error {
	j.created = t.now
	j.retries = 3
	a := &j.definition().process.Activities[j.activity]
	if j.signal == nil {
		// The job definitions of a suspended process are suspended too.
		j.suspended = t.isDefinitionSuspended(j.definition()) || j.x != nil && j.x.in.suspended
		p, err := t.jobPriority(j, a)
		if err != nil {
			return err
		}
		j.priority = p
		if j.definition().platform.AppliesRetryCycleAtCreation() {
			if c, ok := t.retryCycle(j, a); ok {
				j.retries = c.retries
			}
		}
	}
	if j.x == nil {
		t.e.lastEngineID++
		j.id = t.e.lastEngineID
		t.setEngineJobs(append(slices.Clone(t.engineJobs()), j))
	} else {
		j.id = j.x.in.nextID()
		j.x.things().jobs = append(j.x.things().jobs, j)
	}
	t.schedulesDue(j)
	t.noteJob(JobCreated, j, "")
	return nil
}

func (t *transaction) schedulesDue(j *job) {
	t.due = append(t.due, dueJob{due: j.dueAt(), id: j.fullID()})
}

// dueAt returns when a job is due, the beginning of time for at once.
func (j *job) dueAt() int64 {
	if !j.hasDue {
		return math.MinInt64
	}
	return j.due.UnixNano()
}

func (t *transaction) engineJobs() []*job {
	if t.jobsSet {
		return t.jobs
	}
	return t.e.startJobs
}

func (t *transaction) setEngineJobs(list []*job) { t.jobs, t.jobsSet = list, true }

// jobPriority evaluates the priority of a job.
func (t *transaction) jobPriority(j *job, a *program.Activity) (int64, *Error) {
	e := a.JobPriority
	if e == nil {
		e = j.definition().process.JobPriority
	}
	if e == nil {
		return 0, nil
	}
	var (
		v   any
		err *Error
	)
	if j.x != nil {
		v, err = t.evaluate(j.x, e)
	} else if e.IsConstant() {
		v = e.Text
	} else {
		c := t.context(nil)
		v, err = t.evaluateIn(c, e)
		t.release()
	}
	if err != nil {
		if strings.Contains(err.Message, "Unknown property used in expression") {
			return 0, nil
		}
		return 0, err
	}
	n, ok := priorityValue(v)
	if !ok {
		where := ""
		if j.x != nil {
			where = describe(j.x)
		}
		return 0, engineError("Job " + a.ID + "/" + j.handlerType() + " instantiated in context of " + where + ": Priority value is not an Integer")
	}
	return n, nil
}

// priorityValue reads a priority: a whole number, or its text where the model
// gives it as a constant.
func priorityValue(v any) (int64, bool) {
	switch v := v.(type) {
	case string:
		n, err := strconv.ParseInt(v, 10, 64)
		return n, err == nil
	case int16, int32, int64:
		n, _ := juel.IntValue(v)
		return int64(n), true
	}
	return 0, false
}

// describe is how the engine prints an execution.
func describe(x *execution) string {
	id := "[" + x.fullID().String() + "]"
	switch {
	case x.parent == nil:
		return "ProcessInstance" + id
	case x.concurrent && x.scope:
		return "ConcurrentScopeExecution" + id
	case x.concurrent:
		return "ConcurrentExecution" + id
	case x.scope:
		return "ScopeExecution" + id
	}
	return "Execution" + id
}

// removeJobs deletes the jobs of an execution; those of one that was merged
// move on.
func (t *transaction) removeJobs(x *execution) {
	if x.waits == nil || len(x.waits.jobs) == 0 {
		return
	}
	list := x.waits.jobs
	x.waits.jobs = nil
	for _, j := range list {
		if x.isReplacedByParent() {
			j.x = x.replacedBy
			j.x.things().jobs = append(j.x.things().jobs, j)
			continue
		}
		t.dropJob(j, false)
	}
}

// removeActivityJobs deletes the jobs of the current activity.
func (t *transaction) removeActivityJobs(x *execution) {
	if x.waits == nil || x.activity == program.None {
		return
	}
	for _, j := range slices.Clone(x.waits.jobs) {
		if j.activity == x.activity {
			t.deleteJob(j, false)
		}
	}
}

// deleteJob deletes a job that an execution still has.
func (t *transaction) deleteJob(j *job, resolved bool) {
	if j.deleted {
		return
	}
	if j.x == nil {
		t.setEngineJobs(slices.DeleteFunc(slices.Clone(t.engineJobs()), func(o *job) bool { return o.id == j.id }))
	} else if w := j.x.waits; w != nil {
		w.jobs = slices.DeleteFunc(w.jobs, func(o *job) bool { return o == j })
	}
	t.dropJob(j, resolved)
}

func (t *transaction) dropJob(j *job, resolved bool) {
	j.deleted = true
	if !resolved {
		t.noteJob(JobDeleted, j, "")
	}
	t.endIncidentOf(j.x, j.fullID(), resolved)
}

// findJob returns a job of the command's own copy; nil where there is none.
func (t *transaction) findJob(id ID) *job {
	if id.number() == 0 {
		for _, j := range t.engineJobs() {
			if j.id == id.local() {
				return j
			}
		}
		return nil
	}
	in := t.instance(id.number())
	if in == nil {
		return nil
	}
	return in.job(id.local())
}

func (in *instance) job(local uint32) *job {
	for _, x := range in.slots {
		if x.removed || x.waits == nil {
			continue
		}
		for _, j := range x.waits.jobs {
			if j.id == local {
				return j
			}
		}
	}
	return nil
}

// noJob is what the engine says where there is no such job.
func noJob(id ID) *Error { return nullValue("No job found with id '" + id.String() + "': job is null") }

// executeJob runs a job within a command.
func (t *transaction) executeJob(id ID) *Error {
	j := t.findJob(id)
	if j == nil {
		return noJob(id)
	}
	if err := t.followUp(j); err != nil {
		return err
	}
	t.noteJob(JobExecuted, j, "")
	open := t.incidentsOf(j)
	if err := t.runJob(j); err != nil {
		return err
	}
	if j.deleted {
		for _, i := range open { // they ended with the execution, but the job succeeded
			t.noteIncident(IncidentResolved, i)
		}
	}
	t.deleteJob(j, true)
	for _, i := range open { // those of an execution that has given its token to another one
		if i.x.waits != nil && slices.Contains(i.x.waits.incidents, i) {
			t.endIncident(i, true)
		}
	}
	return nil
}

// followUp makes the next job of a repeating timer.
func (t *transaction) followUp(j *job) *Error {
	if j.repeat == "" || j.followed {
		return nil
	}
	due, ok, err := t.nextDue(j)
	if err != nil || !ok {
		return err
	}
	next := *j
	next.deleted, next.exception, next.stack, next.failedActivity = false, nil, "", ""
	next.due, next.hasDue = due, true
	if err := t.addJob(&next); err != nil {
		return err
	}
	j.followed = true
	return nil
}

func (t *transaction) nextDue(j *job) (time.Time, bool, *Error) {
	now := t.now
	if t.e.advancing && !now.After(j.due) {
		// At the very instant of its last repetition the engine would make the
		// job once more, and again: no clock stands still as long as this one.
		now = j.due.Add(time.Millisecond)
	}
	due, err := timer.Cycle(j.repeat, now, j.definition().platform)
	if err != nil {
		if err.Code == "" {
			return time.Time{}, false, nil
		}
		return time.Time{}, false, timerError(err)
	}
	return due, true, nil
}

// runJob carries out what a job is for.
func (t *transaction) runJob(j *job) *Error {
	x := j.x
	switch {
	case j.signal != nil:
		return t.runSignalJob(j)
	case j.op == opTake:
		x.flow = j.flow
		return t.performNow(opTake, x)
	case j.op == opProcessStart:
		x.starting = true
		return t.performNow(opProcessStart, x)
	case j.op != 0:
		return t.performNow(j.op, x)
	case j.task != 0:
		return t.runTimeoutListener(j)
	case x == nil:
		return t.runStartTimer(j)
	}
	a := &x.in.def.process.Activities[j.activity]
	switch a.Behavior {
	case program.EventSubProcessStartBehavior:
		return t.executeHandler(x, a.FlowScope)
	case program.CatchBehavior:
		if j.activity == x.activity {
			return t.signal(x)
		}
		return t.executeActivity(x, j.activity)
	}
	return t.executeHandler(x, j.activity)
}

// runStartTimer starts an instance.
func (t *transaction) runStartTimer(j *job) *Error {
	if t.isDefinitionSuspended(j.def) {
		return nil
	}
	_, err := t.start(startRequest{def: t.e.latest(j.def.process.Key), at: j.activity})
	return err
}
