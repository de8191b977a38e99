package program

// Behavior is what an activity does when a token arrives. The zero value is
// none: the engine would not deploy such an activity.
type Behavior uint8

// The behaviors, with what holds their parameters.
const (
	NoBehavior Behavior = iota
	// ProcessBehavior is that of Root.
	ProcessBehavior

	NoneStartBehavior                         // start of a process or embedded sub-process
	EventSubProcessStartBehavior              // Timer or Subscription, or neither
	EventSubProcessConditionalBehavior        // Subscription
	CatchBehavior                             // Timer or Subscription
	CatchConditionalBehavior                  // Subscription
	CatchLinkBehavior                         // leaves at once
	BoundaryBehavior                          // Timer or Subscription, or neither
	BoundaryConditionalBehavior               // Subscription
	BoundaryCancelBehavior                    // of a transaction
	NoneEndBehavior                           // the token ends
	ErrorEndBehavior                          // Throw
	CancelEndBehavior                         // Throw
	TerminateEndBehavior                      // ends everything in its flow scope
	ThrowNoneBehavior                         // leaves at once; also messages that run nothing
	ThrowSignalBehavior                       // Throw; throwing and end events, as the next two
	ThrowEscalationBehavior                   // Throw
	ThrowCompensationBehavior                 // Throw
	TaskBehavior                              // leaves at once
	ManualTaskBehavior                        // leaves at once
	UserTaskBehavior                          // UserTask
	ReceiveTaskBehavior                       // Subscription, or waits for a signal
	ScriptTaskBehavior                        // Script
	ClassBehavior                             // Service
	DelegateExpressionBehavior                // Service
	ExpressionBehavior                        // Service
	MailBehavior                              // Service
	ShellBehavior                             // Service
	ConnectorBehavior                         // Service
	ExternalTaskBehavior                      // ExternalTask
	DecisionBehavior                          // Decision
	CallBehavior                              // Call
	CaseCallBehavior                          // Call
	SubProcessBehavior                        // Initial; also transactions
	EventSubProcessBehavior                   // Initial
	ParallelMultiInstanceBehavior             // MultiInstance
	SequentialMultiInstanceBehavior           // MultiInstance
	ExclusiveGatewayBehavior                  // takes the first flow whose condition holds
	ParallelGatewayBehavior                   // waits for as many tokens as it has incoming flows
	InclusiveGatewayBehavior                  // waits while a token can still arrive
	EventBasedGatewayBehavior                 // Declarations
	behaviors                          = iota // how many there are
)

// behaviorNames are the short names of the behaviors and the simple names of
// the engine's classes, which its messages mention.
var behaviorNames = [behaviors]struct{ name, class string }{
	NoBehavior:                         {"none", ""},
	ProcessBehavior:                    {"process", ""},
	NoneStartBehavior:                  {"none start", "NoneStartEventActivityBehavior"},
	EventSubProcessStartBehavior:       {"event sub-process start", "EventSubProcessStartEventActivityBehavior"},
	EventSubProcessConditionalBehavior: {"event sub-process conditional start", "EventSubProcessStartConditionalEventActivityBehavior"},
	CatchBehavior:                      {"catch", "IntermediateCatchEventActivityBehavior"},
	CatchConditionalBehavior:           {"catch conditional", "IntermediateConditionalEventBehavior"},
	CatchLinkBehavior:                  {"catch link", "IntermediateCatchLinkEventActivityBehavior"},
	BoundaryBehavior:                   {"boundary", "BoundaryEventActivityBehavior"},
	BoundaryConditionalBehavior:        {"boundary conditional", "BoundaryConditionalEventActivityBehavior"},
	BoundaryCancelBehavior:             {"boundary cancel", "CancelBoundaryEventActivityBehavior"},
	NoneEndBehavior:                    {"none end", "NoneEndEventActivityBehavior"},
	ErrorEndBehavior:                   {"error end", "ErrorEndEventActivityBehavior"},
	CancelEndBehavior:                  {"cancel end", "CancelEndEventActivityBehavior"},
	TerminateEndBehavior:               {"terminate end", "TerminateEndEventActivityBehavior"},
	ThrowNoneBehavior:                  {"throw none", "IntermediateThrowNoneEventActivityBehavior"},
	ThrowSignalBehavior:                {"throw signal", "ThrowSignalEventActivityBehavior"},
	ThrowEscalationBehavior:            {"throw escalation", "ThrowEscalationEventActivityBehavior"},
	ThrowCompensationBehavior:          {"throw compensation", "CompensationEventActivityBehavior"},
	TaskBehavior:                       {"task", "TaskActivityBehavior"},
	ManualTaskBehavior:                 {"manual task", "ManualTaskActivityBehavior"},
	UserTaskBehavior:                   {"user task", "UserTaskActivityBehavior"},
	ReceiveTaskBehavior:                {"receive task", "ReceiveTaskActivityBehavior"},
	ScriptTaskBehavior:                 {"script task", "ScriptTaskActivityBehavior"},
	ClassBehavior:                      {"class", "ClassDelegateActivityBehavior"},
	DelegateExpressionBehavior:         {"delegate expression", "ServiceTaskDelegateExpressionActivityBehavior"},
	ExpressionBehavior:                 {"expression", "ServiceTaskExpressionActivityBehavior"},
	MailBehavior:                       {"mail", "MailActivityBehavior"},
	ShellBehavior:                      {"shell", "ShellActivityBehavior"},
	ConnectorBehavior:                  {"connector", "ServiceTaskConnectorActivityBehavior"},
	ExternalTaskBehavior:               {"external task", "ExternalTaskActivityBehavior"},
	DecisionBehavior:                   {"decision", "DmnBusinessRuleTaskActivityBehavior"},
	CallBehavior:                       {"call", "CallActivityBehavior"},
	CaseCallBehavior:                   {"case call", "CaseCallActivityBehavior"},
	SubProcessBehavior:                 {"sub-process", "SubProcessActivityBehavior"},
	EventSubProcessBehavior:            {"event sub-process", "EventSubProcessActivityBehavior"},
	ParallelMultiInstanceBehavior:      {"parallel multi-instance", "ParallelMultiInstanceActivityBehavior"},
	SequentialMultiInstanceBehavior:    {"sequential multi-instance", "SequentialMultiInstanceActivityBehavior"},
	ExclusiveGatewayBehavior:           {"exclusive gateway", "ExclusiveGatewayActivityBehavior"},
	ParallelGatewayBehavior:            {"parallel gateway", "ParallelGatewayActivityBehavior"},
	InclusiveGatewayBehavior:           {"inclusive gateway", "InclusiveGatewayActivityBehavior"},
	EventBasedGatewayBehavior:          {"event-based gateway", "EventBasedGatewayActivityBehavior"},
}

