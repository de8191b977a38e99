package xmltree

import (
	"github.com/bpmnlint/bpmnlint/source"
)

// fewAttrs is up to where comparing all pairs is faster than a map.
const fewAttrs = 12

// attributes gives an element its attributes, after the namespaces that they
// declare.
func (p *parser) attributes(e *Element, raw []rawAttr) {
	e.Attrs = p.attrSlab.take(len(raw))
	nodes := p.nodeAttr.take(len(raw))
	for i := range raw {
		r, a := &raw[i], &e.Attrs[i]
		*a = Attr{Value: p.value(r.raw, true, false), Name: r.name, Raw: r.raw}
		key := p.str[r.name.Start:r.name.End]
		// CreateAttr alone sets the attribute's element; it is given a slice
		// without attributes so that it does not search for one to replace.
		e.Node.Attr = nodes[i:i:len(nodes)]
		e.Node.CreateAttr(key, a.Value)
		a.Local = key
		switch {
		case r.colon > r.name.Start && p.str[r.name.Start:r.colon] == "xmlns":
			a.Space, a.Local = NamespaceXMLNS, p.str[r.colon+1:r.name.End]
			p.declare(e, a, a.Local)
		case key == "xmlns":
			a.Space = NamespaceXMLNS
			p.declare(e, a, "")
		}
	}
	e.Node.Attr = nodes
	for i := range raw {
		r, a := &raw[i], &e.Attrs[i]
		if r.colon <= r.name.Start || a.Space != "" {
			continue
		}
		if uri, ok := p.resolve(p.str[r.name.Start:r.colon], r.name); ok {
			a.Space, a.Local = uri, p.str[r.colon+1:r.name.End]
		}
	}
	p.duplicates(e)
}

// declare binds a prefix for an element and what it contains.
func (p *parser) declare(e *Element, a *Attr, prefix string) {
	e.declares = true
	reserved := a.Value == NamespaceXML || a.Value == NamespaceXMLNS
	switch {
	case prefix == "xml" && a.Value == NamespaceXML:
		return
	case prefix == "xml" || prefix == "xmlns" || reserved:
		p.report(a.Name, msgReserved(p.cut(a.Name)))
		return
	case prefix != "" && a.Value == "":
		p.report(a.Name, msgEmptyBinding(clip(prefix)))
		p.unbound[prefix] = true
	}
	p.scope.bind(prefix, a.Value)
}

// resolve returns the namespace of a prefix and reports the first use of one
// that has none.
func (p *parser) resolve(prefix string, name source.Span) (string, bool) {
	uri, ok := p.scope.lookup(prefix)
	if !ok && !p.unbound[prefix] {
		p.unbound[prefix] = true
		p.report(name, msgUnbound(clip(prefix), usual(prefix)))
	}
	return uri, ok
}

// usual returns the declaration that a well-known prefix was meant to have.
func usual(prefix string) string {
	uri := "…"
	switch prefix {
	case "bpmn", "bpmn2", "semantic", "model":
		uri = "http://www.omg.org/spec/BPMN/20100524/MODEL"
	case "bpmndi":
		uri = "http://www.omg.org/spec/BPMN/20100524/DI"
	case "dc", "omgdc":
		uri = "http://www.omg.org/spec/DD/20100524/DC"
	case "di", "omgdi":
		uri = "http://www.omg.org/spec/DD/20100524/DI"
	case "camunda":
		uri = "http://camunda.org/schema/1.0/bpmn"
	case "operaton":
		uri = "http://operaton.org/schema/1.0/bpmn"
	case "activiti":
		uri = "http://activiti.org/bpmn"
	case "xsi":
		uri = "http://www.w3.org/2001/XMLSchema-instance"
	case "xsd", "xs":
		uri = "http://www.w3.org/2001/XMLSchema"
	case "modeler":
		uri = "http://camunda.org/schema/modeler/1.0"
	}
	return `xmlns:` + clip(prefix) + `="` + uri + `"`
}

// duplicates reports attributes that are there twice, by name or by namespace.
func (p *parser) duplicates(e *Element) {
	if len(e.Attrs) <= fewAttrs {
		for i := range e.Attrs {
			for j := range i {
				if e.Attrs[i].Local == e.Attrs[j].Local && e.Attrs[i].Space == e.Attrs[j].Space {
					p.duplicate(e, i, j)
					break
				}
			}
		}
		return
	}
	type name struct{ space, local string }
	seen := make(map[name]int, len(e.Attrs))
	for i := range e.Attrs {
		n := name{e.Attrs[i].Space, e.Attrs[i].Local}
		if j, ok := seen[n]; ok {
			p.duplicate(e, i, j)
		} else {
			seen[n] = i
		}
	}
}

func (p *parser) duplicate(e *Element, i, j int) {
	if len(p.problems) >= maxProblems {
		return // finding the related place takes time in a long line
	}
	element := source.Span{Start: e.Tag.Start + 1, End: nameEnd(p.text, e.Tag.Start+1)}
	p.report(e.Attrs[i].Name, msgDuplicate(p.cut(e.Attrs[i].Name), p.cut(element)),
		p.related(e.Attrs[j].Name, "given first here"))
}
