package engine

import (
	"iter"
	"time"
)

// Engine runs processes. It is for one goroutine at a time.
type Engine struct{ o Options }

// New returns an engine without definitions.
func New(o Options) *Engine { return &Engine{o: o} }

// SetStrictErrors changes [Options].StrictErrors.
func (e *Engine) SetStrictErrors(strict bool) { e.o.StrictErrors = strict }

// As makes a user the one who gives the following commands.
func (e *Engine) As(u User) {}

// Now returns the time.
func (e *Engine) Now() time.Time { return e.o.Now }

// Fork returns an engine in the same state. What is done to one of the two
// does not show in the other.
func (e *Engine) Fork() *Engine { return e }

// Definitions returns all definitions in the order of their deployment.
func (e *Engine) Definitions() []Definition { return nil }

// Instances returns those that run, in the order of their start.
func (e *Engine) Instances() []Instance { return nil }

// Instance returns an instance; false where there is none, or where it has
// ended and no trace is kept.
func (e *Engine) Instance(id ID) (Instance, bool) { return Instance{}, false }

// Tree returns the activity instances of an instance; nil if it does not run.
func (e *Engine) Tree(instance ID) *ActivityInstance { return nil }

// Executions returns the executions of an instance, of all for zero, in the
// order of their creation.
func (e *Engine) Executions(instance ID) []Execution { return nil }

// Tasks returns the open user tasks of an instance, of all for zero, in the
// order of their creation. The same holds for the following.
func (e *Engine) Tasks(instance ID) []Task { return nil }

// Jobs returns jobs. Those of start timers belong to no instance.
func (e *Engine) Jobs(instance ID) []Job { return nil }

// Subscriptions returns subscriptions. Those of start events belong to no
// instance.
func (e *Engine) Subscriptions(instance ID) []Subscription { return nil }

// ExternalTasks returns external tasks.
func (e *Engine) ExternalTasks(instance ID) []ExternalTask { return nil }

// Incidents returns open incidents.
func (e *Engine) Incidents(instance ID) []Incident { return nil }

// Variables returns the variables of all scopes.
func (e *Engine) Variables(instance ID) []VariableInstance { return nil }

// Variable returns a variable as seen from an execution, instance or task;
// false where there is none.
func (e *Engine) Variable(from ID, name string) (any, bool) { return nil, false }

// Stuck reports whether an instance runs and nothing can ever continue it: it
// has no task, no job, no external task, no subscription and no called
// instance.
func (e *Engine) Stuck(instance ID) bool { return false }

// HistoricInstances returns all instances, of past and present.
func (e *Engine) HistoricInstances() []Instance { return nil }

// HistoricActivities returns the activity instances of an instance, of all for
// zero, in the order of their start. The same holds for the following.
func (e *Engine) HistoricActivities(instance ID) []HistoricActivity { return nil }

// HistoricVariables returns variables with their last values.
func (e *Engine) HistoricVariables(instance ID) []HistoricVariable { return nil }

// HistoricTasks returns user tasks.
func (e *Engine) HistoricTasks(instance ID) []HistoricTask { return nil }

// HistoricIncidents returns incidents.
func (e *Engine) HistoricIncidents(instance ID) []HistoricIncident { return nil }

// Trace yields the events from a number on, of an instance, of all for zero.
func (e *Engine) Trace(instance ID, from int) iter.Seq[Event] { return nil }

// Audit returns what operators did.
func (e *Engine) Audit() []AuditEntry { return nil }

// Deploy is a command.
func (e *Engine) Deploy(c Deploy) ([]Definition, error) { return nil, nil }

// StartInstance is a command.
func (e *Engine) StartInstance(c StartInstance) (ID, error) { return 0, nil }

// StartByMessage is a command.
func (e *Engine) StartByMessage(c StartByMessage) (ID, error) { return 0, nil }

// EvaluateConditions is a command.
func (e *Engine) EvaluateConditions(c EvaluateConditions) ([]ID, error) { return nil, nil }

// CompleteTask is a command.
func (e *Engine) CompleteTask(c CompleteTask) error { return nil }

// HandleTaskError is a command.
func (e *Engine) HandleTaskError(c HandleTaskError) error { return nil }

// HandleTaskEscalation is a command.
func (e *Engine) HandleTaskEscalation(c HandleTaskEscalation) error { return nil }

// ClaimTask is a command.
func (e *Engine) ClaimTask(c ClaimTask) error { return nil }

// AssignTask is a command.
func (e *Engine) AssignTask(c AssignTask) error { return nil }

