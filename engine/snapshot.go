package engine

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

// Snapshot is the state of an instance with all that it has called, for saving
// it. It is written and read as JSON; what happened before is not in it.
type Snapshot struct{ instances []savedInstance }

// Snapshot returns the state of a running instance; false where there is none.
func (e *Engine) Snapshot(instance ID) (*Snapshot, bool) {
	in := e.running(instance.number())
	if in == nil {
		return nil, false
	}
	s := &Snapshot{}
	s.add(e, in, -1, 0)
	return s, true
}

// The parts of a snapshot. Things of the model are named by their ids.
type (
	savedInstance struct {
		Process       string           `json:"process"`
		Version       int              `json:"version"`
		BusinessKey   *string          `json:"businessKey,omitempty"`
		Suspended     bool             `json:"suspended,omitempty"`
		Started       time.Time        `json:"started"`
		StartUser     *string          `json:"startUser,omitempty"`
		StartActivity string           `json:"startActivity,omitempty"`
		StartProcess  string           `json:"startProcess,omitempty"`
		StartVersion  int              `json:"startVersion,omitempty"`
		Caller        int              `json:"caller"`
		CallerID      uint32           `json:"callerExecution,omitempty"`
		Executions    []savedExecution `json:"executions"`
	}
	savedExecution struct {
		ID               uint32              `json:"id"`
		Parent           int                 `json:"parent"`
		Activity         string              `json:"activity,omitempty"`
		ActivityInstance *uint32             `json:"activityInstance,omitempty"`
		Sequence         int64               `json:"sequence,omitempty"`
		Scope            bool                `json:"scope,omitempty"`
		Concurrent       bool                `json:"concurrent,omitempty"`
		Active           bool                `json:"active,omitempty"`
		EventScope       bool                `json:"eventScope,omitempty"`
		Variables        []savedVariable     `json:"variables,omitempty"`
		Tasks            []savedTask         `json:"tasks,omitempty"`
		Jobs             []savedJob          `json:"jobs,omitempty"`
		Subscriptions    []savedSubscription `json:"subscriptions,omitempty"`
		Externals        []savedExternal     `json:"externalTasks,omitempty"`
		Incidents        []savedIncident     `json:"incidents,omitempty"`
	}
	savedVariable struct {
		ID    uint32     `json:"id"`
		Name  string     `json:"name"`
		Local bool       `json:"concurrentLocal,omitempty"`
		Value savedValue `json:"value"`
	}
	savedTask struct {
		ID               uint32          `json:"id"`
		Activity         string          `json:"activity"`
		ActivityInstance uint32          `json:"activityInstance"`
		Name             *string         `json:"name,omitempty"`
		Description      *string         `json:"description,omitempty"`
		Assignee         *string         `json:"assignee,omitempty"`
		Owner            *string         `json:"owner,omitempty"`
		Due              *time.Time      `json:"due,omitempty"`
		FollowUp         *time.Time      `json:"followUp,omitempty"`
		Priority         int             `json:"priority"`
		Users            []string        `json:"candidateUsers,omitempty"`
		Groups           []string        `json:"candidateGroups,omitempty"`
		Delegation       string          `json:"delegation,omitempty"`
		Created          time.Time       `json:"created"`
		Updated          bool            `json:"updated,omitempty"`
		Variables        []savedVariable `json:"variables,omitempty"`
	}
	savedJob struct {
		ID             uint32          `json:"id"`
		Activity       string          `json:"activity"`
		Operation      operation       `json:"operation,omitempty"`
		Flow           string          `json:"flow,omitempty"`
		Timer          string          `json:"timer,omitempty"`
		Task           uint32          `json:"task,omitempty"`
		Listener       int             `json:"listener,omitempty"`
		Signal         string          `json:"signal,omitempty"`
		Subscription   uint32          `json:"subscription,omitempty"`
		Payload        []savedVariable `json:"payload,omitempty"`
		Due            *time.Time      `json:"due,omitempty"`
		Created        time.Time       `json:"created"`
		Retries        int             `json:"retries"`
		Priority       int64           `json:"priority,omitempty"`
		Exclusive      bool            `json:"exclusive,omitempty"`
		Suspended      bool            `json:"suspended,omitempty"`
		Repeat         string          `json:"repeat,omitempty"`
		Followed       bool            `json:"followed,omitempty"`
		Tried          bool            `json:"tried,omitempty"`
		Exception      *string         `json:"exception,omitempty"`
		Stack          string          `json:"stack,omitempty"`
		FailedActivity string          `json:"failedActivity,omitempty"`
		Declared       *savedDeclared  `json:"declared,omitempty"`
	}
	savedDeclared struct {
		Process       string `json:"process"`
		Version       int    `json:"version"`
		Activity      string `json:"activity"`
		Configuration string `json:"configuration"`
	}
	savedSubscription struct {
		ID           uint32    `json:"id"`
		Kind         eventKind `json:"kind"`
		Activity     string    `json:"activity"`
		Name         string    `json:"name,omitempty"`
		Created      time.Time `json:"created"`
		Order        uint32    `json:"order"`
		Compensating *uint32   `json:"compensating,omitempty"`
	}
	savedExternal struct {
		ID               uint32     `json:"id"`
		Activity         string     `json:"activity"`
		ActivityInstance uint32     `json:"activityInstance"`
		Topic            string     `json:"topic"`
		Worker           *string    `json:"worker,omitempty"`
		Until            *time.Time `json:"until,omitempty"`
		Retries          *int       `json:"retries,omitempty"`
		Priority         int64      `json:"priority,omitempty"`
		Message          *string    `json:"message,omitempty"`
		Details          string     `json:"details,omitempty"`
		Created          time.Time  `json:"created"`
	}
	savedIncident struct {
		ID             uint32    `json:"id"`
		Kind           string    `json:"kind"`
		Activity       string    `json:"activity"`
		FailedActivity string    `json:"failedActivity,omitempty"`
		Message        *string   `json:"message,omitempty"`
		Configuration  uint32    `json:"configuration,omitempty"`
		Created        time.Time `json:"created"`
	}
)

