package config_test

import (
	"path/filepath"
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/google/go-cmp/cmp"
)

func TestOverrides(t *testing.T) {
	t.Parallel()
	dir := tree(t, ".git/HEAD", ".bpmnlint.yaml: "+`extends: sub/base.yaml
rules: {link-event: warning, avoid-lanes: warning}
platform: camunda-7.24
overrides:
  - files: [legacy/**, "*.old.bpmn"]
    platform: camunda-7.13
    categories: {structure: note}
    rules: {avoid-lanes: off}
    engine: {plugins: [spin], history-time-to-live: not-enforced}
    fail-on: never
  - files: legacy/core/**
    rules: {link-event: error, id-convention: {max: 9}}
`, "sub/base.yaml: "+`overrides:
  - files: "**"
    rules: {link-event: note, avoid-lanes: error}
  - files: x.bpmn
    rules: {fake-join: error}
`)
	type values struct {
		Platform, LinkEvent, AvoidLanes, FakeJoin, From string
		TimeToLive                                      config.TimeToLive
		Plugins                                         []string
		FailOn                                          diag.Severity
		Max                                             any
	}
	l := loader(t, dir, config.Options{})
	for path, want := range map[string]values{
		"a.bpmn":             {"camunda-7.24", "warning", "warning", "invalid", ".bpmnlint.yaml:2", config.TimeToLiveUnknown, nil, diag.Error, 5},
		"sub/a.bpmn":         {"camunda-7.24", "warning", "warning", "invalid", ".bpmnlint.yaml:2", config.TimeToLiveUnknown, nil, diag.Error, 5},
		"sub/x.bpmn":         {"camunda-7.24", "warning", "warning", "error", ".bpmnlint.yaml:2", config.TimeToLiveUnknown, nil, diag.Error, 5},
		"legacy/a.bpmn":      {"camunda-7.13", "note", "invalid", "invalid", ".bpmnlint.yaml:7", config.TimeToLiveNotEnforced, []string{"spin"}, config.FailNever, 5},
		"new/b.old.bpmn":     {"camunda-7.13", "note", "invalid", "invalid", ".bpmnlint.yaml:7", config.TimeToLiveNotEnforced, []string{"spin"}, config.FailNever, 5},
		"legacy/core/a.bpmn": {"camunda-7.13", "error", "invalid", "invalid", ".bpmnlint.yaml:12", config.TimeToLiveNotEnforced, []string{"spin"}, config.FailNever, 9},
	} {
		r := l.For(path)
		got := values{
			r.Platform, r.Severity("link-event").String(), r.Severity("avoid-lanes").String(), r.Severity("fake-join").String(),
			r.Rules["link-event"].Origin, r.Engine.HistoryTimeToLive, r.Engine.Plugins, r.FailOn, r.Options("id-convention")["max"],
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	if p := l.Problems(); len(p) > 0 {
		t.Error(lines(p))
	}
	if l.For("legacy/a.bpmn") != l.For(filepath.Join(dir, "legacy/deep/b.bpmn")) {
		t.Error("two models with the same overrides do not share a configuration")
	}
	if got := loader(t, dir, config.Options{Platform: "camunda-7.20", FailOn: "note"}).For("legacy/a.bpmn"); got.Platform != "camunda-7.20" || got.FailOn != diag.Note {
		t.Errorf("an override wins over flags: %s, %v", got.Platform, got.FailOn)
	}
}

// Names in overrides are checked even if no model has them.
func TestOverrideProblems(t *testing.T) {
	t.Parallel()
	dir := tree(t, ".git/HEAD", ".bpmnlint.yaml: "+`overrides:
  - rules: {link-event: off}
  - legacy
  - files: gone/**
    rules: {link-evnt: off}
    categories: {flows: off}
    ignore: x
    engine: {plugin: [spin]}
  - files: "a["
`, "list/.bpmnlint.yaml: overrides: {files: x}")
	l := loader(t, dir, config.Options{})
	l.For("a.bpmn")
	l.For("list/a.bpmn")
	want := `.bpmnlint.yaml:2:5-2:10: an override needs files: the patterns of the models that it is for
.bpmnlint.yaml:3:5-3:11: each entry of "overrides" must be a mapping with files, not a string
.bpmnlint.yaml:5:13-5:22: unknown rule "link-evnt"; did you mean "link-event"? | bpmnlint rules list shows all rules.
.bpmnlint.yaml:6:18-6:23: unknown category "flows"; did you mean "flow"? | The categories are async, flow, ids, implementation, structure and style.
.bpmnlint.yaml:7:5-7:11: unknown key of overrides "ignore" | Known are files, rules, categories, platform, upgrade-to, engine and fail-on.
.bpmnlint.yaml:8:14-8:20: unknown key of engine "plugin"; did you mean "plugins"? | Known are history-time-to-live and plugins.
.bpmnlint.yaml:9:12-9:16: "files" has a pattern that is not well-formed: "a[" | * stands for a name, ** for any folders, {a,b} for either.
list/.bpmnlint.yaml:1:12-1:13: "overrides" must be a list of mappings, each with files, not a mapping
`
	if diff := cmp.Diff(want, lines(l.Problems())); diff != "" {
		t.Error(diff)
	}
}
