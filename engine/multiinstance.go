package engine

import (
	"strconv"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

// The variables of a multi-instance activity.
const (
	nrOfInstances          = "nrOfInstances"
	nrOfActiveInstances    = "nrOfActiveInstances"
	nrOfCompletedInstances = "nrOfCompletedInstances"
	loopCounter            = "loopCounter"
)

// startInstances starts the instances of a multi-instance activity.
func (t *transaction) startInstances(x *execution, a *program.Activity) *Error {
	n, err := t.cardinality(x, a)
	switch {
	case err != nil:
		return err
	case n == 0:
		return t.leave(x)
	case n < 0:
		return engineError("ENGINE-02023 Invalid number of 'instances': must be positive integer value or zero, but was '" + strconv.Itoa(n) + "'.")
	case n > t.e.o.Limits.Instances && a.Behavior == program.ParallelMultiInstanceBehavior:
		t.trail = append(t.trail, trailEntry{x.in.def, x.activity})
		return t.endless("Instances")
	}
	if a.Behavior == program.SequentialMultiInstanceBehavior {
		t.setLocal(x, nrOfInstances, int32(n))
		t.setLocal(x, nrOfCompletedInstances, int32(0))
		t.setLocal(x, nrOfActiveInstances, int32(1))
		return t.performInstance(x, a, 0, nil)
	}
	t.prepareInstances(x, n)
	list := make([]*execution, n)
	for i := range list {
		list[i] = t.instanceExecution(x)
	}
	items, err := t.collection(x, a)
	if err != nil {
		return err
	}
	for i := n - 1; i >= 0; i-- {
		if err := t.performInstance(list[i], a, i, items); err != nil {
			return err
		}
	}
	return nil
}

// prepareInstances sets the variables of the body of a parallel one.
func (t *transaction) prepareInstances(x *execution, n int) {
	t.setLocal(x, nrOfInstances, int32(n))
	t.setLocal(x, nrOfCompletedInstances, int32(0))
	t.setLocal(x, nrOfActiveInstances, int32(n))
	x.activity = program.None
	x.active = false
}

func (t *transaction) instanceExecution(x *execution) *execution {
	c := t.child(x)
	c.concurrent, c.scope = true, false
	return c
}

// items is a collection, nil where the activity has none.
type items struct{ list []any }

// collection evaluates the collection of an activity.
func (t *transaction) collection(x *execution, a *program.Activity) (*items, *Error) {
	m := a.MultiInstance
	if m.ElementVariable == nil {
		return nil, nil
	}
	var v any
	switch {
	case m.Collection != nil:
		var err *Error
		if v, err = t.evaluate(x, m.Collection); err != nil {
			return nil, err
		}
	case m.CollectionVariable != nil:
		if found := x.visible(*m.CollectionVariable); found != nil {
			v = found.value
		}
	default:
		return nil, nil
	}
	list, ok := collectionItems(v)
	if !ok {
		if v == nil {
			return nil, &Error{Class: "NullPointerException", Message: "", fullClass: "java.lang.NullPointerException"}
		}
		return nil, &Error{Class: "ClassCastException", Message: "class " + juel.ClassOf(v) + " cannot be cast to class java.util.Collection", fullClass: "java.lang.ClassCastException"}
	}
	return &items{list}, nil
}

func collectionItems(v any) ([]any, bool) {
	switch v := v.(type) {
	case *juel.List:
		return v.Items, true
	case *juel.Set:
		return v.Items, true
	}
	return nil, false
}

// performInstance starts one instance on an execution.
func (t *transaction) performInstance(x *execution, a *program.Activity, i int, in *items) *Error {
	t.setLocal(x, loopCounter, int32(i))
	if a.MultiInstance.ElementVariable != nil {
		if in == nil {
			var err *Error
			if in, err = t.collection(x, a); err != nil {
				return err
			}
		}
		if in != nil {
			if i >= len(in.list) {
				return &Error{Class: "NoSuchElementException", fullClass: "java.util.NoSuchElementException"}
			}
			t.setLocal(x, *a.MultiInstance.ElementVariable, in.list[i])
		}
	}
	x.ended, x.active = false, true
	return t.executeActivity(x, innerActivity(x.in.def.process, a))
}

// innerActivity returns what a body repeats.
func innerActivity(p *program.Process, body *program.Activity) program.ActivityID {
	for _, c := range body.Children {
		if !p.Activities[c].IsCompensationHandler {
			return c
		}
	}
	return program.None
}

// cardinality returns how many instances there are.
func (t *transaction) cardinality(x *execution, a *program.Activity) (int, *Error) {
	m := a.MultiInstance
	switch {
	case m.Cardinality != nil:
		v, err := t.evaluate(x, m.Cardinality)
		if err != nil {
			return 0, err
		}
		if n, ok := juel.IntValue(v); ok {
			return int(n), nil
		}
		if s, ok := v.(string); ok {
			n, err := strconv.ParseInt(s, 10, 32)
			if err != nil {
				return 0, &Error{Class: "NumberFormatException", Message: numberFormat(s), fullClass: "java.lang.NumberFormatException"}
			}
			return int(n), nil
		}
		return 0, engineError("ENGINE-02027 Could not resolve expression of type 'loopCardinality'. Expression '" + m.Cardinality.Text + "' needs to be a number or number String.")
	case m.Collection != nil:
		v, err := t.evaluate(x, m.Collection)
		if err != nil {
			return 0, err
		}
		list, ok := collectionItems(v)
		if !ok {
			return 0, engineError("ENGINE-02024 Expression '" + m.Collection.Text + "' didn't resolve to type 'Collection'.")
		}
		return len(list), nil
	case m.CollectionVariable != nil:
		if v := x.visible(*m.CollectionVariable); v != nil {
			if list, ok := collectionItems(v.value); ok {
				return len(list), nil
			}
		}
		return 0, engineError("ENGINE-02025 Variable '" + *m.CollectionVariable + "' is not of the expected type 'Collection'.")
	}
	return 0, engineError("ENGINE-02026 Could not resolve collection expression or variable reference 'collection'.")
}

// numberFormat is Java's text of a text that is no number.
func numberFormat(s string) string {
	if s == "" {
		return `For input string: ""`
	}
	return `For input string: "` + s + `"`
}

// counter returns a variable of the body.
func (x *execution) counter(name string) int {
	if v := x.local(name); v != nil {
		if n, ok := juel.IntValue(v.value); ok {
			return int(n)
		}
	}
	return 0
}

// nextInstance starts the next of sequential instances, or leaves the body.
func (t *transaction) nextInstance(x *execution) *Error {
	a := x.at()
	i := x.counter(loopCounter) + 1
	n := x.counter(nrOfInstances)
	t.setLocal(x, nrOfCompletedInstances, int32(x.counter(nrOfCompletedInstances)+1))
	done := i == n
	if !done {
		var err *Error
		if done, err = t.isComplete(x, a); err != nil {
			return err
		}
	}
	if done {
		return t.leave(x)
	}
	return t.performInstance(x, a, i, nil)
}

// isComplete evaluates the completion condition.
func (t *transaction) isComplete(x *execution, a *program.Activity) (bool, *Error) {
	c := a.MultiInstance.CompletionCondition
	if c == nil {
		return false, nil
	}
	v, err := t.evaluate(x, c)
	if err != nil {
		return false, err
	}
	b, ok := v.(bool)
	if !ok {
		return false, engineError("ENGINE-02028 Could not resolve expression of type 'completionCondition'. Expression '" + c.Text + "' needs to evaluate to a boolean value.")
	}
	return b, nil
}

// multiInstanceEnded counts an instance of a parallel one that has ended, and
// leaves the body where that was the last or enough have.
func (t *transaction) multiInstanceEnded(body, ended *execution) *Error {
	p := ended.in.def.process
	scope := ended.at().FlowScope
	t.setLocal(body, nrOfCompletedInstances, int32(body.counter(nrOfCompletedInstances)+1))
	t.setLocal(body, nrOfActiveInstances, int32(body.counter(nrOfActiveInstances)-1))
	ended.active = false
	ended.activityInstance = noActivityInstance
	done, err := t.isComplete(ended, &p.Activities[scope])
	if err != nil {
		return err
	}
	if !done && !allEnded(body, ended) {
		return t.dispatchAnd(body, nil)
	}
	for _, c := range body.children(false) {
		if c.active || c.activity == program.None {
			if err := t.deleteCascade(c, cancellation{reason: "Multi instance completion condition satisfied."}); err != nil {
				return err
			}
		} else {
			t.remove(c)
		}
	}
	body.activity, body.active = scope, true
	return t.leave(body)
}

func allEnded(body, ended *execution) bool {
	if body.counter(nrOfActiveInstances) > 0 {
		return false
	}
	children := 0
	for c := body.first; c != nil; c = c.after {
		children++
	}
	return countInactive(body, ended.activity) == children
}
