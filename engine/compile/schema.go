package compile

import "github.com/bpmnlint/bpmnlint/bpmn/schema"

// schema reports what the schema refuses. The engine names no element there.
func (p *parser) schema() {
	for _, q := range schema.Validate(p.d.Document) {
		if q.Key == "JAXP00010002" {
			p.exception("XML-01", at{element: q.Element}, "ENGINE-09003 Could not parse '"+p.d.File.Path+"'. "+q.Message)
			continue
		}
		r := p.error(schemaSpec(q.Key), at{element: q.Element}, q.Message)
		r.Position, r.Main, r.Elements = q.Position, "", nil
		r.Span, r.Echo, r.Help = q.Span, q.Echo, q.Sentence
	}
}

// schemaSpec returns the short name for a violation of the schema.
func schemaSpec(key string) string {
	switch key {
	case "cvc-elt.1.a":
		return "XML-12"
	case "cvc-id.2":
		return "XML-04"
	case "cvc-id.1":
		return "XML-05"
	case "cvc-complex-type.4":
		return "XML-06"
	case "cvc-complex-type.2.4.a", "cvc-complex-type.2.4.b", "cvc-complex-type.2.4.c", "cvc-complex-type.2.4.d", "cvc-complex-type.2.4.g", "cvc-complex-type.2.4.i", "cvc-complex-type.2.3", "cvc-complex-type.2.1", "cvc-type.2", "cvc-type.3.1.2":
		return "XML-07"
	case "cvc-complex-type.3.2.2", "cvc-type.3.1.1":
		return "XML-08"
	}
	return "XML-10"
}
