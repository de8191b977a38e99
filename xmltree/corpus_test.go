package xmltree_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// TestCorpus holds the spans of real models against their text.
func TestCorpus(t *testing.T) {
	t.Parallel()
	root := os.Getenv("BPMNLINT_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	root = filepath.Join(root, "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skipf("NOT CHECKED against real models: set BPMNLINT_SHARED to the folder that holds corpus/ (%v)", err)
	}
	files, elements, broken := 0, 0, 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".bpmn") && !strings.HasSuffix(path, ".bpmn20.xml") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		doc, problems := xmltree.Parse(source.New(path, data), xmltree.Options{})
		for _, p := range problems {
			t.Logf("%s:%d:%d: %s [%s]", path, p.Range.Start.Line, p.Range.Start.Column, p.Message, p.Rule)
		}
		if len(problems) > 0 {
			broken++
		}
		files++
		elements += doc.Count
		checkSpans(t, doc)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files, %d elements, %d files with problems", files, elements, broken)
	if files == 0 {
		t.Error("no models found")
	}
}

// checkSpans holds all spans of a document against its text.
func checkSpans(t *testing.T, doc *xmltree.Document) {
	t.Helper()
	text := string(doc.File.Text())
	cut := func(s source.Span) string {
		if s.Start < 0 || s.End < s.Start || s.End > len(text) {
			t.Fatalf("%s: span %v outside of the text of %d bytes", doc.File.Path, s, len(text))
		}
		return text[s.Start:s.End]
	}
	count := 0
	var walk func(e *xmltree.Element)
	walk = func(e *xmltree.Element) {
		count++
		tag := cut(e.Tag)
		if !strings.HasPrefix(tag, "<"+e.Node.FullTag()) || !strings.HasSuffix(tag, ">") {
			t.Fatalf("%s: tag of <%s> is %q", doc.File.Path, e.Node.FullTag(), tag)
		}
		if end := cut(e.End); end != "" && !strings.HasPrefix(end, "</"+e.Node.FullTag()) {
			t.Fatalf("%s: end tag of <%s> is %q", doc.File.Path, e.Node.FullTag(), end)
		}
		if len(e.Attrs) != len(e.Node.Attr) {
			t.Fatalf("%s: <%s> has %d attributes, in the tree %d", doc.File.Path, e.Node.FullTag(), len(e.Attrs), len(e.Node.Attr))
		}
		for i := range e.Attrs {
			a, n := &e.Attrs[i], &e.Node.Attr[i]
			if cut(a.Name) != n.FullKey() || n.Value != a.Value || n.Element() != e.Node {
				t.Fatalf("%s: attribute %q=%q is %s=%q in the tree", doc.File.Path, cut(a.Name), a.Value, n.FullKey(), n.Value)
			}
			if raw := cut(a.Raw); !strings.ContainsAny(raw, "&\r\n\t") && raw != a.Value {
				t.Fatalf("%s: value %q, written %q", doc.File.Path, a.Value, raw)
			}
			if last := doc.AttrSpan(a, 0, len(a.Value)); len(a.Value) > 0 && last != a.Raw {
				t.Fatalf("%s: value %q of %q maps to %v, written at %v", doc.File.Path, a.Value, cut(a.Raw), last, a.Raw)
			}
			if a.Name.Start < e.Tag.Start || a.Raw.End > e.Tag.End {
				t.Fatalf("%s: attribute %q outside of its tag", doc.File.Path, n.FullKey())
			}
		}
		if s := cut(e.TextSpan()); s != "" && e.TextSpan().End > e.End.Start {
			t.Fatalf("%s: text %q goes over the end tag", doc.File.Path, s)
		}
		cut(doc.TrimmedTextSpan(e))
		at := e.Tag.End
		for _, c := range e.Children {
			if c.Parent != e || c.Node.Parent() != e.Node || c.Tag.Start < at || c.End.Start > e.End.Start {
				t.Fatalf("%s: <%s> is not within its parent, behind its sibling", doc.File.Path, c.Node.FullTag())
			}
			walk(c)
			at = c.End.End
		}
	}
	if doc.Root != nil {
		walk(doc.Root)
	}
	if count != doc.Count {
		t.Fatalf("%s: %d elements, Count is %d", doc.File.Path, count, doc.Count)
	}
}
