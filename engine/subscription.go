package engine

import (
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

// eventKind is the kind of a subscription.
type eventKind uint8

const (
	messageEvent eventKind = iota + 1
	signalEvent
	conditionalEvent
	compensationEvent
)

func (k eventKind) String() string {
	return [...]string{"", "message", "signal", "conditional", "compensate"}[k]
}

// subscription waits for an event.
type subscription struct {
	x        *execution
	id       uint32
	kind     eventKind
	activity program.ActivityID
	name     string
	created  time.Time
	// order is that of creation, which outlives copies.
	order uint32
	// compensating is the execution that a handler runs on, where there is one
	// already.
	compensating    uint32
	hasCompensating bool
	deleted         bool
}

// subscriptionKey is what instances are found by that wait for an event.
type subscriptionKey struct {
	kind eventKind
	name string
}

// describe is how the engine prints a subscription to compensation.
func (s *subscription) describe() string {
	in := s.x.in
	return "EventSubscriptionEntity[id=" + in.idOf(s.id).String() + ", eventType=" + s.kind.String() + ", eventName=null, executionId=" + s.x.fullID().String() +
		", processInstanceId=" + in.id().String() + ", activityId=" + in.def.process.Activities[s.activity].ID + ", tenantId=null, configuration=" +
		in.idOf(s.compensating).String() + ", revision=1, created=" + juel.Text(s.created) + "]"
}

func (in *instance) idOf(local uint32) ID { return in.id() | ID(local) }

// subscribe makes a subscription that a scope declares.
func (t *transaction) subscribe(x *execution, d *program.Subscription) *Error {
	s := &subscription{activity: d.Activity, created: t.now}
	switch d.Kind {
	case program.MessageSubscription:
		s.kind = messageEvent
	case program.SignalSubscription:
		s.kind = signalEvent
	default:
		s.kind = conditionalEvent
	}
	if d.Name != nil {
		name, err := t.evaluate(x, d.Name)
		if err != nil {
			return err
		}
		if name != nil {
			s.name = textOf(name)
		}
	}
	t.addSubscription(x, s)
	return nil
}

func (t *transaction) addSubscription(x *execution, s *subscription) *subscription {
	s.x, s.id = x, x.in.nextID()
	if s.order == 0 {
		s.order = s.id
	}
	w := x.things()
	w.subscriptions = append(w.subscriptions, s)
	t.noteSubscription(SubscriptionCreated, s)
	return s
}

func (t *transaction) deleteSubscription(s *subscription) {
	if s.deleted {
		return
	}
	s.deleted = true
	if w := s.x.waits; w != nil {
		w.subscriptions = slices.DeleteFunc(w.subscriptions, func(o *subscription) bool { return o == s })
	}
	t.noteSubscription(SubscriptionDeleted, s)
}

// removeListening removes all subscriptions of an execution but those to
// compensation.
func (t *transaction) removeListening(x *execution) {
	if x.waits == nil {
		return
	}
	for _, s := range slices.Clone(x.waits.subscriptions) {
		if s.kind != compensationEvent {
			t.deleteSubscription(s)
		}
	}
}

// removeListeningOf removes the subscriptions for one activity.
func (t *transaction) removeListeningOf(x *execution, a program.ActivityID) {
	if x.waits == nil {
		return
	}
	for _, s := range slices.Clone(x.waits.subscriptions) {
		if s.kind != compensationEvent && s.activity == a {
			t.deleteSubscription(s)
		}
	}
}

// removeSubscriptions removes all subscriptions of an execution that is
// removed; those of one that was merged move on.
func (t *transaction) removeSubscriptions(x *execution) {
	if x.waits == nil {
		return
	}
	for _, s := range slices.Clone(x.waits.subscriptions) {
		if r := x.replacedBy; r != nil && !r.removed {
			s.x = r
			r.things().subscriptions = append(r.things().subscriptions, s)
			continue
		}
		t.deleteSubscription(s)
	}
	x.waits.subscriptions = nil
}

// payload is what a message or signal carries.
type eventPayload struct {
	// variables are set as from the receiving execution, local ones on it,
	// triggered ones on the scope that the event makes.
	variables, local, triggered []Variable
	businessKey                 *string
}

// deliver hands an event to a subscription.
func (t *transaction) deliver(s *subscription, p eventPayload) *Error {
	x := s.x
	if x.in.suspended {
		return suspendedExecution(x)
	}
	t.setAll(x, p.variables)
	t.setAllLocal(x, p.local)
	activities := x.in.def.process.Activities
	a := &activities[s.activity]
	if len(p.triggered) > 0 {
		if a.Type == program.MessageCatchType || a.Behavior == program.ReceiveTaskBehavior {
			t.setAllLocal(x, p.triggered)
		} else {
			x.in.root().payload = p.triggered
		}
	}
	if s.kind == messageEvent {
		t.noteSubscription(MessageReceived, s)
	} else {
		t.noteSubscription(SignalReceived, s)
	}
	if s.activity == x.activity {
		return t.signal(x)
	}
	handler := s.activity
	if a.Behavior == program.EventSubProcessStartBehavior {
		handler = a.FlowScope
	}
	return t.executeHandler(x, handler)
}

// applyPayload sets what a message carries for the scope that it makes.
func (t *transaction) applyPayload(x *execution, a *program.Activity) {
	root := x.in.root()
	if root.payload == nil || a.Type != program.MessageStartType && a.Type != program.MessageBoundaryType {
		return
	}
	p := root.payload
	root.payload = nil
	t.setAllLocal(x, p)
}

// listening returns the subscriptions of running instances for an event, in
// the order of instances and then of creation. Instances that the command has
// touched are asked as it left them.
func (t *transaction) listening(kind eventKind, name string) []*subscription {
	var numbers []uint32
	if name == "" && kind == messageEvent {
		numbers = t.e.allNumbers()
	} else {
		numbers = slices.Clone(t.e.names.get(subscriptionKey{kind, name}))
	}
	for _, in := range t.touched {
		if i, found := slices.BinarySearch(numbers, in.number); !found {
			numbers = slices.Insert(numbers, i, in.number)
		}
	}
	var out []*subscription
	for _, n := range numbers {
		in := t.peek(n)
		if in == nil || in.ended {
			continue
		}
		from := len(out)
		for _, x := range in.slots {
			if x.removed || x.waits == nil {
				continue
			}
			for _, s := range x.waits.subscriptions {
				if s.kind == kind && (s.name == name || name == "" && kind == messageEvent) {
					out = append(out, s)
				}
			}
		}
		slices.SortFunc(out[from:], func(a, b *subscription) int { return int(a.id) - int(b.id) })
	}
	return out
}

// peek returns an instance as it is now, without copying it.
func (t *transaction) peek(number uint32) *instance {
	for _, in := range t.touched {
		if in.number == number {
			return in
		}
	}
	return t.e.running(number)
}

// own returns the subscription of the command's own copy of an instance; nil
// where it is gone.
func (t *transaction) own(s *subscription) *subscription {
	in := t.instance(s.x.in.number)
	if in == nil {
		return nil
	}
	for _, x := range in.slots {
		if x.removed || x.waits == nil {
			continue
		}
		for _, o := range x.waits.subscriptions {
			if o.id == s.id {
				return o
			}
		}
	}
	return nil
}

// subscriptionNames returns the keys by which an instance is found, sorted.
func (in *instance) subscriptionNames() []subscriptionKey {
	var out []subscriptionKey
	for _, x := range in.slots {
		if x.removed || x.waits == nil {
			continue
		}
		for _, s := range x.waits.subscriptions {
			if s.kind == messageEvent || s.kind == signalEvent {
				out = append(out, subscriptionKey{s.kind, s.name})
			}
		}
	}
	if len(out) < 2 {
		return out
	}
	slices.SortFunc(out, func(a, b subscriptionKey) int {
		if a.kind != b.kind {
			return int(a.kind) - int(b.kind)
		}
		return strings.Compare(a.name, b.name)
	})
	return slices.Compact(out)
}
