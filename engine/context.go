package engine

import (
	"slices"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

// Context is what a behavior sees of the place where it runs: the execution,
// or the task. It is valid until the behavior returns.
type Context struct {
	t        *transaction
	x        *execution
	task     *task
	external *externalTask
	event    string
	fields   []program.Field
	// beans are further names, of a decision's result for example.
	beans []Variable
	// localOnly hides the variables of the scopes around.
	localOnly bool
}

// context returns a context for an execution; release gives it back.
func (t *transaction) context(x *execution) *Context {
	if t.depth == len(t.contexts) {
		t.contexts = append(t.contexts, new(Context))
	}
	c := t.contexts[t.depth]
	t.depth++
	*c = Context{t: t, x: x}
	return c
}

func (t *transaction) release() { t.depth-- }

// Event returns the event of a listener: start, end, take, create,
// assignment, complete, update, delete or timeout. Empty for a delegate.
func (c *Context) Event() string { return c.event }

// Activity returns the id of the activity.
func (c *Context) Activity() string {
	if a := c.x.at(); a != nil {
		return a.ID
	}
	return ""
}

// Name returns the name of the activity.
func (c *Context) Name() string {
	if a := c.x.at(); a != nil {
		return a.Name
	}
	return ""
}

// Flow returns the id of the flow of a take listener, empty for others.
func (c *Context) Flow() string {
	if c.x.flow == program.NoFlow {
		return ""
	}
	return c.x.in.def.process.Flows[c.x.flow].ID
}

// Process returns the key of the process.
func (c *Context) Process() string { return c.x.in.def.process.Key }

// Instance returns the instance.
func (c *Context) Instance() ID { return c.x.in.id() }

// Execution returns the execution.
func (c *Context) Execution() ID { return c.x.fullID() }

// ActivityInstance returns the activity instance, zero between two.
func (c *Context) ActivityInstance() ID {
	if c.x.activityInstance == noActivityInstance {
		return 0
	}
	return c.x.in.id() | ID(c.x.activityInstance)
}

// Task returns the task of a task listener, zero for others.
func (c *Context) Task() ID {
	if c.task == nil {
		return 0
	}
	return c.x.in.id() | ID(c.task.id)
}

// BusinessKey returns the business key of the instance, empty if it has none.
func (c *Context) BusinessKey() string {
	if c.x.in.businessKey == nil {
		return ""
	}
	return *c.x.in.businessKey
}

// Now returns the time of the engine.
func (c *Context) Now() time.Time { return c.t.now }

// Field returns the value of a field that the model sets in the class or
// delegate; false where it sets none of the name.
func (c *Context) Field(name string) (any, bool) {
	for i := range c.fields {
		if f := &c.fields[i]; f.Name == name {
			v, err := c.t.evaluate(c.x, f.Value)
			return v, err == nil
		}
	}
	return nil, false
}

// Variable returns the value of a variable; false where there is none.
func (c *Context) Variable(name string) (any, bool) {
	if c.task != nil {
		if v := find(c.task.variables, name); v != nil {
			return v.value, true
		}
	}
	v := c.x.local(name)
	if v == nil && !c.localOnly {
		v = c.x.visible(name)
	}
	if v == nil {
		return nil, false
	}
	return v.value, true
}

// Variables returns all variables that are seen, inner ones first.
func (c *Context) Variables() []Variable {
	if c.task == nil || c.task.variables == nil {
		return c.x.variablesOf()
	}
	var out []Variable
	for v := c.task.variables; v != nil; v = v.next {
		out = append(out, Variable{v.name, v.value})
	}
	return append(out, slices.DeleteFunc(c.x.variablesOf(), func(v Variable) bool { return hasName(out, v.Name) })...)
}

// SetVariable sets a variable where it is, or on the instance.
func (c *Context) SetVariable(name string, value any) {
	if c.task != nil && find(c.task.variables, name) != nil {
		c.t.setTaskLocal(c.task, name, Value(value))
		return
	}
	c.t.set(c.x, name, Value(value))
}

// SetVariableLocal sets a variable of the execution itself, or of the task.
func (c *Context) SetVariableLocal(name string, value any) {
	if c.task != nil {
		c.t.setTaskLocal(c.task, name, Value(value))
		return
	}
	c.t.setLocal(c.x, name, Value(value))
}

// RemoveVariable removes a variable where it is.
func (c *Context) RemoveVariable(name string) { c.t.unset(c.x, name) }

// Evaluate evaluates an expression.
func (c *Context) Evaluate(e *juel.Expression) (any, error) {
	v, f := e.Evaluate(resolver{c})
	if f != nil {
		return nil, failureError(f)
	}
	return v, nil
}

// resolver gives names in expressions their meaning.
type resolver struct{ c *Context }

// Variable returns what a name stands for: an object of the context, a
// variable, or a bean.
func (r resolver) Variable(name string) (any, bool) {
	c := r.c
	for i := range c.beans {
		if c.beans[i].Name == name {
			return c.beans[i].Value, true
		}
	}
	if c.x == nil {
		return c.t.bean(name)
	}
	switch name {
	case "execution":
		return executionOf(c), true
	case "task":
		if c.task != nil {
			return taskObject{c}, true
		}
	case "externalTask":
		if c.external != nil {
			return externalObject{c}, true
		}
	case "authenticatedUserId":
		if u := c.t.e.user.Name; u != "" {
			return u, true
		}
		return nil, true
	}
	if v, ok := c.Variable(name); ok {
		return v, true
	}
	return c.t.bean(name)
}

// bean returns a bean of the caller's.
func (t *transaction) bean(name string) (any, bool) {
	v, ok := t.e.o.Behaviors.Beans[name]
	return v, ok
}

// Function calls a function of the engine or of the caller.
func (r resolver) Function(name string, args []any) (any, bool) {
	t := r.c.t
	if f, ok := t.e.o.Behaviors.Functions[name]; ok {
		return f(args), true
	}
	switch {
	case len(args) > 0:
	case name == "now":
		return t.now, true
	case name == "dateTime":
		return juel.DateTime{Time: t.now}, true
	case name == "currentUser":
		if u := t.e.user.Name; u != "" {
			return u, true
		}
		return nil, true
	case name == "currentUserGroups":
		return nil, true
	}
	return nil, false
}

// failureError makes the engine's exception of a failed expression.
func failureError(f *juel.Failure) *Error {
	e := &Error{Class: "ProcessEngineException", Message: f.Message}
	switch {
	case f.Thrown != nil:
		e.Cause = thrownError(f.Thrown)
	default:
		e.Cause = propertyError(f.Message)
	}
	return e
}

// evaluate returns the value of an expression.
func (t *transaction) evaluate(x *execution, e *program.Expression) (any, *Error) {
	if e.IsConstant() {
		return e.Text, nil
	}
	c := t.context(x)
	v, f := e.Evaluate(resolver{c})
	t.release()
	if f != nil {
		return nil, failureError(f)
	}
	return v, nil
}

// evaluateIn is evaluate in a context that is there already.
func (t *transaction) evaluateIn(c *Context, e *program.Expression) (any, *Error) {
	if e.IsConstant() {
		return e.Text, nil
	}
	v, f := e.Evaluate(resolver{c})
	if f != nil {
		return nil, failureError(f)
	}
	return v, nil
}
