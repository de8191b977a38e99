package bpmn

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Options configure [Parse].
type Options struct {
	// XML bounds what is read; its zero value stands for xmltree's defaults.
	XML xmltree.Options
}

// Parse reads a BPMN file. The definitions are nil where the file's root is
// not BPMN, which is the problem not-bpmn, or where there is no root. After a
// problem of XML the definitions hold what could be read up to it.
func Parse(f *source.File, opts Options) (*Definitions, diag.List) {
	doc, problems := xmltree.Parse(f, opts.XML)
	defs, more := FromDocument(doc)
	return defs, append(problems, more...)
}

// FromDocument reads a BPMN model from an XML document. The definitions are
// nil where the document's root is not BPMN or where it has no root; the
// latter is for whoever read the document to report.
func FromDocument(doc *xmltree.Document) (*Definitions, diag.List) {
	if doc == nil || doc.Root == nil {
		return nil, nil
	}
	if doc.Root.Space != ModelNamespace || doc.Root.Local != string(DefinitionsType) {
		return nil, diag.List{notBPMN(doc)}
	}
	p := parser{defs: &Definitions{File: doc.File, Document: doc}}
	// About half of a model's XML elements are nodes; the others are
	// waypoints, references and containers.
	p.defs.Elements = make([]Node, 0, doc.Count/2+1)
	p.definitions(doc.Root)
	p.defs.ExtensionNamespaces = extensionNamespaces(doc.Root)
	p.resolve()
	return p.defs, nil
}

// parser holds the model while it is read.
type parser struct {
	defs *Definitions
	// references are the event definitions that stand for another one.
	references []*EventDefinition
}

// begin enters a node into the model, with what all nodes have in common.
func (p *parser) begin(n Node, x *xmltree.Element) *Element {
	e := n.Base()
	e.Index = len(p.defs.Elements)
	p.defs.Elements = append(p.defs.Elements, n)
	e.XML = x
	e.Type = Type(x.Local)
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if a.Space != "" {
			continue
		}
		switch a.Local {
		case "id":
			e.ID = a.Value
			if x.Space == ModelNamespace {
				e.ID = trim(a.Value) // an xsd:ID, as the references to it
			}
		case "name":
			e.Name = a.Value
		}
	}
	return e
}

// common reads a child that every BPMN element may have. It reports whether
// it did, so that children of other namespaces are skipped by it too.
func (p *parser) common(e *Element, c *xmltree.Element, ext *extensions) bool {
	if c.Space != ModelNamespace {
		return true
	}
	switch c.Local {
	case "documentation":
		e.Documentation = append(e.Documentation, text(c))
	case "extensionElements":
		p.extensionElements(e, c, ext)
	default:
		return false
	}
	return true
}

// rest reads the children of an element that has none of its own interest.
func (p *parser) rest(e *Element, x *xmltree.Element) {
	var ext extensions
	for _, c := range x.Children {
		if !p.common(e, c, &ext) {
			p.unknown(c)
		}
	}
}

// other keeps an element that the model does not interpret.
func (p *parser) other(x *xmltree.Element) *Other {
	o := new(Other)
	p.rest(p.begin(o, x), x)
	return o
}

// unknown keeps the elements within x that can be referred to.
func (p *parser) unknown(x *xmltree.Element) {
	if x.Attr("", "id") != nil {
		p.other(x)
		return
	}
	for _, c := range x.Children {
		if c.Space == ModelNamespace {
			p.unknown(c)
		}
	}
}

func (p *parser) definitions(x *xmltree.Element) {
	d := p.defs
	e := p.begin(d, x)
	for i := range x.Attrs {
		a := &x.Attrs[i]
		switch {
		case a.Space == "":
			switch a.Local {
			case "targetNamespace":
				d.TargetNamespace = a.Value
			case "expressionLanguage":
				d.ExpressionLanguage = a.Value
			case "typeLanguage":
				d.TypeLanguage = a.Value
			case "exporter":
				d.Exporter = a.Value
			case "exporterVersion":
				d.ExporterVersion = a.Value
			}
		case a.Space == ModelerNamespace:
			switch a.Local {
			case "executionPlatform":
				d.ExecutionPlatform = a.Value
			case "executionPlatformVersion":
				d.ExecutionPlatformVersion = a.Value
			}
		}
	}
	var ext extensions
	for _, c := range x.Children {
		if c.Space == DINamespace && c.Local == string(DiagramType) {
			d.Diagrams = append(d.Diagrams, p.diagram(c))
		} else if !p.common(e, c, &ext) {
			p.rootElement(c)
		}
	}
}

func (p *parser) rootElement(x *xmltree.Element) {
	d := p.defs
	switch t := Type(x.Local); t {
	case ProcessType:
		d.Processes = append(d.Processes, p.process(x))
	case CollaborationType:
		d.Collaborations = append(d.Collaborations, p.collaboration(x))
	case MessageType:
		m := &Message{ItemRef: attrRef(x.Attr("", "itemRef"))}
		p.rest(p.begin(m, x), x)
		d.Messages = append(d.Messages, m)
	case SignalType:
		s := new(Signal)
		p.rest(p.begin(s, x), x)
		d.Signals = append(d.Signals, s)
	case ErrorType:
		e := &Error{Code: x.Attr("", "errorCode"), Message: extension(x, "errorMessage")}
		p.rest(p.begin(e, x), x)
		d.Errors = append(d.Errors, e)
	case EscalationType:
		e := &Escalation{Code: x.Attr("", "escalationCode")}
		p.rest(p.begin(e, x), x)
		d.Escalations = append(d.Escalations, e)
	case ImportType:
		d.Imports = append(d.Imports, p.other(x))
	default:
		if t.IsEventDefinition() {
			d.EventDefinitions = append(d.EventDefinitions, p.eventDefinition(x, nil))
			return
		}
		d.Others = append(d.Others, p.other(x))
	}
}

func text(x *xmltree.Element) *Text { return &Text{Value: x.Text(), XML: x} }

// xmlSpace is white space as XML defines it.
const xmlSpace = " \t\r\n"

// trim removes white space around a value, which few values have.
func trim(s string) string {
	if s == "" || s[0] > ' ' && s[len(s)-1] > ' ' {
		return s
	}
	return strings.Trim(s, xmlSpace)
}

// attrRef returns the reference in an attribute, which may be nil.
func attrRef(a *xmltree.Attr) Ref {
	if a == nil {
		return Ref{}
	}
	return newRef(a.Value, a.Raw)
}

// textRef returns the reference in an element's text.
func (p *parser) textRef(x *xmltree.Element) Ref {
	r := newRef(x.Text(), x.TextSpan())
	if len(r.Value) != r.Span.End-r.Span.Start { // white space, or an entity
		r.Span = p.defs.Document.TrimmedTextSpan(x)
	}
	return r
}

func newRef(value string, span source.Span) Ref {
	value = trim(value)
	return Ref{Value: value, Local: value[strings.IndexByte(value, ':')+1:], Span: span, Set: true}
}

// isTrue reports whether an attribute is there and true, as xsd:boolean has it.
func isTrue(a *xmltree.Attr) bool {
	if a == nil {
		return false
	}
	v := trim(a.Value)
	return v == "true" || v == "1"
}

// isFalse reports whether an attribute is there and false.
func isFalse(a *xmltree.Attr) bool {
	if a == nil {
		return false
	}
	v := trim(a.Value)
	return v == "false" || v == "0"
}

// saysTrue reports whether an extension attribute is the word true: the engine
// takes every other text for false, TRUE and 1 among them.
func saysTrue(a *xmltree.Attr) bool { return a.Text() == "true" }
