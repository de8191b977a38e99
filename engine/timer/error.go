package timer

// Error says why a text is no timer, in the engine's words. It is a fault in
// somebody's model.
type Error struct {
	// Code is the engine's, such as ENGINE-09026; empty where it has none.
	Code string
	// Message is the whole text.
	Message string
	// Cause is the text behind the last colon, without the engine's preface.
	Cause string
}

// Error returns the engine's text.
func (e *Error) Error() string { return e.Message }

func cycleError(text, what, cause string) *Error {
	return &Error{"ENGINE-09026", "ENGINE-09026 Exception while parsing " + what + " '" + text + "': " + cause, cause}
}

func dateError(text, cause string) *Error {
	return &Error{"ENGINE-09027", "ENGINE-09027 Exception while resolving duedate '" + text + "': " + cause, cause}
}

// neverDue is what the engine says of a cycle that has no further date.
func neverDue() *Error { return &Error{Message: "duedate is null", Cause: "duedate is null"} }
