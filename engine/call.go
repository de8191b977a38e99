package engine

import (
	"strconv"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// callActivity starts the called instance.
func (t *transaction) callActivity(x *execution, a *program.Activity) *Error {
	before := x.activityInstance
	err := t.startCalled(x, a)
	if err == nil || x.activityInstance != before {
		return err
	}
	if _, limit := err.native.(*LimitError); limit {
		return err
	}
	return t.propagate(x, err)
}

func (t *transaction) startCalled(x *execution, a *program.Activity) *Error {
	c := a.Call
	variables, err := t.passed(x, c.In)
	if err != nil {
		return err
	}
	if f, err := t.variableMapping(x, c); err != nil {
		return err
	} else if f != nil {
		ctx := t.context(x)
		ctx.event = "mapInput"
		err := t.call(ctx, f)
		t.release()
		if err != nil {
			return err
		}
	}
	var key *string
	if c.BusinessKey != nil {
		v, err := t.evaluate(x, c.BusinessKey)
		if err != nil {
			return err
		}
		if key, err = callText(v); err != nil {
			return err
		}
	}
	if a.Behavior == program.CaseCallBehavior {
		return t.missingCase(x, c)
	}
	def, err := t.calledDefinition(x, &c.Target)
	if err != nil {
		return err
	}
	if x.in.depth >= t.e.o.Limits.Calls {
		return t.tooDeep(x)
	}
	_, err = t.start(startRequest{def: def, at: program.None, businessKey: key, variables: variables, caller: x})
	return err
}

// callText returns the text of a key, nil for null.
func callText(v any) (*string, *Error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		return &v, nil
	}
	return nil, &Error{Class: "ClassCastException", Message: "Cannot cast '" + textOf(v) + "' to String", fullClass: "java.lang.ClassCastException"}
}

// variableMapping returns the code that maps further variables, nil for none.
func (t *transaction) variableMapping(x *execution, c *program.Call) (Behavior, *Error) {
	b := &t.e.o.Behaviors
	switch {
	case c.MappingClass != "":
		if f := b.Classes[c.MappingClass]; f != nil {
			return f, nil
		}
		if b.Default != nil {
			return b.Default, nil
		}
		return nil, missingClass(c.MappingClass)
	case c.MappingExpression != nil:
		if f := b.Expressions[c.MappingExpression.Text]; f != nil {
			return f, nil
		}
		v, err := t.evaluate(x, c.MappingExpression)
		if err != nil {
			return nil, err
		}
		if f, ok := v.(Behavior); ok {
			return f, nil
		}
	}
	return nil, nil
}

// missingCase fails as where the case is not deployed: no case ever is.
func (t *transaction) missingCase(x *execution, c *program.Call) *Error {
	key, err := t.evaluate(x, c.Target.Key)
	if err != nil {
		return err
	}
	return &Error{
		Class:   "CaseDefinitionNotFoundException",
		Message: "no case definition deployed with key '" + textOf(key) + "' and tenant-id 'null': caseDefinition is null",
		Help:    "Cases (CMMN) are not run here; call a process instead, or begin behind the call activity.",
	}
}

// calledDefinition finds the definition that a call activity calls.
func (t *transaction) calledDefinition(x *execution, target *program.Target) (*definition, *Error) {
	v, err := t.evaluate(x, target.Key)
	if err != nil {
		return nil, err
	}
	key := ""
	text, err := callText(v)
	if err != nil {
		return nil, err
	}
	if text != nil {
		key = *text
	}
	var def *definition
	var missing string
	switch target.Binding {
	case program.DeploymentBinding:
		missing = "no processes deployed with key = '" + key + "' in deployment = '" + strconv.Itoa(x.in.def.deployment) + "'"
		def = t.e.find(func(d *definition) bool { return d.process.Key == key && d.deployment == x.in.def.deployment })
	case program.VersionBinding:
		v, err := t.evaluate(x, target.Version)
		if err != nil {
			return nil, err
		}
		n, ok := priorityValue(v)
		if !ok {
			return nil, engineError("It is not possible to parse the version '" + textOf(v) + "' to an integer")
		}
		missing = "no processes deployed with key = '" + key + "', version = '" + textOf(v) + "' and tenant-id = 'null'"
		def = t.e.find(func(d *definition) bool { return d.process.Key == key && int64(d.version) == n })
	case program.VersionTagBinding:
		v, err := t.evaluate(x, target.VersionTag)
		if err != nil {
			return nil, err
		}
		tag := textOf(v)
		missing = "no processes deployed with key = '" + key + "', versionTag = '" + tag + "' and tenant-id = 'null'"
		def = t.e.find(func(d *definition) bool { return d.process.Key == key && d.process.VersionTag == tag })
	default:
		missing = "no processes deployed with key '" + key + "' and tenant-id 'null'"
		def = t.e.latest(key)
	}
	if def == nil {
		return nil, nullValue(missing + ": processDefinition is null")
	}
	return def, nil
}

// passOutput sets the variables that a called instance hands back.
func (t *transaction) passOutput(x, called *execution) *Error {
	a := x.at()
	if a == nil || a.Call == nil {
		return nil
	}
	variables, err := t.passed(called, a.Call.Out)
	if err != nil {
		return err
	}
	local, err := t.passed(called, a.Call.OutLocal)
	if err != nil {
		return err
	}
	for i := range variables {
		switch variables[i].Name {
		case nrOfInstances, nrOfActiveInstances, nrOfCompletedInstances:
			continue
		}
		t.set(x, variables[i].Name, variables[i].Value)
	}
	t.setAllLocal(x, local)
	f, err := t.variableMapping(x, a.Call)
	if err != nil || f == nil {
		return err
	}
	c := t.context(x)
	defer t.release()
	c.event = "mapOutput"
	return t.call(c, f)
}

// processEnd ends an instance, and continues the one that called it.
func (t *transaction) processEnd(x *execution) *Error {
	if x.in.suspended {
		return suspendedExecution(x)
	}
	x.sequence++
	in := x.in
	if l := in.def.process.Activities[program.Root].EndListeners; len(l) > 0 && !x.skipListeners {
		if _, err := t.notify(x, l, "end", in.def.process.Key, false); err != nil {
			return err
		}
	}
	t.noteInstanceEnd(x, Completed)
	in.state, in.ended = Completed, true
	x.leaveActivityInstance()
	var caller *execution
	if in.super != 0 {
		if caller = t.execution(in.super); caller != nil {
			if err := t.passOutput(caller, x); err != nil {
				return err
			}
		}
	}
	if err := t.destroy(x); err != nil {
		return err
	}
	t.remove(x)
	if caller == nil {
		return nil
	}
	caller.called = 0
	return t.leave(caller)
}
