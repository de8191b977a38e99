package engine

import (
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// startRequest says which instance is started, and how.
type startRequest struct {
	def *definition
	// at is the start event, None for the initial one.
	at          program.ActivityID
	businessKey *string
	variables   []Variable
	// caller is the execution that calls it, nil if none does.
	caller *execution
}

// start starts an instance at a start event.
func (t *transaction) start(r startRequest) (ID, *Error) {
	p := r.def.process
	if r.at == program.None {
		if r.at = p.Activities[program.Root].Initial; r.at == program.None {
			return 0, noDefaultStart()
		}
	}
	in := t.create(r.def)
	in.businessKey, in.startActivity = r.businessKey, r.at
	t.setCaller(in, r.caller)
	x := in.root()
	x.activity, x.starting = r.at, true
	if err := t.initialize(x); err != nil {
		return 0, err
	}
	t.noteInstanceStart(in)
	t.setAll(x, r.variables)
	if err := t.setTimers(x, &p.Activities[program.Root]); err != nil {
		return 0, err
	}
	return in.id(), t.perform(opProcessStart, x)
}

func noDefaultStart() *Error {
	return nullValue("Process 'null' has no default start activity (e.g. none start event), hence you cannot use 'startProcessInstanceBy...' but have to start it using one of the modeled start events (e.g. message start events): initial is null")
}

func (t *transaction) setCaller(in *instance, caller *execution) {
	if t.e.user.Name != "" {
		name := t.e.user.Name
		in.startUser = &name
	}
	if caller == nil {
		return
	}
	in.super, in.depth = caller.fullID(), caller.in.depth+1
	caller.called = in.number
}

// processStart runs the start listeners of the process and enters the start
// event.
func (t *transaction) processStart(x *execution) *Error {
	p := x.in.def.process
	x.state = stateDefault
	if l := p.Activities[program.Root].StartListeners; len(l) > 0 && !x.skipListeners {
		if stop, err := t.notify(x, l, "start", p.Key, false); err != nil || stop {
			return err
		}
	}
	if !p.HasConditionalEvents {
		return t.perform(opStartScope, x)
	}
	return t.unaffected(x, func(t *transaction, x *execution) *Error { return t.dispatch(x, nil) },
		func(t *transaction, x *execution) *Error { return t.perform(opStartScope, x) })
}

// StartInstance starts an instance.
func (e *Engine) StartInstance(c StartInstance) (ID, error) {
	var out ID
	err := e.run("start", func(t *transaction) *Error {
		def, err := t.definition(c.Key, c.Definition)
		if err != nil {
			return err
		}
		if t.isDefinitionSuspended(def) {
			return suspendedError("Process Definition", def.id)
		}
		if len(c.Instructions) > 0 {
			out, err = t.startByInstructions(def, &c)
			return err
		}
		out, err = t.start(startRequest{def: def, at: program.None, businessKey: keyOf(c.BusinessKey), variables: converted(c.Variables)})
		return err
	})
	return out, err
}

// definition finds a definition by key or identifier.
func (t *transaction) definition(key, id string) (*definition, *Error) {
	if id != "" {
		if def := t.e.byID(id); def != nil {
			return def, nil
		}
		return nil, nullValue("no deployed process definition found with id '" + id + "': processDefinition is null")
	}
	if def := t.e.latest(key); def != nil {
		return def, nil
	}
	return nil, nullValue("no processes deployed with key '" + key + "': processDefinition is null")
}

// EvaluateConditions starts an instance at every conditional start event that
// holds for the variables.
func (e *Engine) EvaluateConditions(c EvaluateConditions) ([]ID, error) {
	var out []ID
	err := e.run("evaluate conditions", func(t *transaction) *Error {
		variables := converted(c.Variables)
		for _, s := range e.startsFor(t, conditionalEvent, "") {
			if s.sub.VariableName != nil && !hasName(variables, *s.sub.VariableName) {
				continue
			}
			holds, err := t.startCondition(s, variables)
			if err != nil {
				return err
			}
			if !holds {
				continue
			}
			in, err := t.start(startRequest{def: s.def, at: s.sub.Activity, businessKey: keyOf(c.BusinessKey), variables: variables})
			if err != nil {
				return err
			}
			out = append(out, in)
		}
		return nil
	})
	return out, err
}

// startCondition evaluates the condition of a start event for an instance that
// is not there yet.
func (t *transaction) startCondition(s startSubscription, variables []Variable) (bool, *Error) {
	in := newInstance(0, s.def)
	in.counter = new(uint32)
	x := in.root()
	for i := len(variables) - 1; i >= 0; i-- {
		x.variables = &variable{name: variables[i].Name, value: variables[i].Value, next: x.variables}
	}
	c := s.sub.Condition
	if c == nil {
		return false, nil
	}
	ctx := t.context(x)
	defer t.release()
	if c.Script != nil {
		v, err := t.script(ctx, c.Script)
		b, _ := v.(bool)
		return b, err
	}
	v, err := t.evaluateIn(ctx, c.Expression)
	if err != nil {
		if isUnknownProperty(err) {
			return false, nil
		}
		return false, err
	}
	switch b := v.(type) {
	case bool:
		return b, nil
	case nil:
		return false, nullValue("condition expression returns null: result is null")
	}
	return false, notBoolean(v)
}
