package engine

import (
	"errors"
	"strings"

	"github.com/bpmnlint/bpmnlint/juel"
)

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
	// Activity is the id of the activity where it was raised, empty if that is
	// not known.
	Activity string

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

// bpmnErrorClass is the class of a BPMN error, to the engine an exception too.
const bpmnErrorClass = "org.camunda.bpm.engine.delegate.BpmnError"

// engineError is the engine's own exception.
func engineError(message string) *Error {
	return &Error{Class: "ProcessEngineException", Message: message}
}

// nullValue is what the engine says of something that is not there.
func nullValue(message string) *Error { return &Error{Class: "NullValueException", Message: message} }

// badRequest is what the engine says of a wrong argument.
func badRequest(message string) *Error {
	return &Error{Class: "BadUserRequestException", Message: message}
}

// notValid is what the engine says of arguments that do not fit the model.
func notValid(message string) *Error { return &Error{Class: "NotValidException", Message: message} }

// suspended is what the engine says of something that is suspended.
func suspendedError(kind, id string) *Error {
	return &Error{Class: "SuspendedEntityInteractionException", Message: "ENGINE-03043 " + kind + " with id '" + id + "' is suspended."}
}

func suspendedExecution(x *execution) *Error { return suspendedError("Execution", x.fullID().String()) }

// simpleName returns the name of a class without its package.
func simpleName(class string) string {
	class = class[strings.LastIndexByte(class, '.')+1:]
	return class[strings.LastIndexByte(class, '$')+1:]
}

// thrownError makes an exception of one that a method threw.
func thrownError(t *juel.Thrown) *Error {
	var b *BPMNError
	if t.Cause != nil && errors.As(t.Cause, &b) {
		return bpmnException(b)
	}
	return &Error{Class: simpleName(t.Class), Message: t.Message, fullClass: t.Class, native: t.Cause}
}

// bpmnException makes an exception of a BPMN error.
func bpmnException(b *BPMNError) *Error {
	return &Error{Class: "BpmnError", Message: b.Message, fullClass: bpmnErrorClass, bpmn: b, native: b}
}

// behaviorError makes an exception of what a behavior returned.
func behaviorError(err error) *Error {
	var (
		own   *Error
		bpmn  *BPMNError
		throw *juel.Thrown
	)
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &bpmn):
		return bpmnException(bpmn)
	case errors.As(err, &throw):
		return thrownError(throw)
	}
	return &Error{Class: "RuntimeException", Message: err.Error(), fullClass: "java.lang.RuntimeException", native: err}
}

// propertyError makes the exception behind a failed expression.
func propertyError(message string) *Error {
	_, cause, ok := strings.Cut(message, ". Cause: ")
	if !ok {
		return nil
	}
	class := "org.camunda.bpm.impl.juel.jakarta.el.ELException"
	switch {
	case strings.HasPrefix(message, "Unknown property"):
		class = "org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException"
	case strings.HasPrefix(message, "Unknown method"):
		class = "org.camunda.bpm.impl.juel.jakarta.el.MethodNotFoundException"
	}
	return &Error{Class: simpleName(class), Message: cause, fullClass: class}
}

// asBPMN returns the BPMN error that is among the causes of an exception, nil
// if there is none.
func (e *Error) asBPMN() *BPMNError {
	for ; e != nil; e = e.Cause {
		if e.bpmn != nil {
			return e.bpmn
		}
	}
	return nil
}

// wrapsNothing reports whether it is an exception of the engine's own, which
// no handler is offered.
func (e *Error) wrapsNothing() bool {
	return e.Cause == nil && (e.fullClass == "" || strings.HasPrefix(e.fullClass, "org.camunda.bpm.engine."))
}

// is reports whether the exception that is wrapped is of a class or of one
// that extends it.
func (e *Error) is(class string) bool {
	for e.Cause != nil && (e.fullClass == "" || e.fullClass == "javax.script.ScriptException") {
		e = e.Cause
	}
	name := e.fullClass
	if name == "" {
		name = "org.camunda.bpm.engine." + e.Class
	}
	for name != "" {
		if name == class {
			return true
		}
		name = superclass(name)
	}
	return false
}

// superclass returns what a class of exceptions extends, empty for Throwable.
func superclass(class string) string {
	switch class {
	case "java.lang.Throwable":
		return ""
	case "java.lang.Exception", "java.lang.Error":
		return "java.lang.Throwable"
	case "java.lang.RuntimeException", "java.io.IOException", "java.lang.ClassNotFoundException":
		return "java.lang.Exception"
	case "java.lang.NumberFormatException":
		return "java.lang.IllegalArgumentException"
	case "org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException", "org.camunda.bpm.impl.juel.jakarta.el.MethodNotFoundException":
		return "org.camunda.bpm.impl.juel.jakarta.el.ELException"
	case "java.lang.ArrayIndexOutOfBoundsException", "java.lang.StringIndexOutOfBoundsException":
		return "java.lang.IndexOutOfBoundsException"
	case "org.camunda.bpm.engine.ProcessEngineException":
		return "java.lang.RuntimeException"
	}
	if strings.HasPrefix(class, "org.camunda.bpm.engine.") {
		return "org.camunda.bpm.engine.ProcessEngineException"
	}
	return "java.lang.RuntimeException"
}
