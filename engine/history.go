package engine

import (
	"cmp"
	"slices"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// History is derived from the trace.

func (e *Engine) timeOf(r *record) time.Time { return time.Unix(0, r.at).In(e.now.Location()) }

func (e *Engine) activityOf(r *record) *program.Activity {
	if r.def < 0 || r.activity < 0 {
		return nil
	}
	return &e.definitions[r.def].process.Activities[r.activity]
}

// past calls f with the records of an instance, of all for zero.
func (e *Engine) past(id ID, f func(number uint32, list []*record)) {
	if id != 0 {
		if list := e.records(id.number()); len(list) > 0 {
			f(id.number(), list)
		}
		return
	}
	for n := uint32(1); n <= e.lastInstance; n++ {
		if list := e.records(n); len(list) > 0 {
			f(n, list)
		}
	}
}

// historic returns what the records say of their instance.
func (e *Engine) historic(list []*record) Instance {
	var v Instance
	for _, r := range list {
		switch r.kind {
		case InstanceStarted:
			p := e.trace.payload(r)
			def := e.definitions[r.def]
			v = Instance{
				ID: instanceID(r.instance), Definition: def.id, Key: def.process.Key, Version: def.version, State: Active,
				Super: p.id, RestartedFrom: instanceID(r.id), Started: e.timeOf(r),
			}
			if s, ok := p.new.(string); ok {
				v.BusinessKey = &s
			}
			if p.element != "" {
				v.StartUser = &p.element
			}
			if a := e.activityOf(r); a != nil {
				v.StartActivity = &a.ID
			}
		case InstanceMigrated:
			def := e.definitions[r.def]
			v.Definition, v.Key, v.Version = def.id, def.process.Key, def.version
		case InstanceStateChanged:
			v.State = stateOf(e.trace.payload(r).name)
		case InstanceEnded:
			p := e.trace.payload(r)
			v.State, v.Ended = stateOf(p.name), e.timeOf(r)
			if a := e.activityOf(r); a != nil {
				v.EndActivity = &a.ID
			}
			if s, ok := p.new.(string); ok {
				v.DeleteReason = &s
			}
		}
	}
	return v
}

func stateOf(name string) State {
	for s := Active; s <= InternallyTerminated; s++ {
		if s.String() == name {
			return s
		}
	}
	return 0
}

// HistoricInstances returns all instances, of past and present.
func (e *Engine) HistoricInstances() []Instance {
	var out []Instance
	e.past(0, func(_ uint32, list []*record) { out = append(out, e.historic(list)) })
	return out
}

// HistoricActivities returns the activity instances of an instance, of all for
// zero, in the order of their start. The same holds for the following.
func (e *Engine) HistoricActivities(instance ID) []HistoricActivity {
	var out []HistoricActivity
	e.past(instance, func(n uint32, list []*record) {
		at := map[uint32]int{}
		for _, r := range list {
			switch r.kind {
			case ActivityStarted:
				a := e.activityOf(r)
				if a.Type == program.LinkCatchType {
					continue // the engine's history leaves it out
				}
				in := instanceID(n)
				at[r.id] = len(out)
				out = append(out, HistoricActivity{
					ID: in | ID(r.id), Parent: in | ID(r.parent), Instance: in, Execution: in | ID(r.other), Activity: a.ID, Name: a.Name,
					Type: string(a.Type), Started: e.timeOf(r), Sequence: r.sequence,
				})
			case ActivityEnded:
				if i, ok := at[r.id]; ok {
					h := &out[i]
					ended := e.timeOf(r)
					// An event scope that is deleted ends the activity instance that
					// it finds, under its own name.
					a := e.activityOf(r)
					h.Activity, h.Name, h.Type = a.ID, a.Name, string(a.Type)
					h.Ended, h.Canceled, h.CompleteScope = &ended, r.canceled, r.completeScope
				}
			case ActivityMigrated:
				if i, ok := at[r.id]; ok {
					h, a := &out[i], e.activityOf(r)
					h.Activity, h.Name, h.Type, h.Parent, h.Execution = a.ID, a.Name, string(a.Type), instanceID(n)|ID(r.parent), instanceID(n)|ID(r.other)
				}
			case TaskCreated:
				if i, ok := at[r.parent]; ok {
					out[i].Task = instanceID(n) | ID(r.id)
				}
			}
		}
	})
	slices.SortStableFunc(out, func(a, b HistoricActivity) int { return cmp.Compare(a.ID.local(), b.ID.local()) })
	return out
}

// HistoricVariables returns variables with their last values.
func (e *Engine) HistoricVariables(instance ID) []HistoricVariable {
	var out []HistoricVariable
	e.past(instance, func(n uint32, list []*record) {
		in, first := instanceID(n), len(out)
		at := map[uint32]int{}
		activities := map[uint32]string{0: e.definitions[list[0].def].process.Key}
		for _, r := range list {
			switch r.kind {
			case ActivityStarted:
				activities[r.id] = e.activityOf(r).ID
			case VariableCreated:
				p := e.trace.payload(r)
				v := HistoricVariable{VariableInstance: VariableInstance{
					Variable: Variable{p.name, p.new}, ID: in | ID(r.id), Type: typeOf(p.new), Instance: in, Execution: in | ID(r.other), Task: p.id,
				}, Initial: r.completeScope, InitialValue: p.new}
				at[r.id] = len(out)
				out = append(out, v)
				out[len(out)-1].within(in, r)
			case VariableMigrated:
				if i, ok := at[r.id]; ok {
					// It keeps its activity instance, but one that the engine has lost has
					// no value any more.
					out[i].Execution, out[i].Value = in|ID(r.other), e.trace.payload(r).new
				}
			case VariableUpdated, VariableRemoved:
				i, ok := at[r.id]
				if !ok {
					continue
				}
				p := e.trace.payload(r)
				if r.kind == VariableRemoved {
					out[i].Deleted = true
					continue
				}
				out[i].Value, out[i].Type = p.new, typeOf(p.new)
				if r.fresh {
					out[i].within(in, r)
				}
				if r.completeScope {
					out[i].InitialValue = p.new
				}
			}
		}
		// An activity instance begins after its input was mapped.
		for i := first; i < len(out); i++ {
			if v := &out[i]; v.ActivityInstance != 0 {
				v.Scope = activities[v.ActivityInstance.local()]
			}
		}
	})
	slices.SortStableFunc(out, func(a, b HistoricVariable) int { return cmp.Compare(a.ID.local(), b.ID.local()) })
	return out
}

// within notes the activity instance that a variable belongs to when it is set.
// That of a variable of a scope changes while the scope is entered, but the
// engine writes it down once, at the end of the command.
func (v *HistoricVariable) within(in ID, r *record) {
	v.ActivityInstance = 0
	if r.parent != noActivityInstance {
		v.ActivityInstance = in | ID(r.parent)
	}
}

// HistoricTasks returns user tasks.
func (e *Engine) HistoricTasks(instance ID) []HistoricTask {
	var out []HistoricTask
	e.past(instance, func(n uint32, list []*record) {
		in := instanceID(n)
		at := map[uint32]int{}
		for _, r := range list {
			switch r.kind {
			case TaskCreated:
				p := e.trace.payload(r)
				v := HistoricTask{ID: in | ID(r.id), Instance: in, Key: e.activityOf(r).ID, Started: e.timeOf(r)}
				v.Name, v.Assignee = textPointer(p.old), textPointer(p.new)
				at[r.id] = len(out)
				out = append(out, v)
			case TaskMigrated:
				if i, ok := at[r.id]; ok {
					out[i].Key = e.activityOf(r).ID
				}
			case TaskUpdated:
				if i, ok := at[r.id]; ok {
					if p := e.trace.payload(r); p.name == "assignee" {
						out[i].Assignee = textPointer(p.new)
					} else if p.name == "owner" {
						out[i].Owner = textPointer(p.new)
					}
				}
			case TaskCompleted, TaskDeleted:
				if i, ok := at[r.id]; ok {
					ended, reason := e.timeOf(r), e.trace.payload(r).text
					out[i].Ended, out[i].DeleteReason = &ended, &reason
				}
			}
		}
	})
	slices.SortStableFunc(out, func(a, b HistoricTask) int { return cmp.Compare(a.ID.local(), b.ID.local()) })
	return out
}

func textPointer(v any) *string {
	if s, ok := v.(string); ok {
		return &s
	}
	return nil
}

// HistoricIncidents returns incidents.
func (e *Engine) HistoricIncidents(instance ID) []HistoricIncident {
	var out []HistoricIncident
	at := map[ID]int{}
	e.past(instance, func(n uint32, list []*record) {
		for _, r := range list {
			out = e.historicIncident(out, at, r)
		}
	})
	if instance == 0 {
		for i := range e.trace.len() {
			if r := e.trace.get(i); r.instance == 0 {
				out = e.historicIncident(out, at, r)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b HistoricIncident) int { return cmp.Compare(a.ID.local(), b.ID.local()) })
	return out
}

func (e *Engine) historicIncident(out []HistoricIncident, at map[ID]int, r *record) []HistoricIncident {
	id := instanceID(r.instance) | ID(r.id)
	switch r.kind {
	case IncidentCreated:
		p := e.trace.payload(r)
		v := HistoricIncident{Incident: Incident{
			ID: id, Instance: instanceID(r.instance), Type: p.name, Activity: p.element, Message: textPointer(p.new), Cause: p.id, Created: e.timeOf(r),
		}}
		at[id] = len(out)
		return append(out, v)
	case IncidentMigrated:
		if i, ok := at[id]; ok {
			out[i].Activity = e.trace.payload(r).element
		}
	case IncidentResolved, IncidentDeleted:
		if i, ok := at[id]; ok {
			ended := e.timeOf(r)
			out[i].Ended, out[i].Resolved, out[i].Deleted = &ended, r.kind == IncidentResolved, r.kind == IncidentDeleted
		}
	}
	return out
}
