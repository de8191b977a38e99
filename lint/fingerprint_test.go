package lint_test

import (
	"cmp"
	"context"
	"encoding/xml"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// fingerprints lints models, given by their names, with all rules.
func fingerprints(t *testing.T, dir string, models map[string][]byte, whole bool) diag.List {
	t.Helper()
	ws := workspace.New(workspace.Places{Dir: dir, Root: dir})
	loader, err := config.NewLoader(config.Options{Rules: lint.ConfigRules(builtin(t)), Workspace: ws, None: true, Preset: "all"})
	if err != nil {
		t.Fatal(err)
	}
	var files []workspace.File
	for name := range models {
		files = append(files, workspace.File{Path: name, Abs: filepath.Join(dir, name), Kind: workspace.Model})
	}
	slices.SortFunc(files, func(a, b workspace.File) int { return cmp.Compare(a.Path, b.Path) })
	result, err := lint.Run(context.Background(), files, lint.Options{
		Rules: builtin(t), Config: loader, Workspace: ws, Whole: whole,
		Read: func(f workspace.File, _ int64) ([]byte, error) { return models[f.Path], nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return result.Diagnostics
}

// ownFiles returns the models of the rules and of testdata by path.
func ownFiles(t *testing.T) map[string][]byte {
	t.Helper()
	models := map[string][]byte{}
	for _, root := range []string{"../testdata", rulesDir} {
		readModels(t, root, 5, models)
	}
	return models
}

// readModels adds every nth model below a folder.
func readModels(t *testing.T, root string, nth int, models map[string][]byte) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".bpmn" {
			return err
		}
		if n++; n%nth != 0 {
			return nil
		}
		data, err := os.ReadFile(path)
		models[filepath.ToSlash(path)] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFingerprintsSurviveReordering(t *testing.T) {
	t.Parallel()
	checkReordering(t, ownFiles(t))
}

func TestFingerprintsSurviveReorderingOfCorpus(t *testing.T) {
	t.Parallel()
	root := filepath.Join(cmp.Or(os.Getenv("BPMNLINT_SHARED"), filepath.Join("..", "..", "shared")), "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skipf("SKIPPED: no corpus at %s: set BPMNLINT_SHARED to the folder that holds it", root)
	}
	models := map[string][]byte{}
	readModels(t, root, 5, models)
	checkReordering(t, models)
}

// ordered are the rules whose verdict itself depends on the order of elements,
// as the engine's behavior does.
func ordered(rule string) bool {
	switch rule {
	case "flow-order-decides", "flow-never-taken", "retry-repeats-effect", "effect-after-wait":
		return true
	}
	return false
}

func checkReordering(t *testing.T, models map[string][]byte) {
	t.Helper()
	dir := t.TempDir()
	kept := map[string][]byte{}
	shuffled := map[string][]byte{}
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for n := range models {
			if !yield(n) {
				return
			}
		}
	}) {
		doc, problems := xmltree.Parse(source.New(name, models[name]), xmltree.Options{})
		if doc == nil || doc.Root == nil || len(problems) > 0 {
			continue // nothing that could be written in another way
		}
		w := rewriter{random: random, newline: []string{"\n", "\r\n", ""}[random.IntN(3)]}
		w.element(doc.Root, 0)
		kept[name], shuffled[name] = models[name], []byte(w.String())
	}
	if len(kept) == 0 {
		t.Fatal("no model was rewritten")
	}
	before, after := fingerprints(t, dir, kept, true), fingerprints(t, dir, shuffled, true)
	for _, line := range missing(before, after) {
		t.Errorf("gone after re-ordering: %s", line)
	}
	for _, line := range missing(after, before) {
		t.Errorf("new after re-ordering: %s", line)
	}
}

// missing lists the findings of a whose fingerprints b lacks in their file.
func missing(a, b diag.List) []string {
	type key struct{ file, fingerprint string }
	have := map[key]bool{}
	for _, d := range b {
		have[key{d.File, d.Fingerprint}] = true
	}
	var out []string
	for _, d := range a {
		if !have[key{d.File, d.Fingerprint}] && !ordered(d.Rule) {
			out = append(out, d.File+": "+d.Message+" ["+d.Rule+"]")
		}
	}
	return out
}

// rewriter writes a document with its elements in another order where order
// means nothing, its attributes shuffled and other white space.
type rewriter struct {
	strings.Builder
	random  *rand.Rand
	newline string
}

func (w *rewriter) element(x *xmltree.Element, depth int) {
	tag := x.Node.FullTag()
	w.WriteString("<" + tag)
	attrs := slices.Clone(x.Node.Attr)
	w.random.Shuffle(len(attrs), func(i, j int) { attrs[i], attrs[j] = attrs[j], attrs[i] })
	for _, a := range attrs {
		w.WriteString(" " + a.FullKey() + `="`)
		_ = xml.EscapeText(&w.Builder, []byte(a.Value))
		w.WriteString(`"`)
	}
	if len(x.Children) == 0 && x.Text() == "" {
		w.WriteString("/>")
		return
	}
	w.WriteString(">")
	if strings.TrimSpace(x.Text()) != "" {
		_ = xml.EscapeText(&w.Builder, []byte(x.Text()))
	}
	for _, c := range w.reordered(x) {
		w.WriteString(w.newline + strings.Repeat("\t", depth*w.random.IntN(2)))
		w.element(c, depth+1)
	}
	if len(x.Children) > 0 {
		w.WriteString(w.newline)
	}
	w.WriteString("</" + tag + ">")
}

// reordered shuffles children of one group among the places of the group.
func (w *rewriter) reordered(x *xmltree.Element) []*xmltree.Element {
	groups := map[string][]int{}
	for i, c := range x.Children {
		if g := group(x, c); g != "" {
			groups[g] = append(groups[g], i)
		}
	}
	out := slices.Clone(x.Children)
	for _, g := range slices.Sorted(func(yield func(string) bool) {
		for g := range groups {
			if !yield(g) {
				return
			}
		}
	}) {
		places := groups[g]
		for i, j := range w.random.Perm(len(places)) {
			out[places[i]] = x.Children[places[j]]
		}
	}
	return out
}

// group names those among the children of an element that may change places
// with each other.
func group(x, child *xmltree.Element) string {
	kind := bpmn.Type(child.Local)
	switch bpmn.Type(x.Local) {
	case bpmn.DefinitionsType:
		if kind == bpmn.ImportType || kind == bpmn.DiagramType || child.Local == "extensionElements" || child.Local == "relationship" {
			return ""
		}
		return "root elements"
	case bpmn.ProcessType, bpmn.SubProcess, bpmn.Transaction, bpmn.AdHocSubProcess:
		if kind.IsFlowNode() || kind == bpmn.SequenceFlowType || kind == bpmn.DataObjectType {
			return "flow elements"
		}
	case bpmn.PlaneType:
		return "shapes"
	}
	switch child.Local {
	case "incoming", "outgoing", "flowNodeRef", "lane", "participant", "messageFlow", "executionListener", "taskListener", "in", "out", "inputParameter":
		return child.Local
	}
	return ""
}
