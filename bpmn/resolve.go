package bpmn

import "github.com/bpmnlint/bpmnlint/source"

// resolve connects the nodes by their references, when all of them are read.
func (p *parser) resolve() {
	d := p.defs
	d.byID = index(d.Elements)
	flows := 0
	for _, n := range d.Elements {
		if _, ok := n.(*SequenceFlow); ok {
			flows++
		}
	}
	// Most nodes have one flow on each side: their lists share an array.
	ends := make([]*SequenceFlow, 2*flows)
	for _, n := range d.Elements {
		switch n := n.(type) {
		case *SequenceFlow:
			ends = p.resolveFlow(n, ends)
		case *FlowNode:
			p.resolveFlowNode(n)
		case *EventDefinition:
			p.resolveEventDefinition(n)
		case *Participant:
			if pr, ok := d.byID[n.ProcessRef.Local].(*Process); ok {
				n.Process = pr
				pr.Participants = append(pr.Participants, n)
			}
		}
	}
	for _, n := range d.Elements {
		if n, ok := n.(*FlowNode); ok && n.Default.Set {
			if f, ok := d.byID[n.Default.Value].(*SequenceFlow); ok && f.Source == n {
				n.DefaultFlow = f
			}
		}
	}
	for _, ref := range p.references {
		if def, ok := d.byID[ref.DefinitionRef.Local].(*EventDefinition); ok && !def.ByReference {
			ref.copyFrom(def)
		}
	}
}

// index returns the elements of BPMN by id, the first where an id is there
// twice. The ids of form fields, listeners and the like are names within
// their element, and those of the diagram are referred to by nothing.
func index(elements []Node) map[string]Node {
	byID := make(map[string]Node, len(elements))
	for _, n := range elements {
		e := n.Base()
		if e.ID == "" || e.XML.Space != ModelNamespace {
			continue
		}
		if _, ok := byID[e.ID]; !ok {
			byID[e.ID] = n
		}
	}
	return byID
}

// resolveFlow connects a flow with its nodes and returns what is left of the
// array for their lists.
func (p *parser) resolveFlow(f *SequenceFlow, ends []*SequenceFlow) []*SequenceFlow {
	if n, ok := p.defs.byID[f.SourceRef.Value].(*FlowNode); ok {
		f.Source = n
		if n.Outgoing == nil {
			n.Outgoing, ends = ends[:0:1], ends[1:]
		}
		n.Outgoing = append(n.Outgoing, f)
	}
	if n, ok := p.defs.byID[f.TargetRef.Value].(*FlowNode); ok {
		f.Target = n
		if n.Incoming == nil {
			n.Incoming, ends = ends[:0:1], ends[1:]
		}
		n.Incoming = append(n.Incoming, f)
	}
	return ends
}

func (p *parser) resolveFlowNode(n *FlowNode) {
	if n.MessageRef.Set {
		n.Message, _ = p.defs.byID[n.MessageRef.Local].(*Message)
	}
	if n.AttachedToRef.Set {
		host, ok := p.defs.byID[n.AttachedToRef.Value].(*FlowNode)
		if ok && host.Type.IsActivity() && host.Scope == n.Scope {
			n.AttachedTo = host
			host.BoundaryEvents = append(host.BoundaryEvents, n)
		}
	}
}

func (p *parser) resolveEventDefinition(d *EventDefinition) {
	if !d.Ref.Set {
		return
	}
	to := p.defs.byID[d.Ref.Local]
	switch d.Type {
	case MessageEventDefinition:
		d.Message, _ = to.(*Message)
	case SignalEventDefinition:
		d.Signal, _ = to.(*Signal)
	case ErrorEventDefinition:
		d.Error, _ = to.(*Error)
	case EscalationEventDefinition:
		d.Escalation, _ = to.(*Escalation)
	}
}

// copyFrom makes d say what the definition says that it refers to. Its place
// stays its own.
func (d *EventDefinition) copyFrom(def *EventDefinition) {
	own := *d
	*d = *def
	d.Element, d.Event = own.Element, own.Event
	d.Type, d.Name = def.Type, def.Name
	d.ByReference, d.DefinitionRef = true, own.DefinitionRef
	if n := d.Event; d.Implementation != nil && n.Implementation == nil && n.Type.IsThrowEvent() {
		n.Implementation = d.Implementation
	}
}

// ByID returns the element of BPMN with an id, nil if there is none. Where an
// id is there twice, it is the first in the document. Elements of the diagram
// and of extensions are not found by it.
func (d *Definitions) ByID(id string) Node { return d.byID[id] }

// Shape returns the first shape whose bpmnElement is id, nil if there is none.
func (d *Definitions) Shape(id string) *Shape {
	d.diOnce.Do(d.indexDiagrams)
	return d.shapes[id]
}

// Edge returns the first edge whose bpmnElement is id, nil if there is none.
func (d *Definitions) Edge(id string) *Edge {
	d.diOnce.Do(d.indexDiagrams)
	return d.edges[id]
}

// indexDiagrams runs when the first shape is asked for: many a use of a model
// never looks at its diagram.
func (d *Definitions) indexDiagrams() {
	d.shapes, d.edges = make(map[string]*Shape), make(map[string]*Edge)
	for _, di := range d.Diagrams {
		for _, plane := range di.Planes {
			for _, s := range plane.Shapes {
				if _, ok := d.shapes[s.ElementRef.Local]; !ok && s.ElementRef.Set {
					d.shapes[s.ElementRef.Local] = s
				}
			}
			for _, e := range plane.Edges {
				if _, ok := d.edges[e.ElementRef.Local]; !ok && e.ElementRef.Set {
					d.edges[e.ElementRef.Local] = e
				}
			}
		}
	}
}

// Span returns the place of the element's start tag.
func (e *Element) Span() source.Span {
	if e.XML == nil {
		return source.Span{}
	}
	return e.XML.Tag
}
