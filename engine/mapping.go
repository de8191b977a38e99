package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// mapInput sets the input parameters of an activity on its execution. They are
// evaluated outside of it.
func (t *transaction) mapInput(x *execution, io *program.InputOutput) *Error {
	for i := range io.Inputs {
		p := &io.Inputs[i]
		v, err := t.value(x.parent, &p.Value)
		if err != nil {
			return err
		}
		t.setLocal(x, p.Name, v)
	}
	return nil
}

// mapOutput sets the output parameters of an activity around it. They are
// evaluated within it. The engine fails where nothing is around: an instance
// that ends with such an activity, without an end event, maps its output twice.
func (t *transaction) mapOutput(x *execution, io *program.InputOutput) *Error {
	for i := range io.Outputs {
		p := &io.Outputs[i]
		v, err := t.value(x, &p.Value)
		if err != nil {
			return err
		}
		if err := settable(x.parent); err != nil {
			return err
		}
		t.set(x.parent, p.Name, v)
	}
	return nil
}

// settable says how the engine fails where variables are set around an
// execution: nothing is there, or an instance that is ended already, whose kept
// scopes are removed last.
func settable(x *execution) *Error {
	const packages = "org.camunda.bpm.engine.impl."
	e := &Error{Class: "NullPointerException", fullClass: "java.lang.NullPointerException"}
	switch {
	case x == nil:
		e.Message = "Cannot invoke \"" + packages + "core.variable.scope.AbstractVariableScope.setVariable(String, Object)\" because \"outerScope\" is null"
	case x.parent == nil && !x.scope:
		e.Message = "Cannot invoke \"" + packages + "persistence.entity.ExecutionEntity.delayEvent(" + packages + "pvm.runtime.PvmExecutionImpl, " +
			packages + "core.variable.event.VariableEvent)\" because \"scopeExecution\" is null"
	default:
		return nil
	}
	return e
}

// value evaluates a parameter.
func (t *transaction) value(x *execution, v *program.Value) (any, *Error) {
	switch v.Kind {
	case program.TextValue:
		return t.evaluate(x, v.Text)
	case program.ScriptValue:
		c := t.context(x)
		defer t.release()
		return t.script(c, v.Script)
	case program.ListValue:
		list := &juel.List{Items: make([]any, len(v.List))}
		for i := range v.List {
			item, err := t.value(x, &v.List[i])
			if err != nil {
				return nil, err
			}
			list.Items[i] = item
		}
		return list, nil
	case program.MapValue:
		m := juel.NewMap()
		for i := range v.Entries {
			key, err := t.evaluate(x, v.Entries[i].Key)
			if err != nil {
				return nil, err
			}
			item, err := t.value(x, &v.Entries[i].Value)
			if err != nil {
				return nil, err
			}
			if err := comparableKey(m, key); err != nil {
				return nil, err
			}
			m.Put(key, item)
		}
		return m, nil
	}
	return nil, nil
}

// comparableKey refuses a key that the engine's sorted map cannot compare with
// those that are there.
func comparableKey(m *juel.Map, key any) *Error {
	if key == nil {
		return &Error{
			Class: "NullPointerException", Message: "Cannot invoke \"java.lang.Comparable.compareTo(Object)\" because \"k1\" is null",
			fullClass: "java.lang.NullPointerException",
		}
	}
	for _, k := range m.InsertionOrder() {
		if juel.ClassOf(k) != juel.ClassOf(key) {
			return classCast(k, key)
		}
	}
	return nil
}

// classCast is what Java says of a value that is not of the class of another.
func classCast(v, to any) *Error {
	from, wanted := juel.ClassOf(v), juel.ClassOf(to)
	return &Error{
		Class: "ClassCastException", fullClass: "java.lang.ClassCastException",
		Message: "class " + from + " cannot be cast to class " + wanted + " (" + from + " and " + wanted + " are in module java.base of loader 'bootstrap')",
	}
}

// castText returns a value that must be a text, nil for null.
func castText(v any) (*string, *Error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		return &v, nil
	}
	return nil, classCast(v, "")
}

// declareVariable makes a variable of an older property element.
func (t *transaction) declareVariable(x *execution, d *program.VariableDeclaration) *Error {
	outer := x.parent
	name := textOrNull(d.Destination)
	copied := func(wanted bool) *Error {
		if !wanted {
			return nil
		}
		if d.Source != nil {
			if v := outer.visible(*d.Source); v != nil {
				t.set(x, name, v.value)
				return nil
			}
		}
		return engineError("Couldn't create variable '" + name + "', since the source variable '" + textOrNull(d.Source) + "does not exist")
	}
	computed := func(e *program.Expression) *Error {
		if e == nil || d.SourceExpression == nil {
			return nil
		}
		v, err := t.evaluate(outer, d.SourceExpression)
		if err == nil {
			t.set(x, name, v)
		}
		return err
	}
	for _, err := range []*Error{copied(d.Source != nil), computed(d.SourceExpression), copied(d.Link != nil), computed(d.LinkExpression)} {
		if err != nil {
			return err
		}
	}
	return nil
}

// passed evaluates what is passed to another instance or with a signal.
func (t *transaction) passed(x *execution, mappings []program.VariableMapping) ([]Variable, *Error) {
	var out []Variable
	for i := range mappings {
		m := &mappings[i]
		switch {
		case m.All && m.Local:
			for v := x.variables; v != nil; v = v.next {
				out = put(out, v.name, cloneValue(v.value))
			}
		case m.All:
			for _, v := range x.variablesOf() {
				out = put(out, v.Name, cloneValue(v.Value))
			}
		case m.SourceExpression != nil:
			c := t.context(x)
			c.localOnly = m.Local
			v, err := t.evaluateIn(c, m.SourceExpression)
			t.release()
			if err != nil {
				return nil, err
			}
			out = put(out, m.Target, v)
		default:
			var v *variable
			if m.Local {
				v = x.local(m.Source)
			} else {
				v = x.visible(m.Source)
			}
			if v == nil {
				out = put(out, m.Target, nil)
			} else {
				out = put(out, m.Target, cloneValue(v.value))
			}
		}
	}
	return out, nil
}

// put sets a variable of a list.
func put(list []Variable, name string, value any) []Variable {
	for i := range list {
		if list[i].Name == name {
			list[i].Value = value
			return list
		}
	}
	return append(list, Variable{name, value})
}
