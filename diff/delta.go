package diff

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// compare enters what differs between two XML elements that are the same part
// of an element of the model.
func (w *comparer) compare(owner Pair, o, n *xmltree.Element) {
	w.attributes(owner, o, n)
	if a, b := textOf(o), textOf(n); a != b {
		d := delta{owner: owner, part: Part{o, n, TextPart, ""}, before: a != "", after: b != "", oldValue: a, newValue: b}
		if isReference(n) {
			w.loose = append(w.loose, d)
		} else {
			w.add(d)
		}
	}
	olds, news := partsOf(o, w.oldNodes), partsOf(n, w.newNodes)
	if slices.EqualFunc(olds, news, same) {
		return // as nearly always
	}
	pairs, reordered := w.align(olds, news)
	for _, t := range pairs {
		switch {
		case t.old != nil && t.new != nil:
			if t.old.Space != t.new.Space {
				w.add(delta{owner: owner, part: Part{t.old, t.new, TypePart, ""}, oldValue: t.old.Space, newValue: t.new.Space, before: true, after: true})
			}
			w.compare(owner, t.old, t.new)
		default:
			w.child(owner, t)
		}
	}
	for _, local := range reordered {
		w.add(delta{owner: owner, part: Part{o, n, OrderPart, local}, detail: "order of " + words(local) + "s"})
	}
}

// partsOf returns the children that belong to the element itself: not those
// that are elements of their own, and not the diagram.
func partsOf(x *xmltree.Element, nodes map[*xmltree.Element]bpmn.Node) []*xmltree.Element {
	skipped := 0
	for _, c := range x.Children {
		if nodes[c] != nil || isDiagram(c) {
			skipped++
		}
	}
	if skipped == 0 {
		return x.Children
	}
	out := make([]*xmltree.Element, 0, len(x.Children)-skipped)
	for _, c := range x.Children {
		if nodes[c] == nil && !isDiagram(c) {
			out = append(out, c)
		}
	}
	return out
}

func isDiagram(x *xmltree.Element) bool {
	return x.Space == bpmn.DINamespace && x.Local == string(bpmn.DiagramType)
}

// child enters a part of an element that only one version has. Of an element
// that only holds others, these are entered.
func (w *comparer) child(owner Pair, t twins) {
	x, nodes := t.new, w.newNodes
	if x == nil {
		x, nodes = t.old, w.oldNodes
	}
	d := delta{owner: owner, part: Part{t.old, t.new, ElementPart, ""}, before: t.old != nil, after: t.new != nil}
	if isReference(x) {
		d.oldValue, d.newValue = textIf(t.old), textIf(t.new)
		w.loose = append(w.loose, d)
		return
	}
	if !wrappers[x.Local] {
		d.oldValue, d.newValue = brief(t.old), brief(t.new)
		w.add(d)
		return
	}
	count := len(w.changes)
	var first *Change
	for _, c := range x.Children {
		if n := nodes[c]; n != nil {
			if first == nil {
				first = w.about[n]
			}
			continue
		}
		inner := twins{new: c}
		if t.new == nil {
			inner = twins{old: c}
		}
		w.child(owner, inner)
	}
	if first == nil && len(w.changes) > count {
		first = w.changes[count]
	}
	d.part.Of = WrapperPart
	if first != nil {
		first.Covers = append(first.Covers, d.part)
		return
	}
	w.add(d)
}

func textIf(x *xmltree.Element) string {
	if x == nil {
		return ""
	}
	return textOf(x)
}

// wrappers are the elements that mean nothing but for what they hold.
var wrappers = map[string]bool{
	"extensionElements": true, "inputOutput": true, "formData": true, "properties": true,
	"laneSet": true, "childLaneSet": true, "validation": true,
}

// attributes enters the attributes that differ. One that moved to another
// extension namespace is the same attribute.
func (w *comparer) attributes(owner Pair, o, n *xmltree.Element) {
	isElement := owner.Old.Base().XML == o
	for i := range n.Attrs {
		a := &n.Attrs[i]
		if isDeclaration(a) || isElement && isIdentity(owner, a) {
			continue
		}
		d := delta{owner: owner, part: Part{o, n, AttributePart, a.Local}, after: true, newValue: attrValue(n, a)}
		b := counterpart(o, n, a)
		if b != nil {
			d.before, d.oldValue = true, attrValue(o, b)
			if b.Space != a.Space {
				w.add(delta{owner: owner, part: Part{o, n, TypePart, a.Local}, oldValue: b.Space, newValue: a.Space, before: true, after: true})
			}
			if d.oldValue == d.newValue {
				continue
			}
		}
		w.attribute(d)
	}
	for i := range o.Attrs {
		b := &o.Attrs[i]
		if isDeclaration(b) || isElement && isIdentity(owner, b) || counterpart(n, o, b) != nil {
			continue
		}
		w.attribute(delta{owner: owner, part: Part{o, n, AttributePart, b.Local}, before: true, oldValue: attrValue(o, b)})
	}
}

