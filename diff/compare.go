package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// comparer is the work on one Compare.
type comparer struct {
	m        *Matching
	old, new side
	// oldNodes and newNodes are the elements that are matched, by their XML.
	oldNodes, newNodes map[*xmltree.Element]bpmn.Node
	changes            []*Change
	// about is what became of an element: the change that stands for other
	// elements' references to it, too.
	about map[bpmn.Node]*Change
	// open are the changes to which details can still be added.
	open map[subject]*Change
	// loose are differences of references that may follow from changes of what
	// they refer to.
	loose []delta
	drawn int
}

// subject is what a change is about.
type subject struct {
	old, new bpmn.Node
	aspect   string
	kind     Kind
}

// delta is a difference between two XML elements that belong to an element of
// the model.
type delta struct {
	owner  Pair
	part   Part
	before bool // what was there is shown
	after  bool
	// values, as people read them
	oldValue, newValue string
	detail             string
}

func newComparer(m *Matching, old, new *bpmn.Definitions) *comparer {
	return &comparer{
		m: m, old: elementsOf(old), new: elementsOf(new),
		oldNodes: byXML(old), newNodes: byXML(new),
		about: map[bpmn.Node]*Change{}, open: map[subject]*Change{},
	}
}

// elementsOf returns a side without what only matching needs.
func elementsOf(d *bpmn.Definitions) side {
	s := side{definitions: d}
	for _, n := range d.Elements {
		if isMatched(n) {
			s.elements = append(s.elements, n)
		}
	}
	return s
}

func byXML(d *bpmn.Definitions) map[*xmltree.Element]bpmn.Node {
	out := make(map[*xmltree.Element]bpmn.Node, len(d.Elements)/2)
	for _, n := range d.Elements {
		if isMatched(n) {
			out[n.Base().XML] = n
		}
	}
	return out
}

// around returns the nearest matched element around another, nil for none.
func around(x *xmltree.Element, nodes map[*xmltree.Element]bpmn.Node) bpmn.Node {
	for x = x.Parent; x != nil; x = x.Parent {
		if n := nodes[x]; n != nil {
			return n
		}
	}
	return nil
}

// change enters a change.
func (w *comparer) change(c *Change) *Change {
	w.changes = append(w.changes, c)
	return c
}

// elements enters what only one version has.
func (w *comparer) elements() {
	w.only(w.m.Removed, Removed, &w.old, w.oldNodes)
	w.only(w.m.Added, Added, &w.new, w.newNodes)
}

// only enters the elements of one version. What lies in such an element
// belongs to it, and so do the edges that lead to it.
func (w *comparer) only(nodes []bpmn.Node, kind Kind, s *side, all map[*xmltree.Element]bpmn.Node) {
	inside := map[*Change]int{}
	var edges []bpmn.Node
	for _, n := range nodes {
		if outer := around(n.Base().XML, all); outer != nil && w.about[outer] != nil {
			w.about[n] = w.about[outer]
			if _, ok := n.(*bpmn.FlowNode); ok {
				inside[w.about[outer]]++
			}
			continue
		}
		if ends := endsOf(n, s.definitions); len(ends) > 0 {
			edges = append(edges, n)
			continue
		}
		w.about[n] = w.change(w.newOnly(n, kind))
	}
	for _, n := range edges {
		w.edge(n, kind, s)
	}
	for _, c := range w.changes {
		if c.Kind == kind && c.Message == "" {
			n := cmp.Or(c.Old, c.New)
			c.Message, c.Effect = sentenceOfOnly(n, kind, inside[c])
		}
	}
}

func (w *comparer) newOnly(n bpmn.Node, kind Kind) *Change {
	c := &Change{Kind: kind, Aspect: "element", Class: classOfElement(n)}
	part := Part{Of: ElementPart}
	if kind == Removed {
		c.Old, part.Old = n, n.Base().XML
	} else {
		c.New, part.New = n, n.Base().XML
	}
	c.Covers = []Part{part}
	return c
}

