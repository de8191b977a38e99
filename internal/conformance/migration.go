package conformance

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
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

// planAnswer is a request for a migration plan with what the engine said. Rows
// with steps or states are about the migration of instances.
type planAnswer struct {
	Name, Source, Target string
	MapEqualActivities   bool
	UpdateEventTriggers  bool
	Explicit             []planInstruction
	Instructions         []planInstruction
	Failures             []struct {
		Instruction planInstruction
		Failures    []string
	}
	Exception string
	Before    json.RawMessage
	Answer    json.RawMessage
}

type planInstruction struct {
	Source, Target     string
	UpdateEventTrigger bool
}

// migrations compares migration plans.
func migrations(ctx context.Context, args []string) (*Result, error) {
	if len(args) < 2 {
		return nil, fmt.Errorf("usage: migration DIR FILE.jsonl…")
	}
	folders, err := openFolders(args[0])
	if err != nil {
		return nil, err
	}
	defer folders.close()
	models := &planModels{folders: folders, known: map[string]*planModel{}}
	r := newResult()
	skipped := 0
	for _, name := range args[1:] {
		n, err := r.comparePlans(ctx, models, name)
		if err != nil {
			return nil, err
		}
		skipped += n
	}
	if skipped > 0 {
		r.Figures = append(r.Figures, fmt.Sprintf("not judged yet: %d migrations of instances", skipped))
	}
	return r, nil
}

// comparePlans compares the plans of a file; skipped counts what is about
// instances.
func (r *Result) comparePlans(ctx context.Context, models *planModels, name string) (skipped int, err error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 64<<20)
	for s.Scan() && ctx.Err() == nil {
		var a planAnswer
		if err := json.Unmarshal(s.Bytes(), &a); err != nil {
			return skipped, fmt.Errorf("read %s: %w", name, err)
		}
		if a.Before != nil || a.Answer != nil {
			skipped++
			continue
		}
		r.Of++
		want, got, err := a.expected(), "", error(nil)
		if got, err = models.plan(a); err != nil {
			return skipped, err
		}
		if got == want {
			r.Agree++
			continue
		}
		cause := "instructions"
		switch {
		case a.Exception != "":
			cause = "exception"
		case a.Failures != nil:
			cause = "failures"
		}
		r.disagree(cause, "%s: %s → %s: %s, the engine %s", a.Name, a.Source, a.Target, got, want)
	}
	return skipped, cmp.Or(s.Err(), ctx.Err())
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
	return planText(a.Instructions)
}

func (i planInstruction) String() string {
	text := i.Source + " → " + i.Target
	if i.UpdateEventTrigger {
		text += " with its trigger"
	}
	return text
}

func planText(list []planInstruction) string {
	var lines []string
	for _, i := range list {
		lines = append(lines, i.String())
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

// plan writes our answer.
func (m *planModels) plan(a planAnswer) (string, error) {
	s, err := m.model(a.Source)
	if err != nil {
		return "", err
	}
	t, err := m.model(a.Target)
	if err != nil {
		return "", err
	}
	if s.process == nil || t.process == nil {
		return notDeployed, nil
	}
	pair := migration.Pair{Source: s.process, Target: t.process}
	var plan engine.Plan
	if a.MapEqualActivities {
		var exception string
		if plan.Instructions, exception = migration.Generate(pair, a.UpdateEventTriggers); exception != "" {
			return "exception " + exception, nil
		}
	}
	for _, i := range a.Explicit {
		plan.Instructions = append(plan.Instructions, engine.Instruction(i))
	}
	verdict := migration.Validate(pair, plan)
	if verdict.Exception != "" {
		return "exception " + verdict.Exception, nil
	}
	if verdict.Accepted() {
		var list []planInstruction
		for _, i := range plan.Instructions {
			list = append(list, planInstruction(i))
		}
		return planText(list), nil
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
	return strings.Join(lines, "\n"), nil
}
