package engine

import "maps"

// SuspendInstance suspends an instance with its jobs and tasks.
func (e *Engine) SuspendInstance(c SuspendInstance) error {
	return e.run("suspend instance", func(t *transaction) *Error { return t.suspend(c.Instance, true) })
}

// ActivateInstance takes back [Engine.SuspendInstance].
func (e *Engine) ActivateInstance(c ActivateInstance) error {
	return e.run("activate instance", func(t *transaction) *Error { return t.suspend(c.Instance, false) })
}

func (t *transaction) suspend(id ID, suspended bool) *Error {
	in := t.instance(id.number())
	if in == nil {
		return nil
	}
	t.audit(id, "suspended", boolText(in.suspended), boolText(suspended))
	in.suspended = suspended
	in.state = Active
	if suspended {
		in.state = Suspended
	}
	for _, x := range in.slots {
		if x.removed || x.waits == nil {
			continue
		}
		for _, j := range x.waits.jobs {
			j.suspended = suspended
			t.schedulesDue(j)
		}
	}
	t.noteState(in)
	return nil
}

func boolText(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// SuspendDefinition suspends definitions.
func (e *Engine) SuspendDefinition(c SuspendDefinition) error {
	return e.run("suspend definition", func(t *transaction) *Error {
		return t.suspendDefinitions(c.Key, c.Definition, c.IncludeInstances, true)
	})
}

// ActivateDefinition takes back [Engine.SuspendDefinition].
func (e *Engine) ActivateDefinition(c ActivateDefinition) error {
	return e.run("activate definition", func(t *transaction) *Error {
		return t.suspendDefinitions(c.Key, c.Definition, c.IncludeInstances, false)
	})
}

func (t *transaction) suspendDefinitions(key, id string, instances, suspended bool) *Error {
	t.suspended = maps.Clone(t.e.suspended)
	if t.suspended == nil {
		t.suspended = map[int]bool{}
	}
	found := false
	for _, def := range t.e.definitions {
		if def.process.Key != key && def.id != id {
			continue
		}
		found = true
		t.auditDefinition(def, boolText(t.suspended[def.index]), boolText(suspended))
		t.suspended[def.index] = suspended
		for _, j := range t.engineJobs() {
			if j.def == def {
				j = t.ownEngineJob(j)
				j.suspended = suspended
				t.schedulesDue(j)
			}
		}
		if instances {
			if err := t.suspendInstancesOf(def, suspended); err != nil {
				return err
			}
		}
	}
	if !found {
		if id != "" {
			return nullValue("Cannot find process definition with id '" + id + "': processDefinition is null")
		}
		return nil
	}
	return nil
}

func (t *transaction) suspendInstancesOf(def *definition, suspended bool) *Error {
	for _, n := range t.e.allNumbers() {
		if t.e.running(n).def == def {
			if err := t.suspend(instanceID(n), suspended); err != nil {
				return err
			}
		}
	}
	return nil
}

// SuspendInstances suspends all instances of a process.
func (e *Engine) SuspendInstances(c SuspendInstances) error {
	return e.run("suspend instances", func(t *transaction) *Error { return t.suspendKey(c.Key, true) })
}

// ActivateInstances takes back [Engine.SuspendInstances].
func (e *Engine) ActivateInstances(c ActivateInstances) error {
	return e.run("activate instances", func(t *transaction) *Error { return t.suspendKey(c.Key, false) })
}

func (t *transaction) suspendKey(key string, suspended bool) *Error {
	for _, def := range t.e.definitions {
		if def.process.Key == key {
			if err := t.suspendInstancesOf(def, suspended); err != nil {
				return err
			}
		}
	}
	return nil
}

// SetVariables sets variables as seen from an execution or instance, or on it.
func (e *Engine) SetVariables(c SetVariables) error {
	return e.run("set variables", func(t *transaction) *Error {
		x := t.execution(c.Execution)
		if x == nil {
			return nullValue("execution " + c.Execution.String() + " doesn't exist: execution is null")
		}
		for _, v := range converted(c.Variables) {
			t.auditVariable(x, v)
			if c.Local {
				t.setLocal(x, v.Name, v.Value)
			} else {
				t.set(x, v.Name, v.Value)
			}
		}
		return t.dispatchAnd(x, nil)
	})
}

// RemoveVariables removes variables as seen from an execution or instance, or
// from it only.
func (e *Engine) RemoveVariables(c RemoveVariables) error {
	return e.run("remove variables", func(t *transaction) *Error {
		x := t.execution(c.Execution)
		if x == nil {
			return nullValue("execution " + c.Execution.String() + " doesn't exist: execution is null")
		}
		for _, name := range c.Names {
			t.auditRemoval(x, name)
			if c.Local {
				t.unsetLocal(x, name, x)
			} else {
				t.unset(x, name)
			}
		}
		return t.dispatchAnd(x, nil)
	})
}
