package engine

import "time"

// EventKind is what happened.
type EventKind uint8

// The kinds of events, with the fields of [Event] that they set besides Time
// and Instance.
const (
	// CommandGiven: Name is the command; it begins what follows.
	CommandGiven EventKind = iota + 1
	// CommandFailed: Text is the error. What the command had done is undone.
	CommandFailed
	// TimeSet: the clock moved to Time.
	TimeSet
	// Deployed: Name is the definition.
	Deployed
	// InstanceStarted: Name is the definition, Element the start activity, Text
	// the business key, Other the calling execution.
	InstanceStarted
	// InstanceEnded: Name is the state, Element the last activity, Text the
	// reason of a deletion.
	InstanceEnded
	// InstanceStateChanged: Name is the state.
	InstanceStateChanged
	// ActivityStarted: Element, ID the activity instance, Parent the one around
	// it, Other the execution.
	ActivityStarted
	// ActivityEnded: Element, ID, Canceled, CompleteScope.
	ActivityEnded
	// FlowTaken: Element is the flow, Other the execution.
	FlowTaken
	// VariableCreated, VariableUpdated and VariableRemoved: Name, Old, New, ID
	// the variable, Parent the activity instance, Other the execution.
	VariableCreated
	VariableUpdated
	VariableRemoved
	// ConditionEvaluated: Element is the flow or event, Text the condition, New
	// its value, and Names and Values what it read.
	ConditionEvaluated
	// ListenerRun: Element, Name is the event (start, create, …), Text the
	// implementation.
	ListenerRun
	// BehaviorRun: Element, Text the implementation.
	BehaviorRun
	// JobCreated, JobExecuted, JobFailed (Text: the error), JobDeleted: ID,
	// Element, Name the type.
	JobCreated
	JobExecuted
	JobFailed
	JobDeleted
	// JobRetriesSet: ID, New.
	JobRetriesSet
	// TaskCreated, TaskCompleted, TaskDeleted (Text: the reason), TaskUpdated
	// (Name: the property, Old, New): ID, Element.
	TaskCreated
	TaskUpdated
	TaskCompleted
	TaskDeleted
	// ExternalTaskCreated, …Locked (Name: the worker), …Failed (Text),
	// …Completed, …Deleted: ID, Element.
	ExternalTaskCreated
	ExternalTaskLocked
	ExternalTaskFailed
	ExternalTaskCompleted
	ExternalTaskDeleted
	// SubscriptionCreated and SubscriptionDeleted: ID, Element, Name the event's
	// name, Text the kind.
	SubscriptionCreated
	SubscriptionDeleted
	// MessageReceived and SignalReceived: Name, Element, ID the subscription.
	MessageReceived
	SignalReceived
	// SignalThrown: Name, Element.
	SignalThrown
	// ErrorThrown, ErrorCaught (Other: where), ErrorUnhandled: Name the code,
	// Element, Text the message. Likewise for escalations.
	ErrorThrown
	ErrorCaught
	ErrorUnhandled
	EscalationThrown
	EscalationCaught
	EscalationUnhandled
	// CompensationThrown and CompensationTriggered: Element.
	CompensationThrown
	CompensationTriggered
	// IncidentCreated, IncidentResolved, IncidentDeleted: ID, Element, Name the
	// type, New the message, Text the activity that failed.
	IncidentCreated
	IncidentResolved
	IncidentDeleted
	// Decided: Element, Name the decision.
	Decided
	// InstanceMigrated: Name is the definition that the instance runs now.
	// ActivityMigrated: Element is the activity that the activity instance ID is
	// one of now, Parent the one around it, Other the execution. TaskMigrated and
	// IncidentMigrated: ID, Element. VariableMigrated: Name, ID, Parent, Other.
	InstanceMigrated
	ActivityMigrated
	TaskMigrated
	VariableMigrated
	IncidentMigrated
)

// Event is an entry of the trace. It is only ever added to; what a failed
// command did is not in it.
type Event struct {
	// Number counts the events of an engine from 1.
	Number                  int
	Kind                    EventKind
	Time                    time.Time
	Instance                ID
	Element                 string
	ID, Parent, Other       ID
	Name, Text              string
	Old, New                any
	Names                   []string
	Values                  []any
	Canceled, CompleteScope bool
}

// AuditEntry is an action of an operator.
type AuditEntry struct {
	Time time.Time
	User
	// Command is the name of the command, Target what it was given for.
	Command  string
	Instance ID
	Target   string
	// Property is what changed; Before and After are its values.
	Property      string
	Before, After string
	// Error is why it was refused, empty if it was not.
	Error string
}

// eventNames are the words for events.
var eventNames = [...]string{
	CommandGiven:          "command-given",
	CommandFailed:         "command-failed",
	TimeSet:               "time-set",
	Deployed:              "deployed",
	InstanceStarted:       "instance-started",
	InstanceEnded:         "instance-ended",
	InstanceStateChanged:  "instance-state-changed",
	ActivityStarted:       "activity-started",
	ActivityEnded:         "activity-ended",
	FlowTaken:             "flow-taken",
	VariableCreated:       "variable-created",
	VariableUpdated:       "variable-updated",
	VariableRemoved:       "variable-removed",
	ConditionEvaluated:    "condition-evaluated",
	ListenerRun:           "listener-run",
	BehaviorRun:           "behavior-run",
	JobCreated:            "job-created",
	JobExecuted:           "job-executed",
	JobFailed:             "job-failed",
	JobDeleted:            "job-deleted",
	JobRetriesSet:         "job-retries-set",
	TaskCreated:           "task-created",
	TaskUpdated:           "task-updated",
	TaskCompleted:         "task-completed",
	TaskDeleted:           "task-deleted",
	ExternalTaskCreated:   "external-task-created",
	ExternalTaskLocked:    "external-task-locked",
	ExternalTaskFailed:    "external-task-failed",
	ExternalTaskCompleted: "external-task-completed",
	ExternalTaskDeleted:   "external-task-deleted",
	SubscriptionCreated:   "subscription-created",
	SubscriptionDeleted:   "subscription-deleted",
	MessageReceived:       "message-received",
	SignalReceived:        "signal-received",
	SignalThrown:          "signal-thrown",
	ErrorThrown:           "error-thrown",
	ErrorCaught:           "error-caught",
	ErrorUnhandled:        "error-unhandled",
	EscalationThrown:      "escalation-thrown",
	EscalationCaught:      "escalation-caught",
	EscalationUnhandled:   "escalation-unhandled",
	CompensationThrown:    "compensation-thrown",
	CompensationTriggered: "compensation-triggered",
	IncidentCreated:       "incident-created",
	IncidentResolved:      "incident-resolved",
	IncidentDeleted:       "incident-deleted",
	Decided:               "decided",
	InstanceMigrated:      "instance-migrated",
	ActivityMigrated:      "activity-migrated",
	TaskMigrated:          "task-migrated",
	VariableMigrated:      "variable-migrated",
	IncidentMigrated:      "incident-migrated",
}

// String returns a word such as activity-started.
func (k EventKind) String() string {
	if int(k) < len(eventNames) {
		return eventNames[k]
	}
	return ""
}
