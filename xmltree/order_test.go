package xmltree_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

func TestDescendants(t *testing.T) {
	t.Parallel()
	d, problems := xmltree.Parse(source.New("x.xml", []byte("<a><b><c/></b><d><e/><f/></d></a>")), xmltree.Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var all, some []string
	for x := range d.Root.Descendants() {
		all = append(all, x.Local)
	}
	for x := range d.Root.Descendants() {
		if some = append(some, x.Local); x.Local == "e" {
			break
		}
	}
	if diff := cmp.Diff([]string{"b c d e f", "b c d e"}, []string{strings.Join(all, " "), strings.Join(some, " ")}); diff != "" {
		t.Error(diff)
	}
}
