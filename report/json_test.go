package report_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/source"
)

const reportSchema = "../docs/report.schema.json"

func TestJSON(t *testing.T) {
	t.Parallel()
	run := sample()
	run.Diagnostics = run.Diagnostics[:2]
	got, messages := write(t, "json", run, report.Options{})
	want := `{"version":"1.2.3","files":12,"findings":[
{"file":"src/empty.bpmn","line":1,"column":1,"endLine":1,"endColumn":1,"rule":"xml-syntax","category":"input","severity":"error","message":"the file is empty","help":"","element":{"id":"","type":"","name":""},"related":[],"fixes":[]},
{"file":"src/Rechnung prüfen.bpmn","line":12,"column":5,"endLine":12,"endColumn":45,"rule":"default-flow-missing","category":"flow","severity":"warning","message":"exclusive gateway \"Approve?\" has no default flow","help":"Mark one flow as default.","url":"https://example.org/default-flow-missing","element":{"id":"approve","type":"exclusiveGateway","name":"Approve?"},"related":[{"file":"src/Rechnung prüfen.bpmn","line":20,"column":5,"endLine":20,"endColumn":15,"message":"the join [1]","element":{"id":"join","type":"exclusiveGateway","name":""}},{"file":"src/other.bpmn","line":3,"column":1,"endLine":3,"endColumn":5,"message":"","element":{"id":"p","type":"process","name":"Ship"}}],"fixes":[{"title":"remove the condition","safe":true,"edits":[{"start":10,"end":20,"text":""},{"start":30,"end":30,"text":"x"}]},{"title":"guess","safe":false,"edits":[{"start":1,"end":2,"text":"y"}]}],"fingerprint":"0123456789abcdef"}
]}
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if messages != nil {
		t.Errorf("messages %q", messages)
	}
}

func TestJSONEmpty(t *testing.T) {
	t.Parallel()
	got, _ := write(t, "json", report.Run{Version: "1.2.3", Files: 3}, report.Options{})
	if want := "{\"version\":\"1.2.3\",\"files\":3,\"findings\":[]}\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// An edit of a file in another encoding keeps its bytes.
func TestJSONEditOfBytes(t *testing.T) {
	t.Parallel()
	run := report.Run{Files: 1, Diagnostics: diag.List{{
		Rule: "r", Severity: diag.Note, File: "a.bpmn", Message: "m",
		Fixes: []diag.Fix{{Title: "t", Edits: []source.Edit{{Start: 1, End: 2, New: "\xfc"}}}},
	}}}
	got, _ := write(t, "json", run, report.Options{})
	want := `{"start":1,"end":2,"base64":"` + base64.StdEncoding.EncodeToString([]byte("\xfc")) + `"}`
	if !strings.Contains(got, want) {
		t.Errorf("no %s in %s", want, got)
	}
	validate(t, reportSchema, got)
}

func TestJSONFollowsItsSchema(t *testing.T) {
	t.Parallel()
	for name, run := range map[string]report.Run{"sample": sample(), "empty": {}, "long": long(), "many": flood(20, 5)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, _ := write(t, "json", run, report.Options{})
			validate(t, reportSchema, got)
		})
	}
	// A schema that accepts anything would let the tests above pass.
	if err := check(t, reportSchema, `{"version":"","files":0,"findings":[{"file":"a"}]}`); err == nil {
		t.Error("the schema accepts a finding without a rule")
	}
}

// validate fails the test if a JSON text does not follow the schema in a file.
func validate(t *testing.T, schema, text string) {
	t.Helper()
	if err := check(t, schema, text); err != nil {
		t.Errorf("against %s: %v", schema, err)
	}
}

func check(t *testing.T, schema, text string) error {
	t.Helper()
	data, err := os.ReadFile(schema)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", decoded); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var instance any
	if err := json.Unmarshal([]byte(text), &instance); err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(instance)
}
