package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
)

// places compares, for recorded migrations of instances, what is said of the
// places where each of them rests with whether the engine has migrated it.
func places(ctx context.Context, args []string) (*Result, error) {
	return judgeRows(ctx, "places", args, (*Result).comparePlaces)
}

// comparePlaces compares a row.
func (r *Result) comparePlaces(models *planModels, text []byte) error {
	var row struct {
		planRequest
		Answer *migrationAnswer
	}
	if err := json.Unmarshal(text, &row); err != nil {
		return err
	}
	a := row.Answer
	if a == nil {
		a = new(migrationAnswer)
		if err := json.Unmarshal(text, a); err != nil {
			return err
		}
	}
	if a.Before == nil || a.Before.Tree == nil || !a.OK && a.Report == nil {
		return nil // the plan was refused, or something else went wrong
	}
	source, err := models.model(row.Source)
	if err != nil {
		return err
	}
	target, err := models.model(row.Target)
	if err != nil {
		return err
	}
	if source.process == nil || target.process == nil {
		return nil
	}
	var plan engine.Plan
	for _, i := range a.Instructions {
		plan.Instructions = append(plan.Instructions, engine.Instruction(i))
	}
	r.Of++
	want := "migrated"
	if !a.OK {
		want = "refused"
	}
	got := foretell(migration.Pair{Source: source.process, Target: target.process}, plan, a.Before)
	if got == want {
		r.Agree++
	} else {
		r.disagree(got, "%s: %s → %s: the engine has %s it: %v", row.Name, row.Source, row.Target, want, a.Report)
	}
	return nil
}

// foretell says from the places whether an instance in a state migrates.
func foretell(p migration.Pair, plan engine.Plan, state *instanceState) string {
	cover := migration.Cover(p, plan)
	result := "migrated"
	rest := func(id string, w migration.Waiting) {
		i := slices.IndexFunc(cover, func(x migration.Place) bool {
			return p.Source.Activities[x.Activity].ID == id && x.Waiting == w
		})
		switch {
		case i < 0:
			result = fmt.Sprintf("no place %s %s", w, id)
		case cover[i].Outcome >= migration.Passing && result == "migrated":
			result = "refused"
		}
	}
	state.leaves(p.Source, rest)
	for _, s := range state.EventSubscriptions {
		if s.Type != "compensate" {
			continue
		}
		if event, ok := compensationEvent(p.Source, s.ActivityID); ok {
			rest(event, migration.ToBeCompensated)
		}
	}
	return result
}

// leaves calls rest with every place that an instance in a state rests at.
// Handlers of a compensation are passed over: what has thrown it waits too.
func (s *instanceState) leaves(p *program.Process, rest func(id string, w migration.Waiting)) {
	jobs := map[string]migration.Waiting{}
	for _, j := range s.Jobs {
		if j.Handler != "async-continuation" {
			continue
		}
		jobs[j.ActivityID] = migration.BeforeActivity
		if strings.HasPrefix(j.Config, "activity-end") || strings.HasPrefix(j.Config, "transition-notify-listener-take") {
			jobs[j.ActivityID] = migration.AfterActivity
		}
	}
	var walk func(n *treeNode)
	walk = func(n *treeNode) {
		switch n.Type {
		case string(program.CancelEndType), string(program.CompensationEndType), string(program.CompensationThrowType):
			rest(n.ActivityID, migration.Compensating)
			return
		}
		if a, ok := p.ActivityByID(n.ActivityID); ok && p.Activities[a].IsCompensationHandler {
			return
		}
		for _, id := range n.Transitions {
			// Finished instances of a loop are there too, without a job.
			if w := jobs[id]; w != 0 {
				rest(id, w)
			}
		}
		for _, c := range n.Children {
			walk(c)
		}
		if len(n.Children)+len(n.Transitions) > 0 || n.Type == "processDefinition" {
			return
		}
		rest(n.ActivityID, migration.InActivity)
	}
	walk(s.Tree)
}

// compensationEvent returns the event by which the compensation of a
// subscription's activity is found. False where the activity only holds the
// compensation of what is in it.
func compensationEvent(p *program.Process, id string) (string, bool) {
	a, ok := p.ActivityByID(id)
	if !ok {
		return "", false
	}
	handler := &p.Activities[a]
	for i := range p.Activities {
		e := &p.Activities[i]
		if e.Type == program.CompensationBoundaryType && e.EventScope != program.None && p.Activities[e.EventScope].CompensationHandler == a {
			return e.ID, true
		}
	}
	if handler.TriggeredByEvent && handler.Initial != program.None {
		return p.Activities[handler.Initial].ID, true
	}
	return "", false
}
