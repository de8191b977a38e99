package bpmn

import (
	"sync"

	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Node is a typed element of a model.
type Node interface{ Base() *Element }

// Element is what all elements of a model have in common.
type Element struct {
	Type Type
	ID   string // empty if it has none
	Name string // the name attribute
	// Index is the place in [Definitions].Elements.
	Index int
	// XML is the element as written, with everything that has no field here.
	XML *xmltree.Element
	// Extensions are the children of extensionElements, of all namespaces.
	Extensions []*xmltree.Element
	// Documentation are the texts of the documentation children.
	Documentation []*Text
}

// Base returns the element itself.
func (e *Element) Base() *Element { return e }

// Text is the character content of an XML element, such as a script or a
// condition. Value is not trimmed.
type Text struct {
	Value string
	XML   *xmltree.Element
}

// Ref is a reference to another element.
type Ref struct {
	// Value is the reference as written, white space removed: an id or a QName.
	Value string
	// Local is Value without its prefix.
	Local string
	// Span is the place of the reference; empty where there is none.
	Span source.Span
	// Set tells an empty reference (messageRef="") from one that is not there.
	Set bool
}

// Definitions is a BPMN file.
type Definitions struct {
	Element
	File     *source.File
	Document *xmltree.Document

	TargetNamespace, ExpressionLanguage, TypeLanguage string
	Exporter, ExporterVersion                         string
	// ExecutionPlatform and ExecutionPlatformVersion are the Modeler's, such
	// as "Camunda Platform" and "7.24.0".
	ExecutionPlatform, ExecutionPlatformVersion string
	// ExtensionNamespaces lists the extension namespaces, and zeebe's,
	// that some element or attribute of the file is in, in order of first use.
	ExtensionNamespaces []string

	Imports        []*Other
	Processes      []*Process
	Collaborations []*Collaboration
	Messages       []*Message
	Signals        []*Signal
	Errors         []*Error
	Escalations    []*Escalation
	// EventDefinitions are those that events refer to by eventDefinitionRef.
	EventDefinitions []*EventDefinition
	// Others are the remaining root elements: item definitions, data stores,
	// interfaces, resources, ….
	Others   []*Other
	Diagrams []*Diagram

	// Elements are all nodes in document order, diagrams included.
	Elements []Node

	byID   map[string]Node
	diOnce sync.Once
	shapes map[string]*Shape // by bpmnElement
	edges  map[string]*Edge  // by bpmnElement
}

// Other is an element that the model keeps but does not interpret.
type Other struct{ Element }

// Process is a process.
type Process struct {
	Element
	Scope
	// IsExecutable says that the attribute is the word true, in any case, which
	// is what Camunda goes by: a missing one is false, and so is 1.
	IsExecutable bool
	IsClosed     bool
	ProcessType  string

	HistoryTimeToLive, VersionTag                 *xmltree.Attr
	JobPriority, TaskPriority                     *xmltree.Attr
	CandidateStarterUsers, CandidateStarterGroups *xmltree.Attr
	IsStartableInTasklist                         *xmltree.Attr
	ExecutionListeners                            []*Listener
	Properties                                    []*Property
	// Participants are the pools that refer to the process.
	Participants []*Participant
}

// Scope directly contains flow nodes and sequence flows: a process or a
// sub-process.
type Scope struct {
	// Owner is the *Process or the *FlowNode (a sub-process).
	Owner Node
	// Parent is the scope around a sub-process, nil for a process.
	Parent *Scope
	// Process is the process that the scope lies in.
	Process *Process

	FlowNodes     []*FlowNode
	SequenceFlows []*SequenceFlow
	// Data are data objects, their references, data store references, and the
	// data inputs and outputs of a process.
	Data      []*Data
	LaneSets  []*LaneSet
	Artifacts []*Artifact
}

// SequenceFlow is a sequence flow.
type SequenceFlow struct {
	Element
	Scope                *Scope
	SourceRef, TargetRef Ref
	// Source and Target are nil where the reference leads to no flow node.
	Source, Target *FlowNode
	// Condition is nil where there is none.
	Condition          *Expression
	ExecutionListeners []*Listener
}

// Expression is an element whose text is an expression or a script.
type Expression struct {
	Element
	// Value is the text, not trimmed; XML of Element tells its place.
	Value string
	// Language is the language attribute (or scriptFormat), empty if none.
	Language string
	// Resource is camunda:resource: the script lies elsewhere.
	Resource *xmltree.Attr
	// XSIType is the local part of xsi:type: tFormalExpression or another.
	XSIType string
}

// FlowNode is an activity, an event or a gateway. The fields of other types
// than its own are zero.
type FlowNode struct {
	Element
	Scope *Scope // that directly contains it

	// Incoming and Outgoing are the sequence flows that end and begin here,
	// by their sourceRef and targetRef, in document order of the flows.
	Incoming, Outgoing []*SequenceFlow
	// IncomingRefs and OutgoingRefs are the incoming and outgoing children.
	IncomingRefs, OutgoingRefs []Ref
	// Default is the default attribute, DefaultFlow what it leads to (nil
	// where it is not a sequence flow that begins here).
	Default     Ref
	DefaultFlow *SequenceFlow

	AsyncBefore, AsyncAfter bool // async counts as AsyncBefore
	Exclusive               bool // true unless exclusive is there and not "true"
	JobPriority             *xmltree.Attr
	RetryCycle              *Text // failedJobRetryTimeCycle
	ExecutionListeners      []*Listener
	TaskListeners           []*Listener
	InputOutput             *InputOutput
	Properties              []*Property

	// Activities.
	IsForCompensation bool
	Loop              *Loop // nil if none
	// BoundaryEvents are those attached to the activity, in document order.
	BoundaryEvents []*FlowNode
	// DataAssociations are the data input and output associations.
	DataAssociations []*DataAssociation

	// Sub-processes.
	TriggeredByEvent bool
	// Content is the scope inside a sub-process, nil for other nodes.
	Content *Scope

	// Implementation is set for every service, send and business rule task,
	// and for a throwing event whose message event definition has one.
	Implementation *Implementation
	Script         *Script       // set for every script task
	UserTask       *UserTaskData // set for every user task
	Form           *Form         // user tasks and start events; nil if none
	Call           *Call         // set for every call activity
	Decision       *Decision     // business rule tasks; nil if none
	// MessageRef and Message of send and receive tasks.
	MessageRef Ref
	Message    *Message
	// Instantiate of receive tasks and event-based gateways.
	Instantiate bool

	// Events.
	EventDefinitions []*EventDefinition
	AttachedToRef    Ref
	AttachedTo       *FlowNode // nil where the reference leads to no activity of the scope
	CancelActivity   bool      // boundary events: true unless "false"
	IsInterrupting   bool      // start events: true unless "false"
	Initiator        *xmltree.Attr
	ParallelMultiple bool

	// Gateways.
	GatewayDirection string
	EventGatewayType string
}

// EventDefinition is an event definition. The fields of other types than its
// own are zero.
type EventDefinition struct {
	Element
	// Event is the event, or nil for one that stands in a task listener or in
	// extension elements.
	Event *FlowNode
	// ByReference is true for an eventDefinitionRef; the definition itself is
	// then a root element, whose type and content this one has too. Where the
	// reference leads to nothing, Type is eventDefinitionRef.
	ByReference bool
	// DefinitionRef is the eventDefinitionRef.
	DefinitionRef Ref

	// Ref is messageRef, signalRef, errorRef or escalationRef; at most one of
	// the four pointers behind it is set.
	Ref        Ref
	Message    *Message
	Signal     *Signal
	Error      *Error
	Escalation *Escalation

	TimeDate, TimeDuration, TimeCycle *Expression

	Condition                    *Expression
	VariableName, VariableEvents *xmltree.Attr
	ErrorCodeVariable            *xmltree.Attr
	ErrorMessageVariable         *xmltree.Attr
	EscalationCodeVariable       *xmltree.Attr
	Expression                   *xmltree.Attr // camunda:errorEventDefinition
	ActivityRef                  Ref           // compensation
	WaitForCompletion            bool          // compensation; true unless "false"
	// LinkTarget and LinkSources are the target and source children of a link.
	LinkTarget  Ref
	LinkSources []Ref
	// Implementation of a message, nil where it runs nothing.
	Implementation *Implementation
	// In are the variables that a thrown signal carries.
	In    []*Mapping
	Async bool // signals
}

// Loop is multi-instance or standard loop characteristics.
type Loop struct {
	Element
	IsSequential        bool
	LoopCardinality     *Expression
	CompletionCondition *Expression
	LoopCondition       *Expression // of a standard loop
	LoopDataInputRef    *Text
	InputDataItem       *Other
	// Collection and ElementVariable are camunda's.
	Collection, ElementVariable *xmltree.Attr
	AsyncBefore, AsyncAfter     bool
	Exclusive                   bool
	RetryCycle                  *Text
}

// LaneSet is a lane set.
type LaneSet struct {
	Element
	Scope *Scope
	Lanes []*Lane
}

// Lane is a lane.
type Lane struct {
	Element
	FlowNodeRefs []Ref
	Children     *LaneSet // childLaneSet, nil if none
}

// Data is a data object, a reference to one, or a data store reference.
type Data struct {
	Element
	Scope *Scope
	// Ref is dataObjectRef or dataStoreRef.
	Ref Ref
}

// DataAssociation is a data input or output association.
type DataAssociation struct {
	Element
	SourceRefs []Ref
	TargetRef  Ref
}

// Artifact is an association, a group or a text annotation.
type Artifact struct {
	Element
	// SourceRef, TargetRef and Direction belong to associations.
	SourceRef, TargetRef Ref
	Direction            string
	Text                 *Text // of annotations
}

// Collaboration is a collaboration with its pools.
type Collaboration struct {
	Element
	Participants []*Participant
	MessageFlows []*MessageFlow
	Artifacts    []*Artifact
}

// Participant is a pool.
type Participant struct {
	Element
	ProcessRef Ref
	Process    *Process // nil for a black box or a reference to nothing
}

// MessageFlow is a message flow between pools.
type MessageFlow struct {
	Element
	SourceRef, TargetRef Ref
	MessageRef           Ref
}

// Message is a message.
type Message struct {
	Element
	ItemRef Ref
}

// Signal is a signal.
type Signal struct{ Element }

// Error is a BPMN error.
type Error struct {
	Element
	Code    *xmltree.Attr
	Message *xmltree.Attr // camunda:errorMessage
}

// Escalation is an escalation.
type Escalation struct {
	Element
	Code *xmltree.Attr
}