// MarshalJSON writes the snapshot.
func (s *Snapshot) MarshalJSON() ([]byte, error) { return json.Marshal(s.instances) }

// UnmarshalJSON reads what [Snapshot.MarshalJSON] writes. What does not fit the
// model is found when the snapshot is loaded.
func (s *Snapshot) UnmarshalJSON(data []byte) error { return json.Unmarshal(data, &s.instances) }

// add saves an instance, and then what it has called.
func (s *Snapshot) add(e *Engine, in *instance, caller int, callerID uint32) {
	p := in.def.process
	out := savedInstance{
		Process: p.Key, Version: in.def.version, BusinessKey: in.businessKey, Suspended: in.suspended, Started: in.started,
		StartUser: in.startUser, Caller: caller, CallerID: callerID,
	}
	if in.startActivity != program.None {
		out.StartActivity = in.startedAs().process.Activities[in.startActivity].ID
	}
	if in.first != nil {
		out.StartProcess, out.StartVersion = in.first.process.Key, in.first.version
	}
	place := map[*execution]int{}
	for _, x := range in.slots {
		if !x.removed {
			place[x] = len(place)
		}
	}
	for _, x := range in.slots {
		if x.removed {
			continue
		}
		saved := saveExecution(x)
		saved.Parent = -1
		if x.parent != nil {
			saved.Parent = place[x.parent]
		}
		out.Executions = append(out.Executions, saved)
	}
	own := len(s.instances)
	s.instances = append(s.instances, out)
	for _, x := range in.slots {
		if called := e.running(x.called); !x.removed && x.called != 0 && called != nil {
			s.add(e, called, own, x.id)
		}
	}
}

func saveExecution(x *execution) savedExecution {
	out := savedExecution{
		ID: x.id, Sequence: x.sequence, Scope: x.scope, Concurrent: x.concurrent, Active: x.active, EventScope: x.eventScope,
		Variables: saveVariables(x.variables),
	}
	if a := x.at(); a != nil {
		out.Activity = a.ID
	}
	if x.activityInstance != noActivityInstance {
		id := x.activityInstance
		out.ActivityInstance = &id
	}
	if x.waits == nil {
		return out
	}
	activities := x.in.def.process.Activities
	for _, k := range x.waits.tasks {
		out.Tasks = append(out.Tasks, savedTask{
			ID: k.id, Activity: activities[k.activity].ID, ActivityInstance: k.activityInstance, Name: k.name, Description: k.description,
			Assignee: k.assignee, Owner: k.owner, Due: k.due, FollowUp: k.followUp, Priority: k.priority, Users: k.users, Groups: k.groups,
			Delegation: k.delegation, Created: k.created, Updated: k.updated, Variables: saveVariables(k.variables),
		})
	}
	for _, j := range x.waits.jobs {
		out.Jobs = append(out.Jobs, saveJob(j))
	}
	for _, s := range x.waits.subscriptions {
		saved := savedSubscription{ID: s.id, Kind: s.kind, Activity: activities[s.activity].ID, Name: s.name, Created: s.created, Order: s.order}
		if s.hasCompensating {
			id := s.compensating
			saved.Compensating = &id
		}
		out.Subscriptions = append(out.Subscriptions, saved)
	}
	for _, k := range x.waits.externals {
		out.Externals = append(out.Externals, savedExternal{
			ID: k.id, Activity: activities[k.activity].ID, ActivityInstance: k.activityInstance, Topic: k.topic, Worker: k.worker, Until: k.until,
			Retries: k.retries, Priority: k.priority, Message: k.errorMessage, Details: k.errorDetails, Created: k.created,
		})
	}
	for _, i := range x.waits.incidents {
		if i.cause.Instance() != x.in.id() {
			continue // a copy, which the called instance makes again
		}
		out.Incidents = append(out.Incidents, savedIncident{
			ID: i.id, Kind: i.kind, Activity: i.activity, FailedActivity: i.failedActivity, Message: i.message,
			Configuration: i.configuration.local(), Created: i.created,
		})
	}
	return out
}

