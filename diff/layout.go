package diff

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// drawing is how one element is drawn: its shapes and edges in the order of the
// planes.
type drawing struct {
	id       string // as in the new version
	old, new []*xmltree.Element
}

// diagrams compares how elements are drawn. Those that only one version has
// bring or take their shapes along.
func (w *comparer) diagrams(list bool) {
	byID := map[string]*drawing{}
	var all []*drawing
	collect := func(s *side, enter func(d *drawing, x *xmltree.Element)) {
		for x := range diagramElements(s.definitions) {
			id := w.translate(x.Attr("", "bpmnElement").Text(), s)
			if byID[id] == nil {
				byID[id] = &drawing{id: id}
				all = append(all, byID[id])
			}
			enter(byID[id], x)
		}
	}
	collect(&w.new, func(d *drawing, x *xmltree.Element) { d.new = append(d.new, x) })
	collect(&w.old, func(d *drawing, x *xmltree.Element) { d.old = append(d.old, x) })
	for _, d := range all {
		w.drawingOf(d, list)
	}
}

// diagramElements returns shapes and edges of a model, and its planes.
func diagramElements(d *bpmn.Definitions) func(func(*xmltree.Element) bool) {
	return func(yield func(*xmltree.Element) bool) {
		for _, diagram := range d.Diagrams {
			for _, plane := range diagram.Planes {
				for _, s := range plane.Shapes {
					if !yield(s.XML) {
						return
					}
				}
				for _, e := range plane.Edges {
					if !yield(e.XML) {
						return
					}
				}
			}
		}
	}
}

func (w *comparer) drawingOf(d *drawing, list bool) {
	owner := Pair{Old: w.old.definitions, New: w.new.definitions}
	if n := w.new.definitions.ByID(d.id); n != nil {
		if o := w.m.Old(n); o != nil {
			owner = Pair{Old: o, New: n}
		} else if w.about[n] != nil {
			return
		}
	} else if o := w.old.definitions.ByID(d.id); o != nil && w.about[o] != nil {
		return
	}
	var parts []Part
	for i := range max(len(d.old), len(d.new)) {
		switch {
		case i >= len(d.old):
			parts = append(parts, Part{New: d.new[i], Of: ElementPart})
		case i >= len(d.new):
			parts = append(parts, Part{Old: d.old[i], Of: ElementPart})
		case !sameDrawing(d.old[i], d.new[i]):
			parts = append(parts, Part{Old: d.old[i], New: d.new[i], Of: ElementPart})
		}
	}
	if len(parts) == 0 {
		return
	}
	w.drawn++
	if list {
		a := aspects["layout"]
		w.change(&Change{Kind: Modified, Class: a.class, Aspect: "layout", Old: owner.Old, New: owner.New, Effect: a.effect, Covers: parts})
	}
}

// sameDrawing reports whether two shapes or edges look alike. Their own ids, and
// that of what they show, do not count.
func sameDrawing(o, n *xmltree.Element) bool {
	if o.Local != n.Local || o.Space != n.Space || textOf(o) != textOf(n) || len(o.Children) != len(n.Children) {
		return false
	}
	count := func(x *xmltree.Element) (k int) {
		for i := range x.Attrs {
			if a := &x.Attrs[i]; !isDeclaration(a) && a.Local != "id" && a.Local != "bpmnElement" {
				k++
			}
		}
		return k
	}
	if count(o) != count(n) {
		return false
	}
	for i := range o.Attrs {
		a := &o.Attrs[i]
		if isDeclaration(a) || a.Local == "id" || a.Local == "bpmnElement" {
			continue
		}
		if b := n.Attr(a.Space, a.Local); b == nil || b.Value != a.Value {
			return false
		}
	}
	for i := range o.Children {
		if !sameDrawing(o.Children[i], n.Children[i]) {
			return false
		}
	}
	return true
}
