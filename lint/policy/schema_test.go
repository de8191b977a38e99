package policy_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
)

// access is a path in Rego to an object of the schema, and the object's name
// and fields.
type access struct {
	path, object string
	list         bool // the path is one of a list of such objects
	fields       []string
}

// accesses returns a path to each kind of object in the schema, not through an
// object of a kind twice.
func accesses(t *testing.T) []access {
	t.Helper()
	schema := facts.Schema()
	definitions := schema["definitions"].(map[string]any)
	seen := map[string]bool{}
	var out []access
	var walk func(path string, s map[string]any, list bool)
	walk = func(path string, s map[string]any, list bool) {
		if items, ok := s["items"].(map[string]any); ok {
			walk(path, items, true)
			return
		}
		ref, _ := s["$ref"].(string)
		name := strings.TrimPrefix(ref, "#/definitions/")
		if name == "" || seen[name] {
			return
		}
		seen[name] = true
		properties := definitions[name].(map[string]any)["properties"].(map[string]any)
		out = append(out, access{path, name, list, slices.Sorted(maps.Keys(properties))})
		if list {
			path += "[_]"
		}
		for _, field := range slices.Sorted(maps.Keys(properties)) {
			walk(path+"."+field, properties[field].(map[string]any), false)
		}
	}
	sections := schema["properties"].(map[string]any)
	for _, section := range slices.Sorted(maps.Keys(sections)) {
		walk("input."+section, sections[section].(map[string]any), false)
	}
	if len(out) < 20 {
		t.Fatalf("only %d kinds of objects were found in the schema", len(out))
	}
	return out
}

// faults returns what is wrong with a rule that has the given bodies, each a
// definition of its own.
func faults(t *testing.T, bodies ...string) []policy.Fault {
	t.Helper()
	module := "package custom.rules.test[\"probe\"]\n"
	for _, body := range bodies {
		module += "\nreport contains {\"at\": 0, \"message\": \"x\"} if {\n" + body + "\n}\n"
	}
	folder, err := policy.Load(fstest.MapFS{"probe.rego": {Data: []byte(module)}}, policy.LoadOptions{})
	if err != nil || len(folder.Rules) != 1 {
		t.Fatalf("%v, %d rules from\n%s", err, len(folder.Rules), module)
	}
	if err := folder.Rules[0].Compile(); err != nil {
		return policy.Faults(err)
	}
	return nil
}

// TestEveryMisspeltFieldIsFound misspells each field of each kind of object,
// one rule for all the fields of an object.
func TestEveryMisspeltFieldIsFound(t *testing.T) {
	t.Parallel()
	for _, a := range accesses(t) {
		t.Run(a.object, func(t *testing.T) {
			t.Parallel()
			var right []string
			for i, field := range a.fields {
				right = append(right, fmt.Sprintf("\tv%d := %s.%s\n\tv%[1]d != null", i, a.element(), field))
			}
			if list := faults(t, strings.Join(right, "\n")); len(list) > 0 {
				t.Fatalf("the fields as they are: %v", list)
			}
			for fields := range slices.Chunk(a.fields, mostFaults) {
				a.misspell(t, fields)
			}
		})
	}
}

// mostFaults is how many faults of a module OPA's compiler tells at most, but
// for one.
const mostFaults = 9

// misspell misspells fields, each in a definition of its own.
func (a access) misspell(t *testing.T, fields []string) {
	t.Helper()
	var wrong []string
	for _, field := range fields {
		wrong = append(wrong, fmt.Sprintf("\t%s.%s_ != null", a.element(), field))
	}
	list := faults(t, wrong...)
	if len(list) != len(fields) {
		t.Fatalf("%q: %d faults: %v", wrong, len(list), list)
	}
	slices.SortFunc(list, func(x, y policy.Fault) int { return x.Line - y.Line })
	for i, field := range fields {
		want, line := fmt.Sprintf("undefined field %q", field+"_"), 4+4*i
		if !strings.HasPrefix(list[i].Message, want) || list[i].Line != line {
			t.Errorf("%s: want %s on line %d, got %v", wrong[i], want, line, list[i])
		}
	}
}

func (a access) element() string {
	if a.list {
		return a.path + "[_]"
	}
	return a.path
}

// TestWaysOfAccess misspells a field of a user task in each way in which the
// guide for authors reads one.
func TestWaysOfAccess(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"iteration":      "\tsome task in input.user_tasks\n\ttask.assigne == \"x\"",
		"key and value":  "\tsome i, task in input.user_tasks\n\ttask.assigne == i",
		"index":          "\tinput.user_tasks[0].assigne == \"x\"",
		"any index":      "\tinput.user_tasks[_].assigne == \"x\"",
		"variable":       "\tsome i\n\tinput.user_tasks[i].assigne == \"x\"",
		"relation":       "\tsome flow in input.sequence_flows\n\tinput.flow_nodes[flow.target].assigne == \"x\"",
		"assignment":     "\ttask := input.user_tasks[_]\n\ttask.assigne == \"x\"",
		"negation":       "\tsome task in input.user_tasks\n\tnot task.assigne",
		"every":          "\tevery task in input.user_tasks { task.assigne == \"x\" }",
		"every, indexed": "\tevery i, task in input.user_tasks {\n\t\tnot task.assigne == i\n\t}",
		"array":          "\tcount([task | some task in input.user_tasks; task.assigne == \"x\"]) > 0",
		"set":            "\tcount({task.assigne | some task in input.user_tasks}) > 0",
		"object":         "\tcount({task.assigne: 1 | some task in input.user_tasks}) > 0",
		"argument":       "\tsome task in input.user_tasks\n\tstartswith(task.assigne, \"x\")",
		"bpmn.parse":     "\tbpmn.parse(\"<userTask/>\").user_tasks[_].assigne == \"x\"",
		"bracket":        "\tsome task in input.user_tasks\n\ttask[\"assigne\"] == \"x\"",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list := faults(t, body)
			if len(list) != 1 || !strings.HasPrefix(list[0].Message, `undefined field "assigne" of `) {
				t.Fatalf("got %v", list)
			}
			if !strings.HasSuffix(list[0].Message, `; did you mean "assignee"?`) && name != "relation" {
				t.Errorf("no suggestion: %s", list[0].Message)
			}
			if list := faults(t, strings.ReplaceAll(body, "assigne", "assignee")); name != "relation" && name != "key and value" && name != "every, indexed" && len(list) > 0 {
				t.Errorf("rightly spelt: %v", list)
			}
		})
	}
}

// TestKnownGaps holds what the checker does not see; the guide for authors
// says so.
func TestKnownGaps(t *testing.T) {
	t.Parallel()
	for name, module := range map[string]string{
		"own function":  "report contains {\"at\": 0, \"message\": \"x\"} if {\n\tsome task in input.user_tasks\n\tours(task)\n}\n\nours(task) if task.assigne == \"x\"\n",
		"object.get":    "report contains {\"at\": 0, \"message\": \"x\"} if {\n\tsome task in input.user_tasks\n\tobject.get(task, \"assigne\", \"\") == \"x\"\n}\n",
		"computed name": "report contains {\"at\": 0, \"message\": \"x\"} if {\n\tsome task in input.user_tasks\n\tfield := concat(\"\", [\"assi\", \"gne\"])\n\ttask[field] == \"x\"\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder, err := policy.Load(fstest.MapFS{"probe.rego": {Data: []byte("package custom.rules.test[\"probe\"]\n\n" + module)}}, policy.LoadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if err := folder.Rules[0].Compile(); err != nil {
				t.Errorf("found by now, tell the guide for authors: %v", err)
			}
		})
	}
}
