package archtest_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/bpmnlint/bpmnlint"

// mayImport lists for each package of the module the other packages of the
// module that it may import, test files included. The arrows point one way: a
// package is listed after all that it may import.
var mayImport = []struct {
	name    string
	imports []string
}{
	{"source", nil},
	{"diag", []string{"source"}},
	{"xmltree", []string{"source", "diag"}},
	{"bpmn", []string{"source", "diag", "xmltree"}},
	{"bpmn/edit", []string{"source", "diag", "xmltree", "bpmn"}},
	{"juel", []string{"source", "diag"}},
	{"juel/formula", []string{"source", "juel"}},
	{"juel/outcome", []string{"juel"}},
	{"bpmn/schema", []string{"source", "diag", "xmltree"}},
	{"engine/platform", nil},
	{"engine/timer", []string{"engine/platform"}},
	{"engine/program", []string{"source", "xmltree", "bpmn", "juel", "engine/platform"}},
	{"engine/compile", []string{"source", "diag", "xmltree", "bpmn", "bpmn/schema", "juel", "engine/platform", "engine/timer", "engine/program"}},
	{"engine", []string{"source", "bpmn", "juel", "engine/platform", "engine/timer", "engine/program", "engine/compile"}},
	{"engine/upgrade", []string{"source", "diag", "xmltree", "bpmn", "engine/platform", "engine/timer", "engine/compile"}},
	{"diff/unified", nil},
	{"diff", []string{"source", "diag", "xmltree", "bpmn", "diff/unified"}},
	{"migration", []string{"source", "diag", "xmltree", "bpmn", "engine/platform", "engine/program", "engine/compile", "engine", "diff", "juel"}},
	{"migration/rehearsal", []string{"source", "diag", "bpmn", "juel/formula", "engine/platform", "engine/program", "engine/compile", "engine", "migration"}},
	{"internal/rewrite", nil},
	{"internal/conversation", nil},
	{"internal/engineserver", nil},
	{"migration/remote", []string{"source", "diag", "bpmn", "engine/program", "engine/compile", "engine", "migration", "internal/conversation", "internal/engineserver"}},
	{"render/internal/text", nil},
	{"render/internal/layered", nil},
	{"render/internal/layout", []string{"source", "bpmn", "render/internal/text", "render/internal/layered"}},
	{"render", []string{"source", "diag", "bpmn", "render/internal/text", "render/internal/layout"}},
	{"rules", []string{"diag"}},
	{"report", []string{"source", "diag"}},
	{"report/changes", []string{"source", "diag", "xmltree", "bpmn", "diff", "report"}},
	{"migration/page", []string{"source", "diag", "bpmn", "engine/program", "engine/compile", "migration", "report", "migration/remote", "migration/rehearsal"}},
	{"review", []string{"source", "diag", "bpmn", "engine/program", "diff", "migration", "migration/page", "report", "report/changes"}},
	{"lint/internal/spelling", nil},
	{"lint/analysis", []string{"source", "diag", "xmltree", "bpmn", "juel", "juel/formula", "juel/outcome", "engine/platform", "engine/timer", "lint/internal/spelling"}},
	{"lint/workspace", []string{"source", "diag", "bpmn", "engine/platform"}},
	{"lint/config", []string{"source", "diag", "lint/internal/spelling", "lint/workspace"}},
	{"lint/config/fetch", []string{"lint/config"}},
	{"lint/survey", []string{"source", "diag", "bpmn", "lint/analysis", "lint/workspace"}},
	{"lint/cache", nil},
	{"lint/baseline", []string{"source", "diag"}},
	{"lint/revision", nil},
	{"lint/suppress", []string{"source", "diag", "xmltree", "bpmn"}},
	{"lint/facts", []string{"source", "diag", "xmltree", "bpmn", "bpmn/edit", "juel", "juel/formula", "juel/outcome", "engine/platform", "engine/compile", "diff", "lint/analysis"}},
	{"lint/policy", []string{"source", "diag", "bpmn", "juel", "rules", "lint/facts"}},
	{"lint", []string{
		"source", "diag", "xmltree", "bpmn", "bpmn/edit", "juel", "juel/formula", "engine/platform", "engine/program", "engine/compile", "engine/upgrade", "diff", "migration", "rules",
		"lint/analysis", "lint/cache", "lint/config", "lint/facts", "lint/policy", "lint/suppress", "lint/workspace",
	}},
	{"simulator", []string{"source", "diag", "bpmn", "juel", "engine/timer", "engine/program", "engine/compile", "engine"}},
	{"internal/schemafacts", []string{"source", "diag", "xmltree"}},
	{"internal/generate", []string{"source", "diag", "bpmn", "render", "rules", "lint", "lint/config", "lint/facts", "lint/policy"}},
	{"internal/conformance", []string{
		"source", "diag", "xmltree", "bpmn", "juel", "engine/platform", "engine/program", "engine/compile", "engine", "migration", "rules", "lint", "lint/config", "lint/workspace",
	}},
	{"internal/conformance/cmd", []string{"internal/conformance"}},
	{"internal/cli", []string{
		"source", "diag", "diff/unified", "internal/rewrite", "xmltree", "bpmn", "juel", "engine/platform", "engine/program", "engine/compile", "engine", "migration", "migration/page", "simulator", "rules", "diff", "report", "report/changes", "review", "render", "lint", "lint/analysis", "lint/baseline", "lint/cache", "lint/config", "lint/config/fetch", "lint/facts", "lint/policy", "lint/revision", "lint/survey", "lint/workspace", "internal/conversation", "migration/remote", "migration/rehearsal", "internal/engineserver",
	}},
	{"cmd/bpmnlint", []string{"internal/cli"}},
	{"internal/archtest", nil},
	{"internal/delivery", nil},
}

