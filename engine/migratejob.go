package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// jobDeclaration is the job definition of a job.
type jobDeclaration struct {
	in            *definition
	activity      string // the id of the activity
	configuration string
}

// isContinuation reports whether the job carries on an asynchronous activity.
func (j *job) isContinuation() bool { return j.op != 0 }

// hasContinuation reports whether the execution waits for such a job.
func (x *execution) hasContinuation() bool {
	return x.waits != nil && slices.ContainsFunc(x.waits.jobs, (*job).isContinuation)
}

// activityID returns the id of the activity of the job definition.
func (j *job) activityID() string {
	if j.declared != nil {
		return j.declared.activity
	}
	return j.definition().process.Activities[j.activity].ID
}

// definedIn returns the definition of the job definition.
func (j *job) definedIn() *definition {
	if j.declared != nil {
		return j.declared.in
	}
	return j.definition()
}

// isAfter reports whether an asynchronous continuation is one after an
// activity. The engine asks the job definition.
func (j *job) isAfter() bool { return j.configuration() == asyncAfter }

// movingJob is a timer, or the job of a token, with its incidents.
type movingJob struct {
	m      *migration
	j      *job
	to     program.ActivityID // None for one that ends
	update bool
	// declared is the timer that the target declares, nil for none; listener
	// the place of a timeout listener there, -1 for other timers.
	declared  *program.Timer
	listener  int
	incidents []*movingIncident
}

func (j *movingJob) isDetached() bool { return j.j.x == nil }

func (j *movingJob) detach() *Error {
	w := j.j.x.things()
	w.jobs = slices.DeleteFunc(w.jobs, func(o *job) bool { return o == j.j })
	j.j.x = nil
	for _, i := range j.incidents {
		i.drop()
	}
	return nil
}

func (j *movingJob) attach(n *migrant) {
	j.j.x = n.here()
	w := j.j.x.things()
	w.jobs = append(w.jobs, j.j)
	for _, i := range j.incidents {
		i.attach(n)
	}
}

func (j *movingJob) migrate() *Error {
	var err *Error
	if j.j.timer == nil {
		err = j.continueAt()
	} else {
		err = j.rearm()
	}
	if err != nil {
		return err
	}
	return migrateIncidents(j.incidents)
}

// rearm makes a timer one of the target. It stays due when it was unless it is
// to be updated.
func (j *movingJob) rearm() *Error {
	a := &j.m.target.process.Activities[j.to]
	before := j.j.declared
	if before == nil {
		p := j.m.source.process
		before = &jobDeclaration{in: j.m.source, activity: p.Activities[j.j.activity].ID, configuration: j.j.configuration()}
	}
	j.j.activity = j.to
	switch {
	case j.listener >= 0:
		j.j.listener, j.j.timer, j.j.declared = j.listener, a.UserTask.TimeoutListeners[j.listener].Timer, nil
	case a.Timer != nil:
		j.j.timer, j.j.declared = a.Timer, nil
	default:
		j.j.declared = before // the target has no job definition for it
	}
	if !j.update {
		return nil
	}
	if j.declared == nil {
		return internalNull(`Cannot invoke "` + enginePackage + `jobexecutor.TimerDeclarationImpl.updateJob(` + enginePackage +
			`persistence.entity.TimerEntity)" because "this.targetJobDeclaration" is null`)
	}
	j.j.timer = j.declared
	if err := j.m.t.computeDue(j.j, j.m.t.now); err != nil {
		return err
	}
	j.m.t.schedulesDue(j.j)
	return nil
}

// continueAt makes the job of a token do in the target what it did in the
// source.
func (j *movingJob) continueAt() *Error {
	p := j.m.target.process
	a := &p.Activities[j.to]
	after := j.j.isAfter()
	flow := ""
	if f := j.j.flow; f != program.NoFlow {
		flow = j.m.source.process.Flows[f].ID
	}
	j.j.activity, j.j.flow, j.j.declared = j.to, program.NoFlow, nil
	switch {
	case !after && j.j.op == opProcessStart:
	case !after && len(a.Incoming) == 0:
		j.j.op = opStartScope
	case !after:
		j.j.op = opCreateScope
	case len(a.Outgoing) == 0:
		j.j.op = opEnd
	case len(a.Outgoing) == 1:
		j.j.op, j.j.flow = opTake, a.Outgoing[0]
	default:
		j.j.op = opTake
		f, ok := outgoing(p, a, flow)
		if !ok {
			return engineError("Cannot determine matching outgoing sequence flow")
		}
		j.j.flow = f
	}
	if after && a.AsyncBefore {
		// The engine finds job definitions by activity and type, which both
		// continuations share: the first is the one before.
		j.j.declared = &jobDeclaration{in: j.m.target, activity: a.ID, configuration: asyncBefore}
	}
	return nil
}

// leaveBehind makes the further job of a token do in the target what it did,
// as far as that is there. The engine does not migrate it: it stays one of the
// source's job definition.
func (m *migration) leaveBehind(j *job, to program.ActivityID) {
	p := m.source.process
	if j.declared == nil {
		j.declared = &jobDeclaration{in: m.source, activity: p.Activities[j.activity].ID, configuration: j.configuration()}
	}
	j.activity = to
	if j.flow == program.NoFlow {
		return
	}
	f, ok := m.target.process.FlowByID(p.Flows[j.flow].ID)
	if j.flow = f; !ok {
		j.op, j.flow = opEnd, program.NoFlow
	}
}

// outgoing returns the outgoing flow of an activity by its id; false where it
// has none.
func outgoing(p *program.Process, a *program.Activity, id string) (program.FlowID, bool) {
	if id == "" {
		return program.NoFlow, false
	}
	for _, f := range a.Outgoing {
		if p.Flows[f].ID == id {
			return f, true
		}
	}
	return program.NoFlow, false
}
