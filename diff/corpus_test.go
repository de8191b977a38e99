package diff_test

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/source"
)

// versions returns recorded pairs of versions, and the files by name: history
// is those of a real service, mutated such as differ in odd ways.
func versions(tb testing.TB, kind string) (pairs [][2]string, files map[string][]byte) {
	tb.Helper()
	shared := os.Getenv("BPMNLINT_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	list, err := os.Open(filepath.Join(shared, "golden/migration", kind+".jsonl"))
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
	archive, err := os.Open(filepath.Join(shared, "corpus/migration", kind+".tar.gz"))
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

// Every difference between the XML trees of recorded versions is covered by
// a change, and by one only.
func TestRecordedVersionsAreCovered(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"history", "mutated"} {
		pairs, files := versions(t, kind)
		models := map[string]*bpmn.Definitions{}
		for _, p := range pairs {
			for _, name := range p {
				if models[name] != nil || files[name] == nil {
					continue
				}
				d, problems := bpmn.Parse(source.New(name, files[name]), bpmn.Options{})
				if d == nil {
					t.Fatalf("%s: %v", name, problems)
				}
				models[name] = d
			}
		}
		const shards = 8
		for shard := range shards {
			t.Run(fmt.Sprint(kind, shard), func(t *testing.T) {
				t.Parallel()
				for i := shard; i < len(pairs); i += shards {
					if old, new := models[pairs[i][0]], models[pairs[i][1]]; old != nil && new != nil {
						checkVersions(t, old, new)
						checkVersions(t, new, old)
					}
				}
			})
		}
	}
}

func checkVersions(t *testing.T, old, new *bpmn.Definitions) {
	t.Helper()
	c := diff.Compare(old, new, diff.Options{})
	for _, problem := range uncovered(c) {
		t.Errorf("%s → %s: %s", old.File.Path, new.File.Path, problem)
	}
	for _, x := range c.Changes {
		if x.Message == "" || x.Effect == "" || x.Class == "" || len(x.Covers) == 0 || strings.Contains(x.Message, "\n") {
			t.Errorf("%s → %s: incomplete: %+v", old.File.Path, new.File.Path, x)
		}
	}
}

// A model that is written anew says the same.
func TestWrittenAnew(t *testing.T) {
	t.Parallel()
	_, files := versions(t, "history")
	for i, name := range slices.Sorted(maps.Keys(files)) {
		if i%5 > 0 {
			continue // the versions of a model are much alike
		}
		data := files[name]
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
