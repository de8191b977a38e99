package engine

import (
	"time"

	"github.com/bpmnlint/bpmnlint/engine/compile"
)

// Deploy adds a deployment: each of its processes becomes the latest version
// of its key.
type Deploy struct {
	Deployment *compile.Deployment
}

// StartInstance starts an instance of a definition at its initial event, or
// where instructions say.
type StartInstance struct {
	// Key is that of a process, whose latest version is started. Definition is
	// the identifier of a version; one of the two is set.
	Key, Definition string
	BusinessKey     string
	Variables       []Variable
	// Instructions are carried out instead of entering the start event.
	// Variables are set before.
	Instructions   []ModificationInstruction
	SkipListeners  bool
	SkipIOMappings bool
}

// StartByMessage starts an instance at a message start event.
type StartByMessage struct {
	Message     string
	BusinessKey string
	Variables   []Variable
}

// EvaluateConditions starts an instance at every conditional start event that
// holds for the variables.
type EvaluateConditions struct {
	BusinessKey string
	Variables   []Variable
}

// CompleteTask completes a user task.
type CompleteTask struct {
	Task      ID
	Variables []Variable
	// LocalVariables are set on the task.
	LocalVariables []Variable
}

// HandleTaskError throws a BPMN error at a user task.
type HandleTaskError struct {
	Task          ID
	Code, Message string
	Variables     []Variable
}

// HandleTaskEscalation throws an escalation at a user task.
type HandleTaskEscalation struct {
	Task      ID
	Code      string
	Variables []Variable
}

// ClaimTask makes a user the assignee of a task that has none; an empty user
// takes the assignee away.
type ClaimTask struct {
	Task ID
	User string
}

// AssignTask sets the assignee of a task; empty for none.
type AssignTask struct {
	Task ID
	User string
}

// DelegateTask gives a task to another user, who resolves it.
type DelegateTask struct {
	Task ID
	User string
}

// ResolveTask gives a delegated task back to its owner.
type ResolveTask struct {
	Task      ID
	Variables []Variable
}

// SetTaskPriority sets the priority of a task.
type SetTaskPriority struct {
	Task     ID
	Priority int
}

// SetTaskVariables sets variables as seen from a task, or on the task itself.
type SetTaskVariables struct {
	Task      ID
	Variables []Variable
	Local     bool
}

// ExecuteJob executes a job, due or not.
type ExecuteJob struct{ Job ID }

// SetJobRetries sets the retries of a job. A number above zero resolves its
// incident.
type SetJobRetries struct {
	Job     ID
	Retries int
}

// SetJobDueDate sets when a job is due; the zero time for at once.
type SetJobDueDate struct {
	Job ID
	Due time.Time
}

// RecalculateJobDueDate computes anew when a timer is due, from now or from
// the creation of the job.
type RecalculateJobDueDate struct {
	Job               ID
	CreationDateBased bool
}

// SetJobPriority sets the priority of a job.
type SetJobPriority struct {
	Job      ID
	Priority int64
}

// SuspendJob keeps a job from being executed by [Engine.Advance].
type SuspendJob struct{ Job ID }

// ActivateJob takes back [SuspendJob].
type ActivateJob struct{ Job ID }

// DeleteJob deletes a job; its token waits for ever.
type DeleteJob struct{ Job ID }

// FetchExternalTasks locks external tasks for a worker.
type FetchExternalTasks struct {
	Worker string
	Topic  string
	// Max is the greatest number of tasks, Lock for how long they are locked.
	Max  int
	Lock time.Duration
	// UsePriority takes tasks with a higher priority first.
	UsePriority bool
}

// CompleteExternalTask completes an external task.
type CompleteExternalTask struct {
	Task                      ID
	Worker                    string
	Variables, LocalVariables []Variable
}

// FailExternalTask reports the failure of an external task.
type FailExternalTask struct {
	Task             ID
	Worker           string
	Message, Details string
	Retries          int
	// Timeout is for how long nobody can fetch the task.
	Timeout                   time.Duration
	Variables, LocalVariables []Variable
}

// ThrowExternalTaskError throws a BPMN error at an external task.
type ThrowExternalTaskError struct {
	Task          ID
	Worker        string
	Code, Message string
	Variables     []Variable
}

// SetExternalTaskRetries sets the retries of an external task; zero makes an
// incident.
type SetExternalTaskRetries struct {
	Task    ID
	Retries int
}

// SetExternalTaskPriority sets the priority of an external task.
type SetExternalTaskPriority struct {
	Task     ID
	Priority int64
}

// UnlockExternalTask takes the lock of an external task away.
type UnlockExternalTask struct{ Task ID }

// ExtendExternalTaskLock makes a lock last for a while from now.
type ExtendExternalTaskLock struct {
	Task   ID
	Worker string
	Lock   time.Duration
}

