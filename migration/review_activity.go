package migration

import (
	"slices"
	"strings"

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
		r.find("task-settings-kept", m.at(), "changes its %s, and open tasks keep theirs", changed)
	}
	if !program.Same(s.Form, t.Form) {
		r.form(m, s.Form, t.Form)
	}
}

// form compares two forms, either of which can be nil.
func (r *reviewer) form(m mapping, s, t *program.Form) {
	var old, new program.Form
	if s != nil {
		old = *s
	}
	if t != nil {
		new = *t
	}
	fields := newFields(old, new)
	switch {
	case t == nil:
		r.find("form-changed", m.at(), "has no form any more, for open tasks neither")
	case !program.Same(old.Key, new.Key) && old.Key != nil && new.Key != nil:
		r.find("form-changed", m.at(), "shows the form %s instead of %s, for open tasks too", quoted(new.Key), quoted(old.Key))
	case !program.Same(old.Ref, new.Ref) && old.Ref != nil && new.Ref != nil:
		r.find("form-changed", m.at(), "shows the form %s instead of %s, for open tasks too", quoted(new.Ref), quoted(old.Ref))
	case len(fields) > 0:
		r.find("form-changed", m.at(), "has the new form fields %s, for open tasks too", listing(fields))
	case program.Same(old.Key, new.Key) && program.Same(old.Ref, new.Ref):
		// Fewer fields, or other labels.
		r.find("form-changed", m.at(), "shows its new form, for open tasks too").Severity = diag.Note
	default:
		r.find("form-changed", m.at(), "shows a form of another kind, for open tasks too")
	}
}

// newFields returns the fields that only the new form has.
func newFields(s, t program.Form) []string {
	had := map[string]bool{}
	for _, f := range s.Fields {
		had[f.ID] = true
	}
	var names []string
	for _, f := range t.Fields {
		if !had[f.ID] {
			names = append(names, f.ID)
		}
	}
	return names
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
	if changed != "" {
		r.find("called-instance-stays", m.at(), "changes its %s for calls to come, and what it has called already goes on as it is", changed)
	}
	outputs := append(newOutputs(old.Out, new.Out), newOutputs(old.OutLocal, new.OutLocal)...)
	code := differences([]difference{
		{"variable mapping delegate", old.MappingClass != new.MappingClass || !program.Same(old.MappingExpression, new.MappingExpression)},
	})
	switch {
	case len(outputs) > 0:
		r.find("called-instance-returns", m.at(), "changes its output mapping of %s, also for what it has called already", listing(outputs))
	case code != "":
		r.find("called-instance-returns", m.at(), "changes its %s, also for what it has called already", code)
	case !program.Same(old.Out, new.Out) || !program.Same(old.OutLocal, new.OutLocal):
		r.find("called-instance-returns", m.at(), "maps fewer variables out, also of what it has called already").Severity = diag.Note
	}
}

// newOutputs names the variables that an output mapping sets which the old
// version has not.
func newOutputs(old, new []program.VariableMapping) []string {
	var names []string
	for _, n := range new {
		if slices.ContainsFunc(old, func(o program.VariableMapping) bool { return program.Same(o, n) }) {
			continue
		}
		name := n.Target
		if n.All {
			name = "all variables"
		}
		names = append(names, name)
	}
	return names
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
		r.find("loop-kept", m.at(), "changes its %s, %s", changed, consequence)
	}
	if !program.Same(old.CompletionCondition, new.CompletionCondition) {
		r.find("completion-condition-changed", m.at(), "changes its completion condition, which counts from the next instance of the loop that is completed, also in running loops")
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
	if start.Timer != nil && new.Timer != nil && s.Start == program.StartConcurrent && !repeatsForever(start.Timer) && r.isInhabited(s.FlowScope) {
		r.find("event-sub-process-rearmed", m.at(), "is started once more by its timer in instances in which that has been used up")
	}
	if s.Start == program.StartInterruptingEventScope && r.isInhabited(m.source) {
		r.find("event-sub-process-rearmed", m.at(), "can be triggered again in instances that are in it")
	}
}

// repeatsForever reports whether a timer is never used up.
func repeatsForever(t *program.Timer) bool {
	return t.Repeats && t.Value != nil && t.Value.IsConstant() && strings.HasPrefix(strings.TrimSpace(t.Value.Text), "R/")
}
