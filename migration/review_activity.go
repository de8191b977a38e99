package migration

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// mapped compares an activity with the one that takes it over, as far as that
// matters to an instance that rests in it.
func (r *reviewer) mapped(m mapping) {
	s, t := r.source(m.source), r.target(m.target)
	switch {
	case s.UserTask != nil && t.UserTask != nil:
		r.userTask(m, s.UserTask, t.UserTask)
	case s.ExternalTask != nil && t.ExternalTask != nil:
		r.externalTask(m, s.ExternalTask, t.ExternalTask)
	case isCall(s.Behavior):
		r.call(m, s, t)
	case s.MultiInstance != nil && t.MultiInstance != nil:
		r.loop(m, s, t)
	case isJoin(s.Behavior):
		r.join(m, s, t)
	case isSubProcess(s.Behavior):
		r.subProcess(m, s, t)
	}
	r.jobs(m, s, t)
	r.mappings(m, s, t)
	r.listeners(m, s, t)
	r.flows(m, s, t)
}

func (r *reviewer) userTask(m mapping, s, t *program.UserTask) {
	changed := differences([]difference{
		{"name", !program.Same(s.Name, t.Name)},
		{"description", !program.Same(s.Description, t.Description)},
		{"assignee", !program.Same(s.Assignee, t.Assignee)},
		{"candidate users", !program.Same(s.CandidateUsers, t.CandidateUsers)},
		{"candidate groups", !program.Same(s.CandidateGroups, t.CandidateGroups)},
		{"due date", !program.Same(s.DueDate, t.DueDate)},
		{"follow-up date", !program.Same(s.FollowUpDate, t.FollowUpDate)},
		{"priority", !program.Same(s.Priority, t.Priority)},
	})
	if changed != "" {
		r.find("task-settings-kept", m.at(), "has another %s, and open tasks keep theirs", changed)
	}
	if !program.Same(s.Form, t.Form) {
		d := r.find("form-changed", m.at(), "shows its new form for open tasks too%s", newFields(s.Form, t.Form))
		if s.Form != nil && t.Form != nil && newFields(s.Form, t.Form) == "" && program.Same(s.Form.Key, t.Form.Key) && program.Same(s.Form.Ref, t.Form.Ref) {
			d.Severity = diag.Note // fewer fields, or other labels
		}
	}
}

