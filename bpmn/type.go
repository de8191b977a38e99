package bpmn

// Type is the kind of an element: the local name of its XML element.
type Type string

// Flow nodes.
const (
	Task             Type = "task"
	UserTask         Type = "userTask"
	ServiceTask      Type = "serviceTask"
	SendTask         Type = "sendTask"
	ReceiveTask      Type = "receiveTask"
	ScriptTask       Type = "scriptTask"
	ManualTask       Type = "manualTask"
	BusinessRuleTask Type = "businessRuleTask"
	CallActivity     Type = "callActivity"

	SubProcess      Type = "subProcess"
	Transaction     Type = "transaction"
	AdHocSubProcess Type = "adHocSubProcess"

	StartEvent             Type = "startEvent"
	EndEvent               Type = "endEvent"
	BoundaryEvent          Type = "boundaryEvent"
	IntermediateCatchEvent Type = "intermediateCatchEvent"
	IntermediateThrowEvent Type = "intermediateThrowEvent"

	ExclusiveGateway  Type = "exclusiveGateway"
	ParallelGateway   Type = "parallelGateway"
	InclusiveGateway  Type = "inclusiveGateway"
	EventBasedGateway Type = "eventBasedGateway"
	ComplexGateway    Type = "complexGateway"

	// Choreography activities and other flow nodes that Camunda does not know.
	CallChoreography   Type = "callChoreography"
	ChoreographyTask   Type = "choreographyTask"
	SubChoreography    Type = "subChoreography"
	ImplicitThrowEvent Type = "implicitThrowEvent"
	AbstractEvent      Type = "event"
)

// Event definitions.
const (
	CancelEventDefinition      Type = "cancelEventDefinition"
	CompensateEventDefinition  Type = "compensateEventDefinition"
	ConditionalEventDefinition Type = "conditionalEventDefinition"
	ErrorEventDefinition       Type = "errorEventDefinition"
	EscalationEventDefinition  Type = "escalationEventDefinition"
	LinkEventDefinition        Type = "linkEventDefinition"
	MessageEventDefinition     Type = "messageEventDefinition"
	SignalEventDefinition      Type = "signalEventDefinition"
	TerminateEventDefinition   Type = "terminateEventDefinition"
	TimerEventDefinition       Type = "timerEventDefinition"
)

// Everything else.
const (
	DefinitionsType         Type = "definitions"
	ImportType              Type = "import"
	ProcessType             Type = "process"
	CollaborationType       Type = "collaboration"
	ParticipantType         Type = "participant"
	MessageFlowType         Type = "messageFlow"
	SequenceFlowType        Type = "sequenceFlow"
	LaneSetType             Type = "laneSet"
	LaneType                Type = "lane"
	DataObjectType          Type = "dataObject"
	DataObjectReferenceType Type = "dataObjectReference"
	DataStoreType           Type = "dataStore"
	DataStoreReferenceType  Type = "dataStoreReference"
	DataInputType           Type = "dataInput"
	DataOutputType          Type = "dataOutput"
	TextAnnotationType      Type = "textAnnotation"
	GroupType               Type = "group"
	AssociationType         Type = "association"
	MessageType             Type = "message"
	SignalType              Type = "signal"
	ErrorType               Type = "error"
	EscalationType          Type = "escalation"
	ItemDefinitionType      Type = "itemDefinition"

	DiagramType Type = "BPMNDiagram"
	PlaneType   Type = "BPMNPlane"
	ShapeType   Type = "BPMNShape"
	EdgeType    Type = "BPMNEdge"

	MultiInstanceLoopCharacteristics Type = "multiInstanceLoopCharacteristics"
	StandardLoopCharacteristics      Type = "standardLoopCharacteristics"
)

// IsActivity reports whether t is a task, a call activity or a sub-process.
func (t Type) IsActivity() bool { return t.IsTask() || t == CallActivity || t.IsSubProcess() }

// IsTask reports whether t is one of the tasks.
func (t Type) IsTask() bool {
	switch t {
	case Task, UserTask, ServiceTask, SendTask, ReceiveTask, ScriptTask, ManualTask, BusinessRuleTask:
		return true
	}
	return false
}

// IsSubProcess reports whether t is an embedded sub-process of any kind.
func (t Type) IsSubProcess() bool { return t == SubProcess || t == Transaction || t == AdHocSubProcess }

// IsEvent reports whether t is a start, end, boundary or intermediate event.
func (t Type) IsEvent() bool { return t.IsCatchEvent() || t.IsThrowEvent() || t == AbstractEvent }

// IsCatchEvent reports whether t is an event that something arrives at.
func (t Type) IsCatchEvent() bool {
	return t == StartEvent || t == BoundaryEvent || t == IntermediateCatchEvent
}

// IsThrowEvent reports whether t is an event that sends something out.
func (t Type) IsThrowEvent() bool {
	return t == EndEvent || t == IntermediateThrowEvent || t == ImplicitThrowEvent
}

// IsGateway reports whether t is one of the gateways.
func (t Type) IsGateway() bool {
	switch t {
	case ExclusiveGateway, ParallelGateway, InclusiveGateway, EventBasedGateway, ComplexGateway:
		return true
	}
	return false
}

// IsFlowNode reports whether t can be source or target of a sequence flow.
func (t Type) IsFlowNode() bool {
	switch t {
	case CallChoreography, ChoreographyTask, SubChoreography:
		return true
	}
	return t.IsActivity() || t.IsEvent() || t.IsGateway()
}

// IsEventDefinition reports whether t is one of the event definitions.
func (t Type) IsEventDefinition() bool {
	switch t {
	case CancelEventDefinition, CompensateEventDefinition, ConditionalEventDefinition, ErrorEventDefinition,
		EscalationEventDefinition, LinkEventDefinition, MessageEventDefinition, SignalEventDefinition,
		TerminateEventDefinition, TimerEventDefinition:
		return true
	}
	return false
}
