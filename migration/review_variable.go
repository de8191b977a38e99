package migration

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

// variables finds variables that the new version reads and old instances cannot
// have: the old version does not mention them, all ways of the new one from a
// start to where they are read lead past activities that set them, and instances
// that are migrated are behind those.
func (r *reviewer) variables() {
	target := r.report.Pair.Target
	setters := settersOf(target)
	var names []string
	for name := range setters {
		if !bytes.Contains(r.report.Pair.Source.Definitions.File.Text(), []byte(name)) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return
	}
	slices.Sort(names)
	graph := graphOf(target)
	readers := make([]reads, len(target.Activities))
	for i := range target.Activities {
		readers[i] = readsOf(target, program.ActivityID(i))
	}
	for _, name := range names {
		if !slices.ContainsFunc(readers, func(x reads) bool { return x.mentions(name) }) {
			r.variable(name, setters[name], graph, readers)
		}
	}
}

// variable judges a variable that is new and set by the given activities.
func (r *reviewer) variable(name string, setters []program.ActivityID, graph *graph, readers []reads) {
	target := r.report.Pair.Target
	begun := graph.reach(graph.starts(), setters)
	// A call that returns all variables may set it too.
	perhaps := slices.Clone(setters)
	for i := range target.Activities {
		if c := target.Activities[i].Call; c != nil && (c.MappingClass != "" || c.MappingExpression != nil ||
			slices.ContainsFunc(c.Out, func(m program.VariableMapping) bool { return m.All })) {
			perhaps = append(perhaps, program.ActivityID(i))
		}
	}
	behind := map[program.ActivityID][]string{} // by who reads it, the places of those who lack it
	first := program.None
	for _, p := range r.report.Places {
		if p.Outcome == Refused || p.Target == program.None || p.Waiting == ToBeCompensated || p.Waiting == Compensating {
			continue
		}
		reached := graph.reach(graph.from(p), perhaps)
		for i := range readers {
			id := program.ActivityID(i)
			entered, left := reached[graph.entry(id)] && !begun[graph.entry(id)], reached[graph.exit(id)] && !begun[graph.exit(id)]
			lacks := entered && slices.Contains(readers[i].entering, name) || left && slices.Contains(readers[i].leaving, name)
			if !lacks || slices.Contains(setters, id) || isLocal(target, id, name) {
				continue
			}
			if first == program.None {
				first = id
			}
			if label := Label(target, p.Target); !slices.Contains(behind[id], label) {
				behind[id] = append(behind[id], label)
			}
		}
	}
	if first == program.None {
		return
	}
	var by []string
	for _, id := range setters {
		by = append(by, Label(target, id))
	}
	d := r.find("variable-not-set", at{program.None, first}, "reads %s, which only %s %s: instances that are migrated in %s do not have it",
		name, listing(by), verb(by, "sets", "set"), listing(behind[first]))
	if isPassive(target.Activities[first].Behavior) {
		d.Help = setBefore
	}
}

// settersOf returns the activities that set a variable of the process by what
// the model says, by the variable; the process stands for its start form.
func settersOf(p *program.Process) map[string][]program.ActivityID {
	out := map[string][]program.ActivityID{}
	for i := range p.Activities {
		id, a := program.ActivityID(i), &p.Activities[i]
		add := func(name string) {
			if name != "" && !slices.Contains(out[name], id) {
				out[name] = append(out[name], id)
			}
		}
		if name := resultOf(a); name != nil {
			add(*name)
		}
		if a.InputOutput != nil {
			for _, x := range a.InputOutput.Outputs {
				add(x.Name)
			}
		}
		if a.Call != nil {
			for _, x := range a.Call.Out {
				add(x.Target)
			}
		}
		if a.UserTask != nil && a.UserTask.Form != nil {
			for _, x := range a.UserTask.Form.Fields {
				add(x.ID)
			}
		}
	}
	if p.StartForm != nil {
		start := p.Activities[program.Root].Initial
		for _, x := range p.StartForm.Fields {
			if start != program.None {
				out[x.ID] = append(out[x.ID], start)
			}
		}
	}
	return out
}

