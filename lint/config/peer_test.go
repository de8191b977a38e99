package config_test

import (
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/google/go-cmp/cmp"
)

// others are the rules that a .bpmnlintrc does not touch.
const others = "default-flow-missing=warning effect-in-callers-transaction=note flow-never-taken=error"

func TestBpmnlintrc(t *testing.T) {
	t.Parallel()
	const used = ".bpmnlintrc sets the rules of bpmn.io's bpmnlint; all other rules are those of preset recommended"
	tests := []struct {
		name, file string
		o          config.Options
		want       string // rules of the peer that are on
		problems   string
		notices    []string
	}{
		{name: "nothing", file: `{}`},
		{name: "recommended", file: `{"extends": "bpmnlint:recommended"}`, want: "conditional-flows=error fake-join=warning link-event=error"},
		{name: "correctness", file: `{"extends": ["bpmnlint:correctness"]}`, want: "conditional-event=error link-event=error"},
		{name: "all", file: `{"extends": "bpmnlint:all"}`, want: "conditional-event=error conditional-flows=error fake-join=error link-event=error standard-size=error"},
		{name: "plug-in", file: `{"extends": ["bpmnlint:correctness", "plugin:camunda/recommended", "plugin:bpmnlint-plugin-camunda/recommended"]}`,
			want: "avoid-lanes=warning conditional-event=error implementation=warning link-event=error"},
		{name: "rules before extends", file: `{"rules": {"link-event": "off", "fake-join": "INFO"}, "extends": "bpmnlint:all", "moddleExtensions": {"x": [1]}}`,
			want: "conditional-event=error conditional-flows=error fake-join=note standard-size=error"},
		{name: "levels", file: `{"rules": {"link-event": 0, "fake-join": 1, "conditional-flows": 2, "conditional-event": 3, "camunda/avoid-lanes": "warning", "bpmnlint-plugin-camunda/implementation": ["error", {}], "bpmnlint/standard-size": ["warn", {"task": {"width": 100}}]}}`,
			want: "avoid-lanes=warning conditional-event=note conditional-flows=error fake-join=warning implementation=error standard-size=warning"},
		{name: "the slug of a plug-in's rule is not its name", file: `{"rules": {"implementation": "error"}}`,
			problems: "warning: .bpmnlintrc:1:12-1:28: unknown rule \"implementation\"; did you mean \"camunda/implementation\"? | bpmnlint rules list shows all rules.\n"},
		{name: "unknown plug-ins", file: `{"extends": ["plugin:camunda-compat/camunda-platform-7-24", "plugin:@acme/team/recommended"], "rules": {"camunda-compat/history-time-to-live": "error", "@acme/team/x": 1, "no-bpmndi": "warn", "link-event": "warn"}}`,
			want: "link-event=warning",
			notices: []string{
				".bpmnlintrc names what is not known here and has no effect: plugin:camunda-compat/camunda-platform-7-24, plugin:@acme/team/recommended, camunda-compat/history-time-to-live, @acme/team/x, no-bpmndi",
				used}},
		{name: "faults", file: "{\n  \"extends\": [\"bpmnlint:recomended\", \"recommended\", \"plugin:camunda/all\", 1],\n  \"rules\": {\"link-evnt\": \"error\", \"fake-join\": \"fatal\", \"link-event\": true, \"standard-size\": [\"error\", {\"tsk\": 1}]}\n}",
			want: "standard-size=error",
			problems: `.bpmnlintrc:2:15-2:36: unknown configuration "bpmnlint:recomended"; did you mean "bpmnlint:recommended"? | bpmn.io's bpmnlint has bpmnlint:recommended, bpmnlint:correctness and bpmnlint:all.
.bpmnlintrc:2:38-2:51: not the name of a configuration: "recommended" | Write bpmnlint:recommended, or plugin:NAME/CONFIGURATION for a plug-in.
.bpmnlintrc:2:53-2:73: unknown configuration "plugin:camunda/all" | bpmn.io's bpmnlint has plugin:camunda/recommended.
.bpmnlintrc:2:75-2:76: each entry of "extends" must be a string, not an integer
warning: .bpmnlintrc:3:13-3:24: unknown rule "link-evnt"; did you mean "link-event"? | bpmnlint rules list shows all rules.
.bpmnlintrc:3:48-3:55: unknown level "fatal" | Allowed are off, info, warn and error.
.bpmnlintrc:3:71-3:75: the level of "link-event" must be off, info, warn or error, not a boolean
warning: .bpmnlintrc:3:105-3:110: unknown option "tsk" of rule "standard-size"; did you mean "task"? | Its options are task.
`},
		{name: "comment", file: "{\n  // mine\n  \"rules\": {}\n}", problems: ".bpmnlintrc:2:3-2:4: not well-formed JSON: comments are not allowed | Remove the comment, or move the configuration to .bpmnlint.yaml.\n"},
		{name: "comma too many", file: "{\"rules\": {},}", problems: ".bpmnlintrc:1:14-1:15: not well-formed JSON: invalid character '}' looking for beginning of object key string\n"},
		{name: "cut off", file: "{\"rules\": {", problems: ".bpmnlintrc:1:12-1:12: not well-formed JSON: unexpected end of the file\n"},
		{name: "empty", file: "", problems: ".bpmnlintrc:1:1-1:1: not well-formed JSON: unexpected end of the file\n"},
		{name: "two values", file: "{} {}", problems: ".bpmnlintrc:1:4-1:5: not well-formed JSON: invalid character '{' after top-level value\n"},
		{name: "list", file: "[]", problems: ".bpmnlintrc:1:1-1:2: the configuration must be a mapping of keys, not a list | Begin with a key, for example extends: recommended.\n"},
		{name: "deep", file: strings.Repeat("[", 1000) + strings.Repeat("]", 1000), problems: ".bpmnlintrc:1:66-1:67: the configuration is nested too deeply | Write it with fewer lists and mappings within each other.\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := tree(t, ".git/HEAD", ".bpmnlintrc: "+tt.file)
			l := loader(t, dir, tt.o)
			r := l.For("x/a.bpmn")
			if !r.FromBpmnIO || r.Source != ".bpmnlintrc" {
				t.Errorf("the source is %q", r.Source)
			}
			var want []string
			want = append(want, strings.Fields(tt.want)...)
			want = append(want, strings.Fields(others)...)
			got := strings.Fields(unstarred(r))
			if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.problems, lines(l.Problems())); diff != "" {
				t.Error(diff)
			}
			if tt.notices == nil {
				tt.notices = []string{used}
			}
			if diff := cmp.Diff(tt.notices, l.Notices()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
