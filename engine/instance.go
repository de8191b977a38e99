package engine

import (
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

// instance is an instance in one state. Once the command that made it has
// succeeded it is not changed any more: the next command works on a copy.
type instance struct {
	number uint32
	def    *definition
	// slots are the executions in the order of their creation, the root first.
	// Removed ones stay until the next copy.
	slots []*execution
	// block is where executions are taken from.
	block []execution

	businessKey *string
	super       ID // the execution that called it
	restarted   ID // the instance that it was started like
	// counter gives identifiers while a command works on the instance; born is
	// what it gave last when the instance was made.
	counter   *uint32
	born      uint32
	suspended bool
	ended     bool
	// fresh says that the command that runs has made it.
	fresh     bool
	state     State
	started   time.Time
	startUser *string
	depth     int // of calls
	// startActivity is where the instance began, None where instructions did it.
	startActivity program.ActivityID
	// first is the definition that it began as; nil where it has not been
	// migrated.
	first *definition
	// last is the place of the last event of the instance in the trace.
	last int32
	// timers counts jobs, waits the other things that can wake the instance.
	names []subscriptionKey
	// topics are those of its external tasks.
	topics []string

	// delayed are changes of variables that no condition has seen yet.
	delayed []delayedEvent

	// own and places are what small instances need no more memory than.
	own    [2]execution
	places [8]*execution
	// extra are the executions that are taken when the own ones are.
	extra []execution
}

const noActivityInstance = ^uint32(0)

// activityState is what the engine knows of how the activity instance of an
// execution goes.
type activityState uint8

const (
	stateDefault activityState = iota
	stateScopeComplete
	stateCanceled
	stateStarting
	stateEnding
)

// execution is a node of the tree of an instance. The fields behind transient
// are forgotten when a command has ended.
type execution struct {
	in     *instance
	parent *execution
	// The children, in the order of their creation.
	first, last, before, after *execution

	id       uint32
	slot     int32
	activity program.ActivityID
	// activityInstance is noActivityInstance while the execution is between
	// two activities.
	activityInstance uint32
	// called is the number of the instance that it has called.
	called   uint32
	sequence int64

	scope, concurrent, active, eventScope bool
	removed                               bool

	variables *variable
	waits     *waits

	// transient
	state         activityState
	ended         bool
	deleteRoot    bool
	preserve      bool
	skipListeners bool
	skipIO        bool
	endFailed     bool
	reason        string
	external      bool
	starting      bool // the start event has not been entered yet
	flow          program.FlowID
	nextActivity  program.ActivityID
	replacedBy    *execution
	take          []program.FlowID
	payload       []Variable
	// shadows are variables that moved to a token when a further one began. The
	// engine still takes them for the execution's own: what comes back under
	// their name, or ends with the execution, deletes them.
	shadows []*variable
}

// waits is what belongs to an execution while it waits.
type waits struct {
	tasks         []*task
	jobs          []*job
	subscriptions []*subscription
	externals     []*externalTask
	incidents     []*incident
}

// variable is a variable of an execution or a task.
type variable struct {
	name  string
	value any
	id    uint32
	// concurrentLocal says that it belongs to what the execution does, not to
	// its scope.
	concurrentLocal bool
	// lost says that the engine has deleted it while it moved; see
	// [execution.shadows].
	lost bool
	next *variable
}

func (x *execution) things() *waits {
	if x.waits == nil {
		x.waits = new(waits)
	}
	return x.waits
}

func (x *execution) fullID() ID { return instanceID(x.in.number) | ID(x.id) }

// at returns the activity, nil where there is none.
func (x *execution) at() *program.Activity {
	if x.activity < 0 {
		return nil
	}
	return &x.in.def.process.Activities[x.activity]
}

// startedAs returns the definition that the instance began as.
func (in *instance) startedAs() *definition {
	if in.first != nil {
		return in.first
	}
	return in.def
}

func (in *instance) root() *execution { return in.slots[0] }

func (in *instance) id() ID { return instanceID(in.number) }

func (in *instance) nextID() uint32 {
	*in.counter++
	if *in.counter == noActivityInstance {
		*in.counter = 1
	}
	return *in.counter
}

// newExecution takes an execution from the block.
func (in *instance) newExecution() *execution {
	if len(in.block) == 0 {
		switch {
		case len(in.slots) > len(in.own):
			in.block = make([]execution, min(len(in.slots), 64))
		case in.extra == nil:
			in.extra = make([]execution, 6)
			fallthrough
		default:
			in.block = in.extra
		}
	}
	x := &in.block[0]
	in.block = in.block[1:]
	x.in, x.slot = in, int32(len(in.slots))
	x.activity, x.flow, x.nextActivity = program.None, program.NoFlow, program.None
	x.activityInstance = noActivityInstance
	x.active, x.scope = true, true
	in.slots = append(in.slots, x)
	return x
}

func newInstance(number uint32, def *definition) *instance {
	in := new(instance)
	in.reset(number, def)
	return in
}

// reset makes a new instance of one, or of the memory of one that has ended
// and that nobody knows.
func (in *instance) reset(number uint32, def *definition) {
	extra := in.extra
	clear(extra)
	*in = instance{number: number, def: def, last: -1, state: Active, startActivity: program.None, extra: extra, fresh: true}
	in.block, in.slots = in.own[:], in.places[:0]
	in.newExecution()
}

// clone copies an instance as it would be loaded from a database: without what
// has been removed and what only a running command knows.
func (in *instance) clone() *instance {
	out := &instance{
		number: in.number, def: in.def, businessKey: in.businessKey, super: in.super, restarted: in.restarted,
		born: in.born, suspended: in.suspended, ended: in.ended, state: in.state, started: in.started,
		startUser: in.startUser, depth: in.depth, startActivity: in.startActivity, first: in.first, last: in.last,
		names: in.names, topics: in.topics,
	}
	live := 0
	for _, x := range in.slots {
		if !x.removed {
			live++
		}
	}
	if live <= len(out.own) {
		out.block, out.slots = out.own[:], out.places[:0]
	} else {
		out.block, out.slots = make([]execution, live+4), make([]*execution, 0, live+8)
	}
	moved := make([]*execution, len(in.slots))
	for i, x := range in.slots {
		if x.removed {
			continue
		}
		y := out.newExecution()
		moved[i] = y
		y.id, y.activity, y.activityInstance, y.called, y.sequence = x.id, x.activity, x.activityInstance, x.called, x.sequence
		y.scope, y.concurrent, y.active, y.eventScope = x.scope, x.concurrent, x.active, x.eventScope
		y.variables = cloneVariables(x.variables)
		if x.waits != nil {
			y.waits = x.waits.clone(y)
		}
	}
	for i, x := range in.slots {
		if y := moved[i]; y != nil && x.parent != nil {
			moved[x.parent.slot].append(y)
		}
	}
	return out
}

func cloneVariables(v *variable) *variable {
	var head *variable
	tail := &head
	for ; v != nil; v = v.next {
		c := *v
		c.value = cloneValue(v.value)
		c.next = nil
		*tail = &c
		tail = &c.next
	}
	return head
}

// cloneValue copies what a method of an expression could change.
func cloneValue(v any) any {
	switch v := v.(type) {
	case *juel.List:
		items := make([]any, len(v.Items))
		for i, item := range v.Items {
			items[i] = cloneValue(item)
		}
		return &juel.List{Items: items}
	case *juel.Map:
		out := juel.NewMap()
		for _, k := range v.InsertionOrder() {
			value, _ := v.Get(k)
			out.Put(k, cloneValue(value))
		}
		return out
	case *juel.Set:
		return &juel.Set{Items: append([]any(nil), v.Items...)}
	}
	return v
}

func (w *waits) clone(x *execution) *waits {
	out := new(waits)
	for _, t := range w.tasks {
		c := *t
		c.x, c.variables = x, cloneVariables(t.variables)
		out.tasks = append(out.tasks, &c)
	}
	for _, j := range w.jobs {
		c := *j
		c.x = x
		out.jobs = append(out.jobs, &c)
	}
	for _, s := range w.subscriptions {
		c := *s
		c.x = x
		out.subscriptions = append(out.subscriptions, &c)
	}
	for _, e := range w.externals {
		c := *e
		c.x = x
		out.externals = append(out.externals, &c)
	}
	for _, i := range w.incidents {
		c := *i
		c.x = x
		out.incidents = append(out.incidents, &c)
	}
	return out
}

// append makes y the last child of x.
func (x *execution) append(y *execution) {
	y.parent, y.before, y.after = x, x.last, nil
	if x.last == nil {
		x.first = y
	} else {
		x.last.after = y
	}
	x.last = y
}

// detach takes x out of the children of its parent, which it still knows.
func (x *execution) detach() {
	p := x.parent
	if p == nil {
		return
	}
	if x.before == nil {
		if p.first != x {
			return // it has been taken out before
		}
		p.first = x.after
	} else {
		x.before.after = x.after
	}
	if x.after == nil {
		p.last = x.before
	} else {
		x.after.before = x.before
	}
	x.before, x.after = nil, nil
}

// setParent moves x below another execution.
func (x *execution) setParent(p *execution) {
	x.detach()
	p.append(x)
}