// DelegateTask is a command.
func (e *Engine) DelegateTask(c DelegateTask) error { return nil }

// ResolveTask is a command.
func (e *Engine) ResolveTask(c ResolveTask) error { return nil }

// SetTaskPriority is a command.
func (e *Engine) SetTaskPriority(c SetTaskPriority) error { return nil }

// SetTaskVariables is a command.
func (e *Engine) SetTaskVariables(c SetTaskVariables) error { return nil }

// ExecuteJob is a command.
func (e *Engine) ExecuteJob(c ExecuteJob) error { return nil }

// SetJobRetries is a command.
func (e *Engine) SetJobRetries(c SetJobRetries) error { return nil }

// SetJobDueDate is a command.
func (e *Engine) SetJobDueDate(c SetJobDueDate) error { return nil }

// RecalculateJobDueDate is a command.
func (e *Engine) RecalculateJobDueDate(c RecalculateJobDueDate) error { return nil }

// SetJobPriority is a command.
func (e *Engine) SetJobPriority(c SetJobPriority) error { return nil }

// SuspendJob is a command.
func (e *Engine) SuspendJob(c SuspendJob) error { return nil }

// ActivateJob is a command.
func (e *Engine) ActivateJob(c ActivateJob) error { return nil }

// DeleteJob is a command.
func (e *Engine) DeleteJob(c DeleteJob) error { return nil }

// FetchExternalTasks is a command.
func (e *Engine) FetchExternalTasks(c FetchExternalTasks) ([]ExternalTask, error) { return nil, nil }

// CompleteExternalTask is a command.
func (e *Engine) CompleteExternalTask(c CompleteExternalTask) error { return nil }

// FailExternalTask is a command.
func (e *Engine) FailExternalTask(c FailExternalTask) error { return nil }

// ThrowExternalTaskError is a command.
func (e *Engine) ThrowExternalTaskError(c ThrowExternalTaskError) error { return nil }

// SetExternalTaskRetries is a command.
func (e *Engine) SetExternalTaskRetries(c SetExternalTaskRetries) error { return nil }

// SetExternalTaskPriority is a command.
func (e *Engine) SetExternalTaskPriority(c SetExternalTaskPriority) error { return nil }

// UnlockExternalTask is a command.
func (e *Engine) UnlockExternalTask(c UnlockExternalTask) error { return nil }

// ExtendExternalTaskLock is a command.
func (e *Engine) ExtendExternalTaskLock(c ExtendExternalTaskLock) error { return nil }

// Correlate is a command.
func (e *Engine) Correlate(c Correlate) ([]Correlation, error) { return nil, nil }

// DeliverMessage is a command.
func (e *Engine) DeliverMessage(c DeliverMessage) error { return nil }

// BroadcastSignal is a command.
func (e *Engine) BroadcastSignal(c BroadcastSignal) error { return nil }

// TriggerExecution is a command.
func (e *Engine) TriggerExecution(c TriggerExecution) error { return nil }

// SetVariables is a command.
func (e *Engine) SetVariables(c SetVariables) error { return nil }

// RemoveVariables is a command.
func (e *Engine) RemoveVariables(c RemoveVariables) error { return nil }

// SuspendInstance is a command.
func (e *Engine) SuspendInstance(c SuspendInstance) error { return nil }

// ActivateInstance is a command.
func (e *Engine) ActivateInstance(c ActivateInstance) error { return nil }

// SuspendDefinition is a command.
func (e *Engine) SuspendDefinition(c SuspendDefinition) error { return nil }

// ActivateDefinition is a command.
func (e *Engine) ActivateDefinition(c ActivateDefinition) error { return nil }

// SuspendInstances is a command.
func (e *Engine) SuspendInstances(c SuspendInstances) error { return nil }

// ActivateInstances is a command.
func (e *Engine) ActivateInstances(c ActivateInstances) error { return nil }

// DeleteInstance is a command.
func (e *Engine) DeleteInstance(c DeleteInstance) error { return nil }

// ModifyInstance is a command.
func (e *Engine) ModifyInstance(c ModifyInstance) error { return nil }

// RestartInstance is a command.
func (e *Engine) RestartInstance(c RestartInstance) (ID, error) { return 0, nil }

// CreateIncident is a command.
func (e *Engine) CreateIncident(c CreateIncident) (ID, error) { return 0, nil }

// ResolveIncident is a command.
func (e *Engine) ResolveIncident(c ResolveIncident) error { return nil }

// SetTime is a command.
func (e *Engine) SetTime(c SetTime) error { return nil }

// Advance is a command.
func (e *Engine) Advance(c Advance) error { return nil }