// edge enters an edge that only one version has: with the element at one of
// its ends if that is as new or as gone, else by itself.
func (w *comparer) edge(n bpmn.Node, kind Kind, s *side) {
	alone := w.newOnly(n, kind)
	for _, end := range endsOf(n, s.definitions) {
		c := w.about[end]
		if c == nil || c.Kind != kind || around(n.Base().XML, w.nodesOf(kind)) != nil && w.about[around(n.Base().XML, w.nodesOf(kind))] == c {
			continue
		}
		c.Covers = append(c.Covers, alone.Covers...)
		w.about[n] = c
		if f, ok := n.(*bpmn.SequenceFlow); ok && (f.Condition != nil || strings.TrimSpace(f.Name) != "") {
			c.Details = append(c.Details, conditionOf(f, kind, nameBeside(f, end)))
		}
		return
	}
	if f, ok := n.(*bpmn.SequenceFlow); ok && f.Condition != nil {
		alone.Details = []Detail{conditionOf(f, kind, "condition")}
	}
	w.about[n] = w.change(alone)
}

// conditionOf tells the condition of a flow that came or went.
func conditionOf(f *bpmn.SequenceFlow, kind Kind, name string) Detail {
	value := ""
	if f.Condition != nil {
		value = textOf(f.Condition.XML)
	}
	if kind == Removed {
		return Detail{Name: name, Old: value, HasOld: true}
	}
	return Detail{Name: name, New: value, HasNew: true}
}

// nameBeside names a flow in a list of what is at one of its ends.
func nameBeside(f *bpmn.SequenceFlow, end bpmn.Node) string {
	name := "sequence flow"
	if strings.TrimSpace(f.Name) != "" {
		name = f.Label()
	}
	switch {
	case f.Source != nil && bpmn.Node(f.Source) != end:
		return name + " from " + f.Source.Label()
	case f.Target != nil && bpmn.Node(f.Target) != end:
		return name + " to " + f.Target.Label()
	}
	return name
}

func (w *comparer) nodesOf(kind Kind) map[*xmltree.Element]bpmn.Node {
	if kind == Removed {
		return w.oldNodes
	}
	return w.newNodes
}

// endsOf returns what an edge connects, nothing for elements that are no edges
// or lead nowhere.
func endsOf(n bpmn.Node, d *bpmn.Definitions) []bpmn.Node {
	var out []bpmn.Node
	add := func(x bpmn.Node) {
		if x != nil {
			out = append(out, x)
		}
	}
	switch n := n.(type) {
	case *bpmn.SequenceFlow:
		if n.Source != nil {
			add(n.Source)
		}
		if n.Target != nil {
			add(n.Target)
		}
	case *bpmn.MessageFlow:
		add(d.ByID(n.SourceRef.Local))
		add(d.ByID(n.TargetRef.Local))
	case *bpmn.Artifact:
		add(d.ByID(n.SourceRef.Local))
		add(d.ByID(n.TargetRef.Local))
	}
	return out
}

// pairs enters what differs within the elements that both versions have.
func (w *comparer) pairs() {
	for _, p := range w.m.Pairs {
		w.renamed(p)
		w.retyped(p)
		w.moved(p)
	}
	if w.old.definitions.XML != nil && w.new.definitions.XML != nil {
		w.compare(Pair{Old: w.old.definitions, New: w.new.definitions}, w.old.definitions.XML, w.new.definitions.XML)
	}
	for _, p := range w.m.Pairs {
		w.compare(p, p.Old.Base().XML, p.New.Base().XML)
		w.flowOrder(p)
	}
}

func (w *comparer) renamed(p Pair) {
	o, n := p.Old.Base(), p.New.Base()
	if o.ID == n.ID {
		return
	}
	a := aspectOfID(p.New)
	c := w.change(&Change{
		Kind: Renamed, Class: a.class, Aspect: a.name, Old: p.Old, New: p.New, By: p.By, Effect: a.effect,
		Details: []Detail{newDetail("id", o.ID, n.ID, o.ID != "", n.ID != "")},
		Covers:  []Part{{o.XML, n.XML, AttributePart, "id"}},
	})
	switch {
	case o.ID == "":
		c.Message = label(p.New) + " has the id " + printable(n.ID) + " now"
	case n.ID == "":
		c.Message = label(p.New) + " has no id any more"
	case label(p.New) == n.Label() && strings.TrimSpace(n.Name) == "":
		c.Message = label(p.Old) + " has the id " + printable(n.ID) + " now"
	default:
		c.Message = label(p.New) + " has the id " + printable(n.ID) + " instead of " + printable(o.ID)
	}
	w.about[p.New], w.about[p.Old] = c, c
}

