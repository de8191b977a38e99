package engine

import (
	"slices"
	"time"
)

// incident is what needs an operator.
type incident struct {
	x              *execution
	id             uint32
	kind           string
	activity       string
	failedActivity string
	message        *string
	// cause is the incident that this one was copied from, its own identifier
	// for others.
	cause         ID
	configuration ID
	created       time.Time
	def           *definition
}

func (i *incident) fullID() ID {
	if i.x == nil {
		return ID(i.id)
	}
	return i.x.in.idOf(i.id)
}

// createIncident adds an incident, and copies of it on the calling activities.
func (t *transaction) createIncident(x *execution, i *incident) *incident {
	i.x, i.created = x, t.now
	if x == nil {
		t.e.lastEngineID++
		i.id = t.e.lastEngineID
		i.cause = i.fullID()
		t.setEngineIncidents(append(slices.Clone(t.engineIncidents()), i))
		t.noteIncident(IncidentCreated, i)
		return i
	}
	i.id = x.in.nextID()
	if i.cause == 0 {
		i.cause = i.fullID()
	}
	w := x.things()
	w.incidents = append(w.incidents, i)
	t.noteIncident(IncidentCreated, i)
	if caller := t.execution(x.in.super); x.in.super != 0 && caller != nil {
		activity := ""
		if a := caller.at(); a != nil {
			activity = a.ID
		}
		t.createIncident(caller, &incident{kind: i.kind, activity: activity, cause: i.fullID(), configuration: 0})
	}
	return i
}

func (t *transaction) engineIncidents() []*incident {
	if t.incidentsSet {
		return t.incidents
	}
	return t.e.incidents
}

func (t *transaction) setEngineIncidents(list []*incident) { t.incidents, t.incidentsSet = list, true }

// incidentsOf returns the incidents of a job.
func (t *transaction) incidentsOf(j *job) []*incident {
	if j.x == nil || j.x.waits == nil {
		return nil
	}
	var out []*incident
	for _, i := range j.x.waits.incidents {
		if i.configuration == j.fullID() {
			out = append(out, i)
		}
	}
	return out
}

// endIncidentOf ends the incidents of a job or external task.
func (t *transaction) endIncidentOf(x *execution, configuration ID, resolved bool) {
	if x == nil {
		for _, i := range t.engineIncidents() {
			if i.configuration == configuration {
				t.endIncident(i, resolved)
			}
		}
		return
	}
	if x.waits == nil {
		return
	}
	for _, i := range slices.Clone(x.waits.incidents) {
		if i.configuration == configuration {
			t.endIncident(i, resolved)
		}
	}
}

// endIncident ends an incident and its copies.
func (t *transaction) endIncident(i *incident, resolved bool) {
	kind := IncidentDeleted
	if resolved {
		kind = IncidentResolved
	}
	t.noteIncident(kind, i)
	if i.x == nil {
		t.setEngineIncidents(slices.DeleteFunc(slices.Clone(t.engineIncidents()), func(o *incident) bool { return o.id == i.id }))
		return
	}
	if w := i.x.waits; w != nil {
		w.incidents = slices.DeleteFunc(w.incidents, func(o *incident) bool { return o == i })
	}
	if i.x.in.super == 0 {
		return
	}
	caller := t.execution(i.x.in.super)
	if caller == nil || caller.waits == nil {
		return
	}
	for _, c := range slices.Clone(caller.waits.incidents) {
		if c.cause == i.fullID() {
			t.endIncident(c, resolved)
		}
	}
}

// removeIncidents ends the incidents of an execution; those of one that was
// merged move on.
func (t *transaction) removeIncidents(x *execution) {
	if x.waits == nil || len(x.waits.incidents) == 0 {
		return
	}
	for _, i := range slices.Clone(x.waits.incidents) {
		if x.isReplacedByParent() {
			i.x = x.replacedBy
			i.x.things().incidents = append(i.x.things().incidents, i)
			continue
		}
		t.endIncident(i, false)
	}
	x.waits.incidents = nil
}

// CreateIncident creates an incident of one's own.
func (e *Engine) CreateIncident(c CreateIncident) (ID, error) {
	var out ID
	err := e.run("create incident", func(t *transaction) *Error {
		x := t.execution(c.Execution)
		if x == nil {
			return &Error{Class: "BadUserRequestException", Message: "Cannot find an execution with executionId '" + c.Execution.String() + "': execution is null"}
		}
		activity := ""
		if a := x.at(); a != nil {
			activity = a.ID
		}
		message := c.Message
		i := t.createIncident(x, &incident{kind: c.Type, activity: activity, message: &message, configuration: c.Execution})
		out = i.fullID()
		t.audit(x.in.id(), "incident "+out.String(), "", c.Type)
		return nil
	})
	return out, err
}

// ResolveIncident resolves an incident of one's own.
func (e *Engine) ResolveIncident(c ResolveIncident) error {
	return e.run("resolve incident", func(t *transaction) *Error {
		in := t.instance(c.Incident.number())
		if in != nil {
			for _, x := range in.slots {
				if x.removed || x.waits == nil {
					continue
				}
				for _, i := range x.waits.incidents {
					if i.id != c.Incident.local() {
						continue
					}
					if i.kind == "failedJob" || i.kind == "failedExternalTask" {
						return badRequest("Cannot resolve an incident of type '" + i.kind + "'")
					}
					t.audit(in.id(), "incident "+c.Incident.String(), i.kind, "resolved")
					t.endIncident(i, true)
					return nil
				}
			}
		}
		return notFound("Cannot find an incident with id '" + c.Incident.String() + "'")
	})
}
