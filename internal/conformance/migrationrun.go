package conformance

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
)

// runRequest brings an instance somewhere, migrates it, and goes on with it.
type runRequest struct {
	planRequest
	// Deploy are models that are deployed first, each on its own.
	Deploy []string
	Vars   json.RawMessage
	// StartBefore are activities to start before, instead of the start event.
	StartBefore []string
	// Before and After are commands of scripts.
	Before, After []string
	// Advance is for how many seconds the clock moves before the migration.
	Advance                             int
	SkipCustomListeners, SkipIOMappings bool
	Details                             bool
}

// migrationAnswer is what became of an instance.
type migrationAnswer struct {
	planAnswer
	Report                                  *refusalReport
	BeforeSteps, AfterSteps                 []string
	Before, After, End                      *instanceState
	BeforeDetails, AfterDetails, EndDetails []string
	OK                                      bool
	Log                                     []string

	// refused says, in an answer of ours, why there is no plan.
	refused string
}

// refusalReport says why an instance is not migrated.
type refusalReport struct {
	Failures                                           []string
	ActivityInstanceReports, TransitionInstanceReports []placeReport
}

type placeReport struct {
	SourceScopeID string
	Instruction   *planInstruction
	Failures      []string
}

// lines lists the report, sorted.
func (r *refusalReport) lines() []string {
	if r == nil {
		return nil
	}
	var out []string
	for _, f := range r.Failures {
		out = append(out, leftBehind.ReplaceAllString(f, ": [#]"))
	}
	add := func(what string, list []placeReport) {
		for _, p := range list {
			instruction := "none"
			if p.Instruction != nil {
				instruction = p.Instruction.String()
			}
			out = append(out, fmt.Sprintf("%s %s (%s): %s", what, sourceScope.ReplaceAllString(p.SourceScopeID, "$1:#"), instruction,
				strings.Join(p.Failures, "; ")))
		}
	}
	add("activity", r.ActivityInstanceReports)
	add("transition", r.TransitionInstanceReports)
	slices.Sort(out)
	return out
}

var (
	// leftBehind are the identifiers of what a migration leaves behind.
	leftBehind = regexp.MustCompile(`: \[[^]]*\]$`)
	// sourceScope is the identifier of a definition, as a scope.
	sourceScope = regexp.MustCompile(`^(.*:\d+):(\d+|#)$`)
	// doubleMapping is behind which the text of a double mapping is cut.
	doubleMapping = regexp.MustCompile(`(There are multiple mappings for source activity id '[^']*').*`)
)

// compareRun replays a run and compares it.
func (r *Result) compareRun(models *planModels, row []byte) error {
	var a struct {
		runRequest
		Before []string
		Answer migrationAnswer
	}
	if err := json.Unmarshal(row, &a); err != nil {
		return err
	}
	a.runRequest.Before = a.Before
	got, err := models.run(a.runRequest)
	if err != nil {
		return err
	}
	if d := a.Answer.gaps(got); len(d) > 0 {
		r.disagree(d[0].part, "%s: %s → %s%s", a.Name, a.Source, a.Target, gapText(d))
	} else {
		r.Agree++
	}
	return nil
}

// run is our answer to a request.
func (m *planModels) run(q runRequest) (*migrationAnswer, error) {
	a := new(migrationAnswer)
	s := &script{replica: newReplica(), models: &library{folders: []*folders{m.folders}}, instance: gone}
	return a, a.note(m.migrate(q, s, a))
}

// note notes how the engine refuses, and returns what went wrong beside that.
func (a *migrationAnswer) note(err error) error {
	var refusal *engine.Refusal
	var e *engine.Error
	switch {
	case errors.As(err, &refusal):
		a.Report = reportOf(refusal.Report)
	case errors.As(err, &e):
		a.Exception = line(e)
	default:
		return err
	}
	return nil
}

