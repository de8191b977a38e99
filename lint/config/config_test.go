package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/google/go-cmp/cmp"
)

// rules are a few of each kind.
func rules() []config.Rule {
	return []config.Rule{
		{Slug: "default-flow-missing", Category: "flow", Severity: diag.Warning},
		{Slug: "flow-never-taken", Category: "flow", Severity: diag.Error},
		{Slug: "flow-null-gap", Category: "flow", Severity: diag.Note, Presets: map[config.Preset]diag.Severity{config.Recommended: 0}},
		{Slug: "effect-in-callers-transaction", Category: "async", Severity: diag.Note, Presets: map[config.Preset]diag.Severity{config.Strict: diag.Warning}},
		{Slug: "id-convention", Category: "ids", Severity: diag.Warning, Presets: map[config.Preset]diag.Severity{config.Recommended: 0}, Options: []config.Option{
			{Name: "patterns", Type: config.TypePatternMap},
			{Name: "max", Type: config.TypeInteger, Default: 5},
			{Name: "ratio", Type: config.TypeNumber},
			{Name: "prefix", Type: config.TypeString},
			{Name: "expression", Type: config.TypePattern},
			{Name: "case", Type: config.TypeString, Enum: []string{"lower", "upper"}},
			{Name: "types", Type: config.TypeStrings, Enum: []string{"userTask", "serviceTask"}},
			{Name: "names", Type: config.TypeStringMap},
			{Name: "strict", Type: config.TypeBoolean},
			{Name: "free", Type: config.TypeAny},
		}},
		{Slug: "conditional-flows", Category: "structure", Severity: diag.Warning, BpmnIO: true},
		{Slug: "conditional-event", Category: "structure", Severity: diag.Warning, BpmnIO: true},
		{Slug: "link-event", Category: "structure", Severity: diag.Error, BpmnIO: true},
		{Slug: "fake-join", Category: "style", Severity: diag.Note, BpmnIO: true, Presets: map[config.Preset]diag.Severity{config.Recommended: 0}},
		{Slug: "standard-size", Category: "style", Severity: diag.Note, BpmnIO: true, Presets: map[config.Preset]diag.Severity{config.Recommended: 0, config.Strict: 0},
			Options: []config.Option{{Name: "task", Type: config.TypeAny}}},
		{Slug: "avoid-lanes", Category: "style", Severity: diag.Note, BpmnIO: true, Aliases: []string{"camunda/avoid-lanes"}, Presets: map[config.Preset]diag.Severity{config.Recommended: 0}},
		{Slug: "implementation", Category: "implementation", Severity: diag.Error, BpmnIO: true, Aliases: []string{"camunda/implementation"}},
	}
}

