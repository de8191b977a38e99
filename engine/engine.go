package engine

import (
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Engine runs processes. It is for one goroutine at a time.
type Engine struct {
	o    Options
	now  time.Time
	user User

	definitions []*definition
	deployments int
	latestByKey map[string]*definition
	// suspended are the definitions that are.
	suspended map[int]bool
	// forgottenTimeouts are timeout listeners that make no timers any more.
	forgottenTimeouts map[timeoutListener]bool

	counters
	// instances are those that run, by their numbers from firstNumber on.
	instances   []*instance
	firstNumber uint32
	// names and topics find the instances that wait for an event or have an
	// external task.
	names  *index[subscriptionKey]
	topics *index[string]
	// startJobs and incidents belong to no instance.
	startJobs []*job
	incidents []*incident
	queue     dueQueue

	trace  traceLog
	audits []AuditEntry

	tx transaction
	// spare is the memory of an instance that ended in the command that started
	// it.
	spare *instance
	busy  bool
	// advancing says that Advance executes jobs as they become due.
	advancing bool
}

// counters are what identifiers are made of.
type counters struct {
	lastInstance uint32
	lastID       uint32
	lastEngineID uint32
}

// New returns an engine without definitions.
func New(o Options) *Engine {
	if o.Now.IsZero() {
		o.Now = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if o.Limits.Steps == 0 {
		o.Limits.Steps = 100_000
	}
	if o.Limits.Instances == 0 {
		o.Limits.Instances = 10_000
	}
	if o.Limits.Calls == 0 {
		o.Limits.Calls = 100
	}
	return &Engine{
		o: o, now: o.Now, latestByKey: map[string]*definition{}, firstNumber: 1,
		names: newIndex[subscriptionKey](), topics: newIndex[string](),
		trace: traceLog{off: o.Trace == NoTrace},
	}
}

// Fork returns an engine in the same state. What is done to one of the two
// does not show in the other.
func (e *Engine) Fork() *Engine {
	f := *e
	f.definitions = slices.Clip(e.definitions)
	f.latestByKey = maps.Clone(e.latestByKey)
	f.instances = slices.Clone(e.instances)
	f.names, f.topics = e.names.clone(), e.topics.clone()
	f.queue = slices.Clone(e.queue)
	f.trace = e.trace.fork()
	f.audits = slices.Clip(e.audits)
	f.tx, f.spare = transaction{}, nil
	return &f
}

// SetStrictErrors changes [Options].StrictErrors.
func (e *Engine) SetStrictErrors(strict bool) { e.o.StrictErrors = strict }

// As makes a user the one who gives the following commands.
func (e *Engine) As(u User) { e.user = u }

// Now returns the time.
func (e *Engine) Now() time.Time { return e.now }

// running returns a running instance, nil where there is none.
func (e *Engine) running(number uint32) *instance {
	if number < e.firstNumber || number-e.firstNumber >= uint32(len(e.instances)) {
		return nil
	}
	return e.instances[number-e.firstNumber]
}

// store puts an instance in its place.
func (e *Engine) store(in *instance) {
	if len(e.instances) == 0 {
		e.firstNumber = in.number
	}
	for in.number-e.firstNumber >= uint32(len(e.instances)) {
		e.instances = append(e.instances, nil)
	}
	e.instances[in.number-e.firstNumber] = in
	names := in.subscriptionNames()
	e.names.change(in.number, in.names, names)
	in.names = names
	topics := in.topicNames()
	e.topics.change(in.number, in.topics, topics)
	in.topics = topics
}

// drop takes an instance that has ended away.
func (e *Engine) drop(in *instance) {
	if !e.trace.off {
		for int(in.number) >= len(e.trace.lasts) {
			e.trace.lasts = append(e.trace.lasts, -1)
		}
		e.trace.lasts[in.number] = in.last
	}
	if e.running(in.number) == nil {
		if in.fresh {
			e.spare = in // nobody has seen it
		}
		return
	}
	e.names.change(in.number, in.names, nil)
	e.topics.change(in.number, in.topics, nil)
	e.instances[in.number-e.firstNumber] = nil
	for len(e.instances) > 0 && e.instances[0] == nil {
		e.instances = e.instances[1:]
		e.firstNumber++
	}
}

// topicNames returns the topics of the external tasks of an instance, sorted.
func (in *instance) topicNames() []string {
	var out []string
	for _, x := range in.slots {
		if x.removed || x.waits == nil {
			continue
		}
		for _, k := range x.waits.externals {
			out = append(out, k.topic)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// allNumbers returns the numbers of all running instances.
func (e *Engine) allNumbers() []uint32 {
	var out []uint32
	for i, in := range e.instances {
		if in != nil {
			out = append(out, e.firstNumber+uint32(i))
		}
	}
	return out
}

// index finds instances by a key: their numbers, sorted.
type index[K comparable] struct{ numbers map[K][]uint32 }

func newIndex[K comparable]() *index[K] { return &index[K]{map[K][]uint32{}} }

func (x *index[K]) get(key K) []uint32 { return x.numbers[key] }

func (x *index[K]) clone() *index[K] {
	out := newIndex[K]()
	for k, v := range x.numbers {
		out.numbers[k] = slices.Clone(v)
	}
	return out
}

// change makes an instance be found by other keys than before.
func (x *index[K]) change(number uint32, before, after []K) {
	if slices.Equal(before, after) {
		return
	}
	for _, k := range before {
		if slices.Contains(after, k) {
			continue
		}
		list := x.numbers[k]
		if i, found := slices.BinarySearch(list, number); found {
			list = slices.Delete(list, i, i+1)
		}
		if len(list) == 0 {
			delete(x.numbers, k)
		} else {
			x.numbers[k] = list
		}
	}
	for _, k := range after {
		if slices.Contains(before, k) {
			continue
		}
		list := x.numbers[k]
		if i, found := slices.BinarySearch(list, number); !found {
			x.numbers[k] = slices.Insert(list, i, number)
		}
	}
}

// Deploy adds a deployment. Each of its processes becomes the latest version
// of its key: start timers and start subscriptions of the version before end.
func (e *Engine) Deploy(c Deploy) ([]Definition, error) {
	before := len(e.definitions)
	known := maps.Clone(e.latestByKey)
	list := e.definitions
	err := e.run("deploy", func(t *transaction) *Error {
		for _, p := range c.Deployment.Processes {
			version := 1
			if old := e.latestByKey[p.Key]; old != nil {
				version = old.version + 1
			}
			if err := e.messageTaken(p); err != nil {
				return err
			}
			def := newDefinition(p, c.Deployment.Platform, version, e.deployments+1, len(e.definitions), &e.o.Behaviors)
			e.definitions = append(slices.Clip(e.definitions), def)
			e.latestByKey[p.Key] = def
			e.trace.note(record{kind: Deployed}, payload{name: def.id}, e.now)
			if err := t.startTimers(def); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		e.definitions, e.latestByKey = list, known
		return nil, err
	}
	e.deployments++
	return e.Definitions()[before:], nil
}

// messageTaken says that a message starts another process already.
func (e *Engine) messageTaken(p *program.Process) *Error {
	for _, d := range p.StartSubscriptions {
		if d.Kind != program.MessageSubscription || d.Name == nil {
			continue
		}
		for _, s := range e.startSubscriptions() {
			if s.def.process.Key != p.Key && s.matches(messageEvent, d.Name.Text) {
				return engineError("ENGINE-01011 Cannot deploy process definition '" + path.Base(p.Definitions.Document.File.Path) +
					"': there already is a message event subscription for the message with name '" + d.Name.Text + "'.")
			}
		}
	}
	return nil
}

// startTimers makes the jobs of timer start events, in place of those of the
// version before.
func (t *transaction) startTimers(def *definition) *Error {
	for _, j := range slices.Clone(t.engineJobs()) {
		if j.timer != nil && j.def.process.Key == def.process.Key {
			t.deleteJob(j, false)
		}
	}
	for _, d := range def.process.StartTimers {
		j := &job{def: def, activity: d.Activity, timer: d, flow: program.NoFlow, exclusive: d.Exclusive}
		if err := t.addTimer(j); err != nil {
			return err
		}
	}
	return nil
}

// latest returns the latest version of a process, nil where there is none.
func (e *Engine) latest(key string) *definition { return e.latestByKey[key] }

// byID returns a definition by its identifier, nil where there is none.
func (e *Engine) byID(id string) *definition {
	return e.find(func(d *definition) bool { return d.id == id })
}

// version returns a version of a process, nil where there is none.
func (e *Engine) version(key string, version int) *definition {
	return e.find(func(d *definition) bool { return d.process.Key == key && d.version == version })
}

// find returns the last definition for which a condition holds.
func (e *Engine) find(is func(*definition) bool) *definition {
	for i := len(e.definitions) - 1; i >= 0; i-- {
		if is(e.definitions[i]) {
			return e.definitions[i]
		}
	}
	return nil
}

// isDefinitionSuspended reports whether a definition is suspended.
func (t *transaction) isDefinitionSuspended(def *definition) bool {
	if t.suspended != nil {
		return t.suspended[def.index]
	}
	return t.e.suspended[def.index]
}

// startName returns the name of a start event's message or signal.
func (e *Engine) startName(def *definition, s *program.Subscription) string {
	if s.Name == nil {
		return ""
	}
	return s.Name.Text
}

// startsFor returns the start events of the latest definitions that an event
// triggers. Those of suspended definitions do not.
func (e *Engine) startsFor(t *transaction, kind eventKind, name string) []startSubscription {
	var out []startSubscription
	for _, s := range e.startSubscriptions() {
		if s.matches(kind, name) && !t.isDefinitionSuspended(s.def) {
			out = append(out, s)
		}
	}
	return out
}

func (s *startSubscription) matches(kind eventKind, name string) bool {
	return eventKind(s.sub.Kind) == kind && (kind == conditionalEvent || s.name == name)
}

// startSubscriptions returns the start events of the latest definitions.
func (e *Engine) startSubscriptions() []startSubscription {
	var out []startSubscription
	for _, def := range e.definitions {
		if e.latestByKey[def.process.Key] != def {
			continue
		}
		for i, s := range def.process.StartSubscriptions {
			out = append(out, startSubscription{def: def, sub: s, id: uint32(def.index+1)<<16 | uint32(i+1), name: e.startName(def, s)})
		}
	}
	return out
}

// SetTime moves the clock. Nothing is executed.
func (e *Engine) SetTime(c SetTime) error {
	e.now = c.Time
	e.trace.note(record{kind: TimeSet}, payload{}, e.now)
	return nil
}

// Advance moves the clock on and executes every job that becomes due. A job
// that fails is tried again as its retries say.
func (e *Engine) Advance(c Advance) error {
	e.advancing = true
	defer func() { e.advancing = false }()
	for n := 0; ; n++ {
		if n > e.o.Limits.Steps {
			return (&LimitError{Limit: "Steps"})
		}
		id, due, ok := e.nextJob(c.To)
		if !ok {
			break
		}
		if due.After(e.now) {
			if err := e.SetTime(SetTime{due}); err != nil {
				return err
			}
		}
		_ = e.ExecuteJob(ExecuteJob{id}) // the job has the error
	}
	if c.To.After(e.now) {
		return e.SetTime(SetTime{c.To})
	}
	return nil
}

// nextJob takes the next job that is due until a time out of the queue.
func (e *Engine) nextJob(until time.Time) (ID, time.Time, bool) {
	for len(e.queue) > 0 {
		top := e.queue[0]
		if top.due > until.UnixNano() {
			return 0, time.Time{}, false
		}
		e.queue.pop()
		j := e.peekJob(top.id)
		if j == nil || j.dueAt() != top.due || j.retries <= 0 || j.suspended || j.x != nil && j.x.in.suspended {
			continue
		}
		return top.id, j.due, true
	}
	return 0, time.Time{}, false
}

// peekJob returns a job as it is, nil where there is none.
func (e *Engine) peekJob(id ID) *job {
	if id.number() == 0 {
		for _, j := range e.startJobs {
			if j.id == id.local() {
				return j
			}
		}
		return nil
	}
	if in := e.running(id.number()); in != nil {
		return in.job(id.local())
	}
	return nil
}

func isUnknownProperty(err *Error) bool {
	return err != nil && strings.Contains(err.Message, "Unknown property used in expression")
}
