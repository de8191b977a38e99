package engine

import (
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

// Value returns a value as the engine keeps it: see [Variable].
func Value(v any) any {
	switch v := v.(type) {
	case int:
		if int(int32(v)) == v {
			return int32(v)
		}
		return int64(v)
	case []any:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = Value(item)
		}
		return &juel.List{Items: items}
	case []string:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = item
		}
		return &juel.List{Items: items}
	case map[string]any:
		m := juel.NewMap()
		for _, k := range sortedKeys(v) {
			m.Put(k, Value(v[k]))
		}
		return m
	}
	return v
}

// typeOf returns the engine's name of the type of a value.
func typeOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case int16:
		return "short"
	case int32:
		return "integer"
	case int64:
		return "long"
	case float64:
		return "double"
	case []byte:
		return "bytes"
	}
	if juel.ClassOf(v) == "java.util.Date" {
		return "date"
	}
	return "object"
}

// delayedEvent is a change of a variable that conditions have not seen yet.
type delayedEvent struct {
	target *execution
	name   string
	change program.VariableEvents
}

// local returns a variable of the execution itself, nil if there is none.
func (x *execution) local(name string) *variable { return find(x.variables, name) }

func find(v *variable, name string) *variable {
	for ; v != nil; v = v.next {
		if v.name == name {
			return v
		}
	}
	return nil
}

// visible returns a variable as seen from an execution, nil if there is none.
func (x *execution) visible(name string) *variable {
	for ; x != nil; x = x.parent {
		if v := x.local(name); v != nil {
			return v
		}
	}
	return nil
}

// set sets a variable where it is, or on the instance.
func (t *transaction) set(x *execution, name string, value any) {
	for p := x; ; p = p.parent {
		if v := p.local(name); v != nil {
			t.update(p, v, value, x)
			return
		}
		if p.parent == nil {
			t.createVariable(p, name, value, x)
			return
		}
	}
}

func (t *transaction) setAll(x *execution, list []Variable) {
	for i := range list {
		t.set(x, list[i].Name, list[i].Value)
	}
}

// setLocal sets a variable of the execution itself.
func (t *transaction) setLocal(x *execution, name string, value any) {
	if v := x.local(name); v != nil {
		t.update(x, v, value, x)
		return
	}
	t.createVariable(x, name, value, x)
}

func (t *transaction) setAllLocal(x *execution, list []Variable) {
	for i := range list {
		t.setLocal(x, list[i].Name, list[i].Value)
	}
}

func (t *transaction) update(x *execution, v *variable, value any, source *execution) {
	old := v.value
	v.value = value
	t.noteVariable(VariableUpdated, x, v, old, source, 0)
	t.changed(x, v.name, program.VariableUpdated)
}

func (t *transaction) createVariable(x *execution, name string, value any, source *execution) {
	v := &variable{name: name, value: value, id: x.in.nextID(), concurrentLocal: !x.scope || x.executesScopeLeaf()}
	tail := &x.variables
	for *tail != nil {
		tail = &(*tail).next
	}
	*tail = v
	t.noteVariable(VariableCreated, x, v, nil, source, 0)
	t.changed(x, name, program.VariableCreated)
}

// executesScopeLeaf reports whether the execution is that of a scope and
// within it does what the scope is for, as a user task with a boundary event.
func (x *execution) executesScopeLeaf() bool {
	a := x.at()
	return x.active && a != nil && a.IsScope && x.activityInstance != noActivityInstance && !isComposite(a.Behavior)
}

// unset removes a variable where it is.
func (t *transaction) unset(x *execution, name string) {
	for p := x; p != nil; p = p.parent {
		if p.local(name) != nil {
			t.unsetLocal(p, name, x)
			return
		}
	}
}

// unsetLocal removes a variable of the execution itself.
func (t *transaction) unsetLocal(x *execution, name string, source *execution) {
	for at := &x.variables; *at != nil; at = &(*at).next {
		v := *at
		if v.name != name {
			continue
		}
		*at = v.next
		t.noteVariable(VariableRemoved, x, v, v.value, source, 0)
		t.changed(x, name, program.VariableDeleted)
		return
	}
}

// removeAllLocal removes what the execution holds because it ends: nothing
// watches that.
func (t *transaction) removeAllLocal(x *execution) {
	x.variables = nil
	for _, v := range x.shadows {
		v.lose(x.in)
	}
	x.shadows = nil
}

// lose deletes a variable, wherever it is.
func (v *variable) lose(in *instance) {
	v.lost, v.value = true, nil
	for _, x := range in.slots {
		for at := &x.variables; *at != nil; at = &(*at).next {
			if *at == v {
				*at, v.next = v.next, nil
				return
			}
		}
	}
}

// moveVariables moves what a token holds to the execution of the scope.
func (t *transaction) moveVariables(from, to *execution) {
	for v := from.variables; v != nil; {
		next := v.next
		moveVariable(v, to)
		v = next
	}
	from.variables = nil
}

func moveVariable(v *variable, to *execution) {
	there := to.local(v.name)
	if there == nil {
		there = to.shadow(v.name)
	}
	if there != nil {
		there.value = v.value
		v.lost, v.value = true, nil // of itself too, where it is its own shadow
		return
	}
	v.next = nil
	tail := &to.variables
	for *tail != nil {
		tail = &(*tail).next
	}
	*tail = v
}

// moveConcurrentLocal moves what belongs to what the execution does.
func moveConcurrentLocal(from, to *execution) {
	for at := &from.variables; *at != nil; {
		v := *at
		if !v.concurrentLocal {
			at = &v.next
			continue
		}
		*at = v.next
		moveVariable(v, to)
		from.shadows = append(from.shadows, v)
	}
}

// shadow returns a variable that has moved away, nil if there is none.
func (x *execution) shadow(name string) *variable {
	for _, v := range x.shadows {
		if v.name == name && !v.lost {
			return v
		}
	}
	return nil
}

// variablesOf returns all variables that are seen from an execution, inner
// ones first, each name once.
func (x *execution) variablesOf() []Variable {
	var out []Variable
	for p := x; p != nil; p = p.parent {
		n := len(out)
		for v := p.variables; v != nil; v = v.next {
			if !hasName(out[:n], v.name) {
				out = append(out, Variable{v.name, v.value})
			}
		}
	}
	return out
}

func (x *execution) localVariables() []Variable {
	var out []Variable
	for v := x.variables; v != nil; v = v.next {
		out = append(out, Variable{v.name, v.value})
	}
	return out
}

func hasName(list []Variable, name string) bool {
	for i := range list {
		if list[i].Name == name {
			return true
		}
	}
	return false
}

// converted returns variables of a caller as the engine keeps them.
func converted(list []Variable) []Variable {
	if len(list) == 0 {
		return nil
	}
	out := make([]Variable, len(list))
	for i, v := range list {
		out[i] = Variable{v.Name, Value(v.Value)}
	}
	return out
}

// changed remembers a change for conditions.
func (t *transaction) changed(x *execution, name string, change program.VariableEvents) {
	if x.in.def.process.HasConditionalEvents {
		x.in.delayed = append(x.in.delayed, delayedEvent{x, name, change})
	}
}
