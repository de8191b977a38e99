package conformance

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/juel"
)

// observations show what there is, over all instances: the first ones in the
// engine's order, the others sorted.
var observations = map[string]scriptCommand{
	"state":     {1, look((*script).lookState)},
	"jobs":      {1, look((*script).lookJobs)},
	"incidents": {1, look((*script).lookIncidents)},
	"tasks":     {1, look((*script).lookTasks)},
	"subs":      {1, look((*script).lookSubscriptions)},
	"execs":     {1, look((*script).lookExecutions)},
	"vars":      {1, look((*script).lookVariables)},
	"hvars":     {1, look((*script).lookHistoricVariables)},
	"hist":      {1, look((*script).lookHistory)},
	"log":       {1, look((*script).lookLog)},

	"tree":   {1, look((*script).sortedTrees)},
	"lvars":  sorted(func(s *script) []engine.VariableInstance { return s.Variables(0) }, (*script).variableLine),
	"hlvars": sorted((*script).keptVariables, (*script).historicVariableLine),
	"hacts":  sorted((*script).allInstances, (*script).activitiesLine),
	"hinst":  sorted((*script).allInstances, (*script).instanceLine),
	"htasks": sorted(func(s *script) []engine.HistoricTask { return s.HistoricTasks(0) }, (*script).historicTaskLine),
	"hinc":   sorted(func(s *script) []engine.HistoricIncident { return s.HistoricIncidents(0) }, (*script).historicIncidentLine),
	"incs":   sorted(func(s *script) []engine.Incident { return s.Incidents(0) }, (*script).incidentLine),
	"sjobs":  sorted(func(s *script) []engine.Job { return s.Jobs(0) }, (*script).jobLine),
	"ssubs":  sorted(func(s *script) []engine.Subscription { return s.Subscriptions(0) }, (*script).subscriptionLine),
	"stasks": sorted(func(s *script) []engine.Task { return s.Tasks(0) }, (*script).taskLine),
	"exts":   sorted(func(s *script) []engine.ExternalTask { return s.ExternalTasks(0) }, (*script).externalTaskLine),
}

func look(run func(s *script)) func(*script, []string) error {
	return func(s *script, _ []string) error {
		run(s)
		return nil
	}
}

// sorted makes an observation of things with a line for each.
func sorted[T any](list func(s *script) []T, text func(s *script, thing T) string) scriptCommand {
	return scriptCommand{1, func(s *script, _ []string) error {
		var lines []string
		for _, t := range list(s) {
			lines = append(lines, text(s, t))
		}
		slices.Sort(lines)
		for _, l := range lines {
			s.print("%s", l)
		}
		if len(lines) == 0 {
			s.print("(none)")
		}
		return nil
	}}
}

func (s *script) lookState() {
	instances := s.Instances()
	for _, i := range instances {
		if t := s.Tree(i.ID); t != nil {
			s.treeLines(t, "")
		}
	}
	if len(instances) == 0 {
		s.print("(no active instance)")
	}
}

func (s *script) treeLines(a *engine.ActivityInstance, indent string) {
	s.print("%s%s%s", indent, key(a.Activity), incidentMark(len(a.Incidents), " !incident"))
	for _, c := range a.Children {
		s.treeLines(c, indent+"  ")
	}
	for _, c := range a.Transitions {
		s.print("%s  ~%s", indent, c.Activity)
	}
}

// definitionOf names a job's activity, type and configuration.
func definitionOf(j engine.Job) string {
	if j.Activity == nil {
		return "-"
	}
	return *j.Activity + " " + j.HandlerType + " " + orNull(j.Configuration)
}

func (s *script) lookJobs() {
	for _, j := range s.Jobs(0) {
		s.print("JOB %s retries=%d due=%s suspended=%t prio=%d", definitionOf(j), j.Retries, javaDate(j.Due), j.Suspended, j.Priority)
	}
}

func (s *script) lookIncidents() {
	for _, i := range s.Incidents(0) {
		s.print("INCIDENT %s %s msg=%s", i.Type, i.Activity, orNull(i.Message))
	}
}

func (s *script) lookTasks() {
	for _, t := range s.Tasks(0) {
		s.print("TASK %s name=%s assignee=%s due=%s prio=%d", t.Key, orNull(t.Name), orNull(t.Assignee), javaDate(t.Due), t.Priority)
	}
}

