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
// evaluated within it.
func (t *transaction) mapOutput(x *execution, io *program.InputOutput) *Error {
	for i := range io.Outputs {
		p := &io.Outputs[i]
		v, err := t.value(x, &p.Value)
		if err != nil {
			return err
		}
		t.set(x.parent, p.Name, v)
	}
	return nil
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
			m.Put(key, item)
		}
		return m, nil
	}
	return nil, nil
}

// declareVariable makes a variable of an older property element.
func (t *transaction) declareVariable(x *execution, d *program.VariableDeclaration) *Error {
	var v any
	switch {
	case d.SourceExpression != nil:
		var err *Error
		if v, err = t.evaluate(x.parent, d.SourceExpression); err != nil {
			return err
		}
	case d.Source != nil:
		source := x.parent.visible(*d.Source)
		if source == nil {
			return engineError("Couldn't create variable '" + d.Name + "', since the source variable '" + *d.Source + "' is not available.")
		}
		v = source.value
	default:
		return nil
	}
	t.setLocal(x, d.Name, v)
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
			v, err := t.evaluate(x, m.SourceExpression)
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
