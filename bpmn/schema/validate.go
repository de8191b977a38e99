package schema

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Problem is a violation of the schema.
type Problem struct {
	// Key is the rule of XML Schema, such as cvc-complex-type.2.4.a.
	Key string
	// Message is the text of Java's validator, the key in front.
	Message string
	// Sentence says the same to a human; it names the element and what to do.
	Sentence string
	// Element is the element at fault; Span is where a user should look: its
	// start tag, or an attribute.
	Element *xmltree.Element
	Span    source.Span
	// Position is where the validator is when it finds out: the offset behind
	// a start tag or an end tag.
	Position int
	// Echo says that the problem only repeats the one before it.
	Echo bool
}

// Validate returns the violations of a document in the order in which they are
// found; none for a valid one.
func Validate(doc *xmltree.Document) []Problem {
	if doc == nil || doc.Root == nil {
		return nil
	}
	v := &validator{schema: load(), doc: doc, ids: make(map[string]struct{}, doc.Count/2)}
	v.element(doc.Root, nil, nil)
	v.references()
	return v.problems
}

// maxAttributes is the limit of Java's parser.
const maxAttributes = 10_000

type validator struct {
	*schema
	doc      *xmltree.Document
	problems []Problem
	ids      map[string]struct{}
	refs     []reference
}

// reference is an IDREF.
type reference struct {
	id   string
	x    *xmltree.Element
	attr *xmltree.Attr
}

// context is the content of an element while its children are gone through.
type context struct {
	x      *xmltree.Element
	typ    *typ
	state  int
	failed bool
}

// element judges an element by its declaration, which is nil where the content
// model of its parent does not say; parent is nil for the root and for lax
// elements.
func (v *validator) element(x *xmltree.Element, parent *context, wildcard *term) {
	if len(x.Attrs) > maxAttributes {
		v.add(x, nil, "JAXP00010002", ` Element "`+x.Node.FullTag()+`" has more than "10,000" attributes, "10,000" is the limit imposed by the JDK.`, x.Tag.End)
	}
	global := v.elements[x.Space][x.Local]
	declared := global
	if parent != nil && parent.typ != nil && parent.typ.simple == nil {
		if t := v.place(x, parent, global); t != nil {
			if t.element == nil {
				wildcard = t
			} else if t.element.local == x.Local && t.element.space == x.Space {
				declared = t.element
			}
		}
	}
	t := v.typeOf(x, declared)
	switch {
	case t != nil:
	case x == v.doc.Root:
		v.add(x, nil, "cvc-elt.1.a", "Cannot find the declaration of element '"+x.Node.FullTag()+"'.", x.Tag.End)
	case wildcard != nil && wildcard.strict:
		v.add(x, nil, "cvc-complex-type.2.4.c", "The matching wildcard is strict, but no declaration can be found for element '"+x.Node.FullTag()+"'.", x.Tag.End)
	}
	if t == nil {
		for _, c := range x.Children {
			v.element(c, nil, nil)
		}
		return
	}
	if t.abstract {
		v.add(x, nil, "cvc-type.2", "The type definition cannot be abstract for element "+x.Node.FullTag()+".", x.Tag.End)
	}
	if t.simple != nil {
		v.simpleElement(x, t)
		return
	}
	v.attributes(x, t)
	v.content(x, t)
}

// typeOf returns the type of an element: that which xsi:type names, or that of
// its declaration; nil for none.
func (v *validator) typeOf(x *xmltree.Element, d *declaration) *typ {
	var declared *typ
	if d != nil {
		declared = d.typ
	}
	a := x.Attr(xsiNamespace, "type")
	if a == nil {
		return declared
	}
	name := collapse(a.Value)
	if bad := qname(name, func(prefix string) bool { _, ok := x.LookupNamespace(prefix); return ok }); bad.key != "" {
		v.add(x, a, bad.key, bad.message, x.Tag.End)
		v.add(x, a, "cvc-elt.4.1", "The value '"+a.Value+"' of attribute 'xsi:type' on element '"+x.Node.FullTag()+"' is not a valid QName.", x.Tag.End).Echo = true
		return declared
	}
	prefix, local, prefixed := strings.Cut(name, ":")
	if !prefixed {
		prefix, local = "", name
	}
	space, _ := x.LookupNamespace(prefix)
	var t *typ
	for _, short := range [...]string{"bpmn:", "bpmndi:", "dc:", "di:"} {
		if namespaceOf(short[:len(short)-1]) == space {
			t = v.types[short+local]
		}
	}
	if space == xsdNamespace {
		if t = v.types[local]; t == nil || declared == nil {
			return declared // a type of XML Schema itself, which demands nothing here
		}
	}
	switch {
	case t == nil:
		v.add(x, a, "cvc-elt.4.2", "Cannot resolve '"+name+"' to a type definition for element '"+x.Node.FullTag()+"'.", x.Tag.End)
	case declared != nil && !t.extends(declared):
		v.add(x, a, "cvc-elt.4.3", "Type '"+name+"' is not validly derived from the type definition, '"+declared.name+"', of element '"+x.Node.FullTag()+"'.", x.Tag.End)
		return t
	default:
		return t
	}
	return declared
}

