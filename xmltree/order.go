package xmltree

import "iter"

// Descendants yields the elements within e in document order, e itself left
// out.
func (e *Element) Descendants() iter.Seq[*Element] {
	return func(yield func(*Element) bool) { e.yieldDescendants(yield) }
}

func (e *Element) yieldDescendants(yield func(*Element) bool) bool {
	for _, c := range e.Children {
		if !yield(c) || !c.yieldDescendants(yield) {
			return false
		}
	}
	return true
}
