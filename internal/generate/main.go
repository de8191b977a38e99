// Command generate writes what is made from the rules' metadata and from the
// tables of facts: the index that the program reads at run time, a page for
// each rule with its list, and the JSON schemas of the rules' input and of the
// configuration.
//
// It is run in the module's root, by make docs. A page that no rule stands
// behind any more is removed. With -check it changes nothing and fails if a
// file is not what it would write.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/rules"
)

// pagesDir is the folder of the rules' pages; all in it is generated.
const pagesDir = "docs/rules"

func main() {
	check := flag.Bool("check", false, "fail if a file is not up to date, and write nothing")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	all, err := policy.Metadata(os.DirFS("rules"), ".")
	if err != nil {
		return err
	}
	files, err := generate(all)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := write(name, files[name], check); err != nil {
			return err
		}
	}
	return removeStale(files, check)
}

// generate returns the content of all generated files by path.
func generate(all []rules.Rule) (map[string][]byte, error) {
	index, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		return nil, err
	}
	schema, err := json.MarshalIndent(facts.Schema(), "", "  ")
	if err != nil {
		return nil, err
	}
	builtIn := append(lint.DeployRules(), all...)
	settings, err := json.MarshalIndent(config.Schema(lint.ConfigRules(builtIn)), "", "  ")
	if err != nil {
		return nil, err
	}
	own := slices.Concat(lint.DeployRules(), lint.UpgradeRules(), lint.MigrationRules(), lint.SuppressionRules())
	files := map[string][]byte{
		"docs/config.schema.json":               append(settings, '\n'),
		filepath.Join("rules", rules.IndexFile): append(index, '\n'),
		"docs/input.schema.json":                append(schema, '\n'),
		pagesDir + "/README.md":                 overview(all, own),
	}
	for _, r := range own {
		files[fmt.Sprintf("%s/%s/%s.md", pagesDir, r.Category, r.ID)] = []byte(lint.Page(r))
	}
	drawn, err := pictures()
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		good, bad := drawn[[2]string{r.ID, "good"}], drawn[[2]string{r.ID, "bad"}]
		text, err := page(r, good != nil, bad != nil)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("%s/%s/%s", pagesDir, r.Category, r.ID)
		files[name+".md"] = text
		for end, svg := range map[string][]byte{"-good.svg": good, "-bad.svg": bad} {
			if svg != nil {
				files[name+end] = svg
			}
		}
	}
	return files, nil
}

// page returns the page of a rule: what explain prints, and examples, with
// pictures where there are some.
func page(r rules.Rule, good, bad bool) ([]byte, error) {
	var b bytes.Buffer
	text := lint.Page(r)
	since := fmt.Sprintf("Since version %s.\n", r.Since)
	b.WriteString(strings.TrimSuffix(text, since))
	dir := filepath.Join("rules", filepath.Dir(r.Path), "testdata")
	found, err := os.ReadFile(filepath.Join(dir, "bad.want"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil {
		folder := filepath.ToSlash(dir)
		fmt.Fprintf(&b, "## Example\n\nOn [bad.bpmn](../../../%s/bad.bpmn) it says:\n\n", folder)
		if bad {
			fmt.Fprintf(&b, "![the model with its findings](%s-bad.svg)\n\n", r.ID)
		}
		fmt.Fprintf(&b, "```text\n%s```\n\n", found)
		if good {
			fmt.Fprintf(&b, "On [good.bpmn](../../../%s/good.bpmn) it is silent:\n\n![the model](%s-good.svg)\n\n", folder, r.ID)
		}
	}
	fmt.Fprintf(&b, settings, r.ID, r.Severity, r.ID)
	fmt.Fprintf(&b, "The rule itself: [%s](../../../rules/%s). %s", filepath.Base(r.Path), r.Path, since)
	return b.Bytes(), nil
}

// settings tells how to set a rule, and how to keep what it reports.
const settings = "## Settings\n\n```yaml\n# .bpmnlint.yaml\nrules:\n  %s: %s # off, note, warning or error\n```\n\n" +
	"A finding that is wanted is kept by an extension property of its element in the model, or by an entry under `suppressions` " +
	"([how](../../old-findings.md)):\n\n```text\nbpmnlint:ignore = %s -- the reason\n```\n\n"

// overview returns the list of all rules, those in Rego and those in Go.
func overview(inRego, inGo []rules.Rule) []byte {
	all := slices.Concat(inRego, inGo)
	slices.SortStableFunc(all, func(a, b rules.Rule) int { return strings.Compare(a.Category, b.Category) })
	var b bytes.Buffer
	b.WriteString("# Rules\n\nGenerated from the rules' metadata. `bpmnlint rules list` prints the same list, `bpmnlint explain RULE` a page.\n")
	category := ""
	for _, r := range all {
		if r.Category != category {
			category = r.Category
			fmt.Fprintf(&b, "\n## %s\n\n| rule | reports | `recommended` | `strict` | fix |\n|---|---|---|---|---|\n", category)
		}
		fmt.Fprintf(&b, "| [%s](%s/%s.md) | %s | %s | %s | %s |\n", r.ID, r.Category, r.ID, strings.ReplaceAll(r.Title, "|", `\|`), r.Recommended, r.Strict, r.Fix)
	}
	return b.Bytes()
}

func write(name string, want []byte, check bool) error {
	have, err := os.ReadFile(name)
	if err == nil && bytes.Equal(have, want) {
		return nil
	}
	if check {
		return fmt.Errorf("%s is not up to date: run make docs", name)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, want, 0o644)
}

// removeStale removes pages that are no longer generated.
func removeStale(files map[string][]byte, check bool) error {
	return filepath.WalkDir(pagesDir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || files[filepath.ToSlash(name)] != nil {
			return err
		}
		if check {
			return fmt.Errorf("%s belongs to no rule: run make docs", name)
		}
		return os.Remove(name)
	})
}
