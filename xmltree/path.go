package xmltree

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/diag"
)

// Path names an element by the steps from the root down to it: ids, and where
// an element has none its local name and its place among its kind. It survives
// changes of the file that do not touch the element, and so is what
// fingerprints are made from. The root, and nil, have the empty path.
func (e *Element) Path() string {
	if e == nil || e.Parent == nil {
		return ""
	}
	if id := e.Attr("", "id"); id != nil {
		return e.Parent.Path() + "/" + id.Value
	}
	n := 0
	for _, c := range e.Parent.Children {
		if c == e {
			break
		}
		if c.Local == e.Local {
			n++
		}
	}
	return fmt.Sprintf("%s/%s#%d", e.Parent.Path(), e.Local, n)
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
