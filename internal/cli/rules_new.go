package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
)

// defaultRulesDir is where the first rule of a team goes.
const defaultRulesDir = "lint/rules"

func (p *program) rulesNewCommand() *cobra.Command {
	var to string
	c := &cobra.Command{
		Use:   "new CATEGORY/RULE",
		Short: "Start a rule: Rego, a failing test, a good and a bad model",
		Long: `Start a rule of your own: write the rule in Rego, a test that fails until the
rule is finished, a model on which it must be silent and one on which it must
speak. Nothing is overwritten.

The rule goes to --dir, else to the first folder that the configuration's key
policies names, else to ` + defaultRulesDir + `.`,
		Example: `  bpmnlint rules new naming/user-task-verb`,
		Args:    exactArgs(1, "CATEGORY/RULE"),
		RunE:    func(_ *cobra.Command, args []string) error { return p.newRule(args[0], to) },
	}
	c.Flags().StringVar(&to, "dir", "", "folder `DIR` for the rule")
	return c
}

var ruleName = regexp.MustCompile(`^([a-z][a-z0-9]*)/([a-z][a-z0-9-]*)$`)

// scaffold is what the files of a new rule depend on.
type scaffold struct {
	Category, Slug, Title string
	// Package is the package's name without the slug.
	Package string
	// BuiltIn is for a rule that comes with the program.
	BuiltIn bool
}

func (p *program) newRule(name, to string) error {
	m := ruleName.FindStringSubmatch(name)
	if m == nil {
		return usagef("%q is no name for a rule: CATEGORY/RULE, in small letters and digits, hyphens in RULE, such as naming/user-task-verb", name)
	}
	dir, err := p.workingDirectory()
	if err != nil {
		return err
	}
	c, err := p.catalogOf(dir, nil)
	if err != nil {
		return err
	}
	configured := len(c.ownDirs) > 0
	switch {
	case to != "" && !filepath.IsAbs(to):
		to = filepath.Join(dir, to)
	case to == "" && configured:
		to = c.ownDirs[0]
	case to == "":
		to = filepath.Join(dir, filepath.FromSlash(defaultRulesDir))
	}
	s := scaffold{Category: m[1], Slug: m[2], Title: sentence(m[2]), Package: "custom.rules." + m[1]}
	if _, err := os.Stat(filepath.Join(to, rules.IndexFile)); err == nil {
		s.BuiltIn, s.Package = true, "bpmnlint.rules."+m[1]
	}
	for _, r := range c.all() {
		if r.ID == s.Slug || slices.Contains(r.Aliases, s.Slug) {
			return usagef("there is a rule %q already, in category %s; a rule's name is unique over all categories", r.ID, r.Category)
		}
	}
	files, err := s.files()
	if err != nil {
		return err
	}
	home := filepath.Join(to, s.Category, s.Slug)
	if _, err := os.Stat(home); err == nil {
		return usagef("%s is there already; nothing was written", workspace.Display(dir, home, home))
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, f := range files {
		path := filepath.Join(home, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.content, 0o666); err != nil {
			return err
		}
		fmt.Fprintf(p.Out, "wrote %s\n", workspace.Display(dir, path, path))
	}
	if !p.quiet {
		fmt.Fprint(p.Err, s.nextSteps(workspace.Display(dir, to, to), slices.Contains(c.ownDirs, to)))
	}
	return nil
}

func sentence(slug string) string {
	words := strings.ReplaceAll(slug, "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

type newFile struct {
	name    string
	content []byte
}

func (s scaffold) files() ([]newFile, error) {
	base := strings.ReplaceAll(s.Slug, "-", "_")
	var out []newFile
	for _, f := range []struct{ name, text string }{
		{base + ".rego", ruleTemplate},
		{base + "_test.rego", testTemplate},
		{"testdata/good.bpmn", goodTemplate},
		{"testdata/bad.bpmn", badTemplate},
	} {
		t, err := template.New(f.name).Parse(f.text)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", f.name, err)
		}
		var b bytes.Buffer
		if err := t.Execute(&b, s); err != nil {
			return nil, fmt.Errorf("write %s: %w", f.name, err)
		}
		out = append(out, newFile{f.name, b.Bytes()})
	}
	return out, nil
}

func (s scaffold) nextSteps(dir string, configured bool) string {
	base := fmt.Sprintf("%s/%s/%s", dir, s.Category, s.Slug)
	steps := []string{
		fmt.Sprintf("Say in %s/%s.rego what is reported, and when.", base, strings.ReplaceAll(s.Slug, "-", "_")),
		fmt.Sprintf("Make the models in %s/testdata show it. bpmnlint rules input FILE prints what a rule sees.", base),
		fmt.Sprintf("bpmnlint rules test %s --run %s\n     fails until both agree; --update then writes what is expected of the bad model.", dir, s.Slug),
	}
	switch {
	case s.BuiltIn:
		steps = append(steps, "make docs")
	case !configured:
		steps = append(steps, fmt.Sprintf("Have it applied: put this into .bpmnlint.yaml\n       policies: [%s]", dir))
	}
	var b strings.Builder
	b.WriteString("\nNext:\n")
	for i, step := range steps {
		fmt.Fprintf(&b, "  %d. %s\n", i+1, step)
	}
	return b.String()
}

const ruleTemplate = `# METADATA
# title: {{.Title}}
# description: |
#   Say in one sentence what is reported.
# custom:
#   rationale: |
#     Say why it matters: what happens, when, to whom.
#   help: Say what to do about it.
#   severity: warning
{{- if .BuiltIn}}
#   since: 0.1.0
{{- end}}
#   concerns: [user_tasks]
package {{.Package}}["{{.Slug}}"]

report contains {"at": task.at, "message": message} if {
	some task in input.user_tasks

	# The condition goes here. This one never holds.
	task.id == ""
	message := sprintf("%s …", [task.label])
}
`

const testTemplate = `package {{.Package}}["{{.Slug}}_test"]

import data.{{.Package}}["{{.Slug}}"] as rule

test_bad if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(` + "`" + `<userTask id="bad" name="Bad" />` + "`" + `)
	messages == {` + "`" + `user task "Bad" …` + "`" + `}
}

test_good if {
	count(rule.report) == 0 with input as bpmn.parse(` + "`" + `<userTask id="good" name="Good" />` + "`" + `)
}
`

const modelHead = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="order" isExecutable="true" camunda:historyTimeToLive="P30D">
    <bpmn:startEvent id="ordered" />
    <bpmn:sequenceFlow id="toTask" sourceRef="ordered" targetRef="`

const (
	goodTemplate = modelHead + `good" />
    <bpmn:userTask id="good" name="Good" />
    <bpmn:sequenceFlow id="toEnd" sourceRef="good" targetRef="done" />` + modelTail
	badTemplate = modelHead + `bad" />
    <bpmn:userTask id="bad" name="Bad" />
    <bpmn:sequenceFlow id="toEnd" sourceRef="bad" targetRef="done" />` + modelTail
	modelTail = `
    <bpmn:endEvent id="done" />
  </bpmn:process>
</bpmn:definitions>
`
)
