package config_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/google/go-cmp/cmp"
)

// A rule that is new does not make a pipeline fail: it is a note for one minor
// release, or off where the set of rules is frozen.
func TestNewRules(t *testing.T) {
	t.Parallel()
	known := []config.Rule{
		{Slug: "first", Category: "flow", Severity: diag.Error, Since: "0.1.0"},
		{Slug: "second", Category: "flow", Severity: diag.Error, Since: "0.2.0"},
		{Slug: "third", Category: "flow", Severity: diag.Error, Since: "0.3.0"},
		{Slug: "patch", Category: "flow", Severity: diag.Warning, Since: "0.3.2"},
		{Slug: "peer", Category: "style", Severity: diag.Warning, Since: "0.3.0", BpmnIO: true},
		{Slug: "refusal", Category: "deploy", Severity: diag.Error, Since: "0.3.0", Refusal: true},
		{Slug: "users", Category: "house", Severity: diag.Error},
	}
	const full = "first=error patch=warning peer=warning refusal=error second=error third=error users=error"
	const notes = "first=error patch=note peer=note refusal=error second=error third=note users=error"
	for _, tt := range []struct{ name, version, file, want string }{
		{"not released", "0.3.0-dev", "", full},
		{"version unknown", "", "", full},
		{"first release", "0.1.4", "", "first=error patch=note peer=note refusal=error second=note third=note users=error"},
		{"the release that brings them", "0.3.0", "", notes},
		{"a patch of it", "v0.3.7", "", notes},
		{"the next release", "0.4.0", "", full},
		{"the next major release", "1.0.0", "", full},
		{"in strict", "0.3.0", "extends: strict", notes},
		{"named", "0.3.0", "rules: {third: error}", "first=error patch=note peer=note refusal=error second=error third=error* users=error"},
		{"category", "0.3.0", "categories: {flow: warning}", "first=warning* patch=note* peer=note refusal=error second=warning* third=note* users=error"},
		{"rules of the peer", "0.3.0", "extends: bpmn-io", "peer=error"},
		{"frozen", "0.4.0", "since: 0.2.0", "first=error second=error users=error"},
		{"frozen and named", "0.4.0", "since: 0.2.0\nrules: {third: note}", "first=error second=error third=note* users=error"},
		{"frozen, category", "0.4.0", "since: '0.2'\ncategories: {flow: note}", "first=note* second=note* users=error"},
		{"frozen at this release", "0.3.4", "since: 0.3.1", "first=error peer=warning refusal=error second=error third=error users=error"},
		{"all patches", "0.3.4", "since: 0.3", full},
		{"frozen, not released", "0.3.0-dev", "since: 0.1.0", "first=error users=error"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := tree(t, ".git/HEAD", ".bpmnlint.yaml: "+tt.file)
			l, err := config.NewLoader(config.Options{Rules: known, Workspace: workspace.New(workspace.Places{Dir: dir}), Version: tt.version})
			if err != nil {
				t.Fatal(err)
			}
			if got := levels(l.For("a.bpmn")); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			if p := l.Problems(); len(p) > 0 {
				t.Error(lines(p))
			}
		})
	}
}

func TestSince(t *testing.T) {
	t.Parallel()
	dir := tree(t, ".git/HEAD", ".bpmnlint.yaml: since: soon", "a/.bpmnlint.yaml: since: [1]", "b/.bpmnlint.yaml: since: 1", "c/.bpmnlint.yaml: since: 0.4.0-beta",
		"d/.bpmnlint.yaml: since: 0.5.0", "e/.bpmnlint.yaml: extends: ../d/.bpmnlint.yaml\nsince: 0.1")
	l := loader(t, dir, config.Options{Version: "0.4.0"})
	for _, d := range []string{"", "a/", "b/", "c/", "d/", "e/"} {
		l.For(d + "m.bpmn")
	}
	want := `.bpmnlint.yaml:1:8-1:12: not a version: "soon" | Write the version whose rules you want: 0.3 or 0.3.0.
a/.bpmnlint.yaml:1:8-1:9: "since" must be a version like 0.3.0, not a list
b/.bpmnlint.yaml:1:8-1:9: "since" must be a version like 0.3.0, not an integer
c/.bpmnlint.yaml:1:8-1:18: not a version: "0.4.0-beta" | Write the version whose rules you want: 0.3 or 0.3.0.
`
	if diff := cmp.Diff(want, lines(l.Problems())); diff != "" {
		t.Error(diff)
	}
	notices := []string{"d/.bpmnlint.yaml wants the rules of 0.5.0, but this is 0.4.0: later rules are missing"}
	if diff := cmp.Diff(notices, l.Notices()); diff != "" {
		t.Error(diff)
	}
}