// newFields names the fields that only the new form has.
func newFields(s, t *program.Form) string {
	if t == nil {
		return ""
	}
	had := map[string]bool{}
	if s != nil {
		for _, f := range s.Fields {
			had[f.ID] = true
		}
	}
	var names []string
	for _, f := range t.Fields {
		if !had[f.ID] {
			names = append(names, f.ID)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return ", with the new fields " + listing(names)
}

func (r *reviewer) externalTask(m mapping, s, t *program.ExternalTask) {
	if !program.Same(s.Topic, t.Topic) {
		r.find("topic-kept", m.at(), "has the topic %s, and open tasks keep %s", quoted(t.Topic), quoted(s.Topic))
	}
	if !program.Same(s.Priority, t.Priority) {
		r.find("topic-kept", m.at(), "has the priority %s, and open tasks keep %s", quoted(t.Priority), quoted(s.Priority)).Severity = diag.Note
	}
}

func (r *reviewer) call(m mapping, s, t *program.Activity) {
	if s.Behavior != t.Behavior {
		r.find("call-kind-changed", m.at(), "calls a %s now, and what it has called as a %s goes on", calledKind(t), calledKind(s))
		return
	}
	old, new := s.Call, t.Call
	changed := differences([]difference{
		{"called element", !program.Same(old.Key, new.Key)},
		{"binding", old.Binding != new.Binding || !program.Same(old.Version, new.Version) || !program.Same(old.VersionTag, new.VersionTag)},
		{"tenant", !program.Same(old.Tenant, new.Tenant)},
		{"business key", !program.Same(old.BusinessKey, new.BusinessKey)},
		{"input mapping", !program.Same(old.In, new.In)},
	})
	returns := differences([]difference{
		{"output mapping", !program.Same(old.Out, new.Out) || !program.Same(old.OutLocal, new.OutLocal)},
		{"variable mapping delegate", old.MappingClass != new.MappingClass || !program.Same(old.MappingExpression, new.MappingExpression)},
	})
	switch {
	case changed != "" && returns != "":
		r.find("called-instance-stays", m.at(), "has another %s: what it has called goes on as it is, and returns through another %s", changed, returns)
	case changed != "":
		r.find("called-instance-stays", m.at(), "has another %s, and what it has called goes on as it is", changed)
	case returns != "":
		r.find("called-instance-stays", m.at(), "has another %s, through which what it has called returns", returns)
	}
}

func calledKind(a *program.Activity) string {
	if a.Behavior == program.CaseCallBehavior {
		return "case"
	}
	return "process"
}

func (r *reviewer) loop(m mapping, s, t *program.Activity) {
	old, new := s.MultiInstance, t.MultiInstance
	changed := differences([]difference{
		{"cardinality", !program.Same(old.Cardinality, new.Cardinality)},
		{"collection", !program.Same(old.Collection, new.Collection) || !program.Same(old.CollectionVariable, new.CollectionVariable)},
		{"element variable", !program.Same(old.ElementVariable, new.ElementVariable)},
	})
	if changed != "" {
		consequence := "and running loops keep their number of instances"
		if s.Behavior == program.SequentialMultiInstanceBehavior && program.Same(old.Cardinality, new.Cardinality) {
			consequence = "and running loops go on with it at the old place: they are stuck where it is too short"
		}
		r.find("loop-kept", m.at(), "has another %s, %s", changed, consequence)
	}
	if !program.Same(old.CompletionCondition, new.CompletionCondition) {
		r.find("completion-condition-changed", m.at(), "has another completion condition, which counts from the next instance that is completed")
	}
}

func (r *reviewer) join(m mapping, s, t *program.Activity) {
	switch {
	case s.Behavior != program.ParallelGatewayBehavior || t.Behavior != program.ParallelGatewayBehavior:
	case len(t.Incoming) > len(s.Incoming) && len(s.Incoming) > 0:
		r.find("join-starves", m.at(), "waits for %d tokens instead of %d, which instances between fork and join do not have", len(t.Incoming), len(s.Incoming))
	}
}

func (r *reviewer) subProcess(m mapping, s, t *program.Activity) {
	if s.Type != t.Type || s.TriggeredByEvent != t.TriggeredByEvent {
		r.find("sub-process-kind-changed", m.at(), "was a %s: what cancels and compensates instances in it changes", Label(r.report.Pair.Source, m.source))
	}
	if !s.TriggeredByEvent || s.Initial == program.None || !t.TriggeredByEvent || t.Initial == program.None {
		return
	}
	start, new := r.source(s.Initial), r.target(t.Initial)
	if new.Timer == nil && new.Subscription == nil {
		return
	}
	if start.Timer != nil && new.Timer != nil && s.Start == program.StartConcurrent {
		r.find("event-sub-process-rearmed", m.at(), "is started once more by its timer in instances in which it has been triggered")
	}
	if s.Start == program.StartInterruptingEventScope {
		r.find("event-sub-process-rearmed", m.at(), "can be triggered again in instances that are in it")
	}
}

// jobs compares what concerns asynchronous jobs that wait at an activity.
func (r *reviewer) jobs(m mapping, s, t *program.Activity) {
	if s.AsyncBefore && t.AsyncBefore && s.Service != nil && t.Service != nil &&
		!program.Same(s.Service, t.Service) {
		r.find("implementation-changed", m.at(), "runs other code, also for instances that wait before it in a job")
	}
	if s.AsyncAfter && s.AsyncBefore && t.AsyncAfter && t.AsyncBefore {
		r.find("async-on-both-sides", m.at(), "is asynchronous on both sides: a job behind it may be taken for one before it when it is migrated a second time").Severity = diag.Note
	}
	if !s.AsyncBefore && !s.AsyncAfter && s.Timer == nil {
		return
	}
	changed := differences([]difference{
		{"job priority", !program.Same(s.JobPriority, t.JobPriority)},
		{"retry cycle", !program.Same(s.RetryCycle, t.RetryCycle)},
		{"exclusiveness", s.Exclusive != t.Exclusive},
	})
	if changed != "" {
		r.find("job-settings-kept", m.at(), "has another %s, and jobs that are there keep theirs", changed)
	}
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
	if s.IsScope && !t.IsScope && s.InputOutput != nil {
		names := make([]string, len(old.Inputs))
		for i, in := range old.Inputs {
			names[i] = in.Name
		}
		r.find("input-mapping-leaks", m.at(), "is no scope any more: its local variables%s move to the scope around it", behind(names))
	}
	if names := changedParameters(old.Inputs, new.Inputs); len(names) > 0 {
		r.find("input-mapping-not-run", m.at(), "maps the input %s otherwise, which does not happen for instances that wait in it", listing(names))
	}
	if names := changedParameters(old.Outputs, new.Outputs); len(names) > 0 {
		r.find("input-mapping-not-run", m.at(), "maps the output %s otherwise, also for instances that wait in it", listing(names)).Severity = diag.Note
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

func (r *reviewer) listeners(m mapping, s, t *program.Activity) {
	if !rests(s) && !isSubProcess(s.Behavior) && !s.AsyncBefore && !s.AsyncAfter {
		return
	}
	list := []difference{
		{"start listener", !program.Same(s.StartListeners, t.StartListeners)},
		{"end listener", !program.Same(s.EndListeners, t.EndListeners)},
	}
	if s.UserTask != nil && t.UserTask != nil {
		list = append(list,
			difference{"create listener", !program.Same(s.UserTask.CreateListeners, t.UserTask.CreateListeners)},
			difference{"assignment listener", !program.Same(s.UserTask.AssignmentListeners, t.UserTask.AssignmentListeners)},
			difference{"update listener", !program.Same(s.UserTask.UpdateListeners, t.UserTask.UpdateListeners)},
			difference{"complete listener", !program.Same(s.UserTask.CompleteListeners, t.UserTask.CompleteListeners)},
			difference{"delete listener", !program.Same(s.UserTask.DeleteListeners, t.UserTask.DeleteListeners)})
	}
	if changed := differences(list); changed != "" {
		r.find("listeners-changed", m.at(), "has another %s: what is over does not run again, what is to come runs as in the new version", changed)
	}
}

// flows compares how instances leave an activity.
func (r *reviewer) flows(m mapping, s, t *program.Activity) {
	if !rests(s) && !s.AsyncBefore {
		return
	}
	old, new := leaving(r.report.Pair.Source, m.source), leaving(r.report.Pair.Target, m.target)
	if s.DefaultRef == t.DefaultRef && sameFlows(old, new) {
		return
	}
	r.find("flows-changed", m.at(), "is left in another way, also by instances that wait in it")
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

// sameFlows compares flows with their conditions, by id. Where a single flow
// without a condition leads is what a release is about.
func sameFlows(old, new []program.Flow) bool {
	if len(old) == 1 && len(new) == 1 && old[0].Condition == nil && new[0].Condition == nil {
		return true
	}
	return slices.EqualFunc(old, new, func(f, g program.Flow) bool {
		return f.ID == g.ID && program.Same(f.Condition, g.Condition)
	})
}
