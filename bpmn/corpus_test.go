package bpmn_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// corpus returns the paths of all models of the shared corpus.
func corpus(t *testing.T) []string {
	t.Helper()
	shared := os.Getenv("BPMNLINT_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	root := filepath.Join(shared, "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skipf("SKIPPED: no corpus at %s: set BPMNLINT_SHARED to the folder that holds it", root)
	}
	var paths []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasSuffix(path, ".bpmn") || strings.HasSuffix(path, ".bpmn20.xml") {
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Fatalf("no model under %s", root)
	}
	return paths
}

func TestCorpus(t *testing.T) {
	t.Parallel()
	models, nodes := 0, 0
	for _, path := range corpus(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defs, problems := bpmn.Parse(source.New(path, data), bpmn.Options{})
		if defs == nil {
			if len(problems) == 0 {
				t.Errorf("%s: neither a model nor a problem", path)
			}
			continue
		}
		checkInvariants(t, defs)
		want := 0
		for _, x := range defs.Document.Root.Children {
			if x.Space == bpmn.ModelNamespace && x.Local == "process" {
				want += countFlowNodes(x)
			}
		}
		got := 0
		for range defs.FlowNodes() {
			got++
		}
		if got != want {
			t.Errorf("%s: %d flow nodes in the model, %d in the XML", path, got, want)
		}
		models, nodes = models+1, nodes+got
	}
	if models == 0 || nodes == 0 {
		t.Errorf("%d models, %d flow nodes: the corpus was not read", models, nodes)
	}
	t.Logf("%d models, %d flow nodes", models, nodes)
}

func countFlowNodes(x *xmltree.Element) int {
	n := 0
	for _, c := range x.Children {
		if c.Space == bpmn.ModelNamespace && bpmn.Type(c.Local).IsFlowNode() {
			n++
		}
		n += countFlowNodes(c)
	}
	return n
}

// checkInvariants checks what holds for every model that Parse returns.
func checkInvariants(t *testing.T, defs *bpmn.Definitions) {
	t.Helper()
	if len(defs.Elements) == 0 || defs.Elements[0] != bpmn.Node(defs) {
		t.Fatalf("%s: Elements does not begin with the definitions", defs.File.Path)
	}
	last := -1
	for i, n := range defs.Elements {
		e := n.Base()
		if e.Index != i {
			t.Errorf("%s: Elements[%d] has index %d", defs.File.Path, i, e.Index)
		}
		if e.XML == nil {
			t.Fatalf("%s: Elements[%d], %s, has no XML", defs.File.Path, i, e.Label())
		}
		if start := e.Span().Start; start <= last {
			t.Errorf("%s: Elements[%d], %s, is not in document order", defs.File.Path, i, e.Label())
		} else {
			last = start
		}
	}
	scoped := 0
	for _, p := range defs.Processes {
		if p.Scope.Owner != bpmn.Node(p) || p.Scope.Process != p || p.Parent != nil {
			t.Errorf("%s: %s is not the owner of its scope", defs.File.Path, p.Label())
		}
		scoped += checkScope(t, defs, &p.Scope)
		all := 0
		for range p.All() {
			all++
		}
		scoped -= all
	}
	if scoped != 0 {
		t.Errorf("%s: All and the tree of scopes differ by %d flow nodes", defs.File.Path, scoped)
	}
	for f := range defs.SequenceFlows() {
		if f.Source != nil && !contains(f.Source.Outgoing, f) {
			t.Errorf("%s: %s is not among the outgoing of its source", defs.File.Path, f.Label())
		}
		if f.Target != nil && !contains(f.Target.Incoming, f) {
			t.Errorf("%s: %s is not among the incoming of its target", defs.File.Path, f.Label())
		}
	}
}

// checkScope returns the number of flow nodes in a scope and those within.
func checkScope(t *testing.T, defs *bpmn.Definitions, s *bpmn.Scope) int {
	t.Helper()
	n := len(s.FlowNodes)
	for _, node := range s.FlowNodes {
		if node.Scope != s {
			t.Errorf("%s: %s is not in its scope", defs.File.Path, node.Label())
		}
		if node.Content == nil {
			continue
		}
		// Indexes rise on the way down: so there is no cycle.
		if node.Content.Parent != s || node.Content.Owner != bpmn.Node(node) || s.Owner.Base().Index >= node.Index {
			t.Fatalf("%s: the scope of %s is not below its parent", defs.File.Path, node.Label())
		}
		n += checkScope(t, defs, node.Content)
	}
	return n
}

func contains(list []*bpmn.SequenceFlow, f *bpmn.SequenceFlow) bool {
	n := 0
	for _, x := range list {
		if x == f {
			n++
		}
	}
	return n == 1
}
