package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/google/go-cmp/cmp"
)

func TestProblems(t *testing.T) {
	t.Parallel()
	const levels = "Allowed are off, note, warning and error."
	const rulesList = "bpmnlint rules list shows all rules."
	tests := []struct {
		name, file string
		want       []string // behind the file's name
		levels     string   // which rules are on in spite of it; empty for recommended
	}{
		{name: "unknown key", file: "extends: all\n\nruels:\n  x: off\n", levels: "*", want: []string{
			`3:1-3:6: unknown key "ruels"; did you mean "rules"? | Known are extends, rules, categories, platform, upgrade-to, engine, fail-on, overrides, ignore, deployments, policies, external-processes, external-signals, since and limits.`}},
		{name: "unknown key of engine", file: "engine:\n  history-ttl: unknown\n", want: []string{
			`2:3-2:14: unknown key of engine "history-ttl" | Known are history-time-to-live and plugins.`}},
		{name: "unknown rule", file: "rules:\n  default-flow-mising: off\n  link-event: off # kept\n", levels: strings.ReplaceAll(recommended, " link-event=error", ""), want: []string{
			`2:3-2:22: unknown rule "default-flow-mising"; did you mean "default-flow-missing"? | ` + rulesList}},
		{name: "unknown rule, quoted, behind wide characters", file: "rules: {\"𝄞ü\": off, \"xyz\": off}\n", want: []string{
			`1:9-1:14: unknown rule "𝄞ü" | ` + rulesList,
			`1:21-1:26: unknown rule "xyz" | ` + rulesList}},
		{name: "rule of a plug-in without its prefix", file: "rules: {camunda/avoid-lane: off}", want: []string{
			`1:9-1:27: unknown rule "camunda/avoid-lane"; did you mean "camunda/avoid-lanes"? | ` + rulesList}},
		{name: "unknown category", file: "categories:\n  flows: off\n", want: []string{
			`2:3-2:8: unknown category "flows"; did you mean "flow"? | The categories are async, flow, ids, implementation, structure and style.`}},
		{name: "unknown level", file: "rules:\n  link-event: warn\n  fake-join: Info\ncategories:\n  flow: fatal\n", want: []string{
			`2:15-2:19: unknown level "warn"; did you mean "warning"? | ` + levels,
			`3:14-3:18: unknown level "Info"; did you mean "note"? | ` + levels,
			`5:9-5:14: unknown level "fatal" | ` + levels}},
		{name: "wrong type of level", file: "rules:\n  link-event: 2\n  fake-join: [error]\n  avoid-lanes: false\n  id-convention:\n", want: []string{
			`2:15-2:16: the level of "link-event" must be off, note, warning or error, not an integer`,
			`3:14-3:15: the level of "fake-join" must be off, note, warning or error, not a list`,
			`4:16-4:21: the level of "avoid-lanes" must be off, note, warning or error, not a boolean`,
			`5:3-5:16: the level of "id-convention" must be off, note, warning or error, not nothing`}},
		{name: "options", levels: "id-convention", file: `rules:
  id-convention:
    severity: warning
    max: 2.5
    mx: 1
    ratio: much
    prefix: 1
    expression: "("
    case: uper
    types: [userTask, manualTask, 3]
    names: {a: 1}
    patterns: {userTask: "[", x: y}
    strict: yes please
`, want: []string{
			`4:10-4:13: option "max" of rule "id-convention" must be an integer, not a number`,
			`5:5-5:7: unknown option "mx" of rule "id-convention"; did you mean "max"? | Its options are patterns, max, ratio, prefix, expression, case, types, names, strict and free.`,
			`6:12-6:16: option "ratio" of rule "id-convention" must be a number, not a string`,
			`7:13-7:14: option "prefix" of rule "id-convention" must be a string, not an integer`,
			"8:17-8:20: option \"expression\" of rule \"id-convention\" (\"(\") is not a regular expression: error parsing regexp: missing closing ): `(`",
			`9:11-9:15: unknown value of option "case" of rule "id-convention" "uper"; did you mean "upper"? | Allowed are lower and upper.`,
			`10:23-10:33: unknown value of option "types" of rule "id-convention" "manualTask" | Allowed are userTask and serviceTask.`,
			`10:35-10:36: each entry of option "types" of rule "id-convention" must be a string, not an integer`,
			`11:16-11:17: "a" in option "names" of rule "id-convention" must be a string, not an integer`,
			"12:26-12:29: \"userTask\" in option \"patterns\" of rule \"id-convention\" (\"[\") is not a regular expression: error parsing regexp: missing closing ]: `[`",
			`13:13-13:23: option "strict" of rule "id-convention" must be a boolean, not a string`}},
		{name: "option of a rule without options", file: "rules: {link-event: {max: 1}}", want: []string{
			`1:22-1:25: unknown option "max" of rule "link-event" | The rule has no options.`}},
		{name: "duplicate keys", levels: recommended, file: "rules:\n  link-event: error\n  link-event: off\nrules: {}\n", want: []string{
			`3:3-3:13: key "link-event" is already set on line 2 | Remove one of the two.`,
			`4:1-4:6: key "rules" is already set on line 1 | Remove one of the two.`}},
		{name: "tab", file: "rules:\n\tlink-event: off\n", want: []string{
			`2:1-2:2: not well-formed YAML: a tab indents the line | YAML is indented with spaces only.`}},
		{name: "bracket is not closed", file: "extends: [all\nrules: {}\n", want: []string{
			`2:1-2:6: not well-formed YAML: ',' or ']' must be specified`}},
		{name: "string is not closed", file: "platform: \"x\n", want: []string{
			`1:11-1:13: not well-formed YAML: could not find end character of double-quoted text`}},
		{name: "not a mapping", file: "- all\n", want: []string{
			`1:1-1:2: the configuration must be a mapping of keys, not a list | Begin with a key, for example extends: recommended.`}},
		{name: "text", file: "recommended", want: []string{
			`1:1-1:12: the configuration must be a mapping of keys, not a string | Begin with a key, for example extends: recommended.`}},
		{name: "two documents", file: "extends: all\n---\nextends: strict\n", levels: "*", want: []string{
			`3:1-3:8: the file has more than one YAML document | Remove what stands after the line ---.`}},
		{name: "wrong types", file: "extends: 1\nrules: [link-event]\ncategories: off\nignore: {a: b}\nplatform: 7.24\nengine: camunda\npolicies: [1]\nfail-on: 1\nlimits: {max-file-size: [1]}\nexternal-signals: true\n", want: []string{
			`1:10-1:11: "extends" must be a string or a list of strings, not an integer`,
			`2:8-2:9: "rules" must be a mapping of names to levels, not a list`,
			`3:13-3:16: "categories" must be a mapping of names to levels, not a string`,
			`4:9-4:10: "ignore" must be a string or a list of strings, not a mapping`,
			`5:11-5:15: "platform" must be a string like camunda-7.24, not a number`,
			`6:9-6:16: "engine" must be a mapping, not a string`,
			`7:12-7:13: each entry of "policies" must be a string, not an integer`,
			`8:10-8:11: "fail-on" must be error, warning, note or never, not an integer`,
			`9:25-9:26: "max-file-size" must be a size like 64MiB, not a list`,
			`10:19-10:23: "external-signals" must be a string or a list of strings, not a boolean`}},
		{name: "wrong values", file: "ignore: [\"a[\"]\nplatform: camunda7\nengine:\n  history-time-to-live: P6M\n  plugins: [spin, conect]\nfail-on: errors\nlimits: {max-file-size: 5 apples}\n", want: []string{
			`1:10-1:14: "ignore" has a pattern that is not well-formed: "a[" | * stands for a name, ** for any folders, {a,b} for either.`,
			`2:11-2:19: unknown platform "camunda7": camunda-7.24, operaton-1.0, cibseven-2.0, camunda-8 or another version of these`,
			`4:25-4:28: unknown value of history-time-to-live "P6M" | Allowed are enforced, not-enforced, unknown, or the engine's own value: a number of days, or P180D.`,
			`5:19-5:25: unknown engine plug-in "conect"; did you mean "connect"? | Allowed are connect, spin and mail.`,
			`6:10-6:16: unknown value of fail-on "errors"; did you mean "error"? | Allowed are error, warning, note and never.`,
			`7:25-7:33: not a size: "5 apples" | Write a number of bytes, or one with KiB, MiB or GiB: 64MiB.`}},
		{name: "extends", file: "extends: [recomended, gone.yaml, 'https://x.org/y.yaml', ../up.yaml, .bpmnlint.yaml, bpmnlint:all, dir/]\n", want: []string{
			`1:11-1:21: unknown preset "recomended"; did you mean "recommended"? | The presets are recommended, correctness, strict, all and bpmn-io. The name of a file has a slash or ends in .yaml.`,
			`1:23-1:32: extended file "gone.yaml": no such file or folder | The path is relative to the folder of this file.`,
			`1:34-1:56: cannot extend "https://x.org/y.yaml": nothing is fetched | Pin a revision with git, rev and file, or copy the file into the repository and name its path.`,
			`1:58-1:68: extended file "../up.yaml" lies outside of the repository | Name it on the command line too, or copy it into the repository.`,
			`1:70-1:84: extends leads back to this file: .bpmnlint.yaml → .bpmnlint.yaml | Remove one of these entries.`,
			`1:86-1:98: unknown preset "bpmnlint:all"; did you mean "all"? | The presets are recommended, correctness, strict, all and bpmn-io. The name of a file has a slash or ends in .yaml.`,
			`1:100-1:104: extended file "dir/": is a folder | The path is relative to the folder of this file.`}},
		{name: "policies", file: "policies: [.., gone, dir, dir/x, link]\n", want: []string{
			`1:12-1:14: folder of policies ".." lies outside of the repository | Name it on the command line too, or copy it into the repository.`,
			`1:16-1:20: folder of policies "gone": no such file or folder | The path is relative to the folder of this file.`,
			`1:27-1:32: folder of policies "dir/x": is not a folder | The path is relative to the folder of this file.`,
			`1:34-1:38: folder of policies "link" lies outside of the repository | Name it on the command line too, or copy it into the repository.`}},
		{name: "anchors", file: "rules:\n  link-event: &a off\n  fake-join: *a\n  avoid-lanes: *b\n  <<: *a\n", levels: "*", want: []string{
			`4:16-4:18: unknown anchor "b" | An alias (*name) needs an anchor (&name) in the same file.`,
			`5:3-5:5: merge keys are not read | Put what is shared into a file and name it under extends.`}},
		{name: "alias within itself", file: "rules: &a {x: *a}\n", levels: "*", want: []string{
			`1:12-1:13: the configuration is nested too deeply | Write it with fewer lists and mappings within each other.`,
			`1:12-1:13: unknown rule "x" | ` + rulesList}},
		{name: "nested deeply", file: "rules: " + strings.Repeat("[", 5000), want: []string{
			`1:72-1:73: the configuration is nested too deeply | Write it with fewer lists and mappings within each other.`}},
		{name: "nested deeply in lists", file: strings.Repeat("- ", 5000), want: []string{
			`1:129-1:130: the configuration is nested too deeply | Write it with fewer lists and mappings within each other.`}},
		{name: "not UTF-8", file: "rules: {}\n# \xfc\n", want: []string{
			`2:3-2:4: the configuration is not UTF-8 | Save the file as UTF-8.`}},
		{name: "too large", file: strings.Repeat("# much text\n", 30000), want: []string{
			`1:1-1:1: the configuration is larger than 64 KiB | Move parts of it into other files and name them under extends.`}},
		{name: "byte order mark and CR LF", file: "\ufeffextends: all\r\nplatfrm: x\r\n", levels: "*", want: []string{
			`2:1-2:8: unknown key "platfrm"; did you mean "platform"? | Known are extends, rules, categories, platform, upgrade-to, engine, fail-on, overrides, ignore, deployments, policies, external-processes, external-signals, since and limits.`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			outer := tree(t, "up.yaml: extends: all", "r/.git/HEAD", "r/dir/x: ", "r/link -> ../", "r/.bpmnlint.yaml: "+tt.file)
			l := loader(t, filepath.Join(outer, "r"), config.Options{})
			r := l.For("a.bpmn")
			want := ""
			for _, line := range tt.want {
				want += ".bpmnlint.yaml:" + line + "\n"
			}
			got := l.Problems()
			if diff := cmp.Diff(want, lines(got)); diff != "" {
				t.Error(diff)
			}
			for _, d := range got {
				if d.Rule != "configuration" || d.Category != "configuration" || d.Severity != diag.Error {
					t.Errorf("%s has rule %s, category %s, severity %v", d.Message, d.Rule, d.Category, d.Severity)
				}
			}
			switch tt.levels {
			case "*":
			case "id-convention":
				if r.Severity("id-convention") != diag.Warning || r.Options("id-convention")["max"] != 5 {
					t.Errorf("the rule has %+v", r.Rules["id-convention"])
				}
			case "":
				on := levelsOfUnset(r)
				if on != recommended {
					t.Errorf("on are %s", on)
				}
			default:
				if got := unstarred(r); got != tt.levels {
					t.Errorf("on are %s", got)
				}
			}
		})
	}
}

