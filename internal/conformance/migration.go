package conformance

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// planRequest asks for a migration plan.
type planRequest struct {
	Name, Source, Target string
	MapEqualActivities   bool
	UpdateEventTriggers  bool
	Explicit             []planInstruction
}

// planAnswer is what the engine said of a plan.
type planAnswer struct {
	Instructions []planInstruction
	Failures     []struct {
		Instruction planInstruction
		Failures    []string
	}
	Exception string
}

type planInstruction struct {
	Source, Target     string
	UpdateEventTrigger bool
}

// migrations compares migration plans and migrations of instances: what a row
// is about shows in its fields.
func migrations(ctx context.Context, args []string) (*Result, error) {
	return judgeRows(ctx, "migration", args, (*Result).compareMigration)
}

// judgeRows judges the rows of files about models of a folder.
func judgeRows(ctx context.Context, kind string, args []string, judge func(*Result, *planModels, []byte) error) (*Result, error) {
	if len(args) < 2 {
		return nil, fmt.Errorf("usage: %s DIR FILE.jsonl…", kind)
	}
	folders, err := openFolders(args[0])
	if err != nil {
		return nil, err
	}
	defer folders.close()
	models := &planModels{folders: folders, known: map[string]*planModel{}}
	r := newResult()
	for _, name := range args[1:] {
		err := eachAnswer(name, func(row *json.RawMessage) error {
			return cmp.Or(ctx.Err(), judge(r, models, *row))
		})
		if err != nil {
			return nil, err
		}
	}
	return r, nil
}

// compareMigration compares a row.
func (r *Result) compareMigration(models *planModels, text []byte) error {
	var row struct{ Before, Answer json.RawMessage }
	if err := json.Unmarshal(text, &row); err != nil {
		return err
	}
	r.Of++
	switch {
	case row.Answer != nil:
		return r.compareRun(models, text)
	case row.Before != nil:
		return r.compareExecution(models, text)
	}
	return r.comparePlan(models, text)
}

// comparePlan compares a plan.
func (r *Result) comparePlan(models *planModels, row []byte) error {
	var a struct {
		planRequest
		planAnswer
	}
	if err := json.Unmarshal(row, &a); err != nil {
		return err
	}
	got, plan, err := models.plan(a.planRequest)
	if err != nil {
		return err
	}
	if got == "" {
		got = planText(plan.Instructions)
	}
	want := a.expected()
	if got == want {
		r.Agree++
		return nil
	}
	cause := "instructions"
	switch {
	case a.Exception != "":
		cause = "exception"
	case a.Failures != nil:
		cause = "failures"
	}
	r.disagree(cause, "%s: %s → %s: %s, the engine %s", a.Name, a.Source, a.Target, got, want)
	return nil
}

// notDeployed stands for all reasons for which a version does not deploy.
const notDeployed = "does not deploy"

// deployedID is the id of a deployed process in a text: its key, version and
// a number, or a number alone where that is too long.
var deployedID = regexp.MustCompile(`event scope \(([^()\s]+:\d+:)?(\d+|[0-9a-f-]{36})\)`)

// maskedScope stands for a process as event scope.
const maskedScope = "event scope (#)"

// expected writes what the engine said.
func (a planAnswer) expected() string {
	switch {
	case strings.HasPrefix(a.Exception, "ParseException: "), strings.Contains(a.Exception, "ENGINE-09003"):
		return notDeployed
	case a.Exception != "":
		_, text, _ := strings.Cut(a.Exception, ": ")
		return "exception " + text
	case a.Failures != nil:
		var lines []string
		for _, f := range a.Failures {
			for i, text := range f.Failures {
				f.Failures[i] = deployedID.ReplaceAllString(text, maskedScope)
			}
			lines = append(lines, fmt.Sprintf("%s refused: %s", f.Instruction, strings.Join(f.Failures, "; ")))
		}
		slices.Sort(lines)
		return strings.Join(lines, "\n")
	}
	var plan []engine.Instruction
	for _, i := range a.Instructions {
		plan = append(plan, engine.Instruction(i))
	}
	return planText(plan)
}

func (i planInstruction) String() string {
	text := i.Source + " → " + i.Target
	if i.UpdateEventTrigger {
		text += " with its trigger"
	}
	return text
}

func planText(list []engine.Instruction) string {
	var lines []string
	for _, i := range list {
		lines = append(lines, planInstruction(i).String())
	}
	slices.Sort(lines)
	return "plan " + strings.Join(lines, ", ")
}

// planModels are the models of plans, each built once.
type planModels struct {
	folders *folders
	known   map[string]*planModel
}

// planModel is the first process of a model, nil where it does not deploy.
type planModel struct{ process *program.Process }

func (m *planModels) model(name string) (*planModel, error) {
	if x, ok := m.known[name]; ok {
		return x, nil
	}
	data, err := m.folders.read(name)
	if err != nil {
		return nil, err
	}
	x := new(planModel)
	m.known[name] = x
	doc, faults := xmltree.Parse(source.New(name, data), xmltree.Options{})
	if doc == nil || doc.Root == nil || len(faults) > 0 {
		return x, nil
	}
	d, _ := bpmn.FromDocument(doc)
	if d == nil {
		return x, nil
	}
	deployment, _ := compile.Compile([]*bpmn.Definitions{d}, compile.Options{WithoutClasses: true, StopAsEngine: true})
	if deployment != nil && len(deployment.Processes) > 0 {
		x.process = deployment.Processes[0]
	}
	return x, nil
}

// plan makes the plan of a request, or says why there is none.
func (m *planModels) plan(a planRequest) (refused string, plan engine.Plan, err error) {
	s, err := m.model(a.Source)
	if err != nil {
		return "", plan, err
	}
	t, err := m.model(a.Target)
	if err != nil {
		return "", plan, err
	}
	if s.process == nil || t.process == nil {
		return notDeployed, plan, nil
	}
	pair := migration.Pair{Source: s.process, Target: t.process}
	if a.MapEqualActivities {
		var exception string
		if plan.Instructions, exception = migration.Generate(pair, a.UpdateEventTriggers); exception != "" {
			return "exception " + exception, plan, nil
		}
	}
	for _, i := range a.Explicit {
		plan.Instructions = append(plan.Instructions, engine.Instruction(i))
	}
	verdict := migration.Validate(pair, plan)
	if verdict.Exception != "" {
		return "exception " + verdict.Exception, plan, nil
	}
	if verdict.Accepted() {
		return "", plan, nil
	}
	var lines []string
	for _, f := range verdict.Failures {
		for i := range f.Texts {
			for _, p := range [...]*program.Process{s.process, t.process} {
				f.Texts[i] = strings.ReplaceAll(f.Texts[i], "event scope ("+p.Key+")", maskedScope)
			}
		}
		lines = append(lines, fmt.Sprintf("%s refused: %s", planInstruction(f.Instruction), strings.Join(f.Texts, "; ")))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), plan, nil
}