func saveJob(j *job) savedJob {
	p := j.definition().process
	out := savedJob{
		ID: j.id, Activity: p.Activities[j.activity].ID, Operation: j.op, Task: j.task, Listener: j.listener, Created: j.created,
		Retries: j.retries, Priority: j.priority, Exclusive: j.exclusive, Suspended: j.suspended, Repeat: j.repeat, Followed: j.followed,
		Tried: j.tried, Exception: j.exception, Stack: j.stack, FailedActivity: j.failedActivity,
	}
	if j.flow != program.NoFlow {
		out.Flow = p.Flows[j.flow].ID
	}
	if j.timer != nil {
		out.Timer = out.Activity
	}
	if j.hasDue {
		due := j.due
		out.Due = &due
	}
	if d := j.declared; d != nil {
		out.Declared = &savedDeclared{d.in.process.Key, d.in.version, d.activity, d.configuration}
	}
	if j.signal != nil {
		out.Signal, out.Subscription = j.signal.name, j.signal.subscription.local()
		for _, v := range j.signal.variables {
			out.Payload = append(out.Payload, savedVariable{Name: v.Name, Value: savedValue{v.Value}})
		}
	}
	return out
}

func saveVariables(v *variable) []savedVariable {
	var out []savedVariable
	for ; v != nil; v = v.next {
		out = append(out, savedVariable{v.id, v.name, v.concurrentLocal, savedValue{v.value}})
	}
	return out
}

// savedValue is a value with its type.
type savedValue struct{ value any }

// typedJSON is how a value that JSON has no type for is written.
type typedJSON struct {
	Type  string          `json:"type"`
	Value json.RawMessage `json:"value"`
}

// MarshalJSON writes texts, booleans and null as they are, others with the
// engine's name of their type.
func (v savedValue) MarshalJSON() ([]byte, error) {
	switch x := v.value.(type) {
	case nil, bool, string:
		return json.Marshal(x)
	case int16, int32, int64, []byte:
		return typed(typeOf(x), x)
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return typed("double", juel.Text(x))
		}
		return typed("double", x)
	case time.Time:
		return typed("date", x.Format(time.RFC3339Nano))
	case *juel.List:
		return typed("list", savedValues(x.Items))
	case *juel.Set:
		return typed("set", savedValues(x.Items))
	case *juel.Map:
		var pairs []savedValue
		for _, k := range x.InsertionOrder() {
			item, _ := x.Get(k)
			pairs = append(pairs, savedValue{k}, savedValue{item})
		}
		return typed("map", pairs)
	}
	return nil, fmt.Errorf("a value of class %s cannot be saved", juel.ClassOf(v.value))
}

func typed(name string, v any) ([]byte, error) {
	value, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return json.Marshal(typedJSON{name, value})
}

func savedValues(items []any) []savedValue {
	out := make([]savedValue, len(items))
	for i, item := range items {
		out[i] = savedValue{item}
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON writes.
func (v *savedValue) UnmarshalJSON(data []byte) error {
	if len(data) == 0 || data[0] != '{' {
		return json.Unmarshal(data, &v.value)
	}
	var t typedJSON
	if err := json.Unmarshal(data, &t); err != nil {
		return err
	}
	var err error
	v.value, err = t.read()
	return err
}

func (t *typedJSON) read() (any, error) {
	switch t.Type {
	case "short":
		return readAs[int16](t.Value)
	case "integer":
		return readAs[int32](t.Value)
	case "long":
		return readAs[int64](t.Value)
	case "bytes":
		return readAs[[]byte](t.Value)
	case "double":
		if len(t.Value) > 0 && t.Value[0] == '"' {
			return map[string]float64{`"NaN"`: math.NaN(), `"Infinity"`: math.Inf(1), `"-Infinity"`: math.Inf(-1)}[string(t.Value)], nil
		}
		return readAs[float64](t.Value)
	case "date":
		return readAs[time.Time](t.Value)
	}
	items, err := readAs[[]savedValue](t.Value)
	if err != nil {
		return nil, err
	}
	list := make([]any, len(items.([]savedValue)))
	for i, item := range items.([]savedValue) {
		list[i] = item.value
	}
	switch t.Type {
	case "list":
		return &juel.List{Items: list}, nil
	case "set":
		return &juel.Set{Items: list}, nil
	case "map":
		return juel.NewMap(list...), nil
	}
	return nil, fmt.Errorf("a value of type %q cannot be read", t.Type)
}

func readAs[T any](data json.RawMessage) (any, error) {
	var v T
	err := json.Unmarshal(data, &v)
	return v, err
}
