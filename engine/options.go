package engine

import "time"

// Options says how an engine behaves. The zero value is good for a start.
type Options struct {
	// Now is the time at the beginning, 2030-01-01T00:00:00Z if zero. Its
	// location is the time zone of the engine.
	Now       time.Time
	Behaviors Behaviors
	// Decider evaluates decisions, nil for none.
	Decider Decider
	// Trace is what is kept of the past.
	Trace TraceLevel
	// StrictErrors makes a BPMN error that nothing catches an exception
	// (enableExceptionsAfterUnhandledBpmnError).
	StrictErrors bool
	// RetryCycle is the retry cycle of jobs whose activity has none
	// (failedJobRetryTimeCycle), empty for none.
	RetryCycle string
	// SkipOutputOnCancel leaves output mappings of canceled activities out
	// (skipOutputMappingOnCanceledActivities).
	SkipOutputOnCancel bool
	Limits             Limits
}

// Limits end a command that does not come to rest. Zero fields have the
// defaults that are named there.
type Limits struct {
	// Steps is how many activities one command may enter: 100,000.
	Steps int
	// Instances is how many instances of one multi-instance activity may be
	// made: 10,000.
	Instances int
	// Calls is how deep call activities may be nested: 100.
	Calls int
}

// TraceLevel is what is kept of the past.
type TraceLevel uint8

// The trace levels.
const (
	// FullTrace keeps every event, from which history is derived.
	FullTrace TraceLevel = iota
	// NoTrace keeps nothing: an instance that has ended is gone.
	NoTrace
)

// User is who acts: the authenticated user of the engine.
type User struct {
	// Name is empty for nobody.
	Name string
	// Reason is why, for the audit.
	Reason string
}
