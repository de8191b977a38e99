package compile_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/source"
)

// TestCompile sees what deploys and what comes of it, over files.
func TestCompile(t *testing.T) {
	t.Parallel()
	named := func(id, content string) string {
		return head + `<process id="` + id + `" isExecutable="true"><startEvent id="s"/>` + content + `</process>` + tail
	}
	const warned = `<adHocSubProcess id="x"/>`
	for name, test := range map[string]struct {
		models []string
		keys   []string // nil where the engine refuses
		rules  []string
	}{
		"files in their order":        {[]string{named("b", ""), named("a", "")}, []string{"b", "a"}, nil},
		"a warning does not matter":   {[]string{named("a", warned)}, []string{"a"}, []string{"warning element-not-executed"}},
		"nothing executable":          {[]string{head + `<process id="a"/>` + tail}, []string{}, nil},
		"one file refuses the others": {[]string{named("a", ""), named("b", `<serviceTask id="x"/>`)}, nil, []string{"error task-not-implemented"}},
		"together they are refused":   {[]string{named("a", ""), named("a", "")}, nil, []string{"error deployment-same-key"}},
		"no file":                     {nil, []string{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var files []*bpmn.Definitions
			for _, model := range test.models {
				files = append(files, read(t, model))
			}
			deployment, list := compile.Compile(files, compile.Options{})
			var keys, found []string
			if deployment != nil {
				keys = []string{}
				for _, p := range deployment.Processes {
					keys = append(keys, p.Key)
				}
			}
			for _, d := range list {
				found = append(found, d.Severity.String()+" "+d.Rule)
			}
			if diff := cmp.Diff(test.keys, keys); diff != "" {
				t.Errorf("processes: -want +got\n%s", diff)
			}
			if diff := cmp.Diff(test.rules, found); diff != "" {
				t.Errorf("problems: -want +got\n%s", diff)
			}
		})
	}
}

// TestCompileOptions sees that the processes are for the engine that is asked.
func TestCompileOptions(t *testing.T) {
	t.Parallel()
	connector := []*bpmn.Definitions{read(t, process(`<serviceTask id="x"><extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></extensionElements></serviceTask>`))}
	if d, _ := compile.Compile(connector, compile.Options{}); d != nil {
		t.Error("without the Connect plug-in the task runs nothing")
	}
	d, list := compile.Compile(connector, compile.Options{Plugins: compile.Plugins{Connect: true}})
	if d == nil {
		t.Fatal(list)
	}
	if a, _ := d.Processes[0].ActivityByID("x"); d.Processes[0].Activities[a].Behavior != program.ConnectorBehavior {
		t.Errorf("the task is %s", d.Processes[0].Activities[a].Behavior)
	}
	if d.Platform != platform.Latest(platform.Camunda) {
		t.Errorf("platform %s", d.Platform)
	}
	old := platform.Platform{Product: platform.Camunda, Major: 7, Minor: 15}
	if d, _ := compile.Compile(nil, compile.Options{Platform: old}); d.Platform != old {
		t.Errorf("platform %s", d.Platform)
	}
}

// TestDiagnostic sees what a user gets to know of a problem.
func TestDiagnostic(t *testing.T) {
	t.Parallel()
	d := read(t, process(`<serviceTask id="charge" name="Charge card"/>`))
	_, list := compile.Compile([]*bpmn.Definitions{d}, compile.Options{})
	if len(list) != 1 {
		t.Fatal(list)
	}
	got := list[0]
	if got.Help == "" {
		t.Error("no help")
	}
	got.Help = ""
	text := d.File.Text()
	if tag := string(text[got.Range.Start.Offset:got.Range.End.Offset]); tag != `<serviceTask id="charge" name="Charge card"/>` {
		t.Errorf("the place is %s", tag)
	}
	want := diag.Diagnostic{
		Rule: "task-not-implemented", Category: "deploy", Severity: diag.Error, File: "model.bpmn",
		Message: "One of the attributes 'class', 'delegateExpression', 'type', or 'expression' is mandatory on serviceTask. If you are using a connector, make sure the connect process engine plugin is registered with the process engine.",
		Element: diag.Element{ID: "charge", Type: "serviceTask", Name: "Charge card"}, Fingerprint: "/p/charge", Range: got.Range,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func ExampleCompile() {
	read := func(name, content string) *bpmn.Definitions {
		defs, _ := bpmn.Parse(source.New(name, []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://example.com">`+content+`</definitions>`)), bpmn.Options{})
		return defs
	}
	order := read("order.bpmn", `<process id="order" isExecutable="true"><startEvent id="placed"/></process>`)
	deployment, _ := compile.Compile([]*bpmn.Definitions{order}, compile.Options{})
	fmt.Println(deployment.Platform, "runs", deployment.Processes[0].Key)

	broken := read("broken.bpmn", `<process id="refund" isExecutable="true"/>`)
	deployment, problems := compile.Compile([]*bpmn.Definitions{order, broken}, compile.Options{})
	fmt.Println(deployment == nil)
	for _, p := range problems {
		fmt.Printf("%s:%d: %s: %s\n", p.File, p.Range.Start.Line, p.Severity, p.Message)
	}
	// Output:
	// camunda-7.24 runs order
	// true
	// broken.bpmn:1: error: process must define a startEvent element
}