// tree makes a repository; each entry is "path: content".
func tree(t testing.TB, files ...string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name, content, _ := strings.Cut(f, ": ")
		link, target, isLink := strings.Cut(name, " -> ")
		path := filepath.Join(dir, filepath.FromSlash(link))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if isLink {
			err = os.Symlink(target, path)
		} else {
			err = os.WriteFile(path, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func loader(t testing.TB, dir string, o config.Options) *config.Loader {
	t.Helper()
	o.Rules, o.Workspace = rules(), workspace.New(workspace.Places{Dir: dir})
	l, err := config.NewLoader(o)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// lines prints problems as place, severity, message and help.
func lines(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		if d.Severity != diag.Error {
			fmt.Fprintf(&b, "%v: ", d.Severity)
		}
		fmt.Fprintf(&b, "%s:%d:%d-%d:%d: %s", d.File, d.Range.Start.Line, d.Range.Start.Column, d.Range.End.Line, d.Range.End.Column, d.Message)
		if d.Help != "" {
			fmt.Fprintf(&b, " | %s", d.Help)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// levels prints the rules that are on; a star marks what a file has set.
func levels(r *config.Resolved) string {
	var out []string
	for _, slug := range r.Enabled() {
		s := r.Rules[slug]
		line := slug + "=" + s.Severity.String()
		if s.Set {
			line += "*"
		}
		out = append(out, line)
	}
	return strings.Join(out, " ")
}

const recommended = "conditional-event=warning conditional-flows=warning default-flow-missing=warning effect-in-callers-transaction=note " +
	"flow-never-taken=error implementation=error link-event=error"

func TestLevels(t *testing.T) {
	t.Parallel()
	const (
		strict = "avoid-lanes=note conditional-event=warning conditional-flows=warning default-flow-missing=warning effect-in-callers-transaction=warning " +
			"fake-join=note flow-never-taken=error flow-null-gap=note id-convention=warning implementation=error link-event=error"
		all = "avoid-lanes=note conditional-event=warning conditional-flows=warning default-flow-missing=warning effect-in-callers-transaction=note " +
			"fake-join=note flow-never-taken=error flow-null-gap=note id-convention=warning implementation=error link-event=error standard-size=note"
		correctness = "conditional-event=warning flow-never-taken=error implementation=error link-event=error"
		bpmnIO      = "avoid-lanes=warning conditional-event=error conditional-flows=error fake-join=error implementation=warning link-event=error standard-size=error"
	)
	tests := []struct {
		name string
		file string
		o    config.Options
		want string
	}{
		{"none", "", config.Options{}, recommended},
		{"empty", "", config.Options{}, recommended},
		{"only comments", "# nothing yet\n", config.Options{}, recommended},
		{"only a marker", "---\n", config.Options{}, recommended},
		{"keys without values", "extends:\nrules:\ncategories:\nignore:\nengine:\n", config.Options{}, recommended},
		{"recommended", "extends: recommended", config.Options{}, recommended},
		{"strict", "extends: [strict]", config.Options{}, strict},
		{"all", "extends:\n- all\n", config.Options{}, all},
		{"correctness", "extends: correctness", config.Options{}, correctness},
		{"bpmn-io", "extends: bpmn-io", config.Options{}, bpmnIO},
		{"later preset wins", "extends: [all, correctness]", config.Options{}, correctness},
		{"nothing to build on", "extends: []\nrules: {link-event: note}", config.Options{}, "link-event=note*"},
		{"rules over categories over presets", "rules: {fake-join: warning}\ncategories:\n  style: error\n  flow: off\n  structure: off\n", config.Options{},
			"avoid-lanes=error* effect-in-callers-transaction=note fake-join=warning* implementation=error standard-size=error*"},
		{"alias", "rules: {camunda/avoid-lanes: error}\nextends: []", config.Options{}, "avoid-lanes=error*"},
		{"mapping with a severity", "extends: []\nrules:\n  id-convention: {severity: note, max: 3}\n  link-event: {severity: off}", config.Options{}, "id-convention=note*"},
		{"options turn on", "extends: []\nrules: {id-convention: {max: 3}}", config.Options{}, "id-convention=warning*"},
		{"options leave a level alone", "extends: []\ncategories: {ids: error}\nrules: {id-convention: {max: 3}}", config.Options{}, "id-convention=error*"},
		{"flag replaces presets", "extends: all\nrules: {fake-join: off}", config.Options{Preset: "bpmn-io"},
			"avoid-lanes=warning conditional-event=error conditional-flows=error implementation=warning link-event=error standard-size=error"},
		{"only a rule", "rules: {link-event: note}", config.Options{Only: []string{"link-event", "camunda/avoid-lanes"}}, "avoid-lanes=note* link-event=note*"},
		{"only a category", "rules: {link-event: off}", config.Options{Only: []string{"structure"}}, "conditional-event=warning conditional-flows=warning"},
		{"no configuration", "extends: all", config.Options{None: true}, recommended},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			files := []string{".git/HEAD"}
			if tt.name != "none" {
				files = append(files, ".bpmnlint.yaml: "+tt.file)
			}
			dir := tree(t, files...)
			l := loader(t, dir, tt.o)
			r := l.For("a.bpmn")
			if got := levels(r); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			if p := l.Problems(); len(p) > 0 {
				t.Errorf("problems:\n%s", lines(p))
			}
			if want := !strings.Contains(tt.name, "bpmn-io") && tt.o.Preset != "bpmn-io"; r.Supersedes != want {
				t.Errorf("Supersedes is %v", r.Supersedes)
			}
		})
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	dir := tree(t, ".git/HEAD", "policies/x.rego", `.bpmnlint.yaml: extends: ./base.yaml
rules:
  id-convention:
    patterns: {userTask: ^UT_, "task": .}
    ratio: 2
    prefix: X_
    expression: ^[A-Z]
    case: upper
    types: [userTask]
    names: {a: b}
    strict: true
    free: {a: [1, 2.5, null, "x", true]}
ignore: [drafts/**, "*.old.bpmn"]
platform: camunda-7
engine:
  history-time-to-live: 180
  plugins: [spin, connect]
deployments: services/*
policies: policies
external-processes: [billing-*]
external-signals: legacy.*
fail-on: never
limits:
  max-file-size: 2MiB
`, `base.yaml: rules: {id-convention: {prefix: Y_, max: 9}}
ignore: gone.bpmn
platform: operaton-1.1
engine: {history-time-to-live: enforced, plugins: []}
external-signals: [other.*]
`)
	l := loader(t, dir, config.Options{})
	r := l.For(filepath.Join(dir, "x/a.bpmn"))
	if p := l.Problems(); len(p) > 0 {
		t.Fatalf("problems:\n%s", lines(p))
	}
	options := map[string]any{
		"patterns": map[string]string{"userTask": "^UT_", "task": "."}, "ratio": 2.0, "prefix": "X_", "expression": "^[A-Z]", "case": "upper",
		"types": []string{"userTask"}, "names": map[string]string{"a": "b"}, "strict": true, "max": 9,
		"free": map[string]any{"a": []any{1, 2.5, nil, "x", true}},
	}
	if diff := cmp.Diff(options, r.Options("id-convention")); diff != "" {
		t.Error(diff)
	}
	got := *r
	got.Rules = nil
	want := config.Resolved{
		Source: ".bpmnlint.yaml", Layers: []string{"preset recommended", "base.yaml", ".bpmnlint.yaml"}, Supersedes: true, Platform: "camunda-7.24", PlatformSource: ".bpmnlint.yaml",
		Engine:            config.Engine{HistoryTimeToLive: config.TimeToLiveDefault, HistoryTimeToLiveValue: "180", Plugins: []string{"connect", "spin"}, PluginsSet: true},
		Deployments:       []workspace.Glob{{Dir: dir, Pattern: "services/*"}},
		Policies:          []string{filepath.Join(dir, "policies")},
		ExternalProcesses: []string{"billing-*"}, ExternalSignals: []string{"other.*", "legacy.*"},
		FailOn: config.FailNever, MaxFileSize: 2 << 20,
		Ignore: []workspace.Glob{{Dir: dir, Pattern: "gone.bpmn"}, {Dir: dir, Pattern: "drafts/**"}, {Dir: dir, Pattern: "*.old.bpmn"}},
		Origins: map[string]string{
			"platform": ".bpmnlint.yaml:14", "fail-on": ".bpmnlint.yaml:22", "limits.max-file-size": ".bpmnlint.yaml:24",
			"engine.history-time-to-live": ".bpmnlint.yaml:16", "engine.plugins": ".bpmnlint.yaml:17",
			"deployments/0": ".bpmnlint.yaml:18", "external-processes/0": ".bpmnlint.yaml:20",
			"external-signals/0": "base.yaml:5", "external-signals/1": ".bpmnlint.yaml:21",
			"ignore/0": "base.yaml:2", "ignore/1": ".bpmnlint.yaml:13", "ignore/2": ".bpmnlint.yaml:13",
		},
	}
	if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool {
		return slices.Contains([]string{"key"}, strings.TrimPrefix(p.Last().String(), "."))
	}, cmp.Ignore())); diff != "" {
		t.Error(diff)
	}
	for path, want := range map[string]bool{
		"drafts/a/b.bpmn": true, "x/drafts/b.bpmn": false, "x/y.old.bpmn": true, "gone.bpmn": true, "x/a.bpmn": false,
	} {
		if got := r.Ignored(filepath.Join(dir, path)); got != want {
			t.Errorf("%s is ignored: %v", path, got)
		}
	}
	if diff := cmp.Diff(workspace.Evidence{Config: "camunda-7.24", ConfigSource: ".bpmnlint.yaml"}, r.Evidence()); diff != "" {
		t.Error(diff)
	}

	r = loader(t, dir, config.Options{Platform: "camunda-7.20", FailOn: "note"}).For("a.bpmn")
	if r.FailOn != diag.Note {
		t.Errorf("fail on %v in spite of the flag", r.FailOn)
	}
	if diff := cmp.Diff(workspace.Evidence{Flag: "camunda-7.20"}, r.Evidence()); diff != "" {
		t.Error(diff)
	}
}

func TestDiscovery(t *testing.T) {
	t.Parallel()
	dir := tree(t, ".bpmnlint.yaml: extends: all", // outside of the repository
		"repo/.git/HEAD", "repo/.bpmnlint.yaml: extends: strict", "repo/a/x/y.txt",
		"repo/b/.bpmnlint.yml: extends: correctness", "repo/b/deep/er/z.txt",
		"repo/c/.bpmnlintrc: {}", "repo/d/.bpmnlint.yml: extends: all", "repo/d/.bpmnlint.yaml: extends: ../.bpmnlint.yaml",
		"other/.git/HEAD", "other/.bpmnlintrc: {}", "other/e/f.txt")
	l := loader(t, dir, config.Options{})
	for path, want := range map[string]string{
		"repo/x.bpmn": "repo/.bpmnlint.yaml", "repo/a/x/x.bpmn": "repo/.bpmnlint.yaml",
		"repo/b/x.bpmn": "repo/b/.bpmnlint.yml", "repo/b/deep/er/x.bpmn": "repo/b/.bpmnlint.yml",
		"repo/c/x.bpmn": "repo/.bpmnlint.yaml", "repo/d/x.bpmn": "repo/d/.bpmnlint.yaml",
		"other/e/x.bpmn": "other/.bpmnlintrc", "x.bpmn": ".bpmnlint.yaml",
	} {
		if got := l.For(path).Source; got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	if l.For("repo/x.bpmn") != l.For(filepath.Join(dir, "repo/a/x/x.bpmn")) {
		t.Error("two models with one configuration file do not share it")
	}
	if l.For("repo/x.bpmn").Key() != l.For("repo/d/x.bpmn").Key() || l.For("repo/x.bpmn").Key() == l.For("repo/b/x.bpmn").Key() {
		t.Error("keys do not tell equal rules from different ones")
	}
	want := []string{
		"other/.bpmnlintrc sets the rules of bpmn.io's bpmnlint; all other rules are those of preset recommended",
		"repo/d/.bpmnlint.yaml is used, and .bpmnlint.yml beside it is not",
	}
	if diff := cmp.Diff(want, l.Notices()); diff != "" {
		t.Error(diff)
	}
	one := loader(t, dir, config.Options{File: "repo/b/.bpmnlint.yml"})
	if got := one.For("other/e/x.bpmn").Source; got != "repo/b/.bpmnlint.yml" {
		t.Errorf("--config: got %q", got)
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	dir := tree(t, "file: ", "dir/x: ")
	presets := "The presets are recommended, correctness, strict, all and bpmn-io."
	for _, tt := range []struct {
		o    config.Options
		want string
	}{
		{config.Options{Preset: "recomended"}, "--preset: unknown preset \"recomended\"; did you mean \"recommended\"?\n" + presets},
		{config.Options{Preset: "x"}, "--preset: unknown preset \"x\"\n" + presets},
		{config.Options{FailOn: "warn"}, "--fail-on: unknown severity \"warn\"; did you mean \"warning\"?\nAllowed are error, warning, note and never."},
		{config.Options{Platform: "camunda-9"}, "--platform: unknown platform \"camunda-9\": Camunda's versions are 7 and 8, for example camunda-7.24"},
		{config.Options{File: "no.yaml"}, "--config: no.yaml: no such file or folder"},
		{config.Options{File: "dir"}, "--config: dir: is a folder"},
		{config.Options{File: "file", None: true}, "--config and --no-config exclude each other"},
		{config.Options{Policies: []string{"no"}}, "--policies: no: no such file or folder"},
		{config.Options{Policies: []string{"file"}}, "--policies: file: is not a folder"},
	} {
		tt.o.Rules, tt.o.Workspace = rules(), workspace.New(workspace.Places{Dir: dir})
		if _, err := config.NewLoader(tt.o); err == nil || err.Error() != tt.want {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
	l := loader(t, dir, config.Options{Only: []string{"defualt-flow-missing", "flows", "ids", "flow"}})
	l.For("a.bpmn")
	want := `:0:0-0:0: --only: no rule of category "ids" is on | Name single rules, or use --preset all.
:0:0-0:0: --only: unknown rule or category "defualt-flow-missing"; did you mean "default-flow-missing"? | bpmnlint rules list shows all rules and categories.
:0:0-0:0: --only: unknown rule or category "flows"; did you mean "flow"? | bpmnlint rules list shows all rules and categories.
`
	if diff := cmp.Diff(want, lines(l.Problems())); diff != "" {
		t.Error(diff)
	}
}

func sorted(s []string) []string {
	slices.Sort(s)
	return s
}

func BenchmarkFor(b *testing.B) {
	dir := tree(b, ".git/HEAD", ".bpmnlint.yaml: extends: base.yaml\nrules: {id-convention: {max: 3}, link-event: off}", "base.yaml: categories: {style: note}")
	var files []string
	for i := range 4000 {
		files = append(files, filepath.Join(dir, fmt.Sprintf("svc%02d/src/main/resources/p%d/m%d.bpmn", i%40, i%8, i)))
	}
	b.ReportAllocs()
	for b.Loop() {
		l := loader(b, dir, config.Options{})
		for _, f := range files {
			if l.For(f).Severity("link-event") != 0 {
				b.Fatal("link-event is on")
			}
		}
	}
}

func BenchmarkForWithOverrides(b *testing.B) {
	dir := tree(b, ".git/HEAD", ".bpmnlint.yaml: overrides:\n"+
		"- {files: svc0*/**, platform: camunda-7.13}\n- {files: ['**/p3/**'], rules: {link-event: off}}\n- {files: '*9.bpmn', rules: {link-event: note}}\n")
	var files []string
	for i := range 4000 {
		files = append(files, filepath.Join(dir, fmt.Sprintf("svc%02d/src/main/resources/p%d/m%d.bpmn", i%40, i%8, i)))
	}
	b.ReportAllocs()
	for b.Loop() {
		l := loader(b, dir, config.Options{})
		for _, f := range files {
			if l.For(f).Severity("implementation") == 0 {
				b.Fatal("implementation is off")
			}
		}
	}
}
