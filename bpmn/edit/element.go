package edit

import (
	"fmt"
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// RenameID gives an element of BPMN another id, and all that refers to it the
// new one, in the diagram too. The shape or edge that is called as the element
// with _di behind follows. It cannot be done where the id is not the element's
// alone, where the new one is taken or is no name, or where the old one is
// mentioned in a script, an expression or the like.
func (t *Draft) RenameID(n bpmn.Node, id string) {
	if t.err != nil {
		return
	}
	e := n.Base()
	switch {
	case !isName(id):
		t.fail("%q is no id", id)
	case t.m.Taken(id):
		t.fail("the id %s is taken", id)
	default:
		t.err = t.m.renameable(e)
	}
	if t.err != nil {
		return
	}
	index := t.m.indexed()
	t.rename(e.XML, e.ID, id)
	t.renames = append(t.renames, diag.Rename{Element: diag.Element{ID: e.ID, Type: string(e.Type), Name: e.Name}, To: id})
	const suffix = "_di"
	shapes := index.owners[e.ID+suffix]
	if len(shapes) == 1 && shapes[0].Space == bpmn.DINamespace && len(index.owners[id+suffix]) == 0 {
		t.rename(shapes[0], e.ID+suffix, id+suffix)
	}
}

// Renameable reports whether an element can be given another id with certainty.
func (m *Model) Renameable(n bpmn.Node) bool { return m.renameable(n.Base()) == nil }

func (m *Model) renameable(e *bpmn.Element) error {
	switch index := m.indexed(); {
	case e.ID == "":
		return fmt.Errorf("%s has no id", e.Type)
	case len(index.owners[e.ID]) != 1:
		return fmt.Errorf("the id %s is not one element's alone", e.ID)
	case index.mentions(e.ID):
		return fmt.Errorf("the id %s is mentioned elsewhere", e.ID)
	}
	return nil
}

// rename replaces an id where it is given and where it is referred to.
func (t *Draft) rename(x *xmltree.Element, old, id string) {
	a := x.Attr("", "id")
	start, end := idWithin(a.Value)
	t.replace(t.m.d.Document.AttrSpan(a, start, end), id)
	for _, r := range t.m.indexed().references[old] {
		t.replace(r.span, id)
	}
}

// Remove takes an element out. What lists a sequence flow or shows an element
// (incoming and outgoing, default, flowNodeRef, shape and edge) goes with it;
// it cannot be done where something else refers to it.
func (t *Draft) Remove(n bpmn.Node) {
	if t.err != nil {
		return
	}
	e := n.Base()
	if e.XML.Parent == nil {
		t.fail("the root cannot be removed")
		return
	}
	t.remove(e.XML)
	if e.ID == "" || e.XML.Space != bpmn.ModelNamespace {
		return
	}
	if len(t.m.indexed().owners[e.ID]) != 1 {
		t.fail("the id %s is not one element's alone", e.ID)
		return
	}
	for _, r := range t.m.indexed().references[e.ID] {
		t.dissolve(r, e)
	}
}

// RemoveElement takes an element of XML out, and nothing that refers to it.
func (t *Draft) RemoveElement(x *xmltree.Element) {
	if x.Parent == nil {
		t.fail("the root cannot be removed")
		return
	}
	t.remove(x)
}

// dissolve removes a reference to an element that is removed.
func (t *Draft) dissolve(r reference, e *bpmn.Element) {
	x := r.element
	switch {
	case x == e.XML || isWithin(x, e.XML):
	case r.attr == nil && (x.Local == "incoming" || x.Local == "outgoing" || x.Local == "flowNodeRef"):
		t.remove(x)
	case r.attr != nil && r.attr.Local == "default":
		t.removeAttribute(r.attr)
	case r.attr != nil && r.attr.Local == "bpmnElement" && x.Local != string(bpmn.PlaneType):
		t.remove(x)
	default:
		t.fail("%s refers to %s", x.Local, e.ID)
	}
}

func isWithin(x, outer *xmltree.Element) bool {
	return x.Tag.Start > outer.Tag.Start && x.End.End <= outer.End.End
}

// Merge takes an element out and lets what refers to it refer to another one.
func (t *Draft) Merge(n, into bpmn.Node) {
	if t.err != nil {
		return
	}
	e, other := n.Base(), into.Base()
	index := t.m.indexed()
	if e == other || e.ID == "" || other.ID == "" || len(index.owners[e.ID]) != 1 || len(index.owners[other.ID]) != 1 {
		t.fail("%q and %q cannot be merged", e.ID, other.ID)
		return
	}
	for _, r := range index.references[e.ID] {
		t.replace(r.span, other.ID)
	}
	t.remove(e.XML)
}

// Bypass takes a flow node with one incoming and one outgoing sequence flow
// out, and the outgoing flow with it: the incoming flow leads on to where that
// led, in the diagram along the points of both. The outgoing flow must be a mere
// arrow, and nothing else may refer to the node.
func (t *Draft) Bypass(n *bpmn.FlowNode) {
	if t.err != nil {
		return
	}
	if len(n.Incoming) != 1 || len(n.Outgoing) != 1 || n.Outgoing[0].Target == nil || n.Outgoing[0].Target == n {
		t.fail("%s is not between two flows", n.ID)
		return
	}
	in, out := n.Incoming[0], n.Outgoing[0]
	if in.ID == "" || out.ID == "" || out.Condition != nil || len(out.ExecutionListeners) > 0 || len(out.Extensions) > 0 ||
		len(n.Extensions) > 0 || len(n.BoundaryEvents) > 0 {
		t.fail("%s or the flow behind it says more than where to go", n.ID)
		return
	}
	t.SetAttribute(in.XML, "targetRef", out.Target.ID)
	t.remove(n.XML)
	t.remove(out.XML)
	t.joinEdges(in.ID, out.ID)
	index := t.m.indexed()
	for _, r := range index.references[n.ID] {
		if r.element != in.XML && r.element != out.XML {
			t.dissolve(r, &n.Element)
		}
	}
	for _, r := range index.references[out.ID] {
		if r.attr == nil && r.element.Local == "incoming" && r.element.Parent == out.Target.XML {
			t.replace(r.span, in.ID)
			continue
		}
		if r.element != n.XML && !isWithin(r.element, n.XML) {
			t.dissolve(r, &out.Element)
		}
	}
}

// joinEdges lets the edge of a flow go on as that of another one does.
func (t *Draft) joinEdges(first, second string) {
	a, b := t.m.d.Edge(first), t.m.d.Edge(second)
	if a == nil || b == nil {
		return
	}
	from, to := waypoints(a.XML), waypoints(b.XML)
	if len(from) == 0 || len(to) == 0 {
		return
	}
	markup := ""
	text := t.m.text()
	space := line(t.m.before(from[len(from)-1]))
	for _, p := range to {
		markup += space + string(text[p.Tag.Start:p.End.End])
	}
	t.insert(from[len(from)-1].End.End, markup)
}

func waypoints(edge *xmltree.Element) []*xmltree.Element {
	var out []*xmltree.Element
	for _, c := range edge.Children {
		if c.Space == bpmn.DDNamespace && c.Local == "waypoint" {
			out = append(out, c)
		}
	}
	return out
}

// MatchFlows makes the incoming and outgoing children of a flow node list the
// sequence flows that end and begin there, each once.
func (t *Draft) MatchFlows(n *bpmn.FlowNode) {
	if t.err != nil {
		return
	}
	var head *xmltree.Element // behind which incoming and outgoing stand
	for _, c := range n.XML.Children {
		switch c.Local {
		case "documentation", "extensionElements", "auditing", "monitoring", "categoryValueRef":
			head = c
		}
	}
	behind := t.matchFlows(n.XML, "incoming", head, flowIDs(n.Incoming))
	t.matchFlows(n.XML, "outgoing", behind, flowIDs(n.Outgoing))
}

// matchFlows does so for one side, and returns the element behind which the
// other side goes.
func (t *Draft) matchFlows(x *xmltree.Element, local string, behind *xmltree.Element, want []string) *xmltree.Element {
	missing := slices.Clone(want)
	for _, c := range x.Children {
		if c.Space != bpmn.ModelNamespace || c.Local != local {
			continue
		}
		behind = c
		text := c.Text()
		start, end := idWithin(text)
		if i := slices.Index(missing, text[start:end]); i >= 0 {
			missing = slices.Delete(missing, i, i+1)
		} else {
			t.remove(c)
		}
	}
	t.add(x, behind, local, missing)
	return behind
}

// flowIDs returns the ids of flows, each once; a flow without one cannot be
// listed.
func flowIDs(flows []*bpmn.SequenceFlow) []string {
	var ids []string
	for _, f := range flows {
		if f.ID != "" && !slices.Contains(ids, f.ID) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// SetElementID gives an element of XML another id, and nothing that refers to
// it. It is for one of two elements with the same id.
func (t *Draft) SetElementID(x *xmltree.Element, id string) {
	if t.err != nil {
		return
	}
	a := x.Attr("", "id")
	if a == nil || !isName(id) || t.m.Taken(id) {
		t.fail("the id of %s cannot be %q", x.Local, id)
		return
	}
	t.replace(source.Span{Start: a.Raw.Start, End: a.Raw.End}, id)
}

// Taken reports whether an element of the file has an id, or a reference names
// it.
func (m *Model) Taken(id string) bool {
	i := m.indexed()
	return len(i.owners[id]) > 0 || len(i.references[id]) > 0
}
