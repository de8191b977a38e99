package render_test

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render"
	"github.com/bpmnlint/bpmnlint/source"
)

// TestCorpus draws every model of the shared corpus.
func TestCorpus(t *testing.T) {
	t.Parallel()
	shared := os.Getenv("BPMNLINT_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	root := filepath.Join(shared, "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skipf("SKIPPED: no corpus at %s: set BPMNLINT_SHARED to the folder that holds it", root)
	}
	drawn := 0
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".bpmn") && !strings.HasSuffix(path, ".bpmn20.xml") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		defs, _ := bpmn.Parse(source.New(path, data), bpmn.Options{})
		if defs == nil {
			return nil
		}
		drawn++
		t.Run(strings.TrimPrefix(path, root), func(t *testing.T) {
			picture := read(t, svg(t, defs, render.Options{}))
			checkDrawing(t, picture)
			ids := byID(t, picture)
			for _, n := range defs.Elements {
				switch n.(type) {
				case *bpmn.FlowNode, *bpmn.SequenceFlow:
					if id := n.Base().ID; isDrawable(defs, n) && ids[id] == nil {
						t.Errorf("%s is not drawn", n.Base().Label())
					}
				}
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if drawn == 0 {
		t.Errorf("no model under %s", root)
	}
	t.Logf("%d models", drawn)
}

func FuzzSVG(f *testing.F) {
	for _, name := range models {
		data, err := os.ReadFile(filepath.Join("testdata", name+".bpmn"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		defs, _ := bpmn.Parse(source.New("fuzz.bpmn", data), bpmn.Options{})
		if defs == nil {
			return
		}
		root := read(t, svg(t, defs, render.Options{}))
		checkDrawing(t, root)
		byID(t, root)
	})
}

// large returns a process of that many flow nodes without a diagram, with
// splits, joins and loops.
func large(nodes int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p">`)
	for i := range nodes {
		kind := []bpmn.Type{bpmn.UserTask, bpmn.ServiceTask, bpmn.ExclusiveGateway, bpmn.ParallelGateway}[r.IntN(4)]
		fmt.Fprintf(&b, `<%s id="n%d" name="Step number %[2]d" />`, kind, i)
	}
	for i := 1; i < nodes; i++ {
		fmt.Fprintf(&b, `<sequenceFlow id="f%d" sourceRef="n%d" targetRef="n%[1]d" />`, i, max(0, i-1-r.IntN(4)))
		if r.IntN(4) == 0 {
			fmt.Fprintf(&b, `<sequenceFlow id="g%d" name="again" sourceRef="n%[1]d" targetRef="n%d" />`, i, max(0, min(nodes-1, i+r.IntN(40)-15)))
		}
	}
	b.WriteString(`</process></definitions>`)
	return b.Bytes()
}

func BenchmarkSVG(b *testing.B) {
	kinds, err := os.ReadFile(filepath.Join("testdata", "kinds.bpmn"))
	if err != nil {
		b.Fatal(err)
	}
	for name, data := range map[string][]byte{"diagram": kinds, "layout-1000": large(1000), "layout-10000": large(10_000)} {
		b.Run(name, func(b *testing.B) {
			defs := parse(b, name, data)
			b.ReportAllocs()
			for b.Loop() {
				if err := render.SVG(io.Discard, defs, render.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
