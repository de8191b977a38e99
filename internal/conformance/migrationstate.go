package conformance

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/juel"
)

// instanceState is what there is of one instance, without identifiers.
type instanceState struct {
	Tree               *treeNode
	Jobs               []jobState
	EventSubscriptions []subscriptionState
	Tasks              []taskState
	ExternalTasks      []externalTaskState
	Incidents          []struct{ Type, ActivityID string }
	Variables          []variableState
}

type treeNode struct {
	ActivityID, Type string
	Children         []*treeNode
	Transitions      []string
}

// jobState is a job; DueDate is in milliseconds since 1970.
type jobState struct {
	Type, Handler, Config, ActivityID string
	Retries                           int
	DueDate                           *int64
	Repeat                            *string
}

type subscriptionState struct {
	Type       string
	Name       *string
	ActivityID string
}

type taskState struct {
	Key            string
	Name, Assignee *string
}

type externalTaskState struct {
	ActivityID, Topic string
	Priority          int64
	Retries           *int
}

// variableState is a variable. The scope is the activity that its activity
// instance began as: empty for the process, nil for none.
type variableState struct {
	Name                  string
	ScopeActivityInstance *string
	// ConcurrentLocal says that it belongs to what an execution does, not to the
	// scope. Ours is a guess.
	ConcurrentLocal bool
}

// times writes when a job is due and how a timer repeats.
type times struct {
	due    func(millis int64) string
	repeat func(cycle string) string
}

// exactTimes writes them as they are.
func exactTimes() times {
	return times{
		due: func(millis int64) string {
			at := time.UnixMilli(millis)
			return isoDate(&at)
		},
		repeat: func(cycle string) string { return cycle },
	}
}

// lines returns the parts of a state as texts, each part sorted.
func (s *instanceState) lines(t times) map[string][]string {
	parts := map[string][]string{}
	if s == nil {
		return parts
	}
	if s.Tree != nil {
		parts["tree"] = []string{s.Tree.String()}
	}
	for _, j := range s.Jobs {
		due, repeat := "null", "null"
		if j.DueDate != nil {
			due = t.due(*j.DueDate)
		}
		if j.Repeat != nil {
			repeat = t.repeat(*j.Repeat)
		}
		parts["jobs"] = append(parts["jobs"], fmt.Sprintf("%s %s %s @%s retries=%d due=%s repeat=%s",
			j.Type, j.Handler, j.Config, j.ActivityID, j.Retries, due, repeat))
	}
	for _, b := range s.EventSubscriptions {
		parts["subscriptions"] = append(parts["subscriptions"], fmt.Sprintf("%s %s @%s", b.Type, orNull(b.Name), b.ActivityID))
	}
	for _, t := range s.Tasks {
		parts["tasks"] = append(parts["tasks"], fmt.Sprintf("%s name=%s assignee=%s", t.Key, orNull(t.Name), orNull(t.Assignee)))
	}
	for _, t := range s.ExternalTasks {
		parts["external tasks"] = append(parts["external tasks"],
			fmt.Sprintf("%s topic=%s priority=%d retries=%s", t.ActivityID, t.Topic, t.Priority, orNullNumber(t.Retries)))
	}
	for _, i := range s.Incidents {
		parts["incidents"] = append(parts["incidents"], i.Type+" @"+i.ActivityID)
	}
	for _, v := range s.Variables {
		parts["variables"] = append(parts["variables"], v.Name+" @"+orNull(v.ScopeActivityInstance))
	}
	for _, l := range parts {
		slices.Sort(l)
	}
	return parts
}

// String returns the tree in one line, what is beside each other sorted.
func (n *treeNode) String() string {
	var below []string
	for _, c := range n.Children {
		below = append(below, c.String())
	}
	for _, t := range n.Transitions {
		below = append(below, "~"+t)
	}
	slices.Sort(below)
	text := n.ActivityID + ":" + n.Type
	if len(below) > 0 {
		text += "[" + strings.Join(below, " ") + "]"
	}
	return text
}