// resultOf returns the variable that gets the result of an activity, nil for
// none.
func resultOf(a *program.Activity) *string {
	switch {
	case a.Service != nil:
		return a.Service.ResultVariable
	case a.Script != nil:
		return a.Script.ResultVariable
	case a.Decision != nil:
		return a.Decision.ResultVariable
	}
	return nil
}

// isLocal reports whether a name is that of a local variable where an activity
// is: of an input mapping or a loop around it.
func isLocal(p *program.Process, id program.ActivityID, name string) bool {
	for ; id != program.None; id = p.Activities[id].FlowScope {
		a := &p.Activities[id]
		if a.InputOutput != nil && slices.ContainsFunc(a.InputOutput.Inputs, func(x program.Parameter) bool { return x.Name == name }) {
			return true
		}
		if a.MultiInstance != nil && a.MultiInstance.ElementVariable != nil && *a.MultiInstance.ElementVariable == name {
			return true
		}
	}
	return false
}

// reads are the names that the expressions of an activity read.
type reads struct {
	// entering are those of expressions that run before it ends, leaving those
	// of its output mappings, of listeners to its end and of the conditions of
	// its flows.
	entering, leaving []string
	// texts are scripts, and texts in expressions: who sets a variable by code
	// mentions it there.
	texts []string
}

// mentions reports whether a name is part of a text, so that code may set the
// variable.
func (x reads) mentions(name string) bool {
	return slices.ContainsFunc(x.texts, func(t string) bool { return strings.Contains(t, name) })
}

func readsOf(p *program.Process, id program.ActivityID) reads {
	a := p.Activities[id]
	var x reads
	collect := func(into *[]string) func(*program.Expression) {
		return func(e *program.Expression) {
			if e.JUEL() == nil {
				return
			}
			*into = append(*into, e.JUEL().Variables()...)
			for n := range e.JUEL().Nodes() {
				if l, ok := n.(*juel.Literal); ok {
					x.texts = append(x.texts, juel.Text(l.Value))
				}
			}
		}
	}
	script := func(s *program.Script) { x.texts = append(x.texts, s.Source) }
	if a.Service != nil {
		for _, f := range a.Service.Fields {
			x.texts = append(x.texts, f.Value.Text)
		}
	}
	if a.InputOutput != nil {
		eachExpression(reflect.ValueOf(a.InputOutput.Outputs), collect(&x.leaving), script)
	}
	eachExpression(reflect.ValueOf(a.EndListeners), collect(&x.leaving), script)
	if a.UserTask != nil {
		eachExpression(reflect.ValueOf(a.UserTask.CompleteListeners), collect(&x.leaving), script)
	}
	if a.MultiInstance != nil {
		eachExpression(reflect.ValueOf(a.MultiInstance.CompletionCondition), collect(&x.leaving), script)
	}
	for _, f := range a.Outgoing {
		eachExpression(reflect.ValueOf(p.Flows[f].Condition), collect(&x.leaving), script)
		eachExpression(reflect.ValueOf(p.Flows[f].Listeners), collect(&x.leaving), script)
	}
	if a.InputOutput != nil {
		a.InputOutput = &program.InputOutput{Inputs: a.InputOutput.Inputs}
	}
	a.EndListeners, a.Declarations = nil, nil // declarations are those of its events
	if a.UserTask != nil {
		task := *a.UserTask
		task.CompleteListeners = nil
		a.UserTask = &task
	}
	eachExpression(reflect.ValueOf(a), collect(&x.entering), script)
	return x
}

// eachExpression calls back for all expressions and scripts within a value.
func eachExpression(v reflect.Value, expression func(*program.Expression), script func(*program.Script)) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		switch x := v.Interface().(type) {
		case *program.Expression:
			expression(x)
			return
		case *program.Script:
			script(x)
		}
		eachExpression(v.Elem(), expression, script)
	case reflect.Slice:
		for i := range v.Len() {
			eachExpression(v.Index(i), expression, script)
		}
	case reflect.Struct:
		if s, ok := v.Interface().(program.Script); ok {
			script(&s)
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				eachExpression(v.Field(i), expression, script)
			}
		}
	}
}
