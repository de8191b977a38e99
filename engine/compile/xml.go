package compile

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// The engine's parser looks at names only: a child element counts whatever its
// namespace is, but for extensions.

// elements returns the children of a name in any namespace.
func elements(x *xmltree.Element, name string) []*xmltree.Element {
	var out []*xmltree.Element
	for _, c := range x.Children {
		if c.Local == name {
			out = append(out, c)
		}
	}
	return out
}

// element returns the child of a name in any namespace, nil for none. Two of
// them end the engine's parser; the first is returned then.
func (p *parser) element(x *xmltree.Element, name string) *xmltree.Element {
	return p.only(x, "", name)
}

// extension returns the child of a name in an extension namespace.
func (p *parser) extension(x *xmltree.Element, name string) *xmltree.Element {
	if c := p.only(x, p.namespace, name); c != nil {
		return c
	}
	return p.only(x, p.fallback, name)
}

func (p *parser) only(x *xmltree.Element, space, name string) *xmltree.Element {
	var found *xmltree.Element
	for _, c := range x.Children {
		if c.Local != name || space != "" && c.Space != space {
			continue
		}
		if found != nil {
			p.exception("XML-11", at{element: c, anonymous: true, show: c}, parsing("Parsing exception: multiple elements with tag name "+name+" found"))
			return found
		}
		found = c
	}
	return found
}

// extensions returns the children of a name in the engine's first extension
// namespace, or in the other one where there are none.
func (p *parser) extensions(x *xmltree.Element, name string) []*xmltree.Element {
	for _, space := range [...]string{p.namespace, p.fallback} {
		var out []*xmltree.Element
		for _, c := range x.Children {
			if c.Local == name && c.Space == space {
				out = append(out, c)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// extensionAttr returns an attribute in an extension namespace, nil for none.
func (p *parser) extensionAttr(x *xmltree.Element, name string) *xmltree.Attr {
	var other *xmltree.Attr
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if a.Local != name {
			continue
		}
		if a.Space == p.namespace {
			return a
		}
		if a.Space == p.fallback {
			other = a
		}
	}
	return other
}

// attr returns an attribute without namespace, nil for none.
// White space around values that are no texts is gone once the schema has been
// applied.
func attr(x *xmltree.Element, name string) *xmltree.Attr {
	a := x.Attr("", name)
	if a == nil || !strings.ContainsAny(a.Value, " \t\r\n") || isText(name) || !strings.HasPrefix(x.Space, "http://www.omg.org/spec/") {
		return a
	}
	trimmed := *a
	trimmed.Value = strings.Join(strings.Fields(a.Value), " ")
	return &trimmed
}

// isText reports whether the values of an attribute are texts, which keep their
// white space.
func isText(name string) bool {
	switch name {
	case "name", "errorCode", "escalationCode", "scriptFormat", "exporter", "exporterVersion", "location":
		return true
	}
	return false
}

// id returns the id attribute's value.
func id(x *xmltree.Element) string { return attr(x, "id").Text() }

// orNull returns the value of an attribute as Java prints it.
func orNull(a *xmltree.Attr) string {
	if a == nil {
		return "null"
	}
	return a.Value
}

// nameOrNull returns an id as Java prints it.
func nameOrNull(x *xmltree.Element) string { return orNull(attr(x, "id")) }

// trimmed is Java's String.trim: control characters and blanks.
func trimmed(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
}

// commaList splits a list as the engine does: commas within an expression do
// not separate.
func commaList(s string) []string {
	var out []string
	var part strings.Builder
	inside := false
	for _, r := range s {
		switch {
		case r == '{' || r == '$':
			inside = true
		case r == '}':
			inside = false
		case r == ',' && !inside:
			out = append(out, trimmed(part.String()))
			part.Reset()
			continue
		}
		part.WriteRune(r)
	}
	if part.Len() > 0 {
		out = append(out, trimmed(part.String()))
	}
	return out
}
