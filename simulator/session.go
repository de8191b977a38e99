package simulator

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/source"
)

// Vars are variables by name. Values are what [engine.Variable] takes.
type Vars map[string]any

// list returns the variables by name, so that the order of a map does not show.
func (v Vars) list() []engine.Variable {
	var out []engine.Variable
	for name, value := range v {
		out = append(out, engine.Variable{Name: name, Value: value})
	}
	slices.SortFunc(out, func(a, b engine.Variable) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// Options say how models are run. The zero value is good for most tests.
type Options struct {
	// Compile says which engine deploys the models. Its time is that of Engine.
	Compile compile.Options
	// Engine says how they run. Behaviors of activities are joined by stubs.
	Engine engine.Options
	// Read reads a model by its path; os.ReadFile if nil.
	Read func(path string) ([]byte, error)
}

// Session is a deployment with the instances that run of it. It is for one
// goroutine at a time.
type Session struct {
	engine    *engine.Engine
	processes map[string]*program.Process
	// keys are those of the processes, in the order of the models.
	keys     []string
	stubs    map[string]engine.Behavior
	stubAll  bool
	instance engine.ID
	absent   []*MissingError
}

// Deploy deploys models together. The session is nil where the engine would
// refuse them; the list says why, and what it warns of.
func Deploy(models []*source.File, o Options) (*Session, diag.List) {
	var list diag.List
	var definitions []*bpmn.Definitions
	for _, m := range models {
		d, problems := bpmn.Parse(m, bpmn.Options{})
		list = append(list, problems...)
		if d != nil {
			definitions = append(definitions, d)
		}
	}
	if list.Count(diag.Error) > 0 {
		return nil, list
	}
	o.Compile.Now = o.Engine.Now
	deployment, problems := compile.Compile(definitions, o.Compile)
	list = append(list, problems...)
	if deployment == nil {
		return nil, list
	}
	s := &Session{processes: map[string]*program.Process{}, stubs: map[string]engine.Behavior{}}
	for id, b := range o.Engine.Behaviors.Activities {
		s.stubs[id] = b
	}
	o.Engine.Behaviors.Activities = s.stubs
	o.Engine.Behaviors.Default = s.missing(o.Engine.Behaviors.Default)
	s.engine = engine.New(o.Engine)
	for _, p := range deployment.Processes {
		s.processes[p.Key] = p
		s.keys = append(s.keys, p.Key)
	}
	if _, err := s.engine.Deploy(engine.Deploy{Deployment: deployment}); err != nil {
		return nil, append(list, diag.Diagnostic{
			Rule: "deploy", Category: compile.Category, Severity: diag.Error, Message: err.Error(),
			File: models[0].Path,
		})
	}
	return s, list
}

// missing returns the behavior of activities without a stub.
func (s *Session) missing(otherwise engine.Behavior) engine.Behavior {
	return func(c *engine.Context) error {
		switch {
		case otherwise != nil:
			return otherwise(c)
		case s.stubAll:
			return nil
		}
		missing := &MissingError{Element: c.Activity(), Label: WithID(s.Label(c.Process(), c.Activity()), c.Activity()), Event: c.Event()}
		if !slices.ContainsFunc(s.absent, func(m *MissingError) bool { return *m == *missing }) {
			s.absent = append(s.absent, missing)
		}
		return missing
	}
}

// Missing returns what was to run and is not there, each once, in the order in
// which it was asked for: also where a job failed for it and the run went on.
func (s *Session) Missing() []*MissingError { return slices.Clone(s.absent) }

// MissingError says that a model names code that is not there.
type MissingError struct {
	// Element is the id of the activity that runs the code, Label its type and
	// name.
	Element, Label string
	// Event is that of a listener, such as start; empty for the activity's own
	// code, which a stub can stand for.
	Event string
}

// Error says what is missing.
func (e *MissingError) Error() string {
	if e.Event != "" {
		return fmt.Sprintf("%s has a listener for its event %s whose code is not here", e.Label, e.Event)
	}
	return e.Label + " runs code that is not here and has no stub"
}

// Engine returns the engine, for whatever a session has no method for.
func (s *Session) Engine() *engine.Engine { return s.engine }

// Keys returns the keys of the processes that can be started, in the order of
// the models.
func (s *Session) Keys() []string { return slices.Clone(s.keys) }

// Instance returns the instance that was started last, zero for none.
func (s *Session) Instance() engine.ID { return s.instance }

// Stub makes an activity behave. An activity that has a stub already gets the
// new one. It is an error if no process has the activity.
func (s *Session) Stub(activity string, b engine.Behavior) error {
	if err := s.check(activity); err != nil {
		return err
	}
	s.stubs[activity] = b
	return nil
}

// check returns an error where no process has an activity of the id.
func (s *Session) check(activity string) error {
	var all []string
	for _, k := range s.keys {
		p := s.processes[k]
		if _, ok := p.ActivityByID(activity); ok {
			return nil
		}
		for _, a := range p.Activities[1:] {
			all = append(all, a.ID)
		}
	}
	return fmt.Errorf("no process has an activity %q; there are: %s", activity, strings.Join(all, ", "))
}

// StubAll makes all code that is missing do nothing.
func (s *Session) StubAll() { s.stubAll = true }

// Start says how an instance starts. The zero value starts the first process at
// its start event.
type Start struct {
	// Key is that of the process.
	Key         string
	BusinessKey string
	Vars        Vars
	// Before are ids of activities that it starts before, instead of at its
	// start event.
	Before []string
	// Message is the name of a message that starts it; Key is not asked then.
	Message string
}

// Start starts an instance.
func (s *Session) Start(c Start) error {
	if c.Key == "" && len(s.keys) > 0 {
		c.Key = s.keys[0]
	}
	var id engine.ID
	var err error
	if c.Message != "" {
		id, err = s.engine.StartByMessage(engine.StartByMessage{Message: c.Message, BusinessKey: c.BusinessKey, Variables: c.Vars.list()})
	} else {
		start := engine.StartInstance{Key: c.Key, BusinessKey: c.BusinessKey, Variables: c.Vars.list()}
		for _, b := range c.Before {
			start.Instructions = append(start.Instructions, engine.ModificationInstruction{Kind: engine.StartBefore, Element: b})
		}
		id, err = s.engine.StartInstance(start)
	}
	if err != nil {
		return err
	}
	s.instance = id
	return s.settle()
}

// settle executes the jobs that are due.
func (s *Session) settle() error { return s.engine.Advance(engine.Advance{To: s.engine.Now()}) }

// then settles behind a command that succeeded.
func (s *Session) then(err error) error {
	if err != nil {
		return err
	}
	return s.settle()
}

// worker is who locks external tasks.
const worker = "simulator"

// nothing says that nothing at an activity can be done with, and whether there
// is such an activity.
func (s *Session) nothing(activity, what string) error {
	if err := s.check(activity); err != nil {
		return err
	}
	return fmt.Errorf("nothing waits at %s that could be %s", activity, what)
}

func (s *Session) task(activity string) (engine.Task, bool) {
	for _, t := range s.engine.Tasks(0) {
		if t.Key == activity {
			return t, true
		}
	}
	return engine.Task{}, false
}

// external returns the oldest external task of an activity, locked.
func (s *Session) external(activity string) (engine.ExternalTask, bool, error) {
	for _, t := range s.engine.ExternalTasks(0) {
		if t.Activity != activity {
			continue
		}
		err := s.engine.LockExternalTask(engine.LockExternalTask{Task: t.ID, Worker: worker, Lock: time.Minute})
		return t, true, err
	}
	return engine.ExternalTask{}, false, nil
}

// Complete completes the oldest user task or external task of an activity.
func (s *Session) Complete(activity string, v Vars) error {
	if t, ok := s.task(activity); ok {
		return s.then(s.engine.CompleteTask(engine.CompleteTask{Task: t.ID, Variables: v.list()}))
	}
	t, ok, err := s.external(activity)
	switch {
	case err != nil:
		return err
	case !ok:
		return s.nothing(activity, "completed: no user task and no external task")
	}
	return s.then(s.engine.CompleteExternalTask(engine.CompleteExternalTask{Task: t.ID, Worker: worker, Variables: v.list()}))
}

// ThrowError throws a BPMN error at the oldest user task or external task of an
// activity.
func (s *Session) ThrowError(activity, code, message string, v Vars) error {
	if t, ok := s.task(activity); ok {
		return s.then(s.engine.HandleTaskError(engine.HandleTaskError{Task: t.ID, Code: code, Message: message, Variables: v.list()}))
	}
	t, ok, err := s.external(activity)
	switch {
	case err != nil:
		return err
	case !ok:
		return s.nothing(activity, "ended by an error: no user task and no external task")
	}
	return s.then(s.engine.ThrowExternalTaskError(engine.ThrowExternalTaskError{
		Task: t.ID, Worker: worker, Code: code, Message: message, Variables: v.list(),
	}))
}

// Escalate throws an escalation at the oldest user task of an activity.
func (s *Session) Escalate(activity, code string, v Vars) error {
	t, ok := s.task(activity)
	if !ok {
		return s.nothing(activity, "escalated: no user task")
	}
	return s.then(s.engine.HandleTaskEscalation(engine.HandleTaskEscalation{Task: t.ID, Code: code, Variables: v.list()}))
}

// FailExternal reports that the oldest external task of an activity has failed
// for good: no retries are left, and an incident is made.
func (s *Session) FailExternal(activity, message string) error {
	t, ok, err := s.external(activity)
	switch {
	case err != nil:
		return err
	case !ok:
		return s.nothing(activity, "failed: no external task")
	}
	return s.then(s.engine.FailExternalTask(engine.FailExternalTask{Task: t.ID, Worker: worker, Message: message}))
}

// Message delivers a message to the instance that waits for it, or starts one.
func (s *Session) Message(name string, v Vars) error {
	results, err := s.engine.Correlate(engine.Correlate{Message: name, Variables: v.list()})
	for _, r := range results {
		if r.Started {
			s.instance = r.Instance
		}
	}
	return s.then(err)
}

// Signal delivers a signal to all that wait for it.
func (s *Session) Signal(name string, v Vars) error {
	return s.then(s.engine.BroadcastSignal(engine.BroadcastSignal{Signal: name, Variables: v.list()}))
}

// Trigger makes the oldest execution go on that waits at an activity without
// saying for what, such as a receive task without a message.
func (s *Session) Trigger(activity string, v Vars) error {
	for _, x := range s.engine.Executions(0) {
		if x.Activity != nil && *x.Activity == activity && x.IsActive {
			return s.then(s.engine.TriggerExecution(engine.TriggerExecution{Execution: x.ID, Variables: v.list()}))
		}
	}
	return s.nothing(activity, "triggered")
}

// SetVariables sets variables of the instance that was started last.
func (s *Session) SetVariables(v Vars) error {
	return s.then(s.engine.SetVariables(engine.SetVariables{Execution: s.instance, Variables: v.list()}))
}

// Retry gives the oldest job of an activity that has none left a retry.
func (s *Session) Retry(activity string) error {
	for _, j := range s.engine.Jobs(0) {
		if j.Retries == 0 && at(j, activity) {
			return s.then(s.engine.SetJobRetries(engine.SetJobRetries{Job: j.ID, Retries: 1}))
		}
	}
	for _, t := range s.engine.ExternalTasks(0) {
		if t.Activity == activity && t.Retries != nil && *t.Retries == 0 {
			return s.then(s.engine.SetExternalTaskRetries(engine.SetExternalTaskRetries{Task: t.ID, Retries: 1}))
		}
	}
	return s.nothing(activity, "retried: no job and no external task without retries")
}

// RunJob executes the oldest job of an activity, due or not: a timer fires
// before its time. The failure of the job is returned.
func (s *Session) RunJob(activity string) error {
	for _, j := range s.engine.Jobs(0) {
		if at(j, activity) {
			return s.then(s.engine.ExecuteJob(engine.ExecuteJob{Job: j.ID}))
		}
	}
	return s.nothing(activity, "run: no job")
}

// at reports whether a job is one of an activity.
func at(j engine.Job, activity string) bool { return j.Activity != nil && *j.Activity == activity }

// Advance moves the clock on. What becomes due on the way is executed at its
// time.
func (s *Session) Advance(d time.Duration) error { return s.AdvanceTo(s.engine.Now().Add(d)) }

// AdvanceTo moves the clock on to a time.
func (s *Session) AdvanceTo(t time.Time) error {
	if t.Before(s.engine.Now()) {
		return fmt.Errorf("the clock stands at %s: it cannot go back to %s", s.engine.Now().Format(time.RFC3339), t.Format(time.RFC3339))
	}
	return s.engine.Advance(engine.Advance{To: t})
}

// Passed returns the ids of the flow nodes that instances of the session have
// left without being canceled, in the order in which they were entered. One that
// was passed twice is there twice.
func (s *Session) Passed() []string {
	var out []string
	for _, h := range s.engine.HistoricActivities(0) {
		if h.Ended != nil && !h.Canceled {
			out = append(out, h.Activity)
		}
	}
	return out
}

// Label returns type and name of an element of a process, such as user task
// "Approve" or sequence flow "yes"; its id where there is no such element.
func (s *Session) Label(process, element string) string {
	p := s.processes[process]
	if p == nil {
		return element
	}
	if element == process {
		return p.Element.Label()
	}
	if id, ok := p.ActivityByID(element); ok {
		if n := p.FlowNode(id); n != nil {
			return n.Label()
		}
	}
	if id, ok := p.FlowByID(element); ok {
		if f := p.SequenceFlow(id); f != nil {
			return f.Label()
		}
	}
	return element
}

// readModels reads models by their paths.
func (o Options) readModels(paths []string) ([]*source.File, error) {
	read := o.Read
	if read == nil {
		read = os.ReadFile
	}
	var out []*source.File
	for _, p := range paths {
		data, err := read(p)
		if err != nil {
			return nil, err
		}
		out = append(out, source.New(p, data))
	}
	return out, nil
}