// isIdentity reports whether an attribute is the id by which the element is
// known, which is compared by itself.
func isIdentity(owner Pair, a *xmltree.Attr) bool {
	_, root := owner.New.(*bpmn.Definitions)
	return !root && a.Space == "" && a.Local == "id" && owner.Old.Base().ID != owner.New.Base().ID
}

// counterpart returns the attribute of x that an attribute of other is.
func counterpart(x, other *xmltree.Element, a *xmltree.Attr) *xmltree.Attr {
	if b := x.Attr(a.Space, a.Local); b != nil || !bpmn.IsExtensionNamespace(a.Space) {
		return b
	}
	for i := range x.Attrs {
		if b := &x.Attrs[i]; b.Local == a.Local && bpmn.IsExtensionNamespace(b.Space) && other.Attr(b.Space, b.Local) == nil {
			return b
		}
	}
	return nil
}

func (w *comparer) attribute(d delta) {
	if !references[d.part.Attr] {
		w.add(d)
		return
	}
	if d.before && d.after && w.follows(d) {
		w.loose = append(w.loose, d)
		return
	}
	d.oldValue, d.newValue = w.named(d.oldValue, d.newValue)
	w.add(d)
}

// references are the attributes whose value is the id of another element.
var references = map[string]bool{
	"sourceRef": true, "targetRef": true, "default": true, "attachedToRef": true, "messageRef": true,
	"signalRef": true, "errorRef": true, "escalationRef": true, "processRef": true, "dataObjectRef": true,
	"dataStoreRef": true, "activityRef": true, "bpmnElement": true,
}

// referred returns what an id in a reference leads to, nil for nothing.
func referred(d *bpmn.Definitions, id string) bpmn.Node {
	id = strings.TrimSpace(id)
	if n := d.ByID(id); n != nil {
		return n
	}
	return d.ByID(id[strings.IndexByte(id, ':')+1:])
}

// named returns how people call what two ids lead to, the ids themselves where
// they lead to nothing. Two elements that are called the same have their ids
// added.
func (w *comparer) named(oldID, newID string) (old, new string) {
	o, n := referred(w.old.definitions, oldID), referred(w.new.definitions, newID)
	old, new = oldID, newID
	if o != nil {
		old = label(o)
	}
	if n != nil {
		new = label(n)
	}
	if old == new && o != nil && n != nil {
		old, new = old+" ("+printable(oldID)+")", new+" ("+printable(newID)+")"
	}
	return old, new
}

// follows reports whether a reference leads to the same element as before,
// only by another id.
func (w *comparer) follows(d delta) bool {
	o, n := referred(w.old.definitions, d.oldValue), referred(w.new.definitions, d.newValue)
	return o != nil && n != nil && w.m.New(o) == n
}

// references enters the differences of references that nothing else explains.
func (w *comparer) references() {
	for _, d := range w.loose {
		if c := w.explanation(d); c != nil {
			c.Covers = append(c.Covers, d.part)
			continue
		}
		if _, ok := d.owner.New.(*bpmn.Lane); ok && d.part.Of == ElementPart {
			w.lane(d)
			continue
		}
		w.add(d)
	}
}

// explanation returns the change of what a reference leads to or led to.
func (w *comparer) explanation(d delta) *Change {
	if d.after {
		if n := referred(w.new.definitions, d.newValue); n != nil && w.about[n] != nil {
			return w.about[n]
		}
	}
	if d.before {
		if o := referred(w.old.definitions, d.oldValue); o != nil {
			return w.about[o]
		}
	}
	return nil
}

// lane enters that a flow node is in a lane now, or not any more; both are one
// change where it moved.
func (w *comparer) lane(d delta) {
	n := referred(w.new.definitions, d.newValue)
	if !d.after {
		if o := referred(w.old.definitions, d.oldValue); o != nil {
			n = w.m.New(o)
		}
	}
	if n == nil {
		w.add(d)
		return
	}
	p := Pair{Old: w.m.Old(n), New: n}
	if p.Old == nil {
		w.add(d)
		return
	}
	a := aspects["lane"]
	key := subject{p.Old, p.New, "lane", Moved}
	c := w.open[key]
	if c == nil {
		c = w.change(&Change{Kind: Moved, Class: a.class, Aspect: "lane", Old: p.Old, New: p.New, Effect: a.effect})
		c.Details = []Detail{{Name: "lane"}}
		w.open[key] = c
	}
	c.Covers = append(c.Covers, d.part)
	if at := &c.Details[0]; d.after {
		at.New, at.HasNew = joined(at.New, label(d.owner.New)), true
	} else {
		at.Old, at.HasOld = joined(at.Old, label(d.owner.Old)), true
	}
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + ", " + b
}