func (w *comparer) retyped(p Pair) {
	o, n := p.Old.Base(), p.New.Base()
	if o.Type == n.Type {
		return
	}
	w.change(&Change{
		Kind: Retyped, Class: Behavior, Aspect: "type", Old: p.Old, New: p.New,
		Message: label(p.Old) + " becomes " + label(p.New),
		Effect:  effectOfType(p),
		Covers:  []Part{{o.XML, n.XML, TypePart, ""}},
	})
}

func (w *comparer) moved(p Pair) {
	x, y := p.Old.Base().XML, p.New.Base().XML
	o, n := around(x, w.oldNodes), around(y, w.newNodes)
	if o == nil && n == nil || o != nil && n != nil && w.m.New(o) == n {
		return
	}
	a := aspects["scope"]
	switch p.New.(type) {
	case *bpmn.FlowNode, *bpmn.SequenceFlow:
	default:
		a.class, a.effect = Cosmetic, aspects["engine-ignores"].effect
	}
	c := w.change(&Change{
		Kind: Moved, Class: a.class, Aspect: "scope", Old: p.Old, New: p.New,
		Message: label(p.New) + " is moved from " + place(o) + " to " + place(n),
		Effect:  a.effect,
		Covers:  []Part{{x, y, PlacePart, ""}},
	})
	if w.about[p.New] == nil {
		w.about[p.New], w.about[p.Old] = c, c
	}
}

// flowOrder enters that an exclusive gateway tries its flows in another order:
// that in which they stand in the file.
func (w *comparer) flowOrder(p Pair) {
	o, ok := p.Old.(*bpmn.FlowNode)
	n, also := p.New.(*bpmn.FlowNode)
	if !ok || !also || n.Type != bpmn.ExclusiveGateway || len(n.Outgoing) < 2 {
		return
	}
	// What both have, without the default flow, which is taken last anyway.
	at := map[*bpmn.SequenceFlow]int{}
	for i, f := range o.Outgoing {
		if to, ok := w.m.New(f).(*bpmn.SequenceFlow); ok && f != o.DefaultFlow {
			at[to] = i
		}
	}
	var parts []Part
	last := -1
	for _, f := range n.Outgoing {
		i, both := at[f]
		if !both || f == n.DefaultFlow {
			continue
		}
		if i < last {
			parts = append(parts, Part{Old: o.Outgoing[i].XML, New: f.XML, Of: OrderPart})
		}
		last = max(last, i)
	}
	if len(parts) == 0 {
		return
	}
	a := aspects["flow-order"]
	w.change(&Change{
		Kind: Modified, Class: a.class, Aspect: "flow-order", Old: p.Old, New: p.New, Effect: a.effect, Covers: parts,
		Message: label(p.New) + " tries its outgoing flows in another order",
	})
}

// place names what an element lies in.
func place(n bpmn.Node) string {
	if n == nil {
		return "the top of the file"
	}
	return label(n)
}

// finish puts the changes into their order.
func (w *comparer) finish() []Change {
	if len(w.changes) == 0 {
		return nil
	}
	// What was removed stands behind what it stood behind.
	before := make([]int, len(w.old.definitions.Elements)+1)
	for i, n := range w.old.definitions.Elements {
		before[i+1] = before[i]
		if to := w.m.New(n); to != nil {
			before[i+1] = to.Base().Index
		}
	}
	at := func(c *Change) int {
		if c.New != nil {
			return 2*c.New.Base().Index + 1
		}
		return 2*before[c.Old.Base().Index] + 2
	}
	slices.SortStableFunc(w.changes, func(a, b *Change) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Classes(), a.Class), slices.Index(Classes(), b.Class)),
			cmp.Compare(at(a), at(b)),
		)
	})
	out := make([]Change, len(w.changes))
	olds, news := labels(w.old.elements), labels(w.new.elements)
	for i, c := range w.changes {
		if c.Message == "" {
			c.Message = messageOf(c)
		}
		n, count := c.New, news
		if n == nil {
			n, count = c.Old, olds
		}
		name := n.Base().Label()
		if rest, ok := strings.CutPrefix(c.Message, name); ok && count[name] > 1 && n.Base().ID != "" && strings.TrimSpace(n.Base().Name) != "" {
			c.Message = name + " (" + printable(n.Base().ID) + ")" + rest
		}
		out[i] = *c
	}
	return out
}

// labels counts how many elements have the same label.
func labels(nodes []bpmn.Node) map[string]int {
	out := make(map[string]int, len(nodes))
	for _, n := range nodes {
		out[n.Base().Label()]++
	}
	return out
}
