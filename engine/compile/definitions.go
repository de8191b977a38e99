package compile

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// definitions goes through a file in the engine's order.
func (p *parser) definitions() {
	p.schema()
	p.imports()
	p.rootMessages()
	p.rootSignals()
	p.rootErrors()
	p.rootEscalations()
	for _, x := range elements(p.root, "process") {
		if strings.EqualFold(attr(x, "isExecutable").Text(), "true") {
			p.executable(x)
		}
	}
	p.collaboration()
	p.diagrams()
}

func (p *parser) imports() {
	for _, x := range elements(p.root, "import") {
		kind := attr(x, "importType").Text()
		if kind == "http://schemas.xmlsoap.org/wsdl/" {
			p.error("DEF-02", at{element: x}, "Could not find importer for type "+kind)
		}
		p.error("DEF-01", at{element: x, attr: attr(x, "importType")}, "Could not import item of type "+kind)
	}
}

func (p *parser) rootMessages() {
	p.messages = map[string]*xmltree.Element{}
	for _, x := range elements(p.root, "message") {
		if name := attr(x, "name"); name != nil {
			p.expression(name.Value, x, name)
		}
		p.messages[nameOrNull(x)] = x
	}
}

func (p *parser) rootSignals() {
	p.signals = map[string]*xmltree.Element{}
	var names []string
	for _, x := range elements(p.root, "signal") {
		name := attr(x, "name")
		for _, other := range names {
			if name != nil && other == name.Value {
				p.error("DEF-04", at{element: x, attr: name}, "duplicate signal name '"+name.Value+"'.")
			}
		}
		switch {
		case attr(x, "id") == nil:
			p.error("DEF-03", at{element: x}, "signal must have an id")
		case name == nil:
			p.error("DEF-03", at{element: x}, "signal with id '"+id(x)+"' has no name")
		default:
			p.expression(name.Value, x, name)
			p.signals[id(x)] = x
			names = append(names, name.Value)
		}
	}
}

func (p *parser) rootErrors() {
	p.errors = map[string]*xmltree.Element{}
	for _, x := range elements(p.root, "error") {
		if attr(x, "id") == nil {
			p.error("DEF-05", at{element: x}, "'id' is mandatory on error definition")
		}
		if text := p.extensionAttr(x, "errorMessage"); text != nil {
			p.expression(text.Value, x, text)
		}
		p.errors[id(x)] = x
	}
}

func (p *parser) rootEscalations() {
	p.escalations = map[string]*xmltree.Element{}
	for _, x := range elements(p.root, "escalation") {
		if attr(x, "id") == nil {
			p.error("DEF-06", at{element: x}, "escalation must have an id")
			continue
		}
		p.escalations[id(x)] = x
	}
}

// resolve returns what a QName refers to among messages or signals. The engine
// knows only the prefixes that the root element declares.
func (p *parser) resolve(roots map[string]*xmltree.Element, name string) *xmltree.Element {
	prefix, local, prefixed := strings.Cut(name, ":")
	if !prefixed {
		return roots[name]
	}
	uri, ok := p.root.LookupNamespace(prefix)
	if !ok || uri != attr(p.root, "targetNamespace").Text() {
		return nil
	}
	return roots[local]
}

func (p *parser) collaboration() {
	x := p.element(p.root, "collaboration")
	if x == nil {
		return
	}
	for _, pool := range elements(x, "participant") {
		if ref := attr(pool, "processRef"); ref != nil {
			if q := p.processOf(ref.Value); q != nil {
				p.pools = append(p.pools, id(pool))
			}
		}
	}
}

// processOf returns the executable process of a key, nil for none. The engine
// compares with one process after the other and breaks down at one without id.
func (p *parser) processOf(key string) *process {
	for _, q := range p.processes {
		if attr(q.scope.xml, "id") == nil {
			p.breaks(q.scope.xml, `Cannot invoke "String.equals(Object)" because the key of a process is null`)
			return nil
		}
		if q.scope.id == key {
			return q
		}
	}
	return nil
}
