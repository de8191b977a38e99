package compile

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// inputOutput checks the input and output mapping of a flow node.
func (p *parser) inputOutput(x *xmltree.Element, a *activity) {
	ext := p.element(x, "extensionElements")
	if ext == nil {
		return
	}
	io := p.extension(ext, "inputOutput")
	if io == nil {
		return
	}
	if problem, place := p.mapping(ext); problem != "" {
		p.error(mappingSpec(problem), at{element: place, main: a.id}, problem)
		return
	}
	tag := x.Local
	switch {
	case !strings.Contains(strings.ToLower(tag), "task") && !strings.Contains(tag, "Event") &&
		tag != "transaction" && tag != "subProcess" && tag != "callActivity":
		p.error("IO-01", at{element: x, show: io}, p.mappingUnsupported(tag))
	case tag == "subProcess" && attr(x, "triggeredByEvent").Text() == "true":
		p.error("ESP-10", at{element: x, show: io}, p.words.Prefix+":inputOutput mapping unsupported for element type 'subProcess' with attribute 'triggeredByEvent = true'.")
	case len(p.extensions(io, "outputParameter")) == 0:
	case tag == "endEvent":
		p.error("END-05", at{element: x, show: io}, p.words.Prefix+":outputParameter not allowed for element type 'endEvent'.")
	case a.multiInstance:
		p.error("MI-04", at{element: x, show: io}, p.words.Prefix+":outputParameter not allowed for multi-instance constructs")
	}
}

// noMapping reports a mapping on an event that cannot have one.
func (p *parser) noMapping(spec string, x *xmltree.Element) {
	ext := p.element(x, "extensionElements")
	if ext == nil {
		return
	}
	if io := p.extension(ext, "inputOutput"); io != nil {
		p.error(spec, at{element: x, show: io}, p.mappingUnsupported(x.Local))
	}
}

// mapping goes through the parameters of an inputOutput in a holder. The first
// fault ends it: it returns the engine's text and the place.
func (p *parser) mapping(holder *xmltree.Element) (problem string, place *xmltree.Element) {
	io := p.extension(holder, "inputOutput")
	if io == nil {
		return "", nil
	}
	for _, name := range [...]string{"inputParameter", "outputParameter"} {
		for _, c := range p.extensions(io, name) {
			if attr(c, "name").Text() == "" {
				return "Missing attribute 'name' for " + name, c
			}
			if problem, place = p.nested(c); problem != "" {
				return problem, place
			}
		}
	}
	return "", nil
}

// nested goes through the value of a parameter or of the entry of a map.
func (p *parser) nested(x *xmltree.Element) (problem string, place *xmltree.Element) {
	switch len(x.Children) {
	case 0:
		return p.value(x)
	case 1:
		return p.value(x.Children[0])
	}
	return "Nested parameter can at most have one child element", x
}

func (p *parser) value(x *xmltree.Element) (problem string, place *xmltree.Element) {
	switch x.Local {
	case "list":
		for _, c := range x.Children {
			if problem, place = p.value(c); problem != "" {
				return problem, place
			}
		}
		return "", nil
	case "map":
		for _, c := range elements(x, "entry") {
			key := attr(c, "key")
			if key.Text() == "" {
				return "Missing attribute 'key' for 'entry' element", c
			}
			p.expression(key.Value, c, key)
			if problem, place = p.nested(c); problem != "" {
				return problem, place
			}
		}
		return "", nil
	case "script":
		return p.camundaScript(x)
	}
	if text := trimmed(x.Text()); text != "" {
		p.expression(text, x, nil)
	}
	return "", nil
}

// camundaScript goes through a camunda:script.
func (p *parser) camundaScript(x *xmltree.Element) (problem string, place *xmltree.Element) {
	if attr(x, "scriptFormat").Text() == "" {
		return "Missing attribute 'scriptFormat' for 'script' element", x
	}
	if problem := p.script(attr(x, "scriptFormat"), true, x.Text(), attr(x, "resource"), x); problem != "" {
		return "Unable to process script: " + problem, x
	}
	return "", nil
}

func mappingSpec(problem string) string {
	switch {
	case strings.HasPrefix(problem, "Missing attribute 'name'"):
		return "IO-02"
	case strings.HasPrefix(problem, "Nested"):
		return "IO-03"
	case strings.HasPrefix(problem, "Missing attribute 'key'"):
		return "IO-04"
	case strings.HasPrefix(problem, "Missing attribute 'scriptFormat'"):
		return "IO-05"
	}
	return "IO-06"
}