// stateOf returns the state of an instance.
func (r *replica) stateOf(id engine.ID) *instanceState {
	s := new(instanceState)
	if tree := r.Tree(id); tree != nil {
		s.Tree = nodeOf(tree)
		s.Tree.ActivityID = "#process"
	}
	for _, j := range r.Jobs(id) {
		s.Jobs = append(s.Jobs, stateOfJob(j))
	}
	for _, b := range r.Subscriptions(id) {
		s.EventSubscriptions = append(s.EventSubscriptions, subscriptionState{b.Kind, b.Name, b.Activity})
	}
	for _, t := range r.Tasks(id) {
		s.Tasks = append(s.Tasks, taskState{t.Key, t.Name, t.Assignee})
	}
	for _, t := range r.ExternalTasks(id) {
		s.ExternalTasks = append(s.ExternalTasks, externalTaskState{t.Activity, t.Topic, t.Priority, t.Retries})
	}
	for _, i := range r.Incidents(id) {
		s.Incidents = append(s.Incidents, struct{ Type, ActivityID string }{i.Type, i.Activity})
	}
	guesses := r.concurrent(id)
	for _, v := range r.Variables(id) {
		state := variableState{Name: v.Name, ConcurrentLocal: guesses[v.Execution]}
		if v.ActivityInstance != 0 {
			scope := ""
			if v.ActivityInstance != v.Instance {
				scope = r.beganAs(v.ActivityInstance, v.Scope)
			}
			state.ScopeActivityInstance = &scope
		}
		s.Variables = append(s.Variables, state)
	}
	return s
}

// concurrent are the executions whose variables most likely belong to what
// they do: those that are no scope, or are at an activity that is one.
func (r *replica) concurrent(id engine.ID) map[engine.ID]bool {
	i, _ := r.Instance(id)
	p := r.versions[i.Definition]
	out := map[engine.ID]bool{}
	for _, x := range r.Executions(id) {
		out[x.ID] = !x.IsScope
		if p == nil || x.Activity == nil || !x.IsActive || x.ActivityInstance == 0 {
			continue
		}
		if a, ok := p.ActivityByID(*x.Activity); ok && p.Activities[a].IsScope && len(p.Activities[a].Children) == 0 {
			out[x.ID] = true
		}
	}
	return out
}

func nodeOf(a *engine.ActivityInstance) *treeNode {
	n := &treeNode{ActivityID: a.Activity, Type: a.Type}
	for _, c := range a.Children {
		n.Children = append(n.Children, nodeOf(c))
	}
	for _, t := range a.Transitions {
		n.Transitions = append(n.Transitions, t.Activity)
	}
	return n
}

func stateOfJob(j engine.Job) jobState {
	s := jobState{Type: "message", Handler: j.HandlerType, Config: j.HandlerConfiguration, Retries: j.Retries}
	if j.Activity != nil {
		s.ActivityID = *j.Activity
	}
	if j.Due != nil {
		due := j.Due.UnixMilli()
		s.DueDate = &due
	}
	if j.IsTimer {
		s.Type = "timer"
		if j.Repeat != "" {
			s.Repeat = &j.Repeat
		}
	}
	return s
}

// detailsOf lists what a state leaves out: values, priorities, links, locks,
// job definitions, and the instance in the history.
// The engine evaluates the keys of forms for it, which can fail.
func (r *replica) detailsOf(id engine.ID) ([]string, error) {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, t := range r.Tasks(id) {
		form, err := r.formKey(t)
		if err != nil {
			return nil, err
		}
		add("task %s name=%s description=%s assignee=%s links=[%s] formKey=%s priority=%d due=%s", t.Key, orNull(t.Name), orNull(t.Description),
			orNull(t.Assignee), strings.Join(links(t), ", "), form, t.Priority, javaDate(t.Due))
	}
	for _, t := range r.ExternalTasks(id) {
		add("external %s topic=%s priority=%d retries=%s worker=%s locked=%t",
			t.Activity, t.Topic, t.Priority, orNullNumber(t.Retries), orNull(t.Worker), t.LockedTo != nil)
	}
	for _, j := range r.Jobs(id) {
		out = append(out, r.jobDetails(j))
	}
	for _, v := range r.Variables(id) {
		scope := "null"
		switch v.ActivityInstance {
		case 0:
		case v.Instance:
			scope = "process"
		default:
			scope = r.beganAs(v.ActivityInstance, v.Scope)
		}
		add("variable %s=%s @%s", v.Name, juel.Text(v.Value), scope)
	}
	for _, i := range r.Incidents(id) {
		add("incident %s activity=%s", i.Type, i.Activity)
	}
	for _, x := range r.Executions(id) {
		if called, ok := r.Instance(x.Called); ok && x.Called != 0 {
			add("called %s:%d", called.Key, called.Version)
		}
	}
	slices.Sort(out)
	if i, ok := r.Instance(id); ok {
		ended := !i.Ended.IsZero()
		removal := "null"
		if p := r.versions[i.Definition]; ended && p != nil && p.HistoryTimeToLive >= 0 {
			kept := i.Ended.AddDate(0, 0, p.HistoryTimeToLive).Sub(i.Started)
			removal = strconv.Itoa(int(math.Floor(kept.Hours()/24+0.5))) + "d"
		}
		add("history definition=%s/v%d removal=%s state=%s ended=%t", i.Key, i.Version, removal, i.State, ended)
	}
	return out, nil
}

