package remote

import (
	"context"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/migration"
)

// PlanReport is what the engine has against a plan: nothing, if both are empty.
// The order of the reports differs from call to call.
type PlanReport struct {
	Instructions []InstructionReport `json:"instructionReports"`
	Variables    map[string]struct {
		Failures []string `json:"failures"`
	} `json:"variableReports"`
}

// InstructionReport is what the engine has against one instruction.
type InstructionReport struct {
	Instruction PlanInstruction `json:"instruction"`
	Failures    []string        `json:"failures"`
}

// PlanInstruction is an instruction as the API writes it; both lists have one
// id.
type PlanInstruction struct {
	Sources []string `json:"sourceActivityIds"`
	Targets []string `json:"targetActivityIds"`
	Update  bool     `json:"updateEventTrigger"`
}

// Instruction returns the instruction; an id that is missing is empty.
func (i PlanInstruction) Instruction() engine.Instruction {
	out := engine.Instruction{UpdateEventTrigger: i.Update}
	if len(i.Sources) > 0 {
		out.Source = i.Sources[0]
	}
	if len(i.Targets) > 0 {
		out.Target = i.Targets[0]
	}
	return out
}

// Validate asks the engine to judge a plan between two of its definitions. It
// changes nothing.
func (c *Client) Validate(ctx context.Context, plan engine.Plan) (PlanReport, error) {
	var out PlanReport
	err := c.post(ctx, "/migration/validate", nil, migration.RESTPlan(plan), &out)
	return out, err
}

// Generate asks the engine for the plan that maps equal activities of two of
// its definitions, given by their ids. It changes nothing. The order of the
// instructions differs from call to call.
func (c *Client) Generate(ctx context.Context, source, target string, updateEventTriggers bool) (engine.Plan, error) {
	in := struct {
		Source string `json:"sourceProcessDefinitionId"`
		Target string `json:"targetProcessDefinitionId"`
		Update bool   `json:"updateEventTriggers"`
	}{source, target, updateEventTriggers}
	var out struct {
		Instructions []PlanInstruction `json:"instructions"`
	}
	if err := c.post(ctx, "/migration/generate", nil, in, &out); err != nil {
		return engine.Plan{}, err
	}
	plan := engine.Plan{Source: source, Target: target}
	for _, i := range out.Instructions {
		plan.Instructions = append(plan.Instructions, i.Instruction())
	}
	return plan, nil
}
