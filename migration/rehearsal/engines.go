package rehearsal

import (
	_ "embed"
	"errors"
	"fmt"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/source"
)

// calledModel stands for every process that is called: it waits, until it is
// completed, fails with an error or escalates.
//
//go:embed called.bpmn
var calledModel []byte

// maxSteps is how many activities one step may enter. Outlines compute nothing,
// so that only a loop without a place to wait enters more.
const maxSteps = 2000

// stage is where a rehearsal takes place: the outlines of both versions, an
// engine in which instances of the source start and to whose target they are
// migrated, and one in which instances of the target start.
type stage struct {
	chooser        *chooser
	source, target *side
	old, new       *engine.Engine
	plan           engine.Plan
}

func newStage(p migration.Pair, plan engine.Plan, o Options) (*stage, error) {
	called, err := calledProcess(o)
	if err != nil {
		return nil, err
	}
	c := newChooser()
	outlines := outliner{chooser: c, called: called.Key}
	source, target := outlines.outline(p.Source, true), outlines.outline(p.Target, true)
	silent := *target
	silent.StartTimers, silent.StartSubscriptions = nil, nil
	s := &stage{chooser: c, source: newSide("source", source), target: newSide("target", target), plan: plan}
	deploy := func(all ...*program.Process) (*engine.Engine, []string, error) {
		e := engine.New(engine.Options{Behaviors: c.behaviors(), Trace: engine.NoTrace, Limits: engine.Limits{Steps: maxSteps}})
		var ids []string
		for _, q := range all {
			list, err := e.Deploy(engine.Deploy{Deployment: &compile.Deployment{Platform: o.Platform, Processes: []*program.Process{q}}})
			if err != nil {
				return nil, nil, fmt.Errorf("deploy the outline of %s: %w", q.Key, err)
			}
			ids = append(ids, list[0].ID)
		}
		return e, ids, nil
	}
	var ids []string
	if s.old, ids, err = deploy(called, &silent, source); err != nil {
		return nil, err
	}
	s.plan.Target, s.plan.Source = ids[1], ids[2]
	s.plan.Variables = nil
	if s.new, _, err = deploy(called, target); err != nil {
		return nil, err
	}
	return s, nil
}

// calledProcess returns the process that stands for every one that is called.
func calledProcess(o Options) (*program.Process, error) {
	d, problems := bpmn.Parse(source.New("called.bpmn", calledModel), bpmn.Options{})
	if d == nil {
		return nil, errors.New(problems[0].Message)
	}
	return program.Build(d, program.Options{Platform: o.Platform})[0], nil
}

// migrate moves an instance at rest to the target, and returns what it is then,
// nil if it has ended, and the activities that were entered.
func (s *stage) migrate(n *node) (*look, []string, error) {
	e := n.engine.Fork()
	s.chooser.begin(n.instance, nil)
	if err := e.Migrate(engine.Migrate{Plan: s.plan, Instances: []engine.ID{n.instance}}); err != nil {
		return nil, nil, err
	}
	return settled(e, n.instance, s.target), s.chooser.entered, nil
}
