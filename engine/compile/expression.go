package compile

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// The functions that an expression may call, with the number of parameters.
var (
	engineFunctions = juel.Functions{"now": 0, "dateTime": 0, "currentUser": 0, "currentUserGroups": 0}
	spinFunctions   = juel.Functions{"now": 0, "dateTime": 0, "currentUser": 0, "currentUserGroups": 0, "S": 1, "XML": 1, "JSON": 1}
)

// expression parses an expression as the engine does while it parses a model:
// a syntax error or an unknown function ends its parser. The text stands in an
// attribute, or in an element where the attribute is nil.
func (p *parser) expression(text string, x *xmltree.Element, a *xmltree.Attr) {
	if !strings.Contains(text, "{") {
		return
	}
	e, fault := juel.Parse(text)
	if fault != nil {
		q := p.exception("FLOW-10", at{element: x, attr: a}, parsing(fault.EngineMessage()))
		q.Span = p.within(q.Span, fault.Span, x, a)
		return
	}
	f, message := e.Unbound(engineFunctions)
	if f == nil {
		return
	}
	if _, spin := spinFunctions[f.Name()]; spin {
		p.uses.Spin = true
	}
	if p.Plugins.Spin {
		f, message = e.Unbound(spinFunctions)
	}
	if f != nil {
		q := p.exception("FLOW-11", at{element: x, attr: a}, parsing(message))
		q.Span = p.within(q.Span, f.Span(), x, a)
	}
}

// within returns where a part of an expression stands in the file.
func (p *parser) within(whole, part source.Span, x *xmltree.Element, a *xmltree.Attr) source.Span {
	if part.Start >= part.End || a == nil {
		return whole
	}
	doc := p.d.Document
	start, end := doc.AttrOffset(a, part.Start), doc.AttrOffset(a, part.End)
	if start < whole.Start || end > whole.End || start >= end {
		return whole
	}
	return source.Span{Start: start, End: end}
}

// formalExpression is the only type of a condition that the engine knows.
const bpmnNamespace = "http://www.omg.org/spec/BPMN/20100524/MODEL"

// condition goes through the condition of a sequence flow or a conditional
// event, which is an expression or a script, and reports whether the engine
// has one in the end.
func (p *parser) condition(x *xmltree.Element, owner string) bool {
	place := at{element: x, main: owner}
	if kind := x.Attr("http://www.w3.org/2001/XMLSchema-instance", "type"); kind != nil {
		prefix, local, prefixed := strings.Cut(kind.Value, ":")
		if !prefixed {
			local = kind.Value
		} else if uri, ok := p.root.LookupNamespace(prefix); !ok || uri != bpmnNamespace {
			local = ""
		}
		if local != "tFormalExpression" {
			place.attr = kind
			p.error("FLOW-08", place, "Invalid type, only tFormalExpression is currently supported")
		}
	}
	place.attr = nil
	text, language := trimmed(x.Text()), attr(x, "language")
	if language == nil {
		p.expression(text, x, nil)
		return true
	}
	if problem := p.script(language, true, text, p.extensionAttr(x, "resource"), x); problem != "" {
		place.attr = language
		p.error("FLOW-09", place, "Unable to process condition expression:"+problem)
		return false
	}
	return true
}
