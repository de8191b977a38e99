package remote

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/migration"
)

// Compare asks the engine to judge the plan of a report, whose Source and
// Target are ids of its definitions, and returns in whole sentences where it
// says something else than the report: there should be nothing. Where the plan
// is the generated one, the engine is asked for its own, too.
func (c *Client) Compare(ctx context.Context, r *migration.Report, generated, updateEventTriggers bool) ([]string, error) {
	var out []string
	if generated {
		theirs, err := c.Generate(ctx, r.Plan.Source, r.Plan.Target, updateEventTriggers)
		switch {
		case isRefusal(err) && r.Verdict.Accepted():
			return []string{fmt.Sprintf("The engine makes no plan: %v.", err)}, nil
		case isRefusal(err):
			return nil, nil
		case err != nil:
			return nil, err
		}
		out = compareInstructions(r.Plan.Instructions, theirs.Instructions)
	}
	if r.Verdict.Exception != "" {
		return append(out, "The engine makes a plan, although it should break off: "+r.Verdict.Exception+"."), nil
	}
	report, err := c.Validate(ctx, r.Plan)
	if isRefusal(err) && !r.Verdict.Accepted() {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	return append(out, compareFailures(r, report)...), nil
}

// isRefusal reports whether an error is the engine's about a plan.
func isRefusal(err error) bool {
	var e *Error
	return errors.As(err, &e) && (e.Status == http.StatusBadRequest || e.Status == http.StatusInternalServerError)
}

// compareInstructions tells which instructions only one of two plans has.
func compareInstructions(ours, theirs []engine.Instruction) []string {
	var out []string
	for _, i := range theirs {
		if !slices.Contains(ours, i) {
			out = append(out, fmt.Sprintf("The engine's plan has %s, and ours has not.", i))
		}
	}
	for _, i := range ours {
		if !slices.Contains(theirs, i) {
			out = append(out, fmt.Sprintf("Our plan has %s, and the engine's has not.", i))
		}
	}
	slices.Sort(out)
	return out
}

// failure is what is held against an instruction or a variable.
type failure struct{ where, text string }

// compareFailures tells what only one of two judgements has against a plan. The
// engine names processes by the ids of their definitions, we by their keys.
func compareFailures(r *migration.Report, report PlanReport) []string {
	var ours, theirs []failure
	for _, f := range r.Verdict.Failures {
		for _, text := range f.Texts {
			ours = append(ours, failure{f.Instruction.String(), text})
		}
	}
	for name, texts := range r.Verdict.VariableFailures {
		for _, text := range texts {
			ours = append(ours, failure{"the variable " + name, text})
		}
	}
	named := strings.NewReplacer("("+r.Plan.Source+")", "("+r.Pair.Source.Key+")", "("+r.Plan.Target+")", "("+r.Pair.Target.Key+")")
	for _, f := range report.Instructions {
		for _, text := range f.Failures {
			theirs = append(theirs, failure{f.Instruction.Instruction().String(), named.Replace(text)})
		}
	}
	for name, f := range report.Variables {
		for _, text := range f.Failures {
			theirs = append(theirs, failure{"the variable " + name, text})
		}
	}
	var out []string
	for _, f := range theirs {
		if !slices.Contains(ours, f) {
			out = append(out, fmt.Sprintf("The engine has against %s, and we have not: %s.", f.where, f.text))
		}
	}
	for _, f := range ours {
		if !slices.Contains(theirs, f) {
			out = append(out, fmt.Sprintf("We have against %s, and the engine has not: %s.", f.where, f.text))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