// Correlate delivers a message to an instance that waits for it, or starts an
// instance with it.
type Correlate struct {
	// Message is the name; empty for any message, of instances only.
	Message string
	// Instance, BusinessKey (nil for any), ProcessVariables and LocalVariables
	// say which instances are meant.
	Instance         ID
	BusinessKey      *string
	ProcessVariables []Variable
	LocalVariables   []Variable
	// Variables are set as from the receiving execution, Payload on it,
	// TriggeredPayload on the scope that the message makes.
	Variables, Payload, TriggeredPayload []Variable
	// All delivers to all that match and starts all that the message starts.
	All bool
	// StartOnly starts an instance only, ExecutionsOnly never does.
	StartOnly, ExecutionsOnly bool
	// Definition says, with StartOnly, which version is started.
	Definition string
}

// Correlation is what a message did.
type Correlation struct {
	// Started says that it started Instance; otherwise Execution got it.
	Started             bool
	Instance, Execution ID
}

// DeliverMessage delivers a message to one execution.
type DeliverMessage struct {
	Execution ID
	Message   string
	Variables []Variable
}

// BroadcastSignal delivers a signal to all that wait for it, and starts an
// instance of each process that it starts.
type BroadcastSignal struct {
	Signal string
	// Execution is the only receiver, if set.
	Execution ID
	Variables []Variable
}

// TriggerExecution makes an execution go on that waits without saying for
// what: in a receive task without a message.
type TriggerExecution struct {
	Execution ID
	Variables []Variable
}

// SetVariables sets variables as seen from an execution or instance, or on it.
type SetVariables struct {
	Execution ID
	Variables []Variable
	Local     bool
}

// RemoveVariables removes variables as seen from an execution or instance, or
// from it only.
type RemoveVariables struct {
	Execution ID
	Names     []string
	Local     bool
}

// SuspendInstance suspends an instance with its jobs and tasks.
type SuspendInstance struct{ Instance ID }

// ActivateInstance takes back [SuspendInstance].
type ActivateInstance struct{ Instance ID }

// SuspendDefinition suspends definitions: no instance of them can be started.
type SuspendDefinition struct {
	// Key means all versions of a process, Definition one version.
	Key, Definition string
	// IncludeInstances suspends their instances too.
	IncludeInstances bool
}

// ActivateDefinition takes back [SuspendDefinition].
type ActivateDefinition struct {
	Key, Definition  string
	IncludeInstances bool
}

// SuspendInstances suspends all instances of a process, of every version.
type SuspendInstances struct{ Key string }

// ActivateInstances takes back [SuspendInstances].
type ActivateInstances struct{ Key string }

// DeleteInstance deletes an instance with what it calls, and what calls it.
type DeleteInstance struct {
	Instance ID
	Reason   string
	// External says that it counts as terminated from outside.
	External                      bool
	SkipListeners, SkipIOMappings bool
}

// ModifyInstance carries out instructions on an instance.
type ModifyInstance struct {
	Instance                      ID
	Instructions                  []ModificationInstruction
	SkipListeners, SkipIOMappings bool
}

// InstructionKind is what an instruction does.
type InstructionKind uint8

// The kinds of instructions.
const (
	// StartBefore enters an activity, StartAfter leaves one through its only
	// outgoing flow, StartTransition takes a flow.
	StartBefore InstructionKind = iota + 1
	StartAfter
	StartTransition
	// CancelAll cancels all activity and transition instances of an activity.
	CancelAll
	// CancelActivityInstance and CancelTransitionInstance cancel one.
	CancelActivityInstance
	CancelTransitionInstance
)

// ModificationInstruction is a step of a modification.
type ModificationInstruction struct {
	Kind InstructionKind
	// Element is the id of the activity or flow.
	Element string
	// Instance is the activity or transition instance that is canceled, or the
	// activity instance within which something is started.
	Instance ID
	// Variables are set on the execution of the outermost scope that the
	// instruction creates, LocalVariables on it too, but only there.
	Variables, LocalVariables []Variable
}

// RestartInstance starts an instance like one that has ended.
type RestartInstance struct {
	Instance     ID
	Instructions []ModificationInstruction
	// InitialVariables gives it the variables that the old one was started
	// with, instead of its last.
	InitialVariables              bool
	SkipListeners, SkipIOMappings bool
	WithoutBusinessKey            bool
}

// Migrate moves running instances from one definition to another.
type Migrate struct {
	// Plan is taken as it is: whether the engine would accept it when it is
	// made is not asked again.
	Plan Plan
	// Instances run the source of the plan. One that is named twice counts once.
	Instances []ID
	// SkipListeners and SkipIOMappings leave out the listeners and mappings of
	// scopes that the migration ends or begins; of others none are run.
	SkipListeners, SkipIOMappings bool
}

// CreateIncident creates an incident of one's own on an execution.
type CreateIncident struct {
	Execution     ID
	Type, Message string
}

// ResolveIncident resolves such an incident.
type ResolveIncident struct{ Incident ID }

// SetTime moves the clock, back too. Nothing is executed.
type SetTime struct{ Time time.Time }

// Advance moves the clock on and executes every job on its way when it is due,
// those that are due at once first.
type Advance struct{ To time.Time }

// LockExternalTask locks one external task for a worker, whatever its retries.
type LockExternalTask struct {
	Task   ID
	Worker string
	Lock   time.Duration
}