func (s *script) lookSubscriptions() {
	for _, b := range s.Subscriptions(0) {
		s.print("SUB %s %s @%s", b.Kind, orNull(b.Name), b.Activity)
	}
}

func (s *script) lookExecutions() {
	for _, x := range s.Executions(0) {
		parent := "null"
		if x.Parent != 0 {
			parent = x.Parent.String()
		}
		s.print("EXEC %s parent=%s act=%s scope=%t conc=%t active=%t evtScope=%t",
			x.ID, parent, orNull(x.Activity), x.IsScope, x.IsConcurrent, x.IsActive, x.IsEventScope)
	}
}

// plainScope names the scope of a variable as the unsorted observations do.
func plainScope(v engine.VariableInstance) string {
	switch v.ActivityInstance {
	case 0:
		return "null"
	case v.Instance:
		return v.Instance.String()
	}
	return v.Scope
}

func (s *script) lookVariables() {
	l := s.Variables(0)
	slices.SortStableFunc(l, func(a, b engine.VariableInstance) int { return cmp.Compare(a.Name, b.Name) })
	for _, v := range l {
		place := "exec"
		if v.Execution == v.Instance {
			place = "process"
		}
		s.print("VAR %s=%s (%s) @%s actInst=%s", v.Name, juel.Text(v.Value), v.Type, place, plainScope(v))
	}
}

// keptVariables are those of the history that were not removed.
func (s *script) keptVariables() []engine.HistoricVariable {
	return slices.DeleteFunc(s.HistoricVariables(0), func(v engine.HistoricVariable) bool { return v.Deleted })
}

func (s *script) lookHistoricVariables() {
	l := s.keptVariables()
	slices.SortStableFunc(l, func(a, b engine.HistoricVariable) int { return cmp.Compare(a.Name, b.Name) })
	for _, v := range l {
		s.print("HVAR %s=%s %s", v.Name, juel.Text(v.Value), plainScope(v.VariableInstance))
	}
}

// mark says how an activity instance has ended.
func mark(h engine.HistoricActivity) string {
	switch {
	case h.Canceled:
		return "(x)"
	case h.Ended == nil:
		return "(…)"
	}
	return ""
}

func (s *script) lookHistory() {
	for _, i := range s.HistoricInstances() {
		l := s.HistoricActivities(i.ID)
		slices.SortStableFunc(l, func(a, b engine.HistoricActivity) int {
			return cmp.Or(cmp.Compare(a.Sequence, b.Sequence), cmp.Compare(a.Activity, b.Activity))
		})
		var b strings.Builder
		for _, h := range l {
			b.WriteString(h.Activity + mark(h) + " ")
		}
		s.print("H %s [%s]: %s", i.Key, i.State, b.String())
	}
}

func (s *script) lookLog() {
	s.print("LOG [%s]", strings.Join(s.log, ", "))
	s.log = nil
}

func (s *script) sortedTrees() {
	var trees []string
	for _, i := range s.Instances() {
		if t := s.Tree(i.ID); t != nil {
			trees = append(trees, sortedTree(t, key(t.Activity), "    "))
		}
	}
	slices.Sort(trees)
	for _, t := range trees {
		s.out = append(s.out, strings.Split(t, "\n")...)
	}
	if len(trees) == 0 {
		s.print("(no active instance)")
	}
}

func sortedTree(a *engine.ActivityInstance, name, indent string) string {
	var below []string
	for _, c := range a.Children {
		below = append(below, sortedTree(c, c.Activity, indent+"  "))
	}
	for _, c := range a.Transitions {
		below = append(below, indent+"  ~"+c.Activity+incidentMark(len(c.Incidents), " !incident"))
	}
	slices.Sort(below)
	return strings.Join(append([]string{indent + name + incidentMark(len(a.Incidents), " !incident")}, below...), "\n")
}

// sortedScope names the scope of a variable as the sorted observations do.
func (r *replica) sortedScope(v engine.VariableInstance) string {
	scope := r.beganAs(v.ActivityInstance, v.Scope)
	switch v.ActivityInstance {
	case 0:
		scope = "-"
	case v.Instance:
		scope = "process"
	}
	if v.Task != 0 {
		return "task " + scope
	}
	return scope
}

