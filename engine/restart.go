package engine

import "github.com/bpmnlint/bpmnlint/engine/program"

// startByInstructions starts an instance by instructions.
func (t *transaction) startByInstructions(def *definition, c *StartInstance) (ID, *Error) {
	in := t.create(def)
	in.businessKey = keyOf(c.BusinessKey)
	return in.id(), t.instructed(in, converted(c.Variables), c.Instructions, cancellation{skipListeners: c.SkipListeners, skipIO: c.SkipIOMappings})
}

// instructed starts a new instance by instructions.
func (t *transaction) instructed(in *instance, variables []Variable, list []ModificationInstruction, c cancellation) *Error {
	t.setCaller(in, nil)
	p := in.def.process
	x := in.root()
	x.skipListeners = c.skipListeners
	m := modifier{t, in, c}
	if first := &list[0]; first.Kind == StartBefore {
		if a, ok := p.ActivityByID(first.Element); ok {
			in.startActivity = a
		}
	}
	if err := t.initialize(x); err != nil {
		return err
	}
	t.noteInstanceStart(in)
	x.starting = true
	t.setAll(x, variables)
	x.starting = false
	if err := t.setTimers(x, &p.Activities[program.Root]); err != nil {
		return err
	}
	if l := p.Activities[program.Root].StartListeners; len(l) > 0 && !x.skipListeners {
		if _, err := t.notify(x, l, "start", p.Key, false); err != nil {
			return err
		}
	}
	x.activity, x.activityInstance = program.None, 0
	x.preserve = true
	for i := range list {
		if err := m.instruct(&list[i]); err != nil {
			return err
		}
	}
	if x.first == nil && x.ended {
		return t.processEnd(x)
	}
	return nil
}

// RestartInstance starts an instance like one that has ended.
func (e *Engine) RestartInstance(c RestartInstance) (ID, error) {
	var out ID
	err := e.run("restart instance", func(t *transaction) *Error {
		old, ok := e.Instance(c.Instance)
		if !ok {
			return badRequest("Historic process instance cannot be found: historicProcessInstanceId is null")
		}
		if old.Ended.IsZero() {
			return engineError("ENGINE-13040 Restart of process instance '" + c.Instance.String() + "' failed. The process instance is still running.")
		}
		if len(c.Instructions) == 0 {
			return badRequest("Restart instructions cannot be empty: instructions is empty")
		}
		def := e.byID(old.Definition)
		in := t.create(def)
		in.restarted = c.Instance
		if !c.WithoutBusinessKey {
			in.businessKey = old.BusinessKey
		}
		out = in.id()
		t.audit(out, "restart of", "", c.Instance.String())
		return t.instructed(in, e.restartVariables(c.Instance, c.InitialVariables), c.Instructions, cancellation{skipListeners: c.SkipListeners, skipIO: c.SkipIOMappings})
	})
	return out, err
}

// restartVariables returns the variables of an instance that has ended.
func (e *Engine) restartVariables(id ID, initial bool) []Variable {
	var out []Variable
	for _, v := range e.HistoricVariables(id) {
		switch {
		case v.Task != 0 || v.Execution != id:
		case initial && v.Initial:
			out = append(out, Variable{v.Name, v.InitialValue})
		case !initial && !v.Deleted:
			out = append(out, v.Variable)
		}
	}
	return out
}
