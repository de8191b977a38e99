package diff

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// twins are the same XML element in both versions; one is nil for an element
// that only one of them has.
type twins struct{ old, new *xmltree.Element }

// align finds which child of one element is which of the other: those that are
// wholly equal first, then those with the same key, then those of one name in
// their order. The result is in the order of the new children, with the removed
// ones behind; moved says for which kinds the order of what both have changed.
func (w *comparer) align(olds, news []*xmltree.Element) (out []twins, reordered []string) {
	partner := make([]int, len(news))
	for i := range partner {
		partner[i] = -1
	}
	used := make([]bool, len(olds))
	match := func(key func(x *xmltree.Element, side *side) string) {
		open := map[string][]int{}
		for i, o := range olds {
			if !used[i] {
				if k := key(o, &w.old); k != "" {
					open[k] = append(open[k], i)
				}
			}
		}
		if len(open) == 0 {
			return
		}
		for i, n := range news {
			if partner[i] >= 0 {
				continue
			}
			if k := key(n, &w.new); k != "" && len(open[k]) > 0 {
				partner[i], used[open[k][0]] = open[k][0], true
				open[k] = open[k][1:]
			}
		}
	}
	if len(olds) > 0 && len(news) > 0 {
		match(func(x *xmltree.Element, _ *side) string { return content(x) })
		match(w.key)
		match(func(x *xmltree.Element, _ *side) string {
			if isReference(x) || hasOwnName[x.Local] {
				return ""
			}
			return kindOf(x)
		})
	}
	last := map[string]int{}
	for i, n := range news {
		if partner[i] < 0 {
			out = append(out, twins{nil, n})
			continue
		}
		out = append(out, twins{olds[partner[i]], n})
		if !isOrdered[n.Local] {
			continue
		}
		if before, ok := last[n.Local]; ok && before > partner[i] && !slices.Contains(reordered, n.Local) {
			reordered = append(reordered, n.Local)
		}
		last[n.Local] = max(last[n.Local], partner[i])
	}
	for i, o := range olds {
		if !used[i] {
			out = append(out, twins{o, nil})
		}
	}
	return out, reordered
}

// kindOf names the kind of an XML element, whichever of the extension
// namespaces it is in.
func kindOf(x *xmltree.Element) string { return canonicalSpace(x.Space) + " " + x.Local }

// canonicalSpace makes one of the extension namespaces.
func canonicalSpace(space string) string {
	if bpmn.IsExtensionNamespace(space) {
		return bpmn.CamundaNamespace
	}
	return space
}

// hasOwnName are the elements that have a name of their own in what they lie
// in: with another name they are another one.
var hasOwnName = map[string]bool{
	"inputParameter": true, "outputParameter": true, "property": true, "formField": true, "formProperty": true,
	"entry": true, "field": true, "value": true, "constraint": true,
}

// isOrdered are the elements whose order the engine or a form follows.
var isOrdered = map[string]bool{
	"executionListener": true, "taskListener": true, "inputParameter": true, "outputParameter": true,
	"formField": true, "formProperty": true, "in": true, "out": true, "errorEventDefinition": true,
}

// identity lists the attributes that tell elements of a kind apart in what
// they lie in.
var identity = map[string][]string{
	"executionListener": {"event", "class", "delegateExpression", "expression"},
	"taskListener":      {"event", "class", "delegateExpression", "expression"},
	"in":                {"target", "businessKey", "variables"},
	"out":               {"target", "variables"},
}

// key names an element among its siblings; empty for one that nothing names.
// References of the old version are given as what they are in the new one.
func (w *comparer) key(x *xmltree.Element, s *side) string {
	kind := kindOf(x)
	if isReference(x) {
		return kind + "=" + w.translate(textOf(x), s)
	}
	if shown := x.Attr("", "bpmnElement"); shown != nil {
		return kind + "=" + w.translate(shown.Value, s)
	}
	if names, ok := identity[x.Local]; ok {
		for _, name := range names {
			if a := x.Attr("", name); a != nil {
				kind += "," + name + "=" + a.Value
			}
		}
		return kind
	}
	for _, name := range [...]string{"id", "name", "key"} {
		if a := x.Attr("", name); a != nil {
			return kind + "," + name + "=" + a.Value
		}
	}
	return ""
}

// translate returns the id that an element of the old version has in the new
// one; ids of the new version, and those that name nothing, are as they are.
func (w *comparer) translate(id string, s *side) string {
	if s != &w.old {
		return id
	}
	if n := s.definitions.ByID(id); n != nil {
		if to := w.m.New(n); to != nil {
			return to.Base().ID
		}
	}
	return id
}

// isReference reports whether the text of an element is the id of another one.
func isReference(x *xmltree.Element) bool {
	if x.Space != bpmn.ModelNamespace || len(x.Children) > 0 {
		return false
	}
	switch x.Local {
	case "incoming", "outgoing":
		return true
	}
	return strings.HasSuffix(x.Local, "Ref") || strings.HasSuffix(x.Local, "Refs")
}

// same reports whether two elements say the same, in the same order and with
// the same prefixes within values; where it says no, they may do so all the
// same.
func same(o, n *xmltree.Element) bool {
	if o.Local != n.Local || o.Space != n.Space || len(o.Attrs) != len(n.Attrs) || textOf(o) != textOf(n) {
		return false
	}
	for i := range o.Attrs {
		a := &o.Attrs[i]
		if b := n.Attr(a.Space, a.Local); b == nil || b.Value != a.Value {
			return false
		}
	}
	return slices.EqualFunc(o.Children, n.Children, same)
}

// content returns all that an element says, in a form in which equal elements
// are equal texts.
func content(x *xmltree.Element) string {
	var b strings.Builder
	writeContent(&b, x)
	return b.String()
}

func writeContent(b *strings.Builder, x *xmltree.Element) {
	b.WriteString(x.Space)
	b.WriteByte(' ')
	b.WriteString(x.Local)
	var attrs []string
	for i := range x.Attrs {
		if a := &x.Attrs[i]; !isDeclaration(a) {
			attrs = append(attrs, a.Space+" "+a.Local+"="+attrValue(x, a))
		}
	}
	slices.Sort(attrs)
	for _, a := range attrs {
		b.WriteByte(1)
		b.WriteString(a)
	}
	b.WriteByte(2)
	b.WriteString(textOf(x))
	for _, c := range x.Children {
		b.WriteByte(3)
		writeContent(b, c)
	}
	b.WriteByte(4)
}

// isDeclaration reports whether an attribute declares a namespace, or tells
// where a schema lies.
func isDeclaration(a *xmltree.Attr) bool {
	return a.Space == xmltree.NamespaceXMLNS || a.Space == bpmn.XSINamespace && a.Local != "type"
}

// attrValue returns what an attribute says. The type of an expression is a
// qualified name, whose prefix is the document's own business.
func attrValue(x *xmltree.Element, a *xmltree.Attr) string {
	if a.Space != bpmn.XSINamespace {
		return a.Value
	}
	prefix, local, found := strings.Cut(strings.TrimSpace(a.Value), ":")
	if !found {
		prefix, local = "", prefix
	}
	if space, ok := x.LookupNamespace(prefix); ok && space != bpmn.ModelNamespace {
		return "{" + space + "}" + local
	}
	return local
}

// textOf returns the text of an element without white space around it, which
// no reader of models heeds, and with line ends as XML has them.
func textOf(x *xmltree.Element) string {
	return strings.TrimSpace(x.Text())
}
