package engine

import (
	"iter"
	"slices"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// record is an event as the trace keeps it: without pointers, so that many of
// them cost the garbage collector nothing. What does not fit stands in a
// payload.
type record struct {
	kind          EventKind
	canceled      bool
	completeScope bool
	// fresh says that a variable was made by the same command.
	fresh    bool
	instance uint32
	// prev is the place of the record before this one of the same instance, -1
	// for none.
	prev     int32
	def      int32
	activity program.ActivityID
	flow     program.FlowID
	id       uint32
	parent   uint32
	other    uint32
	payload  int32
	sequence int64
	at       int64
}

// payload is what only some events have.
type payload struct {
	name, text string
	element    string
	old, new   any
	names      []string
	values     []any
	id         ID
}

const chunkLength = 256

// traceLog is the trace of an engine, in chunks that forks share.
type traceLog struct {
	off      bool
	chunks   [][]record
	payloads [][]payload
	// lasts are the places of the last records of instances that have ended.
	lasts []int32
}

func (l *traceLog) len() int {
	if len(l.chunks) == 0 {
		return 0
	}
	return (len(l.chunks)-1)*chunkLength + len(l.chunks[len(l.chunks)-1])
}

func (l *traceLog) get(i int) *record { return &l.chunks[i/chunkLength][i%chunkLength] }

// fork returns a log that grows on its own. The chunks are shared: what is
// there is not changed, and the fork copies the last one before it adds to it.
func (l *traceLog) fork() traceLog {
	f := *l
	f.chunks = append([][]record(nil), l.chunks...)
	if n := len(f.chunks); n > 0 {
		f.chunks[n-1] = slices.Clip(f.chunks[n-1])
	}
	f.payloads = append([][]payload(nil), l.payloads...)
	if n := len(f.payloads); n > 0 {
		f.payloads[n-1] = slices.Clip(f.payloads[n-1])
	}
	f.lasts = slices.Clone(l.lasts)
	return f
}

// add appends a record and returns its place.
func (l *traceLog) add(r record) int32 {
	n := len(l.chunks)
	if n == 0 || len(l.chunks[n-1]) == chunkLength {
		l.chunks = append(l.chunks, make([]record, 0, chunkLength))
		n++
	}
	l.chunks[n-1] = append(l.chunks[n-1], r)
	return int32(l.len() - 1)
}

// payload returns the payload of a record that has one.
func (l *traceLog) payload(r *record) *payload {
	return &l.payloads[r.payload/chunkLength][r.payload%chunkLength]
}

func (l *traceLog) addPayload(p payload) int32 {
	n := len(l.payloads)
	if n == 0 || len(l.payloads[n-1]) == chunkLength {
		l.payloads = append(l.payloads, make([]payload, 0, chunkLength))
		n++
	}
	l.payloads[n-1] = append(l.payloads[n-1], p)
	return int32((n-1)*chunkLength + len(l.payloads[n-1]) - 1)
}

// truncatePayloads forgets the payloads from a place on.
func (l *traceLog) truncatePayloads(n int) {
	l.payloads = l.payloads[:(n+chunkLength-1)/chunkLength]
	if k := len(l.payloads); k > 0 && n%chunkLength != 0 {
		clear(l.payloads[k-1][n%chunkLength:])
		l.payloads[k-1] = l.payloads[k-1][:n%chunkLength]
	}
}

// truncate forgets the records from a place on.
func (l *traceLog) truncate(n int) {
	if l.off || n >= l.len() {
		return
	}
	for i := n; i < l.len(); i++ {
		if p := l.get(i).payload; p >= 0 {
			l.truncatePayloads(int(p))
			break
		}
	}
	l.chunks = l.chunks[:(n+chunkLength-1)/chunkLength]
	if k := len(l.chunks); k > 0 && n%chunkLength != 0 {
		l.chunks[k-1] = l.chunks[k-1][:n%chunkLength]
	}
}

// note appends an event of the engine itself.
func (l *traceLog) note(r record, p payload, at time.Time) {
	if l.off {
		return
	}
	r.activity, r.flow, r.def, r.prev = program.None, program.NoFlow, -1, -1
	r.at = at.UnixNano()
	r.payload = l.addPayload(p)
	l.add(r)
}

// noteRecord appends an event of an instance.
func (t *transaction) noteRecord(in *instance, r record) {
	l := &t.e.trace
	r.instance, r.def, r.prev, r.at = in.number, int32(in.def.index), in.last, t.now.UnixNano()
	in.last = l.add(r)
}

// notePayload appends an event of an instance with a payload.
func (t *transaction) notePayload(in *instance, r record, p payload) {
	l := &t.e.trace
	r.payload = l.addPayload(p)
	t.noteRecord(in, r)
}

func (t *transaction) noteStart(x *execution) {
	if t.e.trace.off {
		return
	}
	t.noteRecord(x.in, record{
		kind: ActivityStarted, activity: x.activity, flow: program.NoFlow, id: x.activityInstance, parent: x.parentActivityInstance(),
		other: x.id, payload: -1, sequence: x.sequence,
	})
}

func (t *transaction) noteEnd(x *execution) {
	if t.e.trace.off {
		return
	}
	t.noteRecord(x.in, record{
		kind: ActivityEnded, activity: x.activity, flow: program.NoFlow, id: x.activityInstance, other: x.id, payload: -1,
		canceled: x.state == stateCanceled, completeScope: x.state == stateScopeComplete, sequence: x.sequence,
	})
}

// noteMigrated notes that an activity instance, or the whole instance, is one
// of another definition now.
func (t *transaction) noteMigrated(x *execution, id uint32, a program.ActivityID, parent uint32) {
	switch {
	case t.e.trace.off:
	case a == program.Root:
		t.notePayload(x.in, record{kind: InstanceMigrated, activity: program.None, flow: program.NoFlow}, payload{name: x.in.def.id})
	default:
		t.noteRecord(x.in, record{kind: ActivityMigrated, activity: a, flow: program.NoFlow, id: id, parent: parent, other: x.id, payload: -1})
	}
}

func (t *transaction) noteFlow(x *execution) {
	if t.e.trace.off {
		return
	}
	t.noteRecord(x.in, record{kind: FlowTaken, activity: program.None, flow: x.flow, other: x.id, payload: -1})
}

func (t *transaction) noteInstanceStart(in *instance) {
	if t.e.trace.off {
		return
	}
	p := payload{name: in.def.id, id: in.super}
	if in.businessKey != nil {
		p.text, p.new = *in.businessKey, *in.businessKey
	}
	if in.startUser != nil {
		p.element = *in.startUser
	}
	started := in.startActivity
	if in.first != nil {
		started = program.None // of another definition than the record's
	}
	t.notePayload(in, record{kind: InstanceStarted, activity: started, flow: program.NoFlow, id: uint32(in.restarted.number())}, p)
}

// noteInstanceEnd notes the end of an instance.
func (t *transaction) noteInstanceEnd(x *execution, state State) {
	if t.e.trace.off {
		return
	}
	p := payload{name: state.String()}
	if x.reason != "" {
		p.text, p.new = x.reason, x.reason
	}
	t.notePayload(x.in, record{kind: InstanceEnded, activity: x.activity, flow: program.NoFlow}, p)
}

// endInstanceOf ends an instance that is deleted.
func (t *transaction) endInstanceOf(x *execution, c cancellation) {
	state := InternallyTerminated
	switch {
	case x.activity != program.None:
		state = Completed
	case c.external:
		state = ExternallyTerminated
	}
	x.reason = c.reason
	t.noteInstanceEnd(x, state)
	x.in.state, x.in.ended = state, true
}

func (t *transaction) noteState(in *instance) {
	if !t.e.trace.off {
		t.notePayload(in, record{kind: InstanceStateChanged, activity: program.None, flow: program.NoFlow}, payload{name: in.state.String()})
	}
}

// noteVariable notes a change of a variable; task is that of a task's own.
func (t *transaction) noteVariable(kind EventKind, x *execution, v *variable, old any, source *execution, task uint32) {
	if t.e.trace.off {
		return
	}
	p := payload{name: v.name, old: old, new: v.value}
	if kind == VariableRemoved {
		p.new = nil
	}
	if task != 0 {
		p.id = x.in.idOf(task)
	}
	scope := x.scopeInstance(v)
	if task != 0 {
		scope = x.activityInstance
	}
	initial := x.in.root().starting
	t.notePayload(x.in, record{kind: kind, activity: x.activity, flow: program.NoFlow, id: v.id, parent: scope, other: x.id, completeScope: initial, fresh: v.id > t.firstID}, p)
}

// scopeInstance returns the activity instance that a variable of an execution
// belongs to.
func (x *execution) scopeInstance(v *variable) uint32 {
	switch {
	case v.concurrentLocal:
		return x.activityInstance
	case x.parent == nil:
		return 0
	case x.scope:
		return x.parent.activityInstance
	}
	return x.activityInstance
}

// noteEvent notes what has no more than an element.
func (t *transaction) noteEvent(kind EventKind, x *execution, element string) {
	if !t.e.trace.off {
		t.noteRecord(x.in, record{kind: kind, activity: x.activity, flow: program.NoFlow, other: x.id, payload: -1})
	}
}

func (t *transaction) noteRun(kind EventKind, x *execution, element, event string, l *program.Implementation) {
	if t.e.trace.off {
		return
	}
	if kind == BehaviorRun {
		t.noteRecord(x.in, record{kind: kind, activity: x.activity, flow: program.NoFlow, other: x.id, payload: -1})
		return
	}
	p := payload{name: event, element: element, text: implementationText(l)}
	t.notePayload(x.in, record{kind: kind, activity: x.activity, flow: program.NoFlow, other: x.id}, p)
}

// implementationText says what an implementation names.
func implementationText(l *program.Implementation) string {
	switch {
	case l.Class != "":
		return l.Class
	case l.Expression != nil:
		return l.Expression.Text
	case l.Script != nil:
		return l.Script.Language
	}
	return ""
}

func (t *transaction) noteCondition(x *execution, element string, c *program.Condition, v any) {
	if t.e.trace.off {
		return
	}
	p := payload{element: element, text: c.Text, new: v}
	if c.Expression != nil && c.Expression.JUEL() != nil {
		for _, name := range c.Expression.JUEL().Variables() {
			if v := x.visible(name); v != nil {
				p.names, p.values = append(p.names, name), append(p.values, v.value)
			}
		}
	}
	t.notePayload(x.in, record{kind: ConditionEvaluated, activity: x.activity, flow: program.NoFlow, other: x.id}, p)
}

func (t *transaction) noteError(kind EventKind, x *execution, code string, message *string) {
	if t.e.trace.off {
		return
	}
	p := payload{name: code}
	if message != nil {
		p.text = *message
	}
	t.notePayload(x.in, record{kind: kind, activity: x.activity, flow: program.NoFlow, other: x.id}, p)
}

func (t *transaction) noteEscalation(kind EventKind, x *execution, code string) {
	t.noteError(kind, x, code, nil)
}

func (t *transaction) noteDecision(x *execution, element, key string) {
	if !t.e.trace.off {
		t.notePayload(x.in, record{kind: Decided, activity: x.activity, flow: program.NoFlow, other: x.id}, payload{name: key, element: element})
	}
}

func (t *transaction) noteJob(kind EventKind, j *job, text string) {
	if t.e.trace.off {
		return
	}
	p := payload{name: j.handlerType(), text: text, id: j.fullID()}
	if j.x == nil {
		p.element = j.def.process.Activities[j.activity].ID
		t.e.trace.note(record{kind: kind}, p, t.now)
		return
	}
	t.notePayload(j.x.in, record{kind: kind, activity: j.activity, flow: program.NoFlow, id: j.id, other: j.x.id}, p)
}

func (t *transaction) noteRetries(j *job, old int) {
	if t.e.trace.off {
		return
	}
	p := payload{old: int32(old), new: int32(j.retries), id: j.fullID()}
	if j.x == nil {
		t.e.trace.note(record{kind: JobRetriesSet}, p, t.now)
		return
	}
	t.notePayload(j.x.in, record{kind: JobRetriesSet, activity: j.activity, flow: program.NoFlow, id: j.id, other: j.x.id}, p)
}

// noteTask notes an event of a task. text is the reason or the property.
func (t *transaction) noteTask(kind EventKind, k *task, text string, old, new any) {
	if t.e.trace.off {
		return
	}
	p := payload{text: text, old: old, new: new}
	if kind == TaskCreated {
		p.name, p.old, p.new = "", orNil(k.name), orNil(k.assignee)
	} else if kind == TaskUpdated {
		p.name, p.text = text, ""
	}
	t.notePayload(k.x.in, record{kind: kind, activity: k.activity, flow: program.NoFlow, id: k.id, parent: k.activityInstance, other: k.x.id}, p)
}

func (t *transaction) noteExternal(kind EventKind, k *externalTask, text string) {
	if !t.e.trace.off {
		t.notePayload(k.x.in, record{kind: kind, activity: k.activity, flow: program.NoFlow, id: k.id, other: k.x.id}, payload{name: k.topic, text: text})
	}
}

func (t *transaction) noteSubscription(kind EventKind, s *subscription) {
	if !t.e.trace.off {
		t.notePayload(s.x.in, record{kind: kind, activity: s.activity, flow: program.NoFlow, id: s.id, other: s.x.id}, payload{name: s.name, text: s.kind.String()})
	}
}

func (t *transaction) noteIncident(kind EventKind, i *incident) {
	if t.e.trace.off {
		return
	}
	p := payload{name: i.kind, element: i.activity, text: i.failedActivity, id: i.cause, new: orNil(i.message)}
	if i.x == nil {
		t.e.trace.note(record{kind: kind, id: i.id}, p, t.now)
		return
	}
	t.notePayload(i.x.in, record{kind: kind, activity: i.x.activity, flow: program.NoFlow, id: i.id, other: i.x.id}, p)
}

// Trace yields the events from a number on, of an instance, of all for zero.
func (e *Engine) Trace(instance ID, from int) iter.Seq[Event] {
	n := e.trace.len()
	return func(yield func(Event) bool) {
		for i := max(from-1, 0); i < n; i++ {
			r := e.trace.get(i)
			if instance != 0 && r.instance != instance.number() {
				continue
			}
			if !yield(e.event(i, r)) {
				return
			}
		}
	}
}

// event returns a record as others see it.
func (e *Engine) event(i int, r *record) Event {
	v := Event{
		Number: i + 1, Kind: r.kind, Time: time.Unix(0, r.at).In(e.now.Location()), Instance: instanceID(r.instance),
		Canceled: r.canceled, CompleteScope: r.completeScope,
	}
	in := v.Instance
	if r.id != 0 {
		v.ID = in | ID(r.id)
	}
	if in != 0 {
		v.Parent, v.Other = in|ID(r.parent), in|ID(r.other)
	}
	if r.def >= 0 {
		p := e.definitions[r.def].process
		switch {
		case r.flow != program.NoFlow:
			v.Element = p.Flows[r.flow].ID
		case r.activity > program.Root:
			v.Element = p.Activities[r.activity].ID
		}
		if r.kind == BehaviorRun && p.Activities[r.activity].Service != nil {
			v.Text = implementationText(&p.Activities[r.activity].Service.Implementation)
		}
	}
	if r.payload >= 0 {
		p := e.trace.payload(r)
		v.Name, v.Text, v.Old, v.New, v.Names, v.Values = p.name, p.text, p.old, p.new, p.names, p.values
		if p.element != "" && r.kind != InstanceStarted {
			v.Element = p.element
		}
		if p.id != 0 {
			switch r.kind {
			case InstanceStarted:
				v.Other = p.id
			default:
				v.ID = p.id
			}
		}
	}
	return v
}

// records yields the records of an instance in their order.
func (e *Engine) records(number uint32) []*record {
	var out []*record
	for i := e.lastRecord(number); i >= 0; {
		r := e.trace.get(int(i))
		out = append(out, r)
		i = r.prev
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// lastRecord returns the place of the last record of an instance, -1 where
// there is none.
func (e *Engine) lastRecord(number uint32) int32 {
	if in := e.running(number); in != nil {
		return in.last
	}
	if int(number) < len(e.trace.lasts) {
		return e.trace.lasts[number]
	}
	return -1
}

// Audit returns what operators did.
func (e *Engine) Audit() []AuditEntry { return e.audits }
