package facts_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/source"
)

const (
	projectHead = `<definitions xmlns="` + bpmn.ModelNamespace + `" xmlns:camunda="` + bpmn.CamundaNamespace + `" id="d">`
	projectTail = `</definitions>`
)

// projectFile is a model of a project.
type projectFile struct {
	path, unit, xml string
	external        []string
}

func (f projectFile) summary(t *testing.T) *facts.Summary {
	t.Helper()
	d, problems := bpmn.Parse(source.New(f.path, []byte(projectHead+f.xml+projectTail)), bpmn.Options{})
	if d == nil || len(problems) > 0 {
		t.Fatalf("%s: %v", f.path, problems)
	}
	m := facts.NewModel(d)
	m.Unit, m.ExternalProcesses, m.ExternalSignals = f.unit, f.external, f.external
	return facts.Summarize(m)
}

func caller(key string) string {
	return `<process id="caller" isExecutable="true"><startEvent id="s"/><callActivity id="call" calledElement="` + key + `"/></process>`
}

func callee(key string) string {
	return `<process id="` + key + `" isExecutable="true"><startEvent id="s"/></process>`
}

// TestProjectCalls resolves calls: within the deployment unit first, then in
// the whole repository.
func TestProjectCalls(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		files []projectFile
		// want are the paths of the files of the called processes.
		want     []string
		external bool
	}{
		"same unit": {
			files: []projectFile{{path: "a/1", unit: "a", xml: caller("x")}, {path: "a/2", unit: "a", xml: callee("x")}, {path: "b/1", unit: "b", xml: callee("x")}},
			want:  []string{"a/2"},
		},
		"other units": {
			files: []projectFile{{path: "a/1", unit: "a", xml: caller("x")}, {path: "b/1", unit: "b", xml: callee("x")}, {path: "c/1", unit: "c", xml: callee("x")}},
			want:  []string{"b/1", "c/1"},
		},
		"external": {
			files:    []projectFile{{path: "a/1", unit: "a", xml: caller("billing-run"), external: []string{"x", "bill*-r?n"}}},
			external: true,
		},
		"not external": {
			files: []projectFile{{path: "a/1", unit: "a", xml: caller("billing-run"), external: []string{"billing", "*-stop"}}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var files []*facts.Summary
			for _, f := range tt.files {
				files = append(files, f.summary(t))
			}
			// The order of the files must not matter.
			slices.Reverse(files)
			in := valueOf(t, facts.NewEncoder().EncodeProject(facts.Project{Files: files}))
			project := in["project"].(map[string]any)
			call := project["call_activities"].([]any)[0].(map[string]any)
			var got []string
			targets, _ := call["targets"].([]any)
			for _, i := range targets {
				got = append(got, project["processes"].([]any)[intOf(t, i)].(map[string]any)["file"].(string))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("targets (-want +got):\n%s", d)
			}
			if got := call["is_external"] == true; got != tt.external {
				t.Errorf("is_external is %v", got)
			}
		})
	}
}

// TestIncomplete tells when other files of the repository must be read.
func TestIncomplete(t *testing.T) {
	t.Parallel()
	signal := `<signal id="g" name="low"/><process id="p" isExecutable="true"><startEvent id="s"><signalEventDefinition signalRef="g"/></startEvent></process>`
	tests := map[string]struct {
		files []projectFile
		want  bool
	}{
		"nothing":          {[]projectFile{{path: "1", xml: callee("x")}}, false},
		"called process":   {[]projectFile{{path: "1", xml: caller("x")}}, true},
		"there":            {[]projectFile{{path: "1", xml: caller("x")}, {path: "2", xml: callee("x")}}, false},
		"expression":       {[]projectFile{{path: "1", xml: caller("${x}")}}, false},
		"external process": {[]projectFile{{path: "1", xml: caller("x"), external: []string{"*"}}}, false},
		"signal":           {[]projectFile{{path: "1", xml: signal}}, true},
		"not executable":   {[]projectFile{{path: "1", xml: `<process id="p"><callActivity id="c"/></process>`}}, false},
		"call of a draft":  {[]projectFile{{path: "1", xml: caller("x")}, {path: "2", xml: `<process id="x"/>`}}, true},
		"case":             {[]projectFile{{path: "1", xml: `<process id="p" isExecutable="true"><callActivity id="c" camunda:caseRef="x"/></process>`}}, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var files []*facts.Summary
			for _, f := range tt.files {
				files = append(files, f.summary(t))
			}
			if got := facts.Incomplete(files); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestProjectCamunda8 leaves models of another engine out.
func TestProjectCamunda8(t *testing.T) {
	t.Parallel()
	d, _ := bpmn.Parse(source.New("8.bpmn", []byte(projectHead+caller("x")+projectTail)), bpmn.Options{})
	m := facts.NewModel(d)
	m.Platform.Name = "camunda-8"
	in := valueOf(t, facts.NewEncoder().EncodeProject(facts.Project{Files: []*facts.Summary{facts.Summarize(m)}}))
	if d := cmp.Diff(map[string]any{"project": map[string]any{}}, in); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func valueOf(t *testing.T, term *ast.Term) map[string]any {
	t.Helper()
	v, err := ast.ValueToInterface(term.Value, nil)
	if err != nil {
		t.Fatal(err)
	}
	return v.(map[string]any)
}

func intOf(t *testing.T, v any) int {
	t.Helper()
	n, err := ast.InterfaceToValue(v)
	if err != nil {
		t.Fatal(err)
	}
	i, ok := n.(ast.Number).Int()
	if !ok {
		t.Fatalf("%v is no number", v)
	}
	return i
}