// unstarred is levels without stars.
func unstarred(r *config.Resolved) string { return strings.ReplaceAll(levels(r), "*", "") }

// levelsOfUnset leaves out the rules that a test's file turns on in passing.
func levelsOfUnset(r *config.Resolved) string {
	var kept []string
	for level := range strings.SplitSeq(levels(r), " ") {
		if !strings.HasSuffix(level, "*") {
			kept = append(kept, level)
		}
	}
	return strings.Join(kept, " ")
}

func TestExtendsFiles(t *testing.T) {
	t.Parallel()
	t.Run("cycle", func(t *testing.T) {
		t.Parallel()
		dir := tree(t, ".git/HEAD", ".bpmnlint.yaml: extends: a/x.yaml", "a/x.yaml: rules: {link-event: note}\nextends: [strict, ../.bpmnlint.yaml]")
		l := loader(t, dir, config.Options{})
		if got := l.For("m.bpmn").Severity("link-event"); got != diag.Note {
			t.Errorf("link-event is %v", got)
		}
		want := "a/x.yaml:2:19-2:36: extends leads back to this file: .bpmnlint.yaml → a/x.yaml → .bpmnlint.yaml | Remove one of these entries.\n"
		if diff := cmp.Diff(want, lines(l.Problems())); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("diamond", func(t *testing.T) {
		t.Parallel()
		dir := tree(t, ".git/HEAD", ".bpmnlint.yaml: extends: [a.yaml, b.yaml]", "a.yaml: extends: c.yaml\nrules: {link-event: note}", "b.yaml: extends: c.yaml", "c.yaml: rules: {nope: off, link-event: warning}")
		l := loader(t, dir, config.Options{})
		if got := l.For("m.bpmn").Severity("link-event"); got != diag.Warning {
			t.Errorf("link-event is %v", got)
		}
		if diff := cmp.Diff("c.yaml:1:9-1:13: unknown rule \"nope\" | bpmnlint rules list shows all rules.\n", lines(l.Problems())); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("the same file again and again", func(t *testing.T) {
		t.Parallel()
		files := []string{".git/HEAD", "f20.yaml: rules: {}"}
		names := []string{".bpmnlint.yaml"}
		for i := range 20 {
			names = append(names, "f"+string(rune('0'+(i+1)/10))+string(rune('0'+(i+1)%10))+".yaml")
		}
		for i := range 20 {
			files = append(files, names[i]+": extends: ["+names[i+1]+", "+names[i+1]+"]")
		}
		l := loader(t, tree(t, files...), config.Options{})
		l.For("m.bpmn")
		if got := lines(l.Problems()); strings.Count(got, "\n") != 1 || !strings.Contains(got, "extends names too many files | Extend each file once.") {
			t.Error(got)
		}
	})
	t.Run("outside, named on the command line", func(t *testing.T) {
		t.Parallel()
		dir := tree(t, "shared/base.yaml: rules: {link-event: note}\npolicies: rules", "shared/rules/x.rego: ", "r/.git/HEAD", "r/.bpmnlint.yaml: extends: ../shared/base.yaml")
		r := filepath.Join(dir, "r")
		for _, trusted := range []string{"../shared", filepath.Join(dir, "shared")} {
			l := loader(t, r, config.Options{Trusted: []string{trusted}})
			if got := l.For("m.bpmn"); got.Severity("link-event") != diag.Note || len(got.Policies) != 1 || len(l.Problems()) > 0 {
				t.Errorf("%s: %s", trusted, lines(l.Problems()))
			}
		}
		l := loader(t, r, config.Options{File: "../shared/base.yaml"})
		if got := l.For("m.bpmn"); got.Severity("link-event") != diag.Note || len(got.Policies) != 1 || len(l.Problems()) > 0 {
			t.Errorf("--config: %s", lines(l.Problems()))
		}
	})
	t.Run("unreadable", func(t *testing.T) {
		t.Parallel()
		dir := tree(t, ".git/HEAD", ".bpmnlint.yaml: extends: x.yaml", "x.yaml -> x.yaml")
		l := loader(t, dir, config.Options{})
		l.For("m.bpmn")
		if got := lines(l.Problems()); !strings.Contains(got, `extended file "x.yaml": too many levels of symbolic links`) {
			t.Error(got)
		}
		if os.Geteuid() == 0 {
			t.Skip("the superuser can read every file")
		}
		dir = tree(t, ".git/HEAD", ".bpmnlint.yaml: ")
		if err := os.Chmod(filepath.Join(dir, ".bpmnlint.yaml"), 0); err != nil {
			t.Fatal(err)
		}
		l = loader(t, dir, config.Options{})
		l.For("m.bpmn")
		if got := lines(l.Problems()); got != ".bpmnlint.yaml:0:0-0:0: the configuration cannot be read: permission denied\n" {
			t.Error(got)
		}
	})
}

func TestPolicyRules(t *testing.T) {
	t.Parallel()
	dir := tree(t, ".git/HEAD", "mine/x.rego: ", "theirs/x.rego: ",
		".bpmnlint.yaml: policies: [mine, ./mine/]\nrules: {my-rule: {max: 3}, their-rule: off}\ncategories: {house: error}", "plain/.bpmnlint.yaml: rules: {my-rule: off}")
	asked := 0
	o := config.Options{Policies: []string{"theirs"}, PolicyRules: func(d string) ([]config.Rule, diag.List) {
		asked++
		switch d {
		case filepath.Join(dir, "mine"):
			return []config.Rule{
				{Slug: "my-rule", Category: "house", Severity: diag.Note, Options: []config.Option{{Name: "max", Type: config.TypeInteger}}},
				{Slug: "link-event", Category: "house", Severity: diag.Note}, // cannot take the place of the built-in rule
			}, diag.List{{Rule: "rego", Severity: diag.Warning, File: "mine/x.rego", Message: "odd"}}
		case filepath.Join(dir, "theirs"):
			return []config.Rule{{Slug: "their-rule", Category: "house", Severity: diag.Warning}}, nil
		}
		t.Errorf("asked for %s", d)
		return nil, nil
	}}
	l := loader(t, dir, o)
	r := l.For("a.bpmn")
	if r.Severity("my-rule") != diag.Error || r.Options("my-rule")["max"] != 3 || r.Severity("their-rule") != 0 || r.Severity("link-event") != diag.Error {
		t.Errorf("got %s", levels(r))
	}
	if diff := cmp.Diff([]string{filepath.Join(dir, "mine"), filepath.Join(dir, "theirs")}, r.Policies); diff != "" {
		t.Error(diff)
	}
	l.For("plain/a.bpmn")
	want := "warning: mine/x.rego:0:0-0:0: odd\nplain/.bpmnlint.yaml:1:9-1:16: unknown rule \"my-rule\" | bpmnlint rules list shows all rules.\n"
	if diff := cmp.Diff(want, lines(l.Problems())); diff != "" {
		t.Error(diff)
	}
	if asked != 2 {
		t.Errorf("asked %d times for two folders", asked)
	}
}
