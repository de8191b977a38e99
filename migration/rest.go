package migration

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// restPlan is a plan in the format of the engine's REST API.
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

// MarshalJSON writes the plan as MigrationPlan of the engine's REST API.
func (p Plan) MarshalJSON() ([]byte, error) {
	out := restPlan{Source: p.Source, Target: p.Target, Instructions: []restInstruction{}, Variables: p.Variables}
	for _, i := range p.Instructions {
		out.Instructions = append(out.Instructions, restInstruction{[]string{i.Source}, []string{i.Target}, i.UpdateEventTrigger})
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads a MigrationPlan of the engine's REST API. Unlike the
// engine, which reads the first id only, it refuses an instruction with several.
func (p *Plan) UnmarshalJSON(data []byte) error {
	var in restPlan
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*p = Plan{Source: in.Source, Target: in.Target, Variables: in.Variables}
	for n, i := range in.Instructions {
		if len(i.Sources) != 1 || len(i.Targets) != 1 {
			return fmt.Errorf("instruction %d has %d source and %d target activities, not one of each", n+1, len(i.Sources), len(i.Targets))
		}
		p.Instructions = append(p.Instructions, Instruction{i.Sources[0], i.Targets[0], i.Update})
	}
	return nil
}

// maxPlan bounds a plan that is read, in bytes.
const maxPlan = 16 << 20

// ReadPlan reads a plan in the format of the engine's REST API: a MigrationPlan,
// or a MigrationExecution that has one. The error says what is wrong with it.
func ReadPlan(r io.Reader) (Plan, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxPlan+1))
	if err != nil {
		return Plan{}, err
	}
	if len(data) > maxPlan {
		return Plan{}, errors.New("it is too large for a migration plan")
	}
	var in struct {
		Instructions  json.RawMessage `json:"instructions"`
		MigrationPlan json.RawMessage `json:"migrationPlan"`
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if err := json.Unmarshal(data, &in); err != nil {
		return Plan{}, fmt.Errorf("it is no JSON object: %w", err)
	}
	switch {
	case in.MigrationPlan != nil:
		data = in.MigrationPlan
	case in.Instructions == nil:
		return Plan{}, errors.New("it is no migration plan: it has no instructions")
	}
	var p Plan
	if err := json.Unmarshal(data, &p); err != nil {
		return Plan{}, err
	}
	return p, nil
}
