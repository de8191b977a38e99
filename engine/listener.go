package engine

import (
	"runtime/debug"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// notify runs the listeners of an event. Where propagate says so, an exception
// is handed to the handlers of errors; stop says that one took it.
func (t *transaction) notify(x *execution, listeners []program.Implementation, event, element string, propagate bool) (stop bool, err *Error) {
	for i := range listeners {
		l := &listeners[i]
		c := t.context(x)
		c.event, c.fields = event, l.Fields
		t.noteRun(ListenerRun, x, element, event, l)
		err := t.runListener(c, l)
		t.release()
		if err == nil {
			continue
		}
		if !propagate {
			return true, err
		}
		if event == "end" {
			x.endFailed = true
		}
		return true, t.propagateListener(x, err)
	}
	return false, nil
}

// propagateListener hands what a listener threw to a handler.
func (t *transaction) propagateListener(x *execution, err *Error) *Error {
	if _, limit := err.native.(*LimitError); limit {
		return err
	}
	return t.propagate(x, err)
}

// runListener runs what a listener names.
func (t *transaction) runListener(c *Context, l *program.Implementation) *Error {
	b := &t.e.o.Behaviors
	switch l.Kind {
	case program.ClassImplementation:
		if f := b.Classes[l.Class]; f != nil {
			return t.call(c, f)
		}
		if b.Default != nil {
			return t.call(c, b.Default)
		}
		return missingClass(l.Class)
	case program.ExpressionImplementation:
		if f := b.Expressions[l.Expression.Text]; f != nil {
			return t.call(c, f)
		}
		_, err := t.evaluateIn(c, l.Expression)
		return err
	case program.DelegateExpressionImplementation:
		return t.delegate(c, l.Expression, "ExecutionListener")
	case program.ScriptImplementation:
		_, err := t.script(c, l.Script)
		return err
	}
	return nil
}

// delegate runs the behavior that a delegate expression resolves to.
func (t *transaction) delegate(c *Context, e *program.Expression, kind string) *Error {
	b := &t.e.o.Behaviors
	if f := b.Expressions[e.Text]; f != nil {
		return t.call(c, f)
	}
	v, err := t.evaluateIn(c, e)
	if err != nil {
		if b.Default != nil {
			return t.call(c, b.Default)
		}
		err.Help = "Supply Behaviors.Expressions[" + quoted(e.Text) + "]."
		return err
	}
	switch f := v.(type) {
	case Behavior:
		return t.call(c, f)
	case func(*Context) error:
		return t.call(c, f)
	}
	if b.Default != nil {
		return t.call(c, b.Default)
	}
	e2 := engineError("ENGINE-02005 Delegate expression " + e.Text + " did neither resolve to an implementation of " + kind)
	if kind == "JavaDelegate" {
		e2 = engineError("Delegate expression " + e.Text + " did neither resolve to an implementation of interface org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior nor interface org.camunda.bpm.engine.delegate.JavaDelegate")
	}
	e2.Help = "Supply Behaviors.Expressions[" + quoted(e.Text) + "]."
	return e2
}

func quoted(s string) string { return "\"" + s + "\"" }

// call runs a behavior. A panic of it is an exception.
func (t *transaction) call(c *Context, f Behavior) (err *Error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Error{Class: "RuntimeException", Message: panicText(r), fullClass: "java.lang.RuntimeException", stack: string(debug.Stack())}
		}
	}()
	if e := f(c); e != nil {
		return behaviorError(e)
	}
	return nil
}

// missingClass is what the engine says of a class that it cannot load.
func missingClass(class string) *Error {
	cause := &Error{Class: "ClassLoadingException", Message: "ENGINE-09017 Cannot load class '" + class + "': " + class, fullClass: "org.camunda.bpm.engine.ClassLoadingException"}
	cause.Cause = &Error{Class: "ClassNotFoundException", Message: class, fullClass: "java.lang.ClassNotFoundException"}
	return &Error{
		Class: "ProcessEngineException", Message: "ENGINE-09008 Exception while instantiating class '" + class + "': " + cause.Message,
		Cause: cause, Help: "Supply Behaviors.Classes[" + quoted(class) + "].",
	}
}