// place moves the content model of the parent on by an element and returns the
// term that takes it, nil for none.
func (v *validator) place(x *xmltree.Element, c *context, global *declaration) *term {
	a := c.typ.content
	if a == nil {
		if !c.failed {
			c.failed = true
			v.add(x, nil, "cvc-complex-type.2.4.d", "Invalid content was found starting with element '"+expanded(x)+"'. No child element is expected at this point.", x.Tag.End)
		}
		return nil
	}
	if c.failed {
		return a.anywhere(x.Space, x.Local, global)
	}
	next := a.next(c.state, x.Space, x.Local, global)
	if next >= 0 {
		c.state = next
		return &a.terms[next]
	}
	c.failed = true
	if twice := a.again(c.state); twice != "" {
		v.add(x, nil, "cvc-complex-type.2.4.g", "Invalid content was found starting with element '"+x.Node.FullTag()+"'. '"+twice+"' is expected to occur a minimum of '2' times in the current sequence. One more instance is required to satisfy this constraint.", x.Tag.End)
	} else if expected := a.expected(c.state); expected != "" {
		v.add(x, nil, "cvc-complex-type.2.4.a", "Invalid content was found starting with element '"+expanded(x)+"'. One of '"+expected+"' is expected.", x.Tag.End)
	} else {
		v.add(x, nil, "cvc-complex-type.2.4.d", "Invalid content was found starting with element '"+x.Node.FullTag()+"'. No child element is expected at this point.", x.Tag.End)
	}
	return a.anywhere(x.Space, x.Local, global)
}

func expanded(x *xmltree.Element) string {
	if x.Space == "" {
		return x.Local
	}
	return `{"` + x.Space + `":` + x.Local + "}"
}

// again returns the element that must come a second time after a position,
// empty for none.
func (a *automaton) again(state int) string {
	if state == a.start() || len(a.follow[state]) != 1 || a.follow[state][0] == state {
		return ""
	}
	next := &a.terms[a.follow[state][0]]
	if next.element == nil || next.element != a.terms[state].element {
		return ""
	}
	return next.String()
}

// expected lists what can come next, as the validator prints it; empty for
// nothing.
func (a *automaton) expected(state int) string {
	if len(a.follow[state]) == 0 {
		return ""
	}
	names := make([]string, 0, len(a.follow[state]))
	for _, p := range a.follow[state] {
		names = append(names, a.terms[p].String())
	}
	return "{" + strings.Join(names, ", ") + "}"
}

// content judges what stands within an element of a complex type.
func (v *validator) content(x *xmltree.Element, t *typ) {
	c := &context{x: x, typ: t}
	if t.content != nil {
		c.state = t.content.start()
	}
	for _, child := range x.Children {
		v.element(child, c, nil)
	}
	end := max(x.End.End, x.Tag.End)
	switch {
	case t.content == nil:
		if !t.mixed && (len(x.Children) > 0 || x.Text() != "") {
			v.add(x, nil, "cvc-complex-type.2.1", "Element '"+x.Node.FullTag()+"' must have no character or element information item [children], because the type's content type is empty.", end).Echo = len(x.Children) > 0
		}
		return
	case !t.mixed && strings.Trim(x.Text(), " \t\r\n") != "":
		v.add(x, nil, "cvc-complex-type.2.3", "Element '"+x.Node.FullTag()+"' cannot have character [children], because the type's content type is element-only.", end)
	}
	if c.failed || t.content.last[c.state] {
		return
	}
	if twice := t.content.again(c.state); twice != "" {
		v.add(x, nil, "cvc-complex-type.2.4.i", "The content of element '"+x.Node.FullTag()+"' is not complete. '"+twice+"' is expected to occur a minimum of '2' times. One more instance is required to satisfy this constraint.", end)
	} else {
		v.add(x, nil, "cvc-complex-type.2.4.b", "The content of element '"+x.Node.FullTag()+"' is not complete. One of '"+t.content.expected(c.state)+"' is expected.", end)
	}
}

// attributes judges the attributes of an element of a complex type.
func (v *validator) attributes(x *xmltree.Element, t *typ) {
	for i := range x.Attrs {
		a := &x.Attrs[i]
		switch a.Space {
		case xmltree.NamespaceXMLNS, xsiNamespace:
			continue
		case "":
		default:
			if !t.foreign || a.Space == t.space {
				v.notAllowed(x, a)
			}
			continue
		}
		use := t.attributes[a.Local]
		if use == nil {
			v.notAllowed(x, a)
			continue
		}
		v.attribute(x, a, use.typ)
	}
	for _, use := range t.ordered {
		if use.required && x.Attr("", use.name) == nil {
			v.add(x, nil, "cvc-complex-type.4", "Attribute '"+use.name+"' must appear on element '"+x.Node.FullTag()+"'.", x.Tag.End)
		}
	}
}

