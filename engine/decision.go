package engine

import (
	"errors"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

// evaluateDecision evaluates the decision of a business rule task.
func (t *transaction) evaluateDecision(x *execution, a *program.Activity) *Error {
	if f := resolveActivity(a, &t.e.o.Behaviors); f != nil {
		c := t.context(x)
		defer t.release()
		return t.call(c, f)
	}
	d := a.Decision
	v, err := t.evaluate(x, d.Key)
	if err != nil {
		return err
	}
	call := DecisionCall{Binding: d.Binding.String(), Deployment: x.in.def.deployment}
	if v != nil {
		call.Key = textOf(v)
	}
	version := d.Version
	if d.Binding == program.VersionTagBinding {
		version = d.VersionTag
	}
	if version != nil {
		v, err := t.evaluate(x, version)
		if err != nil {
			return err
		}
		call.Version = textOf(v)
	}
	if t.e.o.Decider == nil {
		if f := t.e.o.Behaviors.Default; f != nil {
			c := t.context(x)
			defer t.release()
			return t.call(c, f)
		}
		e := nullValue("no decision definition deployed with key '" + call.Key + "' and tenant-id 'null': decisionDefinition is null")
		e.Class = "DecisionDefinitionNotFoundException"
		e.Help = "Supply Options.Decider or Behaviors.Activities[" + quoted(a.ID) + "]."
		return e
	}
	c := t.context(x)
	rows, failure := t.e.o.Decider.Decide(call, resolver{c})
	t.release()
	if failure != nil {
		var own *Error
		if errors.As(failure, &own) {
			return own
		}
		return engineError(failure.Error())
	}
	t.noteDecision(x, a.ID, call.Key)
	t.setLocal(x, "decisionResult", resultList(rows))
	if d.ResultVariable == nil {
		return nil
	}
	result, err := mapResult(d.Mapper, rows)
	if err != nil {
		return err
	}
	t.set(x, *d.ResultVariable, result)
	return nil
}

// resultList is a result as a list of maps.
func resultList(rows []DecisionRow) *juel.List {
	list := &juel.List{Items: make([]any, len(rows))}
	for i, row := range rows {
		list.Items[i] = rowMap(row)
	}
	return list
}

func rowMap(row DecisionRow) *juel.Map {
	m := juel.NewMap()
	for _, v := range row {
		m.Put(v.Name, Value(v.Value))
	}
	return m
}

// mapResult makes the value of the result variable.
func mapResult(m program.DecisionMapper, rows []DecisionRow) (any, *Error) {
	switch m {
	case program.SingleEntry:
		switch {
		case len(rows) == 0:
			return nil, nil
		case len(rows) > 1:
			return nil, mapperError("SingleEntryDecisionResultMapper", rows)
		case len(rows[0]) > 1:
			return nil, mapperError("SingleEntryDecisionResultMapper", rows)
		case len(rows[0]) == 0:
			return nil, nil
		}
		return Value(rows[0][0].Value), nil
	case program.SingleResult:
		switch len(rows) {
		case 0:
			return nil, nil
		case 1:
			return rowMap(rows[0]), nil
		}
		return nil, mapperError("SingleResultDecisionResultMapper", rows)
	case program.CollectEntries:
		list := &juel.List{}
		name := ""
		for _, row := range rows {
			if len(row) > 1 || len(row) == 1 && name != "" && row[0].Name != name {
				return nil, mapperError("CollectEntriesDecisionResultMapper", rows)
			}
			if len(row) == 1 {
				name = row[0].Name
				list.Items = append(list.Items, Value(row[0].Value))
			}
		}
		return list, nil
	}
	return resultList(rows), nil
}

func mapperError(mapper string, rows []DecisionRow) *Error {
	return engineError("ENGINE-22001 The decision result mapper failed to process '" + juel.Text(resultList(rows)) + "'. Decision result mapper: " + mapper + "{}")
}
