package engine

import "time"

// State is the state of an instance.
type State uint8

// The states.
const (
	Active State = iota + 1
	Suspended
	Completed
	ExternallyTerminated
	InternallyTerminated
)

// String returns the engine's word, such as EXTERNALLY_TERMINATED.
func (s State) String() string {
	return [...]string{"", "ACTIVE", "SUSPENDED", "COMPLETED", "EXTERNALLY_TERMINATED", "INTERNALLY_TERMINATED"}[min(s, InternallyTerminated)]
}

// Definition is a version of a process.
type Definition struct {
	// ID is key:version:number, the number counting all definitions.
	ID, Key, Name, VersionTag string
	Version                   int
	// Deployment counts deployments from 1.
	Deployment int
	Suspended  bool
}

// Instance is a run of a definition. Those that have ended are known only
// where the trace is kept.
type Instance struct {
	ID          ID
	Definition  string
	Key         string
	Version     int
	BusinessKey *string
	State       State
	// Super is the execution that called it, zero if none did.
	Super ID
	// RestartedFrom is the instance that it was started like, zero for none.
	RestartedFrom ID
	Started       time.Time
	Ended         time.Time
	// StartActivity and EndActivity are the ids of the activities that it began
	// and ended with, nil for none.
	StartActivity, EndActivity *string
	DeleteReason               *string
	// StartUser is the user who started it, nil for none.
	StartUser *string
}

// Execution is a node of the tree of an instance, as the engine's tables show
// it.
type Execution struct {
	ID, Parent, Instance ID
	// Activity is the id of the current activity, nil for none.
	Activity *string
	// ActivityInstance is the identifier of the activity instance.
	ActivityInstance                              ID
	IsScope, IsConcurrent, IsActive, IsEventScope bool
	Suspended                                     bool
	// Called is the instance that it has called and waits for, zero for none.
	Called ID
}

// ActivityInstance is a node of the tree of activity instances.
type ActivityInstance struct {
	ID       ID
	Activity string
	// Name is that of the activity, Type its type in the engine's words, such
	// as userTask; processDefinition for the root.
	Name, Type string
	Executions []ID
	Children   []*ActivityInstance
	// Transitions are the tokens that wait for an asynchronous job, or are left
	// of an instance of a parallel multi-instance activity.
	Transitions []TransitionInstance
	Incidents   []ID
}

// TransitionInstance is a token that waits before or after an activity.
type TransitionInstance struct {
	ID, Execution ID
	Activity      string
	Name, Type    string
	Incidents     []ID
}

// Task is an open user task.
type Task struct {
	ID, Instance, Execution ID
	ActivityInstance        ID
	// Key is the id of the activity.
	Key                                string
	Name, Description, Assignee, Owner *string
	Due, FollowUp                      *time.Time
	Priority                           int
	CandidateUsers, CandidateGroups    []string
	Suspended                          bool
	// State is Created, Updated, Completed or Deleted.
	State string
	// Delegation is PENDING, RESOLVED, or empty.
	Delegation string
	Created    time.Time
}

// Job is a job.
type Job struct {
	ID, Instance, Execution ID
	// HandlerType and HandlerConfiguration are the engine's, such as
	// async-continuation with transition-create-scope.
	HandlerType, HandlerConfiguration string
	// Activity is that of the job definition, Configuration is its
	// configuration, such as async-before or "DURATION: PT1H". Both are nil for
	// a job without a definition. DefinedIn is the definition whose job it is:
	// that of the instance, unless a migration has left a timer to an event
	// that has none.
	Activity, Configuration *string
	DefinedIn               string
	// FailedActivity is where it failed last.
	FailedActivity *string
	Definition     string
	Retries        int
	// Due is nil for a job that is due at once.
	Due       *time.Time
	Created   time.Time
	Priority  int64
	Exclusive bool
	Suspended bool
	IsTimer   bool
	// Repeat is the cycle of a timer, empty for none.
	Repeat string
	// Exception is the text of its last failure, nil for none; Stack that of a
	// panic.
	Exception *string
	Stack     string
}

// Subscription waits for an event.
type Subscription struct {
	ID, Instance, Execution ID
	// Kind is message, signal, conditional or compensate.
	Kind string
	// Name is nil for conditions and compensation.
	Name     *string
	Activity string
	// Definition is that of a start event's.
	Definition string
	Created    time.Time
}

// ExternalTask is an external task.
type ExternalTask struct {
	ID, Instance, Execution ID
	ActivityInstance        ID
	Activity, Topic         string
	// Worker is the one who has or had the lock, nil if nobody had.
	Worker   *string
	LockedTo *time.Time
	// Retries is nil until it has been set.
	Retries      *int
	Priority     int64
	ErrorMessage *string
	Suspended    bool
	Definition   string
	Created      time.Time
}

// Incident is an incident.
type Incident struct {
	ID, Instance, Execution ID
	Type                    string
	Activity                string
	FailedActivity          *string
	Message                 *string
	// Cause is the incident that this one was copied from, itself for others.
	Cause ID
	// Configuration is the job or external task, zero for none.
	Configuration ID
	Definition    string
	Created       time.Time
}

// VariableInstance is a variable with its place.
type VariableInstance struct {
	Variable
	ID ID
	// Type is the engine's name of the type: string, integer, object and so on.
	Type                string
	Instance, Execution ID
	// Task is set for variables of a task.
	Task ID
	// ActivityInstance is that of the scope, zero where the scope has none.
	ActivityInstance ID
	// Scope is the id of the scope's activity; that of the process where
	// ActivityInstance is the instance.
	Scope string
}

// HistoricActivity is an activity instance of the past or present.
type HistoricActivity struct {
	ID, Parent, Instance ID
	Execution            ID
	Activity, Name, Type string
	Started              time.Time
	Ended                *time.Time
	Canceled             bool
	CompleteScope        bool
	// Called is the instance that a call activity called, Task that of a user
	// task; zero for none.
	Called, Task ID
	// Sequence orders what one execution did.
	Sequence int64
}

// HistoricVariable is the last value of a variable.
type HistoricVariable struct {
	VariableInstance
	// Deleted says that it was removed; Initial that the instance was started
	// with it.
	Deleted, Initial bool
	// InitialValue is the value that the instance was started with.
	InitialValue any
}

// HistoricTask is a task of the past or present.
type HistoricTask struct {
	ID, Instance    ID
	Key             string
	Assignee, Owner *string
	Name            *string
	Started         time.Time
	Ended           *time.Time
	DeleteReason    *string
}

// HistoricIncident is an incident of the past or present.
type HistoricIncident struct {
	Incident
	Ended *time.Time
	// Resolved and Deleted say how it ended.
	Resolved, Deleted bool
}