// links are the people and groups of a task.
func links(t engine.Task) []string {
	var out []string
	if t.Assignee != nil {
		out = append(out, "assignee:"+*t.Assignee+"/null")
	}
	if t.Owner != nil {
		out = append(out, "owner:"+*t.Owner+"/null")
	}
	for _, u := range t.CandidateUsers {
		out = append(out, "candidate:"+u+"/null")
	}
	for _, g := range t.CandidateGroups {
		out = append(out, "candidate:null/"+g)
	}
	slices.Sort(out)
	return out
}

// formKey returns the key of a task's form, as the definition says that its
// instance has now.
func (r *replica) formKey(t engine.Task) (string, error) {
	i, _ := r.Instance(t.Instance)
	p := r.versions[i.Definition]
	if p == nil {
		return "null", nil
	}
	a, ok := p.ActivityByID(t.Key)
	if !ok || p.Activities[a].UserTask == nil {
		return "null", nil
	}
	f := p.Activities[a].UserTask.Form
	if f == nil || f.Key == nil {
		return "null", nil
	}
	v, failure := f.Key.Evaluate(taskResolver{r, t.ID})
	if failure != nil {
		return "", javaError("ProcessEngineException", "%s", failure.Message)
	}
	return juel.Text(v), nil
}

// taskResolver resolves the names that a task sees.
type taskResolver struct {
	r    *replica
	task engine.ID
}

// Variable implements [juel.Resolver].
func (t taskResolver) Variable(name string) (any, bool) { return t.r.Variable(t.task, name) }

// Function implements [juel.Resolver].
func (t taskResolver) Function(string, []any) (any, bool) { return nil, false }

func (r *replica) jobDetails(j engine.Job) string {
	due := "null"
	if j.Due != nil {
		due = strconv.FormatInt(j.Due.Sub(r.Now()).Milliseconds()/1000, 10) + "s"
	}
	definition, activity := "null", "null"
	if j.Activity != nil {
		_, version, _ := strings.Cut(j.DefinedIn, ":")
		version, _, _ = strings.Cut(version, ":")
		activity = *j.Activity
		definition = activity + "|" + orNull(j.Configuration) + "|v" + version
	}
	text := fmt.Sprintf("job %s activity=%s config=%s due=%s retries=%d priority=%d suspended=%t exclusive=%t definition=%s", j.HandlerType,
		activity, cmp.Or(j.HandlerConfiguration, "null"), due, j.Retries, j.Priority, j.Suspended, j.Exclusive, definition)
	if j.IsTimer {
		text += " repeat=" + cmp.Or(j.Repeat, "null")
	}
	return text
}

// beganAs returns the activity that an activity instance began as, which its
// identifier tells in the engine; now is the activity that it is of now.
func (r *replica) beganAs(activityInstance engine.ID, now string) string {
	if a, ok := r.began[activityInstance]; ok {
		return a
	}
	return now
}

// rememberNames keeps the activities of all activity instances, which a
// migration may rename.
func (r *replica) rememberNames() {
	for _, i := range r.HistoricInstances() {
		for _, h := range r.HistoricActivities(i.ID) {
			if _, ok := r.began[h.ID]; !ok {
				r.began[h.ID] = h.Activity
			}
		}
	}
}
