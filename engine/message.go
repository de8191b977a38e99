package engine

import (
	"slices"
	"strconv"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

// startSubscription is a start event that a message, signal or condition
// triggers.
type startSubscription struct {
	def  *definition
	sub  *program.Subscription
	id   uint32
	name string
}

// Correlate delivers a message to the instance that waits for it, or starts an
// instance with it.
func (e *Engine) Correlate(c Correlate) ([]Correlation, error) {
	var out []Correlation
	err := e.run("correlate", func(t *transaction) (err *Error) {
		out, err = t.correlate(&c)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (t *transaction) correlate(c *Correlate) ([]Correlation, *Error) {
	if c.StartOnly {
		return t.correlateStart(c)
	}
	var found []*subscription
	for _, s := range t.listening(messageEvent, c.Message) {
		if t.matches(s, c) {
			found = append(found, s)
		}
	}
	p := eventPayload{variables: converted(c.Variables), local: converted(c.Payload), triggered: converted(c.TriggeredPayload)}
	if !c.All {
		return t.correlateOne(c, found, p)
	}
	var starts []startSubscription
	if !c.ExecutionsOnly && c.Message != "" {
		starts = t.e.startsFor(t, messageEvent, c.Message)
	}
	var out []Correlation
	for _, s := range found {
		x := s.x.fullID()
		if s = t.own(s); s == nil {
			continue
		}
		if err := t.deliver(s, p); err != nil {
			return nil, err
		}
		out = append(out, Correlation{Instance: x.Instance(), Execution: x})
	}
	for _, s := range starts {
		in, err := t.start(startRequest{def: s.def, at: s.sub.Activity, businessKey: c.BusinessKey, variables: p.variables})
		if err != nil {
			return nil, err
		}
		out = append(out, Correlation{Started: true, Instance: in})
	}
	return out, nil
}

func (t *transaction) correlateOne(c *Correlate, found []*subscription, p eventPayload) ([]Correlation, *Error) {
	switch len(found) {
	case 1:
		x := found[0].x.fullID()
		s := t.own(found[0])
		if err := t.deliver(s, p); err != nil {
			return nil, err
		}
		return []Correlation{{Instance: x.Instance(), Execution: x}}, nil
	case 0:
	default:
		return nil, &Error{
			Class: "MismatchingMessageCorrelationException",
			Message: "ENGINE-13031 Cannot correlate a message with name '" + c.Message + "' to a single execution. " +
				strconv.Itoa(len(found)) + " executions match the correlation keys: " + correlationSet(c),
		}
	}
	if c.ExecutionsOnly || c.Message == "" {
		return nil, mismatch(c.Message, "No process definition or execution matches the parameters")
	}
	starts := t.e.startsFor(t, messageEvent, c.Message)
	switch len(starts) {
	case 0:
		return nil, mismatch(c.Message, "No process definition or execution matches the parameters")
	case 1:
	default:
		return nil, &Error{
			Class: "MismatchingMessageCorrelationException",
			Message: "ENGINE-13030 Cannot correlate a message with name '" + c.Message + "' to a single process definition. " +
				strconv.Itoa(len(starts)) + " process definitions match the correlations keys: " + correlationSet(c),
		}
	}
	in, err := t.start(startRequest{def: starts[0].def, at: starts[0].sub.Activity, businessKey: c.BusinessKey, variables: p.variables})
	if err != nil {
		return nil, err
	}
	return []Correlation{{Started: true, Instance: in}}, nil
}

// correlateStart starts an instance with a message.
func (t *transaction) correlateStart(c *Correlate) ([]Correlation, *Error) {
	var starts []startSubscription
	if c.Definition != "" {
		def := t.e.byID(c.Definition)
		if def == nil {
			return nil, nullValue("no deployed process definition found with id '" + c.Definition + "': processDefinition is null")
		}
		for _, s := range def.process.StartSubscriptions {
			if s.Kind == program.MessageSubscription && t.e.startName(def, s) == c.Message {
				starts = append(starts, startSubscription{def: def, sub: s})
			}
		}
	} else {
		starts = t.e.startsFor(t, messageEvent, c.Message)
	}
	if len(starts) == 0 && !c.All {
		return nil, mismatch(c.Message, "No process definition matches the parameters")
	}
	if len(starts) > 1 && !c.All {
		return nil, &Error{
			Class: "MismatchingMessageCorrelationException",
			Message: "ENGINE-13030 Cannot correlate a message with name '" + c.Message + "' to a single process definition. " +
				strconv.Itoa(len(starts)) + " process definitions match the correlations keys: " + correlationSet(c),
		}
	}
	p := eventPayload{variables: converted(c.Variables)}
	var out []Correlation
	for _, s := range starts {
		in, err := t.start(startRequest{def: s.def, at: s.sub.Activity, businessKey: c.BusinessKey, variables: p.variables})
		if err != nil {
			return nil, err
		}
		out = append(out, Correlation{Started: true, Instance: in})
	}
	return out, nil
}

func mismatch(message, why string) *Error {
	return &Error{Class: "MismatchingMessageCorrelationException", Message: "Cannot correlate message '" + message + "': " + why}
}

func correlationSet(c *Correlate) string {
	bk := "null"
	if c.BusinessKey != nil {
		bk = *c.BusinessKey
	}
	instance := "null"
	if c.Instance != 0 {
		instance = c.Instance.String()
	}
	return "CorrelationSet [businessKey=" + bk + ", processInstanceId=" + instance + ", processDefinitionId=null, correlationKeys=" + keyText(c.ProcessVariables) +
		", localCorrelationKeys=" + keyText(c.LocalVariables) + ", tenantId=null, isTenantIdSet=false, isExecutionsOnly=" + strconv.FormatBool(c.ExecutionsOnly) + "]"
}

func keyText(list []Variable) string {
	if list == nil {
		return "null"
	}
	m := juel.NewMap()
	for _, v := range list {
		m.Put(v.Name, Value(v.Value))
	}
	return juel.Text(m)
}

// matches reports whether an instance that waits for a message is meant.
func (t *transaction) matches(s *subscription, c *Correlate) bool {
	in := s.x.in
	if in.suspended || c.Instance != 0 && in.id() != c.Instance {
		return false
	}
	if c.BusinessKey != nil && (in.businessKey == nil || *in.businessKey != *c.BusinessKey) {
		return false
	}
	for _, v := range c.ProcessVariables {
		if !in.hasVariable(v.Name, Value(v.Value)) {
			return false
		}
	}
	for _, v := range c.LocalVariables {
		local := s.x.local(v.Name)
		if local == nil || !sameValue(local.value, Value(v.Value)) {
			return false
		}
	}
	return true
}

// hasVariable reports whether some scope of the instance has a variable with a
// value.
func (in *instance) hasVariable(name string, value any) bool {
	return slices.ContainsFunc(in.slots, func(x *execution) bool {
		if x.removed {
			return false
		}
		v := x.local(name)
		return v != nil && sameValue(v.value, value)
	})
}

// sameValue reports whether two values have the same type and value.
func sameValue(a, b any) bool {
	return typeOf(a) == typeOf(b) && juel.Text(a) == juel.Text(b)
}

// StartByMessage starts an instance at a message start event.
func (e *Engine) StartByMessage(c StartByMessage) (ID, error) {
	var out ID
	err := e.run("start by message", func(t *transaction) *Error {
		starts := t.e.startsFor(t, messageEvent, c.Message)
		if len(starts) == 0 {
			return mismatch(c.Message, "No process definition matches the parameters")
		}
		s := starts[0]
		var err *Error
		out, err = t.start(startRequest{def: s.def, at: s.sub.Activity, businessKey: keyOf(c.BusinessKey), variables: converted(c.Variables)})
		return err
	})
	return out, err
}

// keyOf returns a business key, nil for the empty one.
func keyOf(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// DeliverMessage delivers a message to one execution.
func (e *Engine) DeliverMessage(c DeliverMessage) error {
	return e.run("deliver message", func(t *transaction) *Error {
		return t.deliverTo(c.Execution, messageEvent, c.Message, converted(c.Variables))
	})
}

// deliverTo delivers an event to one execution.
func (t *transaction) deliverTo(id ID, kind eventKind, name string, variables []Variable) *Error {
	x := t.execution(id)
	var found *subscription
	if x != nil && x.waits != nil {
		for _, s := range x.waits.subscriptions {
			if s.kind == kind && s.name == name {
				found = s
				break
			}
		}
	}
	if found == nil {
		if kind == signalEvent {
			return nil
		}
		return nullValue("Execution with id '" + id.String() + "' does not have a subscription to a message event with name '" + name + "': eventSubscriptions is empty")
	}
	return t.deliver(found, eventPayload{variables: variables})
}

// TriggerExecution makes an execution go on.
func (e *Engine) TriggerExecution(c TriggerExecution) error {
	return e.run("trigger", func(t *transaction) *Error {
		x := t.execution(c.Execution)
		if x == nil {
			return noExecution(c.Execution)
		}
		t.setAll(x, converted(c.Variables))
		return t.signal(x)
	})
}

// noExecution is what the engine says where there is no such execution.
func noExecution(id ID) *Error {
	return &Error{Class: "BadUserRequestException", Message: "execution " + id.String() + " doesn't exist: execution is null"}
}
