package simulator

import (
	"errors"

	"github.com/bpmnlint/bpmnlint/engine"
)

// Set is a stub that sets variables and succeeds.
func Set(v Vars) engine.Behavior {
	return func(c *engine.Context) error {
		for _, x := range v.list() {
			c.SetVariable(x.Name, x.Value)
		}
		return nil
	}
}

// Throw is a stub that throws a BPMN error.
func Throw(code, message string) engine.Behavior {
	return func(*engine.Context) error { return &engine.BPMNError{Code: code, Message: message} }
}

// Fail is a stub that fails as code with a fault does: its transaction is
// rolled back, and a job loses a retry.
func Fail(message string) engine.Behavior {
	return func(*engine.Context) error { return errors.New(message) }
}

// Each is a stub that behaves differently each time it is run; the last
// behavior serves for all further times.
func Each(behaviors ...engine.Behavior) engine.Behavior {
	n := 0
	return func(c *engine.Context) error {
		if len(behaviors) == 0 {
			return nil
		}
		b := behaviors[min(n, len(behaviors)-1)]
		n++
		return b(c)
	}
}
