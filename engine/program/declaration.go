package program

import "slices"

// Declarations are what the execution of a scope listens to.
type Declarations struct {
	// Timers and Subscriptions are in the order of the engine's hash maps, by
	// the ids of their events.
	Timers        []*Timer
	Subscriptions []*Subscription
	// Errors are in the order in which the engine asks them, Escalations in the
	// order in which it has taken them in, which is that in which it asks them.
	Errors      []ErrorHandler
	Escalations []EscalationHandler
	// Variables are the older property elements of user tasks.
	Variables []VariableDeclaration
}

// TimerKind is the kind of a timer.
type TimerKind uint8

// The kinds of timers.
const (
	TimeDate TimerKind = iota + 1
	TimeCycle
	TimeDuration
)

// String returns the name of the element: timeDate, timeCycle or
// timeDuration.
func (k TimerKind) String() string {
	return [...]string{"", "timeDate", "timeCycle", "timeDuration"}[min(k, TimeDuration)]
}

// Timer is a timer that a scope, a process or a user task sets.
type Timer struct {
	Kind  TimerKind
	Value *Expression
	// Activity is the event, or the user task of a timeout listener.
	Activity ActivityID
	// Repeats is true for a cycle that is more than once due: that of a start
	// event, of an event that interrupts nothing, of a timeout listener.
	Repeats bool
	// Exclusive is that of its job.
	Exclusive bool
}

// SubscriptionKind is the kind of a subscription.
type SubscriptionKind uint8

// The kinds of subscriptions.
const (
	MessageSubscription SubscriptionKind = iota + 1
	SignalSubscription
	ConditionalSubscription
)

// String returns the engine's name: message, signal or conditional.
func (k SubscriptionKind) String() string {
	return [...]string{"", "message", "signal", "conditional"}[min(k, ConditionalSubscription)]
}

// Subscription is a message, signal or condition that a scope listens to.
type Subscription struct {
	Kind SubscriptionKind
	// Activity is the event, or the receive task.
	Activity ActivityID
	// Name is the name of the message or signal.
	Name *Expression

	// Condition and the rest belong to conditional events.
	Condition *Condition
	// VariableName is the variable whose changes count; all do where it is nil.
	VariableName *string
	// VariableEvents are the changes that count.
	VariableEvents VariableEvents
}

// VariableEvents is a set of changes of a variable.
type VariableEvents uint8

// The changes.
const (
	VariableCreated VariableEvents = 1 << iota
	VariableUpdated
	VariableDeleted
	AnyVariableEvent = VariableCreated | VariableUpdated | VariableDeleted
)

// Reacts reports whether a condition is evaluated when a variable changes;
// event is one change.
func (s *Subscription) Reacts(variable string, event VariableEvents) bool {
	return s.Kind == ConditionalSubscription && s.VariableEvents&event != 0 &&
		(s.VariableName == nil || *s.VariableName == variable)
}

// ErrorHandler catches errors that are thrown within a scope.
type ErrorHandler struct {
	// Handler is the boundary event, or the event sub-process (not its start
	// event).
	Handler ActivityID
	// Code is compared with the error's; CatchesAll handlers have none. An
	// empty code never equals.
	Code       string
	CatchesAll bool
	// CodeVariable and MessageVariable get the code and the message, nil for
	// none.
	CodeVariable, MessageVariable *string
	// precedence is the engine's: event sub-processes before boundary events,
	// with a code before without.
	precedence uint8
}

// Catches reports whether the handler catches a BPMN error. A code that is not
// there is the empty one: only handlers that catch all catch it.
func (h *ErrorHandler) Catches(code string) bool {
	return h.CatchesAll || code != "" && h.Code == code
}

// EscalationHandler catches escalations that are thrown within a scope.
type EscalationHandler struct {
	// Handler is the boundary event, or the event sub-process.
	Handler ActivityID
	// Code is compared with the escalation's; empty catches all.
	Code string
	// Interrupts says that the scope does not go on.
	Interrupts bool
	// CodeVariable gets the code, nil for none.
	CodeVariable *string
}

// Catches reports whether the handler catches an escalation.
func (h *EscalationHandler) Catches(code string) bool { return h.Code == "" || h.Code == code }

// VariableDeclaration is a property element of a user task: a variable that is
// made when the task is entered, with a value from around it, and copied back
// when it is left.
type VariableDeclaration struct {
	// Name is the variable, Type its type, "string" unless said otherwise.
	Name, Type string
	// What is not there is nil.
	Source, Destination                     *string
	SourceExpression, DestinationExpression *Expression
	Link                                    *string
	LinkExpression                          *Expression
}

// add takes a handler in behind those that the engine asks before it.
func (d *Declarations) addError(h ErrorHandler) {
	at := len(d.Errors)
	for at > 0 && d.Errors[at-1].precedence < h.precedence {
		at--
	}
	d.Errors = slices.Insert(d.Errors, at, h)
}

// isEmpty reports whether nothing is declared.
func (d *Declarations) isEmpty() bool {
	return len(d.Timers)+len(d.Subscriptions)+len(d.Errors)+len(d.Escalations)+len(d.Variables) == 0
}