// String returns a short name, such as "user task".
func (b Behavior) String() string { return behaviorNames[min(b, behaviors-1)].name }

// Class returns the simple name of the engine's class, which its messages
// mention; empty for NoBehavior and ProcessBehavior.
func (b Behavior) Class() string { return behaviorNames[min(b, behaviors-1)].class }

// IsMultiInstance reports whether it is that of a multi-instance body.
func (b Behavior) IsMultiInstance() bool {
	return b == ParallelMultiInstanceBehavior || b == SequentialMultiInstanceBehavior
}

// IsMigratable reports whether the engine migrates instances of activities with
// the behavior.
func (b Behavior) IsMigratable() bool {
	switch b {
	case UserTaskBehavior, ReceiveTaskBehavior, ExternalTaskBehavior,
		CallBehavior, CaseCallBehavior,
		SubProcessBehavior, EventSubProcessBehavior,
		ParallelMultiInstanceBehavior, SequentialMultiInstanceBehavior,
		ParallelGatewayBehavior, InclusiveGatewayBehavior, EventBasedGatewayBehavior,
		CatchBehavior, CatchConditionalBehavior,
		BoundaryBehavior, BoundaryConditionalBehavior,
		EventSubProcessStartBehavior, EventSubProcessConditionalBehavior:
		return true
	}
	return false
}

// StartBehavior is what happens to others when an activity is entered.
type StartBehavior uint8

// The start behaviors.
const (
	// StartDefault: nothing.
	StartDefault StartBehavior = iota
	// StartInterruptingFlowScope: everything else in the flow scope ends.
	StartInterruptingFlowScope
	// StartInterruptingEventScope: everything in the event scope ends, and the
	// activity runs within it.
	StartInterruptingEventScope
	// StartCancelingEventScope: the event scope ends, and the activity goes on
	// where it was.
	StartCancelingEventScope
	// StartConcurrent: a further token in the flow scope.
	StartConcurrent
)

// String returns a short name, such as "interrupts flow scope"; empty for
// StartDefault.
func (s StartBehavior) String() string {
	return [...]string{"", "interrupts flow scope", "interrupts event scope", "cancels event scope", "concurrent"}[min(s, StartConcurrent)]
}

// Type is the engine's word for the kind of an activity: the element's local
// name, or a finer one for events. The types of tasks, gateways and
// sub-processes are the same as in package bpmn.
type Type string

// The types that are not the name of an element.
const (
	MultiInstanceBodyType Type = "multiInstanceBody"

	MessageStartType      Type = "messageStartEvent"
	TimerStartType        Type = "startTimerEvent"
	SignalStartType       Type = "signalStartEvent"
	ConditionalStartType  Type = "conditionalStartEvent"
	ErrorStartType        Type = "errorStartEvent"
	EscalationStartType   Type = "escalationStartEvent"
	CompensationStartType Type = "compensationStartEvent"

	TimerCatchType       Type = "intermediateTimer"
	SignalCatchType      Type = "intermediateSignalCatch"
	MessageCatchType     Type = "intermediateMessageCatch"
	LinkCatchType        Type = "intermediateLinkCatch"
	ConditionalCatchType Type = "intermediateConditional"

	NoneThrowType         Type = "intermediateNoneThrowEvent"
	SignalThrowType       Type = "intermediateSignalThrow"
	CompensationThrowType Type = "intermediateCompensationThrowEvent"
	MessageThrowType      Type = "intermediateMessageThrowEvent"
	EscalationThrowType   Type = "intermediateEscalationThrowEvent"

	TimerBoundaryType        Type = "boundaryTimer"
	ErrorBoundaryType        Type = "boundaryError"
	SignalBoundaryType       Type = "boundarySignal"
	CancelBoundaryType       Type = "cancelBoundaryCatch"
	CompensationBoundaryType Type = "compensationBoundaryCatch"
	MessageBoundaryType      Type = "boundaryMessage"
	EscalationBoundaryType   Type = "boundaryEscalation"
	ConditionalBoundaryType  Type = "boundaryConditional"

	NoneEndType         Type = "noneEndEvent"
	ErrorEndType        Type = "errorEndEvent"
	CancelEndType       Type = "cancelEndEvent"
	TerminateEndType    Type = "terminateEndEvent"
	MessageEndType      Type = "messageEndEvent"
	SignalEndType       Type = "signalEndEvent"
	CompensationEndType Type = "compensationEndEvent"
	EscalationEndType   Type = "escalationEndEvent"
)