func (s *script) variableLine(v engine.VariableInstance) string {
	return fmt.Sprintf("VAR %s=%s (%s) @%s", v.Name, sortedValue(v.Value), v.Type, s.sortedScope(v))
}

func (s *script) historicVariableLine(v engine.HistoricVariable) string {
	i, _ := s.Instance(v.Instance)
	return fmt.Sprintf("HVAR %s %s=%s (%s) @%s CREATED", i.Key, v.Name, sortedValue(v.Value), v.Type, s.sortedScope(v.VariableInstance))
}

func (s *script) allInstances() []engine.Instance { return s.HistoricInstances() }

func (s *script) activitiesLine(i engine.Instance) string {
	var l []string
	for _, h := range s.HistoricActivities(i.ID) {
		entry := h.Activity + ":" + h.Type + mark(h)
		if h.CompleteScope {
			entry += "(scope)"
		}
		l = append(l, entry)
	}
	slices.Sort(l)
	return strings.Join(append([]string{fmt.Sprintf("H %s [%s]", i.Key, i.State)}, l...), " ")
}

func (s *script) instanceLine(i engine.Instance) string {
	return fmt.Sprintf("HINST %s %s bk=%s start=%s end=%s reason=%s user=%s called=%t restarted=%t", i.Key, i.State,
		orNull(i.BusinessKey), orNull(i.StartActivity), orNull(i.EndActivity), orNull(i.DeleteReason), orNull(i.StartUser),
		i.Super != 0, i.RestartedFrom != 0)
}

func (s *script) historicTaskLine(t engine.HistoricTask) string {
	return fmt.Sprintf("HTASK %s ended=%t reason=%s assignee=%s", t.Key, t.Ended != nil, orNull(t.DeleteReason), orNull(t.Assignee))
}

func (s *script) historicIncidentLine(i engine.HistoricIncident) string {
	state := "deleted"
	switch {
	case i.Ended == nil:
		state = "open"
	case i.Resolved:
		state = "resolved"
	}
	return fmt.Sprintf("HINC %s %s %s msg=%s", i.Type, i.Activity, state, orNull(i.Message))
}

func (s *script) incidentLine(i engine.Incident) string {
	caused := ""
	if i.Cause != i.ID {
		caused = " caused"
	}
	return fmt.Sprintf("INC %s %s %s%s msg=%s", key(i.Definition), i.Type, i.Activity, caused, orNull(i.Message))
}

// suspendedMark says that something is suspended.
func suspendedMark(suspended bool) string {
	if suspended {
		return " suspended"
	}
	return ""
}

func (s *script) jobLine(j engine.Job) string {
	return fmt.Sprintf("JOB %s retries=%d due=%s%s prio=%d msg=%s",
		definitionOf(j), j.Retries, isoDate(j.Due), suspendedMark(j.Suspended), j.Priority, orNull(j.Exception))
}

func (s *script) subscriptionLine(b engine.Subscription) string {
	start := ""
	if b.Instance == 0 {
		start = " start"
	}
	return fmt.Sprintf("SUB %s %s @%s%s", b.Kind, orNull(b.Name), b.Activity, start)
}

func (s *script) taskLine(t engine.Task) string {
	return fmt.Sprintf("TASK %s name=%s desc=%s assignee=%s owner=%s due=%s follow=%s prio=%d%s state=%s",
		t.Key, orNull(t.Name), orNull(t.Description), orNull(t.Assignee), orNull(t.Owner), isoDate(t.Due), isoDate(t.FollowUp),
		t.Priority, suspendedMark(t.Suspended), t.State)
}

// orNullNumber returns a number, or null where there is none.
func orNullNumber(n *int) string {
	if n == nil {
		return "null"
	}
	return strconv.Itoa(*n)
}

func (s *script) externalTaskLine(t engine.ExternalTask) string {
	return fmt.Sprintf("EXT %s topic=%s worker=%s until=%s retries=%s prio=%d error=%s%s", t.Activity, t.Topic, orNull(t.Worker),
		isoDate(t.LockedTo), orNullNumber(t.Retries), t.Priority, orNull(t.ErrorMessage), suspendedMark(t.Suspended))
}
