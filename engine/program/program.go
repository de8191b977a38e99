package program

import "github.com/bpmnlint/bpmnlint/bpmn"

// ActivityID is the place of an activity in [Process].Activities.
type ActivityID int32

// FlowID is the place of a flow in [Process].Flows.
type FlowID int32

// Root is the process itself, the outermost scope. None and NoFlow stand for
// no activity and no flow.
const (
	Root   ActivityID = 0
	None   ActivityID = -1
	NoFlow FlowID     = -1
)

// Process is a process definition in its executable form.
type Process struct {
	// Key is the id of the process element.
	Key, Name string
	// Category is the target namespace of the file.
	Category   string
	VersionTag string
	// HistoryTimeToLive is in days, -1 where the model says nothing.
	HistoryTimeToLive     int
	IsStartableInTasklist bool
	// StarterUsers and StarterGroups may start instances.
	StarterUsers, StarterGroups []*Expression
	// JobPriority and TaskPriority are those of jobs and external tasks whose
	// activity has none; nil if none.
	JobPriority, TaskPriority *Expression
	// Initiator is the variable that gets the user who starts an instance, nil
	// if none.
	Initiator *string
	// StartForm is the form of the initial start event, nil if it has none.
	StartForm *Form

	Activities []Activity
	Flows      []Flow
	// GatewayFlows lead from event-based gateways to the events behind them.
	// No token takes them: the gateway listens for its events.
	GatewayFlows []GatewayFlow
	// StartTimers and StartSubscriptions start instances; the timers are in
	// document order, the subscriptions in that of the engine's hash maps.
	StartTimers        []*Timer
	StartSubscriptions []*Subscription
	// HasConditionalEvents says that changes of variables have to be watched.
	HasConditionalEvents bool

	// Definitions is the model, Element the process in it.
	Definitions *bpmn.Definitions
	Element     *bpmn.Process

	activities map[string]ActivityID
	flows      map[string]FlowID
}

// Activity is a flow node, the body of a multi-instance activity, or the
// process itself.
type Activity struct {
	// ID is the engine's: that of the element, with "#multiInstanceBody" behind
	// it for a body; the key for the process. It is empty where the element has
	// none.
	ID, Name string
	Type     Type
	Behavior Behavior
	// Start is what happens to others when the activity is entered.
	Start StartBehavior

	// IsScope says that it has an execution of its own.
	IsScope bool
	// IsSubProcess is true for the process, embedded and event sub-processes
	// and transactions.
	IsSubProcess bool
	// TriggeredByEvent is true for event sub-processes.
	TriggeredByEvent bool
	// IsMultiInstance is true for the inner activity; its flow scope is the
	// body.
	IsMultiInstance bool
	// IsCompensationHandler is true for what isForCompensation says, and for an
	// event sub-process with a compensation start event.
	IsCompensationHandler   bool
	AsyncBefore, AsyncAfter bool
	// Exclusive is that of the jobs before and after.
	Exclusive bool

	// FlowScope is None for the process only.
	FlowScope ActivityID
	// EventScope is None where the activity is no event, or one that nothing
	// listens for.
	EventScope ActivityID
	// Initial is the start event of a sub-process; that of the process with
	// which an instance is started by key, None if there is none.
	Initial ActivityID
	// CompensationHandler compensates the activity, None if nothing does. It is
	// the inner activity where the handler is a multi-instance activity.
	CompensationHandler ActivityID
	// CompensationBoundary is the boundary event of a handler, None otherwise.
	CompensationBoundary ActivityID
	// DefaultRef is the default flow as written, Default the outgoing flow that
	// it names, NoFlow where it names none. The engine does not see the default
	// flow of a multi-instance activity, whose flows leave the body.
	DefaultRef string
	Default    FlowID

	// Children are what the activity directly contains.
	Children []ActivityID
	// EventActivities are those whose event scope it is, in document order.
	EventActivities    []ActivityID
	Outgoing, Incoming []FlowID

	// Declarations is nil where the activity listens to nothing.
	Declarations *Declarations
	// Timer and Subscription are the event's own, which its event scope
	// declares; nil if none.
	Timer        *Timer
	Subscription *Subscription

	// JobPriority and RetryCycle are nil where there is none, RetryCycle also
	// where the engine does not look: without a job.
	JobPriority, RetryCycle      *Expression
	StartListeners, EndListeners []Implementation
	InputOutput                  *InputOutput

	// One of these is set, as the behavior says; for some none is.
	UserTask      *UserTask
	Service       *Service
	ExternalTask  *ExternalTask
	Script        *ScriptTask
	Decision      *Decision
	Call          *Call
	MultiInstance *MultiInstance
	Throw         *Throw

	// Element is the place of the flow node in [bpmn.Definitions].Elements.
	Element int
}

// Flow is a sequence flow.
type Flow struct {
	ID, Name       string
	Source, Target ActivityID
	// Condition is nil where the flow has none.
	Condition *Condition
	// Listeners run when a token takes the flow.
	Listeners []Implementation
	// Link is the place of the throwing link that the flow leads to as drawn,
	// -1 if none.
	Link int
	// Element is the place of the flow in [bpmn.Definitions].Elements.
	Element int
}

// GatewayFlow leads from an event-based gateway to an event.
type GatewayFlow struct {
	ID             string
	Gateway, Event ActivityID
	Element        int
}

// ActivityByID returns the activity of an id. False where there is none.
func (p *Process) ActivityByID(id string) (ActivityID, bool) {
	a, ok := p.activities[id]
	return a, ok
}

// FlowByID returns the flow of an id. False where there is none.
func (p *Process) FlowByID(id string) (FlowID, bool) {
	f, ok := p.flows[id]
	return f, ok
}

// FlowNode returns the element of an activity, nil for the process.
func (p *Process) FlowNode(a ActivityID) *bpmn.FlowNode {
	n, _ := p.Definitions.Elements[p.Activities[a].Element].(*bpmn.FlowNode)
	return n
}

// SequenceFlow returns the element of a flow.
func (p *Process) SequenceFlow(f FlowID) *bpmn.SequenceFlow {
	n, _ := p.Definitions.Elements[p.Flows[f].Element].(*bpmn.SequenceFlow)
	return n
}

// Body returns the body around the inner activity of a multi-instance
// activity, None for every other.
func (p *Process) Body(a ActivityID) ActivityID {
	if p.Activities[a].IsMultiInstance {
		return p.Activities[a].FlowScope
	}
	return None
}

// Contains reports whether an activity lies within a scope, at any depth. A
// scope does not contain itself.
func (p *Process) Contains(scope, a ActivityID) bool {
	for s := p.Activities[a].FlowScope; s != None; s = p.Activities[s].FlowScope {
		if s == scope {
			return true
		}
	}
	return false
}
