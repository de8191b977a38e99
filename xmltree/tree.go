package xmltree

import (
	"github.com/beevik/etree"

	"github.com/bpmnlint/bpmnlint/source"
)

// Document is an XML file as a tree.
type Document struct {
	// File is the file with its decoded text, to which all spans refer.
	File *source.File
	// Tree is the document in etree's form, comments, processing instructions
	// and white space included.
	Tree *etree.Document
	// Root is the root element, nil where the file has none.
	Root *Element
	// Count is the number of elements in the document.
	Count int
}

// Attr returns the first attribute of a namespace (empty for none) and name,
// or nil.
func (e *Element) Attr(space, local string) *Attr {
	for i := range e.Attrs {
		if a := &e.Attrs[i]; a.Local == local && a.Space == space {
			return a
		}
	}
	return nil
}

// Child returns the first child element of a namespace and name, or nil.
func (e *Element) Child(space, local string) *Element {
	for _, c := range e.Children {
		if c.Local == local && c.Space == space {
			return c
		}
	}
	return nil
}

// Prefix returns the prefix of the element's name as written, empty for none.
func (e *Element) Prefix() string { return e.Node.Space }

// Text returns the character data directly within the element, CDATA sections
// included, white space not trimmed, comments and child elements left out.
func (e *Element) Text() string {
	switch len(e.texts) {
	case 0:
		return ""
	case 1:
		return e.texts[0].value
	}
	n := 0
	for i := range e.texts {
		n += len(e.texts[i].value)
	}
	out := make([]byte, 0, n)
	for i := range e.texts {
		out = append(out, e.texts[i].value...)
	}
	return string(out)
}

// TextSpan returns the place of [Element.Text] with white space: from the
// first character of direct text to behind the last one, which encloses
// comments and children in between. Without text it is empty, behind the start
// tag. [Document.TrimmedTextSpan] leaves out white space.
func (e *Element) TextSpan() source.Span {
	if len(e.texts) == 0 {
		return source.Span{Start: e.Tag.End, End: e.Tag.End}
	}
	return source.Span{Start: e.texts[0].raw.Start, End: e.texts[len(e.texts)-1].raw.End}
}

// Text returns the attribute's value, "" for nil, so that it can be called on
// what [Element.Attr] returns.
func (a *Attr) Text() string {
	if a == nil {
		return ""
	}
	return a.Value
}

// Element is an XML element with its place.
type Element struct {
	// Space is the namespace URI, empty for none or for an unbound prefix.
	Space string
	// Local is the name without prefix.
	Local string
	// Node is the element in etree's form; its Space is the prefix as written.
	Node *etree.Element
	// Tag is the start tag, from < to behind >.
	Tag source.Span
	// End is the end tag; empty, at the end of Tag, where the element is
	// written <a/>.
	End      source.Span
	Attrs    []Attr // in document order, namespace declarations included
	Parent   *Element
	Children []*Element // child elements in document order

	texts    []text
	declares bool // has a namespace declaration
}

// Attr is an attribute with its place.
type Attr struct {
	// Space is the namespace URI; empty for an attribute without prefix, as
	// the XML namespaces recommendation has it. That of a namespace
	// declaration, xmlns="…" included, is [NamespaceXMLNS].
	Space string
	// Local is the name without prefix. An attribute whose prefix is bound to
	// nothing keeps its whole name here ("c:id"), so that nobody takes it for
	// one without prefix.
	Local string
	// Value is the value after expansion of references and normalisation of
	// white space.
	Value string
	// Name is the span of the name as written, prefix included; Raw the span
	// of the value between its quotes.
	Name, Raw source.Span
}

// text is a piece of character data of an element: its value and its place.
type text struct {
	value string
	raw   source.Span
	cdata bool
}
