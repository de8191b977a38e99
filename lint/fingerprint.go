package lint

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// fingerprint replaces the element paths in the fingerprints of a list by
// their final form: a hash of rule, path, and the ordinal among the findings
// of the rule at the path. The file is not part of it: a renamed file keeps its
// findings. Nor is anything that depends on the order of elements: the ordinals
// of one path are dealt out by message, so that the same findings have the same
// fingerprints wherever they stand.
func fingerprint(l diag.List) {
	type key struct{ file, rule, path string }
	groups := map[key][]*diag.Diagnostic{}
	for i := range l {
		d := &l[i]
		k := key{d.File, d.Rule, d.Fingerprint}
		groups[k] = append(groups[k], d)
	}
	for k, group := range groups {
		slices.SortStableFunc(group, func(a, b *diag.Diagnostic) int { return cmp.Compare(a.Message, b.Message) })
		for n, d := range group {
			sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", k.rule, k.path, n))
			d.Fingerprint = hex.EncodeToString(sum[:16])
		}
	}
}

// path returns what tells the place of a finding from others in its file: the
// process or other root element, the nearest element with an id, the way from
// there down to the element, and the attribute at fault. The sub-processes in
// between are left out: ids are unique in a file, and an element that is moved
// keeps its findings. So is every position among siblings: where an element
// without an id has twins, the ordinal of [fingerprint] keeps them apart.
func path(x *xmltree.Element, attribute string) string {
	if x == nil || x.Parent == nil {
		return suffixed("", attribute)
	}
	var down []string
	for ; x.Parent.Parent != nil && x.Attr("", "id") == nil && x.Attr("", shownElement) == nil; x = x.Parent {
		down = append(down, step(x))
	}
	down = append(down, step(x))
	if root := rootElement(x); root != x && x.Attr("", shownElement) == nil {
		down = append(down, step(root))
	}
	slices.Reverse(down)
	return suffixed("/"+strings.Join(down, "/"), attribute)
}

func suffixed(path, attribute string) string {
	if attribute == "" {
		return path
	}
	if _, local, ok := strings.Cut(attribute, ":"); ok {
		attribute = local // prefixes are the file's own
	}
	return path + "@" + attribute
}

// rootElement returns the ancestor directly below the root of the document.
func rootElement(x *xmltree.Element) *xmltree.Element {
	for x.Parent.Parent != nil {
		x = x.Parent
	}
	return x
}

// shownElement is the attribute by which shapes, edges and planes say what they
// show. Modelers make up their ids anew, but not what they show.
const shownElement = "bpmnElement"

// identity lists the attributes that tell elements of a kind apart that have no
// id and may stand several times in one place.
var identity = map[string][]string{
	"executionListener": {"event", "class", "delegateExpression", "expression"},
	"taskListener":      {"event", "class", "delegateExpression", "expression"},
	"in":                {"source", "sourceExpression", "target", "businessKey", "variables"},
	"out":               {"source", "sourceExpression", "target", "variables"},
	"sequenceFlow":      {"sourceRef", "targetRef"},
	"messageFlow":       {"sourceRef", "targetRef"},
	"association":       {"sourceRef", "targetRef"},
}

// references are the elements without attributes whose text says which of
// their kind they are.
var references = map[string]bool{
	"incoming": true, "outgoing": true, "flowNodeRef": true, "eventDefinitionRef": true,
	"dataInputRefs": true, "dataOutputRefs": true, "source": true,
}

// step names an element among its siblings, whatever their order.
func step(x *xmltree.Element) string {
	if a := x.Attr("", shownElement); a != nil {
		return x.Local + "=" + a.Value
	}
	if a := x.Attr("", "id"); a != nil {
		return a.Value
	}
	if references[x.Local] {
		return x.Local + "=" + strings.TrimSpace(x.Text())
	}
	names, ok := identity[x.Local]
	if !ok {
		names = []string{"name", "key"}
	}
	out := x.Local
	for _, name := range names {
		if a := x.Attr("", name); a != nil {
			out += "," + name + "=" + a.Value
		}
	}
	return out
}

// attributeAt returns the name of the attribute of an element that a span
// begins with, empty for none.
func attributeAt(x *xmltree.Element, s source.Span) string {
	for i := range x.Attrs {
		if a := &x.Attrs[i]; a.Name.Start <= s.Start && s.Start <= a.Raw.End {
			return a.Local
		}
	}
	return ""
}

// reason returns the cause of a file error without operation and path.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
