package migration

import (
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Generate returns the instructions that the engine makes when it is asked to
// map equal activities: what has the same id in both versions, lies in mapped
// scopes and can be mapped. updateEventTriggers sets the flag of all that have a
// trigger.
//
// The engine can break off while it does so; the exception is its text then,
// and there are no instructions. It can also make instructions that it refuses
// afterwards: ask [Validate].
func Generate(p Pair, updateEventTriggers bool) (instructions []engine.Instruction, exception string) {
	g := &generator{set: newSet(p), update: updateEventTriggers}
	g.scope(program.Root, program.Root)
	if exception := g.set.filter(always, innerMustBeMapped); exception != "" {
		return nil, exception
	}
	for _, m := range g.set.list {
		instructions = append(instructions, g.set.instruction(m))
	}
	sortInstructions(p.Source, instructions)
	return instructions, ""
}

// generator is the work on one Generate.
type generator struct {
	set    *set
	update bool
}

// scope maps what two scopes contain, and what they listen to, and then the
// content of what was mapped.
func (g *generator) scope(source, target program.ActivityID) {
	old, new := &g.set.source.Activities[source], &g.set.target.Activities[target]
	contained := g.match(old.Children, new.Children)
	g.match(old.EventActivities, new.EventActivities)
	if !g.set.settled {
		// The checks of inner activities look at what is not mapped yet.
		g.set.filter(always)
	}
	for _, m := range contained {
		if g.set.has(m) {
			g.scope(m.source, m.target)
		}
	}
}

// match maps activities of two lists, and returns what it has mapped.
func (g *generator) match(sources, targets []program.ActivityID) []mapping {
	if len(sources) == 0 || len(targets) == 0 {
		return nil
	}
	byID := make(map[string]program.ActivityID, len(targets))
	for _, t := range targets {
		a := &g.set.target.Activities[t]
		if _, taken := byID[a.ID]; !taken && a.ID != "" && isCandidate(a) {
			byID[a.ID] = t
		}
	}
	var out []mapping
	for _, s := range sources {
		a := &g.set.source.Activities[s]
		t, ok := byID[a.ID]
		if !ok || !isCandidate(a) || len(g.set.from[s]) > 0 {
			continue
		}
		m := mapping{source: s, target: t, update: isConditional(a.Behavior) || g.update && hasTrigger(g.set.source, s)}
		g.set.add(m)
		out = append(out, m)
	}
	return out
}

// isCandidate reports whether the engine maps an activity without being told.
func isCandidate(a *program.Activity) bool {
	if !a.Behavior.IsMigratable() && !a.AsyncBefore && !a.AsyncAfter {
		return false
	}
	return !a.IsCompensationHandler && (!isPassive(a.Behavior) || isMappedEvent(a.Type))
}