// onlyImporters lists for a library the packages that may import it.
var onlyImporters = map[string][]string{
	"github.com/open-policy-agent/opa":      {"lint", "lint/facts", "lint/policy"},
	"github.com/owenrumney/go-sarif":        {"report"},
	"github.com/olekukonko/tablewriter":     {"report"},
	"github.com/spf13/cobra":                {"internal/cli"},
	"github.com/beevik/etree":               {"xmltree"},
	"github.com/sergi/go-diff":              {"diff/unified"},
	"github.com/goccy/go-yaml":              {"lint/config", "lint/survey", "internal/delivery"},
	"github.com/bmatcuk/doublestar":         {"lint/config", "lint/workspace"},
	"github.com/rogpeppe/go-internal":       {"internal/cli"},
	"github.com/santhosh-tekuri/jsonschema": {"report", "lint/config", "lint/facts", "internal/generate", "internal/cli"},
}

type goPackage struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", module+"/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImportsPointOneWay(t *testing.T) {
	t.Parallel()
	allowed := map[string][]string{}
	var before []string
	for _, p := range mayImport {
		for _, i := range p.imports {
			if !slices.Contains(before, i) {
				t.Errorf("%s may import %s, which is not listed before it", p.name, i)
			}
		}
		before = append(before, p.name)
		allowed[p.name] = p.imports
	}
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		imports, ok := allowed[name]
		if !ok {
			t.Errorf("package %s is not listed: say what it may import", name)
		}
		for _, i := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			other, ours := strings.CutPrefix(i, module+"/")
			if ours && other != name && !slices.Contains(imports, other) {
				t.Errorf("%s imports %s", name, other)
			}
		}
	}
}

func TestLibrariesHaveOneHome(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		for _, i := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			for library, homes := range onlyImporters {
				if strings.HasPrefix(i, library) && !slices.Contains(homes, name) {
					t.Errorf("%s imports %s, which only %s may", name, i, strings.Join(homes, ", "))
				}
			}
		}
	}
}
