package migration

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// jobs compares what concerns asynchronous jobs that wait at an activity.
func (r *reviewer) jobs(m mapping, s, t *program.Activity) {
	before, after := s.AsyncBefore && t.AsyncBefore, s.AsyncAfter && t.AsyncAfter
	if before {
		r.implementation(m, s, t)
	}
	if before && after {
		r.find("async-on-both-sides", m.at(), "is asynchronous on both sides: a job behind it may be taken for one before it when it is migrated a second time")
	}
	if !before && !after && (s.Timer == nil || t.Timer == nil) {
		return
	}
	changed := differences([]difference{
		{"job priority", !program.Same(s.JobPriority, t.JobPriority)},
		{"exclusiveness", s.Exclusive != t.Exclusive},
	})
	if changed != "" {
		r.find("job-settings-kept", m.at(), "changes its %s, and jobs that are there keep theirs", changed)
	}
	if !program.Same(s.RetryCycle, t.RetryCycle) {
		r.find("job-settings-kept", m.at(), "changes its retry cycle to %s: a job that has failed already keeps the number of its retries", quoted(t.RetryCycle))
	}
}

// implementation compares what a job that waits before an activity will run.
func (r *reviewer) implementation(m mapping, s, t *program.Activity) {
	switch old, new := code(s), code(t); {
	case program.Same(s.Service, t.Service) && program.Same(s.Script, t.Script) && program.Same(s.Decision, t.Decision):
	case old != new:
		r.find("implementation-changed", m.at(), "runs %s instead of %s, also for instances that wait before it in a job", new, old)
	default:
		r.find("implementation-changed", m.at(), "runs %s with other parameters, also for instances that wait before it in a job", new)
	}
}

// code says in short what an activity runs.
func code(a *program.Activity) string {
	switch {
	case a.Script != nil:
		return "a " + a.Script.Script.Language + " script"
	case a.Decision != nil:
		return "the decision " + quoted(a.Decision.Key)
	case a.Service == nil:
		return "nothing"
	case a.Service.Connector != nil:
		return "the connector " + a.Service.Connector.ID
	case a.Service.Class != "":
		return "class " + a.Service.Class
	case a.Service.Expression != nil:
		return a.Service.Expression.Text
	}
	return a.Behavior.String()
}

// mappings compares input and output mappings of what waits.
func (r *reviewer) mappings(m mapping, s, t *program.Activity) {
	if !rests(s) && !isSubProcess(s.Behavior) {
		return
	}
	var old, new program.InputOutput
	if s.InputOutput != nil {
		old = *s.InputOutput
	}
	if t.InputOutput != nil {
		new = *t.InputOutput
	}
	if s.IsScope && !t.IsScope && len(old.Inputs) > 0 {
		names := make([]string, len(old.Inputs))
		for i, in := range old.Inputs {
			names[i] = in.Name
		}
		r.find("input-mapping-leaks", m.at(), "is no scope any more: the local variables (%s) of instances that wait in it move to the scope around it", listing(names))
	}
	if names := changedParameters(old.Inputs, new.Inputs); len(names) > 0 {
		r.find("input-mapping-not-run", m.at(), "maps the input %s otherwise, but not for instances that wait in it", listing(names))
	}
	if names := changedParameters(old.Outputs, new.Outputs); len(names) > 0 {
		d := r.find("input-mapping-not-run", m.at(), "maps the output %s otherwise, also for instances that wait in it", listing(names))
		d.Severity, d.Help = diag.Note, "Check that instances which were begun in the old version have what it reads."
	}
}

// changedParameters returns the names of the new parameters that the old ones
// lack, or have otherwise.
func changedParameters(old, new []program.Parameter) []string {
	var names []string
	for _, n := range new {
		same := false
		for _, o := range old {
			same = same || o.Name == n.Name && program.Same(o.Value, n.Value)
		}
		if !same {
			names = append(names, n.Name)
		}
	}
	return names
}

