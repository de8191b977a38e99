package xmltree

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// Path names an element by what tells it from the others of its document
// wherever they stand, so that it survives changes of the file that do not touch
// the element, another order of elements included; fingerprints are made from
// it. It has the ancestor directly below the root, the nearest element with an
// id, and the way from there down. Elements in between are left out: ids are
// unique in a document, and an element that is moved keeps its path. Elements
// without an id that nothing tells apart have the same path. That of the root,
// and of nil, is empty.
func (e *Element) Path() string {
	if e == nil || e.Parent == nil {
		return ""
	}
	x := e
	var down []string
	for ; x.Parent.Parent != nil && x.Attr("", "id") == nil && x.Attr("", shownElement) == nil; x = x.Parent {
		down = append(down, x.step())
	}
	down = append(down, x.step())
	top := x
	for top.Parent.Parent != nil {
		top = top.Parent
	}
	if top != x && x.Attr("", shownElement) == nil {
		down = append(down, top.step())
	}
	slices.Reverse(down)
	return "/" + strings.Join(down, "/")
}

// PathAt returns the path of what a place in the element's start tag is: of the
// attribute that it begins with, or else of the element.
func (e *Element) PathAt(s source.Span) string {
	if e == nil {
		return ""
	}
	for i := range e.Attrs {
		// Prefixes are the document's own.
		if a := &e.Attrs[i]; a.Name.Start <= s.Start && s.Start <= a.Raw.End {
			return e.Path() + "@" + a.Local
		}
	}
	return e.Path()
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
func (e *Element) step() string {
	if a := e.Attr("", shownElement); a != nil {
		return e.Local + "=" + a.Value
	}
	if a := e.Attr("", "id"); a != nil {
		return a.Value
	}
	if references[e.Local] {
		return e.Local + "=" + strings.TrimSpace(e.Text())
	}
	names, ok := identity[e.Local]
	if !ok {
		names = []string{"name", "key"}
	}
	out := e.Local
	for _, name := range names {
		if a := e.Attr("", name); a != nil {
			out += "," + name + "=" + a.Value
		}
	}
	return out
}

// Named returns the element, or the nearest around it that has an id, as
// reports name it; where none has, only the type of the element.
func (e *Element) Named() diag.Element {
	for x := e; x != nil; x = x.Parent {
		if id := x.Attr("", "id"); id != nil {
			return diag.Element{ID: id.Value, Type: x.Local, Name: x.Attr("", "name").Text()}
		}
	}
	return diag.Element{Type: e.Local}
}
