package config_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := json.Marshal(config.Schema(rules()))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSchema compares the schema's verdict with the reader's.
func TestSchema(t *testing.T) {
	t.Parallel()
	s := compiled(t)
	for _, tt := range []struct {
		file string
		ok   bool
	}{
		{"{}", true},
		{"extends:\nrules:\nengine:\nlimits:\nignore:\nsince:\nfail-on:\nplatform:\ncategories:\noverrides:\n", true},
		{"extends: recommended", true},
		{"extends: [strict, ./base.yaml, x/y, {git: https://h/r.git, rev: 0123456789012345678901234567890123456789, file: a/b.yml}]", true},
		{"extends: {git: 'git@h:r', rev: abcdef6789012345678901234567890123456789, file: b.yaml}", true},
		{"extends: recomended", false},
		{"extends: {git: https://h/r.git, rev: main, file: a.yaml}", false},
		{"extends: {git: https://h/r.git, rev: 0123456789012345678901234567890123456789}", false},
		{"extends: {git: 'ext::sh -c x', rev: 0123456789012345678901234567890123456789, file: a.yaml}", false},
		{"rules: {link-event: off, camunda/avoid-lanes: error, fake-join: {severity: note}}", true},
		{"rules: {link-event: warn}", false},
		{"rules: {link-event: {level: note}}", false},
		{"rules: {id-convention: {patterns: {userTask: ^T_}, max: 3, ratio: 1.5, case: upper, types: [userTask], names: {a: b}, strict: true, free: [1]}}", true},
		{"rules: {id-convention: {max: 2.5}}", false},
		{"rules: {id-convention: {case: mixed}}", false},
		{"rules: {id-convention: {typos: 1}}", false},
		{"categories: {flow: note}", true},
		{"categories: {flow: fatal}", false},
		{"platform: camunda-7.24", true},
		{"platform: operaton", true},
		{"platform: camunda7", false},
		{"engine: {history-time-to-live: P180D, plugins: []}", true},
		{"engine: {history-time-to-live: 180, plugins: connect}", true},
		{"engine: {history-time-to-live: P6M}", false},
		{"engine: {plugins: [conect]}", false},
		{"engine: {ttl: 1}", false},
		{"fail-on: never", true},
		{"fail-on: always", false},
		{"overrides: [{files: x/**, rules: {link-event: off}, platform: camunda-7.13, categories: {flow: note}, engine: {plugins: []}, fail-on: note}]", true},
		{"overrides: [{rules: {link-event: off}}]", false},
		{"overrides: [{files: x, ignore: y}]", false},
		{"overrides: {files: x}", false},
		{"ignore: x\ndeployments: [a, b]\nexternal-processes: [c-*]\nexternal-signals: d", true},
		{"ignore: 1", false},
		{"since: 0.3", true},
		{"since: 0.3.0", true},
		{"since: [1]", false},
		{"limits: {max-file-size: 64MiB}", true},
		{"limits: {max-file-size: 1000}", true},
		{"limits: {max-file-size: 5 apples}", false},
		{"limits: {max-files: 5}", false},
		{"rulez: {}", false},
	} {
		var value any
		if err := yaml.Unmarshal([]byte(tt.file), &value); err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(doc); (err == nil) != tt.ok {
			t.Errorf("%s\nthe schema says %v", tt.file, err)
		}
		dir := tree(t, ".git/HEAD", ".bpmnlint.yaml: "+tt.file)
		l := loader(t, dir, config.Options{})
		l.For("a.bpmn")
		problems := l.Problems()
		problems = slices.DeleteFunc(problems, func(d diag.Diagnostic) bool {
			return strings.Contains(d.Message, "no such file") || strings.Contains(d.Message, "has not been fetched")
		})
		if (len(problems) == 0) != tt.ok {
			t.Errorf("%s\nthe reader says %s", tt.file, lines(problems))
		}
	}
}

// TestSchemaHasAllKeys asks the reader which keys it knows.
func TestSchemaHasAllKeys(t *testing.T) {
	t.Parallel()
	schema := config.Schema(rules())
	item := schema["properties"].(map[string]any)["overrides"].(map[string]any)["items"].(map[string]any)
	for file, properties := range map[string]any{
		"'?': 1":                schema["properties"],
		"overrides: [{'?': 1}]": item["properties"],
		"engine: {'?': 1}":      schema["$defs"].(map[string]any)["engine"].(map[string]any)["properties"],
		"limits: {'?': 1}":      schema["properties"].(map[string]any)["limits"].(map[string]any)["properties"],
	} {
		l := loader(t, tree(t, ".git/HEAD", ".bpmnlint.yaml: "+file), config.Options{})
		l.For("a.bpmn")
		help := ""
		for _, d := range l.Problems() {
			if strings.HasPrefix(d.Help, "Known are ") {
				help = d.Help
			}
		}
		known := strings.FieldsFunc(strings.TrimSuffix(strings.TrimPrefix(help, "Known are "), "."), func(r rune) bool { return r == ',' || r == ' ' })
		known = slices.DeleteFunc(known, func(s string) bool { return s == "and" })
		var described []string
		for name := range properties.(map[string]any) {
			described = append(described, name)
		}
		if got, want := sorted(described), sorted(known); !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %v, the reader knows %v", file, got, want)
		}
	}
}