// migrate does what a request says, and notes what is to be seen on the way.
// What the engine would refuse is an error of the engine's.
func (m *planModels) migrate(q runRequest, s *script, a *migrationAnswer) error {
	for _, name := range q.Deploy {
		if _, err := m.deploy(s, name); err != nil {
			return err
		}
	}
	source, err := m.deploy(s, q.Source)
	if err != nil {
		return err
	}
	if err := s.startAt(source, q); err != nil {
		return err
	}
	instance := s.instance
	s.writeRows()
	a.BeforeSteps = s.steps(q.Before)
	target, err := m.deploy(s, q.Target)
	if err != nil {
		return err
	}
	var plan engine.Plan
	if a.refused, plan, err = m.plan(q.planRequest); err != nil || a.refused != "" {
		return err
	}
	a.Instructions = []planInstruction{}
	for _, i := range plan.Instructions {
		a.Instructions = append(a.Instructions, planInstruction(i))
	}
	plan.Source, plan.Target = source, target
	if a.Before, a.BeforeDetails, err = s.show(instance, q.Details); err != nil {
		return err
	}
	if err := s.SetTime(engine.SetTime{Time: s.Now().Add(time.Duration(q.Advance) * time.Second)}); err != nil {
		return err
	}
	s.log = nil
	s.rememberNames()
	c := engine.Migrate{
		Plan: plan, Instances: []engine.ID{instance}, SkipListeners: q.SkipCustomListeners, SkipIOMappings: q.SkipIOMappings,
	}
	if err := s.attempted(func() error { return s.Migrate(c) }); err != nil {
		return err
	}
	s.writeRows()
	a.Log = slices.Clone(s.log)
	if a.After, a.AfterDetails, err = s.show(instance, q.Details); err != nil {
		return err
	}
	a.OK = true
	if len(q.After) > 0 {
		a.AfterSteps = s.steps(q.After)
		a.End, a.EndDetails, err = s.show(instance, q.Details)
	}
	return err
}

// show returns the state of an instance, with details where they are asked for.
func (s *script) show(instance engine.ID, details bool) (state *instanceState, lines []string, err error) {
	state = s.stateOf(instance)
	if details {
		lines, err = s.detailsOf(instance)
	}
	return state, lines, err
}

// deploy deploys a model and returns the identifier of its first process.
func (m *planModels) deploy(s *script, name string) (string, error) {
	data, err := m.folders.read(name)
	if err != nil {
		return "", err
	}
	before := len(s.Definitions())
	if err := s.deploy([]deployed{{name, data}}); err != nil {
		return "", err
	}
	l := s.Definitions()
	if len(l) == before {
		return "", javaError("IllegalArgumentException", "no executable process in the model")
	}
	return l[before].ID, nil
}

// startAt starts the instance of a request.
func (s *script) startAt(definition string, q runRequest) error {
	vars, err := orderedVariables(q.Vars)
	if err != nil {
		return err
	}
	c := engine.StartInstance{Definition: definition, Variables: vars}
	for _, activity := range q.StartBefore {
		c.Instructions = append(c.Instructions, engine.ModificationInstruction{Kind: engine.StartBefore, Element: activity})
	}
	return s.attempted(func() error { return s.start(c) })
}

// attempted makes a panic, which is an error of ours, one that the comparison
// shows.
func (s *script) attempted(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = javaError("panic", "%v", p)
		}
	}()
	return f()
}

// steps runs commands and returns all that they print, without indentation.
func (s *script) steps(commands []string) []string {
	var out []string
	for _, c := range commands {
		for _, l := range s.line(c) {
			out = append(out, strings.TrimSpace(l))
		}
	}
	return out
}

func reportOf(r engine.InstanceReport) *refusalReport {
	places := func(list []engine.PlaceReport) (out []placeReport) {
		for _, p := range list {
			out = append(out, placeReport{p.Scope, (*planInstruction)(p.Instruction), p.Failures})
		}
		return out
	}
	return &refusalReport{r.Failures, places(r.Activities), places(r.Transitions)}
}
