package bpmn

import "github.com/bpmnlint/bpmnlint/xmltree"

// Implementation is what a service task, a send task, a business rule task or
// a throwing message runs.
type Implementation struct {
	Class, DelegateExpression, Expression *xmltree.Attr
	ResultVariable                        *xmltree.Attr
	// Type is camunda:type: external, mail or shell.
	Type, Topic, TaskPriority *xmltree.Attr
	Connector                 *Connector
	Fields                    []*Field
	// ErrorMappings are camunda:errorEventDefinition elements.
	ErrorMappings []*EventDefinition
}

// Connector is a camunda:connector.
type Connector struct {
	Element
	ConnectorID *Text
	InputOutput *InputOutput
}

// Script is the script of a script task.
type Script struct {
	Format         *xmltree.Attr
	Resource       *xmltree.Attr
	ResultVariable *xmltree.Attr
	Text           *Text
}

// UserTaskData is what only user tasks have.
type UserTaskData struct {
	Assignee, CandidateUsers, CandidateGroups *xmltree.Attr
	DueDate, FollowUpDate, Priority           *xmltree.Attr
	// ResourceRoles are humanPerformer and potentialOwner children.
	ResourceRoles []*Other
}

// Form is the form of a user task or a start event.
type Form struct {
	Key, Ref, RefBinding, RefVersion, HandlerClass *xmltree.Attr
	Fields                                         []*FormField
	// Properties are the older camunda:formProperty elements.
	Properties  []*FormField
	BusinessKey *xmltree.Attr
}

// FormField is a camunda:formField or camunda:formProperty. Its field Label
// hides [Element.Label].
type FormField struct {
	Element
	Label, FieldType, DefaultValue *xmltree.Attr
}

// Call is what a call activity calls.
type Call struct {
	CalledElement, Binding, Version, VersionTag, TenantID   *xmltree.Attr
	CaseRef, CaseBinding, CaseVersion, CaseTenantID         *xmltree.Attr
	VariableMappingClass, VariableMappingDelegateExpression *xmltree.Attr
	In, Out                                                 []*Mapping
}

// Mapping is a camunda:in or camunda:out.
type Mapping struct {
	Element
	Source, SourceExpression, Target, BusinessKey, Variables *xmltree.Attr
	Local                                                    bool
}

// Decision is what a business rule task evaluates.
type Decision struct {
	Ref, Binding, Version, VersionTag, TenantID *xmltree.Attr
	MapResult, ResultVariable                   *xmltree.Attr
}

// Listener is a camunda:executionListener or camunda:taskListener.
type Listener struct {
	Element
	Event, ListenerID                     *xmltree.Attr
	Class, DelegateExpression, Expression *xmltree.Attr
	Script                                *Expression
	Fields                                []*Field
	Timer                                 *EventDefinition // of a timeout listener
}

// Field is a camunda:field.
type Field struct {
	Element
	StringValue, ExpressionAttr *xmltree.Attr
	String, Expression          *Text
}

// InputOutput is a camunda:inputOutput.
type InputOutput struct {
	Element
	Inputs, Outputs []*Parameter
}

// Parameter is a camunda:inputParameter or camunda:outputParameter.
type Parameter struct {
	Element // Name is the variable's name
	// Value is the text where the parameter has no child elements.
	Value string
	// Script is the script child; List and Map are true where it has such a
	// child, whose content stands in XML.
	Script    *Expression
	List, Map bool
}

// Property is a camunda:property.
type Property struct {
	Element // ID and Name are the property's own
	Value   *xmltree.Attr
}
