package engine_test

import (
	"math/rand/v2"
	"regexp"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/source"
)

// pair is two deployments of the same processes.
type pair struct{ first, second *compile.Deployment }

// deploys returns what becomes of a model, nil where it does not deploy.
func deploys(text string) *compile.Deployment {
	d, problems := bpmn.Parse(source.New("random.bpmn", []byte(text)), bpmn.Options{})
	if len(problems) > 0 {
		return nil
	}
	deployment, _ := compile.Compile([]*bpmn.Definitions{d}, compile.Options{})
	return deployment
}

var (
	elementID = regexp.MustCompile(`id="([a-z]+[0-9]+)"`)
	repeated  = regexp.MustCompile(`<multiInstanceLoopCharacteristics.*?</multiInstanceLoopCharacteristics>`)
)

// changed writes another version of a model: some elements have other ids, some
// do not repeat or wait for jobs any more, some events interrupt or do not.
func changed(r *rand.Rand, text string) string {
	sometimes := func(n int, with string) func(string) string {
		return func(s string) string {
			if r.IntN(n) == 0 {
				return with
			}
			return s
		}
	}
	out := repeated.ReplaceAllStringFunc(text, sometimes(4, ""))
	for _, word := range [][2]string{
		{` camunda:asyncBefore="true"`, ""}, {` camunda:asyncAfter="true"`, ""}, {`cancelActivity="true"`, `cancelActivity="false"`},
		{"PT1H", "PT2H"}, {`messageRef="m1"`, `messageRef="m2"`},
	} {
		parts := strings.Split(out, word[0])
		out = parts[0]
		for _, p := range parts[1:] {
			out += sometimes(4, word[1])(word[0]) + p
		}
	}
	for _, m := range elementID.FindAllStringSubmatch(out, -1) {
		if r.IntN(12) == 0 {
			out = strings.ReplaceAll(out, `"`+m[1]+`"`, `"`+m[1]+`x"`)
		}
	}
	return out
}

// randomPlan maps the activities of one version to those of another that have
// the same id, as far as the engine would accept it; choices leave some scopes
// out.
func randomPlan(source, target *program.Process, choices uint64) []engine.Instruction {
	mapped := map[string]bool{source.Key: true}
	var out []engine.Instruction
	for i := 1; i < len(source.Activities); i++ {
		s := &source.Activities[i]
		id, ok := target.ActivityByID(s.ID)
		if !ok || !goesOn(source, target, s, &target.Activities[id], mapped) {
			continue
		}
		if s.IsSubProcess && choices>>(i%40)&3 == 0 {
			continue
		}
		mapped[s.ID] = true
		update := s.Behavior == program.CatchConditionalBehavior || s.Behavior == program.BoundaryConditionalBehavior || s.Behavior == program.EventSubProcessConditionalBehavior
		out = append(out, engine.Instruction{Source: s.ID, Target: s.ID, UpdateEventTrigger: update})
	}
	return out
}

// goesOn reports whether instances of an activity can go on in the target.
func goesOn(source, target *program.Process, s, t *program.Activity, mapped map[string]bool) bool {
	name := func(p *program.Process, a program.ActivityID) string {
		if a == program.None {
			return ""
		}
		return p.Activities[a].ID
	}
	scope, event := name(source, s.FlowScope), name(source, s.EventScope)
	within := source.Activities[s.FlowScope]
	switch {
	case s.Behavior != t.Behavior || s.Type != t.Type || scope != name(target, t.FlowScope) || event != name(target, t.EventScope):
		return false
	case event != "" && event != scope && event != s.ID && !mapped[event]:
		return false
	case len(s.Incoming) > len(t.Incoming) && (s.Behavior == program.ParallelGatewayBehavior || s.Behavior == program.InclusiveGatewayBehavior):
		return false
	}
	return mapped[scope] || within.Behavior == program.SubProcessBehavior && s.Behavior != program.ParallelGatewayBehavior && s.Behavior != program.InclusiveGatewayBehavior
}

// migrateRandomly moves an instance to the other version, which is deployed
// first.
func migrateRandomly(e *engine.Engine, versions pair, n uint64) error {
	all := e.Definitions()
	if len(all) == len(versions.first.Processes) {
		_, err := e.Deploy(engine.Deploy{Deployment: versions.second})
		return err
	}
	list := e.Instances()
	if len(list) == 0 {
		return nil
	}
	in := list[int(n%uint64(len(list)))]
	for i, from := range versions.first.Processes {
		if from.Key != in.Key {
			continue
		}
		to, other := versions.second.Processes[i], all[len(versions.first.Processes)+i]
		if in.Version == 2 {
			from, to, other = to, from, all[i]
		}
		c := engine.Migrate{
			Plan:      engine.Plan{Source: in.Definition, Target: other.ID, Instructions: randomPlan(from, to, n)},
			Instances: []engine.ID{in.ID}, SkipListeners: n%5 == 0, SkipIOMappings: n%7 == 0,
		}
		if n%3 == 0 {
			c.Plan.Variables = []engine.Variable{{Name: "x", Value: int(n % 4)}}
		}
		return e.Migrate(c)
	}
	return nil
}
