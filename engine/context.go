package engine

import "github.com/bpmnlint/bpmnlint/juel"

// Context is what a behavior sees of the place where it runs: the execution,
// or the task. It is valid until the behavior returns.
type Context struct {
	e *Engine
}

// Event returns the event of a listener: start, end, take, create,
// assignment, complete, update, delete or timeout. Empty for a delegate.
func (c *Context) Event() string { return "" }

// Activity returns the id of the activity, Name its name.
func (c *Context) Activity() string { return "" }

// Name returns the name of the activity.
func (c *Context) Name() string { return "" }

// Flow returns the id of the flow of a take listener, empty for others.
func (c *Context) Flow() string { return "" }

// Process returns the key of the process.
func (c *Context) Process() string { return "" }

// Instance returns the instance.
func (c *Context) Instance() ID { return 0 }

// Execution returns the execution.
func (c *Context) Execution() ID { return 0 }

// ActivityInstance returns the activity instance.
func (c *Context) ActivityInstance() ID { return 0 }

// Task returns the task of a task listener, zero for others.
func (c *Context) Task() ID { return 0 }

// BusinessKey returns the business key of the instance, empty if it has none.
func (c *Context) BusinessKey() string { return "" }

// Field returns the value of a field that the model sets in the class or
// delegate; false where it sets none of the name.
func (c *Context) Field(name string) (any, bool) { return nil, false }

// Variable returns the value of a variable; false where there is none.
func (c *Context) Variable(name string) (any, bool) { return nil, false }

// Variables returns all variables that are seen, inner ones first.
func (c *Context) Variables() []Variable { return nil }

// SetVariable sets a variable where it is, or on the instance.
func (c *Context) SetVariable(name string, value any) {}

// SetVariableLocal sets a variable of the execution itself, or of the task.
func (c *Context) SetVariableLocal(name string, value any) {}

// RemoveVariable removes a variable where it is.
func (c *Context) RemoveVariable(name string) {}

// Evaluate evaluates an expression.
func (c *Context) Evaluate(e *juel.Expression) (any, error) { return nil, nil }
