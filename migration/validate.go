package migration

import (
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Validate returns what the engine has against a plan when it is built, text by
// text. What it asks only when an instance is migrated (whether the instance is
// somewhere where a plan can take it) is the question of [Cover].
func Validate(p Pair, plan engine.Plan) Verdict {
	var v Verdict
	s := newSet(p)
	found := make([]bool, len(plan.Instructions))
	texts := make([][]string, len(plan.Instructions))
	mappings := make([]mapping, len(plan.Instructions))
	for i, instruction := range plan.Instructions {
		mappings[i], texts[i] = resolve(p, instruction)
		if found[i] = len(texts[i]) == 0; found[i] {
			s.add(mappings[i])
		}
	}
	j := &judgement{set: s}
	for i := range plan.Instructions {
		if found[i] {
			texts[i] = j.failures(mappings[i])
		}
		if j.exception != "" {
			return Verdict{Exception: j.exception}
		}
		if len(texts[i]) > 0 {
			v.Failures = append(v.Failures, Failure{plan.Instructions[i], texts[i]})
		}
	}
	for _, x := range plan.Variables {
		value, _ := x.Value.(Variable)
		if value.ValueInfo["serializationDataFormat"] != "application/x-java-serialized-object" {
			continue
		}
		if v.VariableFailures == nil {
			v.VariableFailures = map[string][]string{}
		}
		v.VariableFailures[x.Name] = []string{javaSerialization(x.Name)}
	}
	return v
}

// resolve finds the activities of an instruction; texts say which are not
// there.
func resolve(p Pair, i engine.Instruction) (m mapping, texts []string) {
	if i.Source == "" {
		texts = append(texts, noSource)
	}
	if i.Target == "" {
		texts = append(texts, noTarget)
	}
	if len(texts) > 0 {
		return mapping{}, texts
	}
	// The process itself is no activity to an instruction.
	source, ok := p.Source.ActivityByID(i.Source)
	if !ok || source == program.Root {
		texts = append(texts, unknownSource(i.Source))
	}
	target, ok := p.Target.ActivityByID(i.Target)
	if !ok || target == program.Root {
		texts = append(texts, unknownTarget(i.Target))
	}
	return mapping{source, target, i.UpdateEventTrigger}, texts
}

// check returns what the engine has against a mapping, empty for nothing.
type check func(*judgement, mapping) string

// The engine's checks, in its order. innerMustBeMapped stand in the midst of
// them, and are apart because a plan in the making does not meet them.
var (
	always = []check{
		(*judgement).sameBehavior, (*judgement).sameEventType, (*judgement).mappedOnce, (*judgement).noNewBody,
		(*judgement).enoughFlows, (*judgement).gatewayScope, (*judgement).oneGateway,
		(*judgement).sameEventScope, (*judgement).updatesTrigger, (*judgement).hierarchy, (*judgement).conditional,
	}
	innerMustBeMapped = []check{(*judgement).noNewInner, (*judgement).noLostInner}
)

// innerChecksAt is how many of always the engine asks before innerMustBeMapped.
const innerChecksAt = 4

// judgement is the work of judging a set.
type judgement struct {
	*set
	// exception is the text with which the engine breaks off.
	exception string
	// twice are the texts about activities that are mapped several times: each
	// of their instructions gets the same, which names all of them.
	twice map[program.ActivityID]string
}

// failures returns what the engine has against a mapping.
func (j *judgement) failures(m mapping) []string {
	var out []string
	for _, checks := range [...][]check{always[:innerChecksAt], innerMustBeMapped, always[innerChecksAt:]} {
		for _, c := range checks {
			if text := c(j, m); text != "" {
				out = append(out, text)
			}
		}
	}
	return out
}

// activities returns both sides of a mapping.
func (j *judgement) activities(m mapping) (source, target *program.Activity) {
	return &j.source.Activities[m.source], &j.target.Activities[m.target]
}

func (j *judgement) sameBehavior(m mapping) string {
	s, t := j.activities(m)
	if isCompatible(s.Behavior, t.Behavior) {
		return ""
	}
	return incompatible(s.Behavior, t.Behavior)
}

func (j *judgement) sameEventType(m mapping) string {
	s, t := j.activities(m)
	if !isPassive(s.Behavior) || !isPassive(t.Behavior) || s.Type == t.Type {
		return ""
	}
	return otherEvent(s.Type, t.Type)
}

func (j *judgement) mappedOnce(m mapping) string {
	all := j.from[m.source]
	if len(all) < 2 {
		return ""
	}
	text, known := j.twice[m.source]
	if !known {
		list := make([]engine.Instruction, len(all))
		for i, x := range all {
			list[i] = j.instruction(x)
		}
		text = mappedTwice(list)
		if j.twice == nil {
			j.twice = map[program.ActivityID]string{}
		}
		j.twice[m.source] = text
	}
	return text
}

// noNewBody looks at the scopes around the target that no instance has yet.
func (j *judgement) noNewBody(m mapping) string {
	_, t := j.activities(m)
	body := program.None
	for scope := t.FlowScope; scope != program.None && len(j.to[scope]) == 0; scope = j.target.Activities[scope].FlowScope {
		if body == program.None && j.target.Activities[scope].Behavior.IsMultiInstance() {
			body = scope
		}
	}
	if body == program.None {
		return ""
	}
	return newBody(t.ID, j.target.Activities[body].ID)
}

func (j *judgement) noNewInner(m mapping) string {
	return j.inner(j.target, m.target, j.to, innerNotMapped)
}

func (j *judgement) noLostInner(m mapping) string {
	return j.inner(j.source, m.source, j.from, innerLost)
}

// inner returns a text where a body is mapped, and its inner activity is not.
func (j *judgement) inner(p *program.Process, body program.ActivityID, mapped [][]mapping, text string) string {
	if !p.Activities[body].Behavior.IsMultiInstance() {
		return ""
	}
	inner, ok := innerOf(p, body)
	if !ok {
		j.exception = noInner(p.Activities[body].ID)
		return j.exception
	}
	if len(mapped[inner]) == 0 {
		return text
	}
	return ""
}

func (j *judgement) enoughFlows(m mapping) string {
	s, t := j.activities(m)
	if isJoin(t.Behavior) && len(s.Incoming) > len(t.Incoming) {
		return fewerFlows
	}
	return ""
}

func (j *judgement) gatewayScope(m mapping) string {
	s, t := j.activities(m)
	if isJoin(t.Behavior) && s.FlowScope != program.Root && len(j.from[s.FlowScope]) == 0 {
		return gatewayScope(j.source.Activities[s.FlowScope].ID)
	}
	return ""
}

func (j *judgement) oneGateway(m mapping) string {
	_, t := j.activities(m)
	if isJoin(t.Behavior) && len(j.to[m.target]) > 1 {
		return severalGateways(t.ID)
	}
	return ""
}

func (j *judgement) sameEventScope(m mapping) string {
	s, t := j.activities(m)
	if s.Type == program.CompensationBoundaryType || s.EventScope == program.None || s.EventScope == s.FlowScope {
		return ""
	}
	scope := j.source.Activities[s.EventScope].ID
	if t.EventScope == program.None {
		if s.Behavior == program.UserTaskBehavior && s.EventScope == m.source && hasTimeout(s) {
			return ""
		}
		return noEventScope(scope)
	}
	mapped := program.None
	switch {
	case s.EventScope == program.Root:
		mapped = program.Root
	case len(j.from[s.EventScope]) > 0:
		mapped = j.from[s.EventScope][0].target
	}
	if mapped == t.EventScope {
		return ""
	}
	return otherEventScope(scope, j.target.Activities[t.EventScope].ID)
}

func (j *judgement) updatesTrigger(m mapping) string {
	if m.update && !hasTrigger(j.source, m.source) {
		return noTrigger
	}
	return ""
}

// hierarchy looks at the closest scope around the source that is mapped.
func (j *judgement) hierarchy(m mapping) string {
	s, t := j.activities(m)
	for scope := s.FlowScope; scope != program.None; scope = j.source.Activities[scope].FlowScope {
		if len(j.from[scope]) == 0 {
			continue
		}
		target := j.from[scope][0].target
		if j.target.Contains(target, m.target) {
			return ""
		}
		return notAncestor(j.source.Activities[scope].ID, j.target.Activities[target].ID, t.ID)
	}
	return ""
}

func (j *judgement) conditional(m mapping) string {
	s, _ := j.activities(m)
	if isConditional(s.Behavior) && !m.update {
		return conditionalNeedsUpdate
	}
	return ""
}
