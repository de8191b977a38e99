package xmltree_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

func TestPath(t *testing.T) {
	t.Parallel()
	doc, _ := xmltree.Parse(source.New("x.xml", []byte(`<root id="r"><a id="one" name="One"><b/><c/><b><d/></b></a></root>`)), xmltree.Options{})
	a := doc.Root.Children[0]
	d := a.Children[2].Children[0]
	for _, test := range []struct {
		x     *xmltree.Element
		path  string
		named diag.Element
	}{
		{nil, "", diag.Element{}},
		{doc.Root, "", diag.Element{ID: "r", Type: "root"}},
		{a, "/one", diag.Element{ID: "one", Type: "a", Name: "One"}},
		{d, "/one/b/d", diag.Element{ID: "one", Type: "a", Name: "One"}},
	} {
		if got := test.x.Path(); got != test.path {
			t.Errorf("path %q, want %q", got, test.path)
		}
		if test.x == nil {
			continue
		}
		if got := test.x.Named(); got != test.named {
			t.Errorf("named %+v, want %+v", got, test.named)
		}
	}
}