func (v *validator) notAllowed(x *xmltree.Element, a *xmltree.Attr) {
	v.add(x, a, "cvc-complex-type.3.2.2", "Attribute '"+written(v.doc, a)+"' is not allowed to appear in element '"+x.Node.FullTag()+"'.", x.Tag.End)
}

// written returns the name of an attribute with its prefix.
func written(doc *xmltree.Document, a *xmltree.Attr) string {
	return string(doc.File.Text()[a.Name.Start:a.Name.End])
}

func (v *validator) attribute(x *xmltree.Element, a *xmltree.Attr, t *typ) {
	bad := t.simple.check(a.Value, t, func(prefix string) bool { _, ok := x.LookupNamespace(prefix); return ok })
	if bad.key == "" {
		switch t.simple.builtIn {
		case "ID":
			bad = v.identify(collapse(a.Value))
		case "IDREF":
			v.refs = append(v.refs, reference{collapse(a.Value), x, a})
		}
	}
	if bad.key == "" {
		return
	}
	v.add(x, a, bad.key, bad.message, x.Tag.End)
	v.add(x, a, "cvc-attribute.3", "The value '"+a.Value+"' of attribute '"+written(v.doc, a)+"' on element '"+x.Node.FullTag()+
		"' is not valid with respect to its type, '"+t.name+"'.", x.Tag.End).Echo = true
}

func (v *validator) identify(id string) invalid {
	if _, taken := v.ids[id]; taken {
		return invalid{"cvc-id.2", "There are multiple occurrences of ID value '" + id + "'."}
	}
	v.ids[id] = struct{}{}
	return invalid{}
}

// simpleElement judges an element whose content is a value.
func (v *validator) simpleElement(x *xmltree.Element, t *typ) {
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if a.Space != xmltree.NamespaceXMLNS && a.Space != xsiNamespace {
			v.add(x, a, "cvc-type.3.1.1", "Element '"+x.Node.FullTag()+"' is a simple type, so it cannot have attributes, excepting those whose namespace name is identical to '"+
				xsiNamespace+"' and whose [local name] is one of 'type', 'nil', 'schemaLocation' or 'noNamespaceSchemaLocation'. However, the attribute, '"+written(v.doc, a)+"' was found.", x.Tag.End)
		}
	}
	for _, c := range x.Children {
		v.element(c, nil, nil)
	}
	end := max(x.End.End, x.Tag.End)
	if len(x.Children) > 0 {
		v.add(x, nil, "cvc-type.3.1.2", "Element '"+x.Node.FullTag()+"' is a simple type, so it must have no element information item [children].", end)
	}
	text := x.Text()
	if len(x.Children) > 0 {
		if slices.ContainsFunc(x.Children, func(c *xmltree.Element) bool { return len(c.Children) > 0 }) {
			return // the validator has lost the text on the way
		}
		text = ""
	}
	bad := t.simple.check(text, t, func(prefix string) bool { _, ok := x.LookupNamespace(prefix); return ok })
	if bad.key == "" && t.simple.builtIn == "IDREF" {
		v.refs = append(v.refs, reference{collapse(text), x, nil})
	}
	if bad.key == "" {
		return
	}
	v.add(x, nil, bad.key, bad.message, end)
	v.add(x, nil, "cvc-type.3.1.3", "The value '"+collapse(text)+"' of element '"+x.Node.FullTag()+"' is not valid.", end).Echo = true
}

// references reports the references to ids that are nowhere, each id once.
func (v *validator) references() {
	var reported map[string]bool
	root := v.doc.Root
	for _, r := range v.refs {
		if _, ok := v.ids[r.id]; ok || reported[r.id] {
			continue
		}
		if reported == nil {
			reported = map[string]bool{}
		}
		reported[r.id] = true
		v.add(r.x, r.attr, "cvc-id.1", "There is no ID/IDREF binding for IDREF '"+r.id+"'.", max(root.End.End, root.Tag.End))
	}
}

// add appends a problem; the pointer is good until the next one.
func (v *validator) add(x *xmltree.Element, a *xmltree.Attr, key, message string, position int) *Problem {
	p := Problem{Key: key, Message: key + ": " + message, Element: x, Span: x.Tag, Position: position}
	if a != nil {
		p.Span = source.Span{Start: a.Name.Start, End: min(a.Raw.End+1, len(v.doc.File.Text()))}
	}
	p.Sentence = sentence(key, x, a)
	v.problems = append(v.problems, p)
	return &v.problems[len(v.problems)-1]
}
