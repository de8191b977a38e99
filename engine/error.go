package engine

import "strings"

// Error is what the engine says of an operation that it refuses, or of a step
// that fails: an exception of Camunda.
type Error struct {
	// Class is the simple name of the exception's class, such as
	// ProcessEngineException.
	Class string
	// Message is its text, empty for none.
	Message string
	// Cause is the exception that it wraps, nil for none.
	Cause *Error
	// Help says what to do, where the caller of this package can do something:
	// the entry of [Behaviors] that is missing, for example.
	Help string

	// fullClass is the class with its package, where that is known.
	fullClass string
	// bpmn is the BPMN error that the exception is, nil for others.
	bpmn *BPMNError
	// native is the error of a behavior that the exception stands for.
	native error
	// stack is that of a behavior that panicked.
	stack string
}

// Error returns the message, or the class where there is none.
func (e *Error) Error() string {
	if e.Message == "" {
		return e.Class
	}
	return e.Message
}

// Unwrap returns the cause, or the error that a behavior returned.
func (e *Error) Unwrap() error {
	switch {
	case e.Cause != nil:
		return e.Cause
	case e.native != nil:
		return e.native
	}
	return nil
}

// Stack returns where a behavior panicked, empty for other errors.
func (e *Error) Stack() string {
	for ; e != nil; e = e.Cause {
		if e.stack != "" {
			return e.stack
		}
	}
	return ""
}

// BPMNError is a BPMN error that a behavior throws by returning it.
type BPMNError struct{ Code, Message string }

// Error returns the code and the message.
func (e *BPMNError) Error() string { return e.Message + " (errorCode='" + e.Code + "')" }

// LimitError says that a command did not come to rest: a loop without a wait
// state, say. The command has changed nothing.
type LimitError struct {
	// Limit is the name of the field of [Options] that was met.
	Limit string
	// Process is the key of the process, Elements the ids of the activities
	// that repeat, in the order in which they are entered.
	Process  string
	Elements []string
}

// Error says which limit was met and where.
func (e *LimitError) Error() string {
	s := "process " + e.Process + " does not come to rest: limit " + e.Limit + " is met"
	if len(e.Elements) > 0 {
		s += "; these repeat: " + strings.Join(e.Elements, ", ")
	}
	return s
}
