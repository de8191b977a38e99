package compile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// The namespaces of the diagram.
const (
	diNamespace  = "http://www.omg.org/spec/BPMN/20100524/DI"
	dcNamespace  = "http://www.omg.org/spec/DD/20100524/DC"
	omgNamespace = "http://www.omg.org/spec/DD/20100524/DI"
)

func (p *parser) diagrams() {
	for _, diagram := range p.root.Children {
		if diagram.Local != "BPMNDiagram" || diagram.Space != diNamespace {
			continue
		}
		if plane := p.only(diagram, diNamespace, "BPMNPlane"); plane != nil {
			p.plane(plane)
		}
	}
}

func (p *parser) plane(x *xmltree.Element) {
	if attr(x, "bpmnElement").Text() == "" {
		p.error("DI-01", at{element: x}, "'bpmnElement' attribute is required on BPMNPlane ")
		return
	}
	p.processOf(attr(x, "bpmnElement").Value)
	for _, c := range x.Children {
		if c.Local == "BPMNShape" && c.Space == diNamespace {
			p.shape(c)
		}
	}
	for _, c := range x.Children {
		if c.Local == "BPMNEdge" && c.Space == diNamespace {
			p.edge(c)
		}
	}
}

func (p *parser) shape(x *xmltree.Element) {
	ref := attr(x, "bpmnElement")
	if ref.Text() == "" {
		p.error("DI-02", at{element: x, attr: ref}, "'bpmnElement' attribute is required on BPMNShape")
		return
	}
	if slices.Contains(p.pools, ref.Value) {
		p.bounds(x)
		return
	}
	for _, q := range p.processes {
		switch {
		case q.byID[ref.Value] != nil, q.lanes[ref.Value]:
			p.bounds(x)
		case !p.known(ref.Value):
			p.error("DI-03", at{element: x, attr: ref}, "Invalid reference in 'bpmnElement' attribute, activity "+ref.Value+" not found")
		}
	}
}

func (p *parser) bounds(x *xmltree.Element) {
	b := p.only(x, dcNamespace, "Bounds")
	if b == nil {
		p.error("DI-05", at{element: x}, "'Bounds' element is required")
		return
	}
	for _, name := range [...]string{"x", "y", "width", "height"} {
		p.coordinate(x, b, name)
	}
}

// coordinate checks a number of a shape or an edge, which is named as the
// place of the fault.
func (p *parser) coordinate(owner, x *xmltree.Element, name string) {
	a := attr(x, name)
	if a.Text() == "" {
		p.error("DI-06", at{element: owner, show: x}, name+" is required")
	} else if reason := notDouble(a.Value); reason != "" {
		p.error("DI-06", at{element: owner, show: x, attr: a}, "Cannot parse "+name+": "+reason)
	}
}

// notDouble returns what Java says of a text that is no number, empty for one
// that is.
func notDouble(text string) string {
	s := trimmed(text)
	if s == "" {
		return "empty String"
	}
	number := strings.TrimRight(s, "dDfF")
	if len(number) < len(s)-1 || strings.ContainsAny(number, "_pPxXiI") || strings.EqualFold(number, "nan") {
		if s == "NaN" || s == "Infinity" || s == "-Infinity" || s == "+Infinity" {
			return ""
		}
		return `For input string: "` + text + `"`
	}
	if _, err := strconv.ParseFloat(number, 64); err != nil && !strings.Contains(err.Error(), "range") {
		return `For input string: "` + text + `"`
	}
	return ""
}

func (p *parser) edge(x *xmltree.Element) {
	ref := attr(x, "bpmnElement")
	if ref.Text() == "" {
		p.error("DI-02", at{element: x, attr: ref}, "'bpmnElement' attribute is required on BPMNEdge")
		return
	}
	// The engine remembers the flows of the process that it has read last.
	if p.process == nil || p.process.flows[ref.Value] == nil {
		if !p.known(ref.Value) {
			p.error("DI-04", at{element: x, attr: ref}, "Invalid reference in 'bpmnElement' attribute, sequenceFlow "+ref.Value+"not found")
		}
		return
	}
	var points []*xmltree.Element
	for _, c := range x.Children {
		if c.Local == "waypoint" && c.Space == omgNamespace {
			points = append(points, c)
		}
	}
	if len(points) < 2 {
		p.error("DI-07", at{element: x}, "Minimum 2 waypoint elements must be definted for a 'BPMNEdge'")
		return
	}
	for _, c := range points {
		p.coordinate(c, c, "x")
		p.coordinate(c, c, "y")
	}
}
