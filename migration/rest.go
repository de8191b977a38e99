package migration

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"

	"github.com/bpmnlint/bpmnlint/engine"
)

// restPlan is a MigrationPlan of the engine's REST API.
type restPlan struct {
	Source       string              `json:"sourceProcessDefinitionId"`
	Target       string              `json:"targetProcessDefinitionId"`
	Instructions []restInstruction   `json:"instructions"`
	Variables    map[string]Variable `json:"variables,omitempty"`
}

type restInstruction struct {
	Sources []string `json:"sourceActivityIds"`
	Targets []string `json:"targetActivityIds"`
	Update  bool     `json:"updateEventTrigger"`
}

// Variable is the value of a variable as the engine's REST API writes it. In a
// plan that was read it stands for what is no plain text, number or boolean.
type Variable struct {
	Type      string         `json:"type,omitempty"`
	Value     any            `json:"value"`
	ValueInfo map[string]any `json:"valueInfo,omitempty"`
}

// RESTPlan is a plan that is written to JSON as MigrationPlan of the engine's
// REST API.
type RESTPlan engine.Plan

// MarshalJSON writes the plan.
func (p RESTPlan) MarshalJSON() ([]byte, error) {
	out := restPlan{Source: p.Source, Target: p.Target, Instructions: []restInstruction{}}
	for _, i := range p.Instructions {
		out.Instructions = append(out.Instructions, restInstruction{[]string{i.Source}, []string{i.Target}, i.UpdateEventTrigger})
	}
	for _, v := range p.Variables {
		if out.Variables == nil {
			out.Variables = map[string]Variable{}
		}
		out.Variables[v.Name] = variableOf(v.Value)
	}
	return json.Marshal(out)
}

// variableOf returns the REST API's form of a value.
func variableOf(v any) Variable {
	switch v := v.(type) {
	case Variable:
		return v
	case nil:
		return Variable{Type: "Null"}
	case string:
		return Variable{Type: "String", Value: v}
	case bool:
		return Variable{Type: "Boolean", Value: v}
	case int16:
		return Variable{Type: "Short", Value: v}
	case int32:
		return Variable{Type: "Integer", Value: v}
	case int64:
		return Variable{Type: "Long", Value: v}
	case float64:
		return Variable{Type: "Double", Value: v}
	}
	return Variable{Value: v}
}

// plain returns the value that the engine makes of a variable, or the variable
// itself where that is no plain value.
func (v Variable) plain() any {
	if len(v.ValueInfo) > 0 {
		return v
	}
	number, isNumber := v.Value.(float64)
	within := func(least, most float64) bool {
		return isNumber && number == math.Trunc(number) && least <= number && number <= most
	}
	switch text, isText := v.Value.(string); {
	case v.Value == nil && (v.Type == "" || v.Type == "Null"):
		return nil
	case isText && (v.Type == "" || v.Type == "String"):
		return text
	case v.Type == "Boolean" || v.Type == "":
		if b, ok := v.Value.(bool); ok {
			return b
		}
	case v.Type == "Short" && within(math.MinInt16, math.MaxInt16):
		return int16(number)
	case v.Type == "Integer" && within(math.MinInt32, math.MaxInt32):
		return int32(number)
	case v.Type == "Long" && within(-1<<53, 1<<53):
		return int64(number)
	case v.Type == "Double" && isNumber:
		return number
	}
	return v
}

// decodePlan reads a MigrationPlan of the engine's REST API. Unlike the engine,
// which reads the first id only, it refuses an instruction with several.
func decodePlan(data []byte) (engine.Plan, error) {
	var in restPlan
	if err := json.Unmarshal(data, &in); err != nil {
		return engine.Plan{}, err
	}
	p := engine.Plan{Source: in.Source, Target: in.Target}
	for n, i := range in.Instructions {
		if len(i.Sources) != 1 || len(i.Targets) != 1 {
			return engine.Plan{}, fmt.Errorf("instruction %d has %d source and %d target activities, not one of each", n+1, len(i.Sources), len(i.Targets))
		}
		p.Instructions = append(p.Instructions, engine.Instruction{Source: i.Sources[0], Target: i.Targets[0], UpdateEventTrigger: i.Update})
	}
	for _, name := range slices.Sorted(maps.Keys(in.Variables)) {
		p.Variables = append(p.Variables, engine.Variable{Name: name, Value: in.Variables[name].plain()})
	}
	return p, nil
}

// maxPlan bounds a plan that is read, in bytes.
const maxPlan = 16 << 20

// ReadPlan reads a plan in the format of the engine's REST API: a MigrationPlan,
// or a MigrationExecution that has one. The error says what is wrong with it.
func ReadPlan(r io.Reader) (engine.Plan, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxPlan+1))
	if err != nil {
		return engine.Plan{}, err
	}
	if len(data) > maxPlan {
		return engine.Plan{}, errors.New("it is too large for a migration plan")
	}
	var in struct {
		Instructions  json.RawMessage `json:"instructions"`
		MigrationPlan json.RawMessage `json:"migrationPlan"`
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if err := json.Unmarshal(data, &in); err != nil {
		return engine.Plan{}, fmt.Errorf("it is no JSON object: %w", err)
	}
	switch {
	case in.MigrationPlan != nil:
		data = in.MigrationPlan
	case in.Instructions == nil:
		return engine.Plan{}, errors.New("it is no migration plan: it has no instructions")
	}
	return decodePlan(data)
}
