package engine

import (
	"fmt"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

func textOf(v any) string { return juel.Text(v) }

func panicText(r any) string { return fmt.Sprint(r) }

// runAndLeave runs what an activity is there for and leaves it. What goes wrong counts
// as thrown by the activity, unless the execution has left it.
func (t *transaction) runAndLeave(x *execution, a *program.Activity, run func(*transaction, *execution, *program.Activity) *Error) *Error {
	before := x.activityInstance
	err := run(t, x, a)
	if err == nil {
		err = t.leave(x)
	}
	if err == nil || x.activityInstance != before {
		return err
	}
	if _, limit := err.native.(*LimitError); limit {
		return err
	}
	return t.propagate(x, err)
}

// runService runs the implementation of a service-like activity.
func (t *transaction) runService(x *execution, a *program.Activity) *Error {
	s := x.prepared()
	c := t.context(x)
	defer t.release()
	c.fields = a.Service.Fields
	t.noteRun(BehaviorRun, x, a.ID, "", &a.Service.Implementation)
	if s.behavior != nil {
		return t.call(c, s.behavior)
	}
	b := &t.e.o.Behaviors
	if f := resolveActivity(a, b); f != nil { // one that was supplied later
		return t.call(c, f)
	}
	switch a.Behavior {
	case program.ClassBehavior:
		if b.Default != nil {
			return t.call(c, b.Default)
		}
		return missingClass(a.Service.Class)
	case program.DelegateExpressionBehavior:
		return t.delegate(c, a.Service.Expression, "JavaDelegate")
	case program.ExpressionBehavior:
		return t.serviceExpression(c, a)
	case program.MailBehavior:
		return t.builtIn(c, b.Mail, a, "Mail")
	case program.ShellBehavior:
		return t.builtIn(c, b.Shell, a, "Shell")
	}
	return t.builtIn(c, b.Connectors[a.Service.Connector.ID], a, "Connectors["+quoted(a.Service.Connector.ID)+"]")
}

func (t *transaction) builtIn(c *Context, f Behavior, a *program.Activity, field string) *Error {
	if f == nil {
		f = t.e.o.Behaviors.Default
	}
	if f != nil {
		return t.call(c, f)
	}
	return &Error{
		Class: "ProcessEngineException", Message: "activity '" + a.ID + "' needs code that is not there",
		Help: "Supply Behaviors." + field + " or Behaviors.Activities[" + quoted(a.ID) + "].",
	}
}

func (t *transaction) serviceExpression(c *Context, a *program.Activity) *Error {
	b := &t.e.o.Behaviors
	e := a.Service.Expression
	if f := b.Expressions[e.Text]; f != nil {
		return t.call(c, f)
	}
	v, err := t.evaluateIn(c, e)
	if err != nil {
		if b.Default != nil {
			return t.call(c, b.Default)
		}
		err.Help = "Supply Behaviors.Expressions[" + quoted(e.Text) + "], or a bean of the name that is missing."
		return err
	}
	if a.Service.ResultVariable != nil {
		t.set(c.x, *a.Service.ResultVariable, v)
	}
	return nil
}

// runScript runs the script of a script task.
func (t *transaction) runScript(x *execution, a *program.Activity) *Error {
	c := t.context(x)
	defer t.release()
	if f := resolveActivity(a, &t.e.o.Behaviors); f != nil {
		return t.call(c, f)
	}
	v, err := t.script(c, &a.Script.Script)
	if err != nil {
		return err
	}
	if a.Script.ResultVariable != nil && v != nil {
		t.set(x, *a.Script.ResultVariable, v)
	}
	return nil
}

// script runs a script and returns its value.
func (t *transaction) script(c *Context, s *program.Script) (any, *Error) {
	if f := t.e.o.Behaviors.Scripts[s.Language]; f != nil {
		return t.callScript(c, f, s)
	}
	if s.Juel != nil && s.Resource == nil {
		v, err := t.evaluateIn(c, s.Juel)
		if err != nil {
			return nil, scriptError(c.x, err)
		}
		return v, nil
	}
	if t.e.o.Behaviors.Default != nil {
		return nil, t.call(c, t.e.o.Behaviors.Default)
	}
	if s.Resource != nil && strings.EqualFold(s.Language, "juel") {
		return nil, &Error{
			Class: "NotFoundException", Message: "Unable to find resource at path " + s.Resource.Text,
			Help: "Supply Behaviors.Scripts[" + quoted(s.Language) + "].",
		}
	}
	e := nullValue("Can't find scripting engine for '" + s.Language + "': scriptEngine is null")
	e.Help = "Supply Behaviors.Scripts[" + quoted(s.Language) + "]."
	return nil, e
}

func (t *transaction) callScript(c *Context, f Script, s *program.Script) (v any, err *Error) {
	source := s.Source
	if s.Dynamic != nil {
		text, err := t.evaluateIn(c, s.Dynamic)
		if err != nil {
			return nil, err
		}
		source = textOf(text)
	}
	err = t.call(c, func(c *Context) error {
		result, failure := f(c, source)
		v = Value(result)
		return failure
	})
	return v, err
}

// scriptError is what the engine makes of a script that fails.
func scriptError(x *execution, cause *Error) *Error {
	inner := cause.Cause
	if inner == nil {
		return cause
	}
	c := *inner
	if name, ok := strings.CutPrefix(c.Message, "Cannot resolve identifier '"); ok {
		c.Message = "Cannot find property " + strings.TrimSuffix(name, "'")
	}
	text := c.fullClass + ": " + c.Message
	at := ""
	if a := x.at(); a != nil {
		at = a.ID
	}
	return &Error{
		Class: "ScriptEvaluationException", Message: "Unable to evaluate script while executing activity '" + at + "' in the process definition with id '" + x.in.def.id + "':" + text,
		Cause: &Error{Class: "ScriptException", Message: text, fullClass: "javax.script.ScriptException", Cause: &c},
	}
}
