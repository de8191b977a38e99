package layout_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/layout"
	"github.com/bpmnlint/bpmnlint/source"
)

func pictures(t *testing.T, name string) (*bpmn.Definitions, []*layout.Picture) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", name+".bpmn"))
	if err != nil {
		t.Fatal(err)
	}
	defs, problems := bpmn.Parse(source.New(name, data), bpmn.Options{})
	if defs == nil {
		t.Fatal(problems)
	}
	return defs, layout.Pictures(defs)
}

// in returns the bounds of an element in a picture.
func in(t *testing.T, d *bpmn.Definitions, p *layout.Picture, id string) bpmn.Bounds {
	t.Helper()
	s := p.Shape(d.ByID(id))
	if s == nil {
		t.Fatalf("%s has no shape in the picture", id)
	}
	return s.Bounds
}

// TestPartialDiagram checks that what the diagram says is kept, and that what
// it hides or leaves out gets a place.
func TestPartialDiagram(t *testing.T) {
	t.Parallel()
	d, all := pictures(t, "partial")
	var got [][]string
	for _, p := range all {
		var ids []string
		for _, s := range p.Shapes {
			ids = append(ids, s.Node.Base().ID)
		}
		got = append(got, append([]string{p.Root.Base().ID + ":"}, ids...))
	}
	want := [][]string{
		{"payment:", "start", "drawn", "noSize", "hides", "elsewhere", "empty", "late", "failed", "missing", "remark", "end"},
		{"elsewhere:", "inPlane"},
		{"hides:", "hidden", "hiddenToo"},
		{"empty:", "undrawn"},
		{"second:", "alone"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("pictures and their shapes (-want +got):\n%s", diff)
	}
	first := all[0]
	if diff := cmp.Diff(bpmn.Bounds{X: -100, Y: -102, Width: 100, Height: 80}, in(t, d, first, "drawn")); diff != "" {
		t.Errorf("the place of a shape in the diagram (-want +got):\n%s", diff)
	}
	if b := in(t, d, first, "noSize"); b.Width != 100 || b.Height != 80 {
		t.Errorf("a shape without a size is %v", b)
	}
	if b := in(t, d, first, "missing"); b.Y < 120 {
		t.Errorf("what has no shape is at %v, among the others", b)
	}
	for _, id := range []string{"late", "failed"} {
		if b := in(t, d, first, id); b.Y+b.Height/2 != -22 || b.X < -120 || b.X > 0 {
			t.Errorf("the boundary event %s is at %v, not on the border of its task", id, b)
		}
	}
	for _, id := range []string{"f2", "f3", "f4", "f5", "f6"} {
		if first.Edge(d.ByID(id)) == nil {
			t.Errorf("the flow %s is not routed", id)
		}
	}
}

func contains(a, b bpmn.Bounds) bool {
	return a.X <= b.X && a.Y <= b.Y && b.X+b.Width <= a.X+a.Width && b.Y+b.Height <= a.Y+a.Height
}

func TestContainersContain(t *testing.T) {
	t.Parallel()
	d, all := pictures(t, "pools")
	for inner, outer := range map[string]string{
		"sales": "office", "office": "shop", "warehouse": "shop", "placed": "sales", "failed": "finance", "refuse": "finance",
		"ship": "warehouse", "invoice": "warehouse", "remark": "warehouse", "deliver": "carrier",
	} {
		if a, b := in(t, d, all[0], outer), in(t, d, all[0], inner); !contains(a, b) {
			t.Errorf("%s %v is not in %s %v", inner, b, outer, a)
		}
	}
	d, all = pictures(t, "nested")
	for inner, outer := range map[string]string{"expert": "assess", "e3": "expert", "fork": "assess", "c1": "cancelled"} {
		if a, b := in(t, d, all[0], outer), in(t, d, all[0], inner); !contains(a, b) {
			t.Errorf("%s %v is not in %s %v", inner, b, outer, a)
		}
	}
}

// TestNothingOverlaps checks the shapes and labels of laid out models.
func TestNothingOverlaps(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"pools", "nested"} {
		_, all := pictures(t, name)
		type box struct {
			id string
			bpmn.Bounds
		}
		var boxes []box
		for _, s := range all[0].Shapes {
			e := s.Node.Base()
			if s.Label != nil {
				boxes = append(boxes, box{"label of " + e.ID, *s.Label})
			}
			if n, ok := s.Node.(*bpmn.FlowNode); !ok || s.Expanded || n.Type == bpmn.BoundaryEvent {
				continue
			}
			boxes = append(boxes, box{e.ID, s.Bounds})
		}
		for i, a := range boxes {
			for _, b := range boxes[:i] {
				if a.X < b.X+b.Width && b.X < a.X+a.Width && a.Y < b.Y+b.Height && b.Y < a.Y+a.Height {
					t.Errorf("%s: %s %v and %s %v overlap", name, a.id, a.Bounds, b.id, b.Bounds)
				}
			}
		}
	}
}