// listeners compares those of what instances are in the midst of.
func (r *reviewer) listeners(m mapping, s, t *program.Activity) {
	if !rests(s) && !isSubProcess(s.Behavior) {
		return
	}
	over := []difference{{"start listener", !program.Same(s.StartListeners, t.StartListeners)}}
	ahead := []difference{{"end listener", !program.Same(s.EndListeners, t.EndListeners)}}
	if s.UserTask != nil && t.UserTask != nil {
		over = append(over, difference{"create listener", !program.Same(s.UserTask.CreateListeners, t.UserTask.CreateListeners)})
		ahead = append(ahead,
			difference{"assignment listener", !program.Same(s.UserTask.AssignmentListeners, t.UserTask.AssignmentListeners)},
			difference{"update listener", !program.Same(s.UserTask.UpdateListeners, t.UserTask.UpdateListeners)},
			difference{"complete listener", !program.Same(s.UserTask.CompleteListeners, t.UserTask.CompleteListeners)},
			difference{"delete listener", !program.Same(s.UserTask.DeleteListeners, t.UserTask.DeleteListeners)})
	}
	switch past, coming := differences(over), differences(ahead); {
	case past != "" && coming != "":
		r.find("listeners-changed", m.at(), "changes its %s, which counts for instances that wait in it too, and its %s, which does not", coming, past)
	case past != "":
		r.find("listeners-changed", m.at(), "changes its %s, but instances that wait in it are past that", past)
	case coming != "":
		r.find("listeners-changed", m.at(), "changes its %s, also for instances that wait in it", coming)
	}
}

// flows compares how instances leave an activity.
func (r *reviewer) flows(m mapping, s, t *program.Activity) {
	before, after := s.AsyncBefore && t.AsyncBefore, s.AsyncAfter && t.AsyncAfter
	if !rests(s) && !before && !after {
		return
	}
	old, new := leaving(r.report.Pair.Source, m.source), leaving(r.report.Pair.Target, m.target)
	changed := r.changedFlows(m.source, m.target)
	if was, is := defaultTarget(r.report.Pair.Source, m.source), defaultTarget(r.report.Pair.Target, m.target); was != is && len(old)+len(new) > 2 {
		if is == "" {
			changed = append(changed, "no default flow any more")
		} else {
			changed = append(changed, "another default flow")
		}
	}
	if len(changed) > 0 {
		r.find("flows-changed", m.at(), "is left otherwise, also by instances that are there: it has %s", listing(changed))
	}
	if !after || len(old) == 0 {
		return
	}
	// The job has chosen its flow already.
	switch {
	case len(new) == 0:
		r.find("flows-changed", m.at(), "has no flow out of it any more: a job that waits behind it ends there")
	case len(new) == 1 && (len(old) > 1 || old[0].ID != new[0].ID) && len(changed) > 0:
		r.find("flows-changed", m.at(), "has one flow out of it: a job that waits behind it takes that, whatever it has chosen")
	}
}

// changedFlows says in which flows two activities differ, in the order of the
// flows: they are the same if they have the same id, or lead to the same
// activity. Where a single flow without a condition leads is what a release is
// about.
func (r *reviewer) changedFlows(source, target program.ActivityID) []string {
	old, new := leaving(r.report.Pair.Source, source), leaving(r.report.Pair.Target, target)
	if len(old) == 1 && len(new) == 1 && old[0].Condition == nil && new[0].Condition == nil {
		return nil
	}
	same := func(o, n program.Flow) bool {
		return o.ID == n.ID || r.source(o.Target).ID == r.target(n.Target).ID && program.Same(o.Condition, n.Condition)
	}
	var out []string
	for _, n := range new {
		i := slices.IndexFunc(old, func(o program.Flow) bool { return same(o, n) })
		switch {
		case i < 0:
			out = append(out, "the new flow "+flowName(n))
		case !program.Same(old[i].Condition, n.Condition):
			out = append(out, "another condition at flow "+flowName(n))
		}
	}
	for _, o := range old {
		if !slices.ContainsFunc(new, func(n program.Flow) bool { return same(o, n) }) {
			out = append(out, "no flow "+flowName(o)+" any more")
		}
	}
	return out
}

// defaultTarget returns the id of the activity that the default flow leads to,
// empty where there is none.
func defaultTarget(p *program.Process, id program.ActivityID) string {
	f := p.Activities[id].Default
	if f == program.NoFlow {
		return ""
	}
	return p.Activities[p.Flows[f].Target].ID
}

// flowName returns the name by which people know a flow.
func flowName(f program.Flow) string {
	if f.Name == "" {
		return f.ID
	}
	return fmt.Sprintf("%q", strings.Join(strings.Fields(f.Name), " "))
}

// leaving returns the flows by which instances leave an activity: those of a
// multi-instance activity belong to its body.
func leaving(p *program.Process, id program.ActivityID) []program.Flow {
	if body := p.Body(id); body != program.None {
		id = body
	}
	var out []program.Flow
	for _, f := range p.Activities[id].Outgoing {
		out = append(out, p.Flows[f])
	}
	return out
}
