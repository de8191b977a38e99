package suppress

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// PropertyName is the name of the extension property that is a suppression.
const PropertyName = "bpmnlint:ignore"

// InModel returns the suppressions in a model, in document order. place gives
// what the fingerprint of a finding at an element is made from.
func InModel(d *bpmn.Definitions, place func(*xmltree.Element) string) []*Suppression {
	// Hardly any model has one, and to walk through all of them costs more.
	if d.Document.Root == nil || !bytes.Contains(d.File.Text(), []byte(PropertyName)) {
		return nil
	}
	var out []*Suppression
	var walk func(x *xmltree.Element)
	walk = func(x *xmltree.Element) {
		for _, c := range x.Children {
			if value := suppressing(c); value != nil {
				out = append(out, newSuppression(d, c, value, place(c)))
			}
			walk(c)
		}
	}
	walk(d.Document.Root)
	return out
}

// suppressing returns the value of an extension property of an element that is
// a suppression, nil for anything else.
func suppressing(x *xmltree.Element) *xmltree.Attr {
	if x.Local != "property" || !bpmn.IsExtensionNamespace(x.Space) || strings.TrimSpace(x.Attr("", "name").Text()) != PropertyName {
		return nil
	}
	if x.Parent.Local != "properties" || x.Parent.Parent == nil || x.Parent.Parent.Local != "extensionElements" || x.Parent.Parent.Parent == nil {
		return nil
	}
	if value := x.Attr("", "value"); value != nil {
		return value
	}
	return &xmltree.Attr{Name: x.Tag, Raw: source.Span{Start: x.Tag.Start, End: x.Tag.End - 1}}
}

func newSuppression(d *bpmn.Definitions, property *xmltree.Element, value *xmltree.Attr, place string) *Suppression {
	owner := property.Parent.Parent.Parent
	names, reason := Parse(value.Value)
	return &Suppression{
		Names: names, Reason: reason, Spans: spans(d, owner),
		File: d.File.Path, Place: place,
		Range:   d.File.Range(source.Span{Start: value.Name.Start, End: min(value.Raw.End+1, len(d.File.Text()))}),
		Element: diag.Element{ID: owner.Attr("", "id").Text(), Type: owner.Local, Name: owner.Attr("", "name").Text()},
	}
}

// Parse reads the value of a suppression: names separated by commas or white
// space, two hyphens, the reason.
func Parse(value string) (names []string, reason string) {
	rules, reason, _ := strings.Cut(value, "--")
	names = strings.FieldsFunc(rules, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' })
	return names, strings.TrimSpace(reason)
}

// spans returns the places, as offsets into the data, of an element, of the
// process of a pool, and of what shows any of these in a diagram.
func spans(d *bpmn.Definitions, owner *xmltree.Element) []source.Span {
	spans := []source.Span{whole(owner)}
	if p, ok := d.ByID(owner.Attr("", "id").Text()).(*bpmn.Participant); ok && p.Process != nil {
		spans = append(spans, whole(p.Process.XML))
	}
	spans = disjoint(spans)
	var shown []source.Span
	for _, n := range d.Elements {
		ref := bpmn.Ref{}
		switch n := n.(type) {
		case *bpmn.Shape:
			ref = n.ElementRef
		case *bpmn.Edge:
			ref = n.ElementRef
		default:
			continue
		}
		if of := d.ByID(ref.Local); of != nil && of.Base().XML != nil && contains(spans, of.Base().XML.Tag.Start) {
			shown = append(shown, whole(n.Base().XML))
		}
	}
	spans = disjoint(append(spans, shown...))
	// Findings have offsets into the data, not into the text.
	for i, s := range spans {
		spans[i] = source.Span{Start: d.File.Offset(s.Start), End: d.File.Offset(s.End)}
	}
	return spans
}

// disjoint sorts spans and joins those that overlap.
func disjoint(spans []source.Span) []source.Span {
	slices.SortFunc(spans, func(a, b source.Span) int { return a.Start - b.Start })
	out := spans[:1]
	for _, s := range spans[1:] {
		if last := &out[len(out)-1]; s.Start < last.End {
			last.End = max(last.End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// contains reports whether an offset lies in one of the spans, which are sorted
// and disjoint.
func contains(spans []source.Span, offset int) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End > offset })
	return i < len(spans) && spans[i].Start <= offset
}

// whole returns the place of an element with all that is in it.
func whole(x *xmltree.Element) source.Span { return source.Span{Start: x.Tag.Start, End: x.End.End} }
