package program

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// The engine's parser looks at names only: a child counts whatever its
// namespace is, but for extensions. Two children of a name where it wants one
// end it; the first counts here.

// child returns the first child of a name in any namespace, nil for none.
func child(x *xmltree.Element, name string) *xmltree.Element {
	for _, c := range x.Children {
		if c.Local == name {
			return c
		}
	}
	return nil
}

// extensionElements returns the holder of an element's extensions, nil for
// none.
func extensionElements(x *xmltree.Element) *xmltree.Element {
	return child(x, "extensionElements")
}

// word returns the value of an attribute without namespace that is no text:
// the schema takes white space around it away. Empty if there is none.
func word(x *xmltree.Element, name string) string {
	if a := x.Attr("", name); a != nil {
		return strings.Trim(a.Value, " \t\r\n")
	}
	return ""
}

// text returns the value of an attribute without namespace as written.
func text(x *xmltree.Element, name string) string { return x.Attr("", name).Text() }

// valueOf returns the value of an attribute, nil where there is none.
func valueOf(a *xmltree.Attr) *string {
	if a == nil {
		return nil
	}
	return &a.Value
}

// trimmed is Java's String.trim: control characters and blanks.
func trimmed(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
}

// isExpression reports whether the engine takes a text for an expression where
// a constant can stand too.
func isExpression(s string) bool {
	s = trimmed(s)
	return strings.HasPrefix(s, "${") || strings.HasPrefix(s, "#{")
}

// commaList splits a list as the engine does: commas within an expression do
// not separate, and nothing behind the last comma is no part.
func commaList(s string) []string {
	var out []string
	start, inside := 0, false
	for i := range len(s) {
		switch s[i] {
		case '{', '$':
			inside = true
		case '}':
			inside = false
		case ',':
			if !inside {
				out = append(out, trimmed(s[start:i]))
				start = i + 1
			}
		}
	}
	if start < len(s) {
		out = append(out, trimmed(s[start:]))
	}
	return out
}

// namespaces are those in which an engine reads extensions.
type namespaces struct{ first, fallback string }

// attr returns an extension attribute, nil for none.
func (n namespaces) attr(x *xmltree.Element, name string) *xmltree.Attr {
	var other *xmltree.Attr
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if a.Local != name {
			continue
		}
		switch a.Space {
		case n.first:
			return a
		case n.fallback:
			other = a
		}
	}
	return other
}

// value returns the value of an extension attribute, empty for none.
func (n namespaces) value(x *xmltree.Element, name string) string { return n.attr(x, name).Text() }

// variable returns the name of a variable in an extension attribute, nil where
// there is no attribute.
func (n namespaces) variable(x *xmltree.Element, name string) *string {
	return valueOf(n.attr(x, name))
}

// isTrue reports whether an extension attribute says true, letter by letter.
func (n namespaces) isTrue(x *xmltree.Element, name string) bool { return n.value(x, name) == "true" }

// child returns the first extension child of a name, nil for none.
func (n namespaces) child(x *xmltree.Element, name string) *xmltree.Element {
	return x.Child(n.of(x, name), name)
}

// of returns the namespace in which the children of a name are read: the
// fallback where there are none in the first.
func (n namespaces) of(x *xmltree.Element, name string) string {
	if x.Child(n.first, name) != nil {
		return n.first
	}
	return n.fallback
}

// children returns the extension children of a name.
func (n namespaces) children(x *xmltree.Element, name string) []*xmltree.Element {
	space, count := n.of(x, name), 0
	for _, c := range x.Children {
		if c.Local == name && c.Space == space {
			count++
		}
	}
	if count == 0 {
		return nil
	}
	out := make([]*xmltree.Element, 0, count)
	for _, c := range x.Children {
		if c.Local == name && c.Space == space {
			out = append(out, c)
		}
	}
	return out
}
