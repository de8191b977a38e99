package program

// UserTask is what only user tasks have. Expressions are nil where there are
// none.
type UserTask struct {
	Name, Description     *Expression
	DueDate, FollowUpDate *Expression
	Priority              *Expression
	Assignee              *Expression
	// CandidateUsers and CandidateGroups give an id, ids with commas between, or
	// a collection of ids each.
	CandidateUsers, CandidateGroups []*Expression
	Form                            *Form

	// The listeners, by event.
	CreateListeners, AssignmentListeners, CompleteListeners []Implementation
	UpdateListeners, DeleteListeners                        []Implementation
	TimeoutListeners                                        []TimeoutListener
}

// TimeoutListener is a task listener that a timer runs.
type TimeoutListener struct {
	ID             string
	Timer          *Timer
	Implementation Implementation
}

// Form is the form of a user task or of a start event.
type Form struct {
	// Key is camunda:formKey; Ref, RefBinding (deployment, latest or version)
	// and RefVersion name a form that is deployed. At most one of Key and Ref is
	// set.
	Key, Ref, RefVersion *Expression
	RefBinding           string
	// BusinessKey is the field that holds the business key, empty for none.
	BusinessKey string
	Fields      []FormField
}

// FormField is a camunda:formField, or the older camunda:formProperty.
type FormField struct {
	ID, Type       string
	Label, Default *Expression
}

// ImplementationKind says what an implementation is. The zero value is none.
type ImplementationKind uint8

// The kinds of implementations.
const (
	ClassImplementation ImplementationKind = iota + 1
	DelegateExpressionImplementation
	ExpressionImplementation
	ScriptImplementation
)

// String returns the attribute's or element's name: class,
// delegateExpression, expression or script.
func (k ImplementationKind) String() string {
	return [...]string{"", "class", "delegateExpression", "expression", "script"}[min(k, ScriptImplementation)]
}

// Implementation is the code behind a service task or a listener, which the
// caller of an engine supplies.
type Implementation struct {
	Kind ImplementationKind
	// Class is a name as written; Expression that of the two kinds with one.
	Class      string
	Expression *Expression
	Script     *Script
	// Fields are set in a class or delegate before it runs.
	Fields []Field
}

// Field is a camunda:field. A constant is not evaluated, even if it looks like
// an expression.
type Field struct {
	Name  string
	Value *Expression
}

// Service is what a service, send or business rule task or a message event
// runs. For mail and shell only Fields are set, for a connector only Connector.
type Service struct {
	Implementation
	// ResultVariable gets the value of an expression, nil for none.
	ResultVariable *string
	Connector      *Connector
}

// Connector is a connector of the Connect plug-in.
type Connector struct {
	ID          string
	InputOutput *InputOutput
}

// ExternalTask is what a worker fetches.
type ExternalTask struct {
	Topic, Priority *Expression
	// ErrorMappings turn the outcome of a task into a BPMN error. The first
	// whose expression holds does.
	ErrorMappings []ErrorMapping
	// Properties are the extension properties that a worker can ask for.
	Properties []Property
}

// ErrorMapping is a camunda:errorEventDefinition.
type ErrorMapping struct {
	Expression *Expression
	// Code is the error's code, empty if it has none.
	Code string
}

// Property is a camunda:property.
type Property struct{ Name, Value string }

// ScriptTask is what a script task runs.
type ScriptTask struct {
	Script Script
	// ResultVariable is nil for none.
	ResultVariable *string
}

// Binding says which version of a definition is called.
type Binding uint8

// The bindings.
const (
	LatestBinding Binding = iota
	DeploymentBinding
	VersionBinding
	VersionTagBinding
)

// String returns the attribute's value: latest, deployment, version or
// versionTag.
func (b Binding) String() string {
	return [...]string{"latest", "deployment", "version", "versionTag"}[min(b, VersionTagBinding)]
}

// Target is a definition that is called.
type Target struct {
	Key                         *Expression
	Binding                     Binding
	Version, VersionTag, Tenant *Expression
}

// Decision is what a business rule task evaluates.
type Decision struct {
	Target
	// ResultVariable is nil for none.
	ResultVariable *string
	Mapper         DecisionMapper
}

// DecisionMapper is how the result of a decision becomes a variable.
type DecisionMapper uint8

// The mappers.
const (
	ResultList DecisionMapper = iota
	SingleEntry
	SingleResult
	CollectEntries
)

// String returns the attribute's value, such as singleEntry.
func (m DecisionMapper) String() string {
	return [...]string{"resultList", "singleEntry", "singleResult", "collectEntries"}[min(m, CollectEntries)]
}

// Call is what a call activity calls: a process, or a case.
type Call struct {
	Target
	// BusinessKey is nil where none is passed.
	BusinessKey *Expression
	In          []VariableMapping
	// Out are those that set variables of the instance, OutLocal those that set
	// variables of the activity.
	Out, OutLocal []VariableMapping
	// MappingClass and MappingExpression name code that maps further variables.
	MappingClass      string
	MappingExpression *Expression
}

// MultiInstance is how often an activity runs, and for what.
type MultiInstance struct {
	Cardinality, CompletionCondition *Expression
	// Collection is an expression; CollectionVariable is the name of a variable.
	// The expression counts where both are there.
	Collection         *Expression
	CollectionVariable *string
	// ElementVariable gets the element of the collection, nil for none.
	ElementVariable *string
}

// Throw is what an event throws.
type Throw struct {
	// Code is that of an error or escalation.
	Code string
	// Message is an error's message, nil if it has none.
	Message *Expression

	// Signal is the name of a signal, Async that it is delivered by jobs, In and
	// BusinessKey what it carries.
	Signal      *Expression
	Async       bool
	In          []VariableMapping
	BusinessKey *Expression

	// Compensate names the subscriptions that a compensation is for: those of
	// this handler, body or sub-process. None stands for all of the scope.
	// ActivityRef is the reference as written.
	Compensate  ActivityID
	ActivityRef string

	// CancelBoundary is the boundary event through which a cancel end leaves its
	// transaction, None if there is none.
	CancelBoundary ActivityID
}
