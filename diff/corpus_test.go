package diff_test

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/source"
)

// history returns the version pairs of a real service, and the files by name.
func history(tb testing.TB) (pairs [][2]string, files map[string][]byte) {
	tb.Helper()
	shared := os.Getenv("BPMNLINT_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	list, err := os.Open(filepath.Join(shared, "golden/migration/history.jsonl"))
	if err != nil {
		tb.Skipf("NO CORPUS: %v; set BPMNLINT_SHARED", err)
	}
	defer list.Close()
	lines := bufio.NewScanner(list)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var request struct{ Source, Target string }
		if err := json.Unmarshal(lines.Bytes(), &request); err != nil {
			tb.Fatal(err)
		}
		pairs = append(pairs, [2]string{request.Source, request.Target})
	}
	archive, err := os.Open(filepath.Join(shared, "corpus/migration/history.tar.gz"))
	if err != nil {
		tb.Skipf("NO CORPUS: %v", err)
	}
	defer archive.Close()
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		tb.Fatal(err)
	}
	files = map[string][]byte{}
	for r := tar.NewReader(unzipped); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return pairs, files
		}
		if err != nil {
			tb.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg {
			if files[filepath.ToSlash(filepath.Clean(h.Name))], err = io.ReadAll(r); err != nil {
				tb.Fatal(err)
			}
		}
	}
}

// Every difference between the XML trees of real versions is covered by a
// change, and by one only.
func TestHistoryIsCovered(t *testing.T) {
	t.Parallel()
	pairs, files := history(t)
	read := func(name string) *bpmn.Definitions {
		d, problems := bpmn.Parse(source.New(name, files[name]), bpmn.Options{})
		if d == nil {
			t.Fatalf("%s: %v", name, problems)
		}
		return d
	}
	compared, changes := 0, 0
	for _, p := range pairs {
		if files[p[0]] == nil || files[p[1]] == nil {
			t.Fatalf("no file %s or %s", p[0], p[1])
		}
		for _, pair := range [][2]string{p, {p[1], p[0]}} {
			c := diff.Compare(read(pair[0]), read(pair[1]), diff.Options{})
			compared++
			changes += len(c.Changes)
			for _, problem := range uncovered(c) {
				t.Errorf("%s → %s: %s", pair[0], pair[1], problem)
			}
			for _, x := range c.Changes {
				if x.Message == "" || x.Effect == "" || x.Class == "" || len(x.Covers) == 0 || strings.Contains(x.Message, "\n") {
					t.Errorf("%s → %s: incomplete: %+v", pair[0], pair[1], x)
				}
			}
		}
	}
	t.Logf("%d comparisons, %d changes", compared, changes)
}

// A model that is written anew says the same.
func TestHistoryWrittenAnew(t *testing.T) {
	t.Parallel()
	_, files := history(t)
	for name, data := range files {
		old, _ := bpmn.Parse(source.New(name, data), bpmn.Options{})
		if old == nil {
			continue
		}
		tree := old.Document.Tree.Copy()
		tree.Indent(7)
		text, err := tree.WriteToString()
		if err != nil {
			t.Fatal(err)
		}
		new, problems := bpmn.Parse(source.New(name, []byte(text)), bpmn.Options{})
		if new == nil {
			t.Fatalf("%s: %v", name, problems)
		}
		c := diff.Compare(old, new, diff.Options{Layout: true})
		for _, x := range c.Changes {
			t.Errorf("%s: %s", name, x.Message)
		}
	}
}

func ExampleCompare() {
	parse := func(assignee string) *bpmn.Definitions {
		d, _ := bpmn.Parse(source.New("order.bpmn", fmt.Appendf(nil, `<definitions
  xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <process id="order"><userTask id="check" name="Check order" camunda:candidateGroups="%s" /></process>
</definitions>`, assignee)), bpmn.Options{})
		return d
	}
	for _, c := range diff.Compare(parse("sales"), parse("sales,support"), diff.Options{}).Changes {
		fmt.Printf("%s: %s\n%s\n", c.Class, c.Message, c.Effect)
	}
	// Output:
	// human-work: user task "Check order": candidateGroups changed from "sales" to "sales,support"
	// Tasks that are created from now on go to other people; existing ones stay where they are.
}
