package compile

import "github.com/bpmnlint/bpmnlint/xmltree"

// form goes through the form fields, and the older form properties, of a user
// task or a start event.
func (p *parser) form(x *xmltree.Element) {
	ext := p.element(x, "extensionElements")
	if ext == nil {
		return
	}
	for _, c := range p.extensions(ext, "formProperty") {
		p.formProperty(c)
	}
	if data := p.extension(ext, "formData"); data != nil {
		for _, c := range p.extensions(data, "formField") {
			p.formField(c)
		}
	}
}

func (p *parser) formField(x *xmltree.Element) {
	if name := attr(x, "id"); name.Text() == "" {
		p.error("FORM-01", at{element: x}, "attribute id must be set for FormFieldGroup and must have a non-empty value")
		if name == nil {
			p.breaks(x, `Cannot invoke "String.equals(Object)" because "id" is null`)
		}
	}
	if label := attr(x, "label"); label != nil {
		p.expression(label.Value, x, label)
	}
	p.extension(x, "properties")
	if v := p.extension(x, "validation"); v != nil {
		for _, c := range p.extensions(v, "constraint") {
			p.constraint(c)
		}
	}
	p.formType(x, true)
	if d := attr(x, "defaultValue"); d != nil {
		p.expression(d.Value, x, d)
	}
}

func (p *parser) constraint(x *xmltree.Element) {
	name, config := attr(x, "name"), attr(x, "config")
	switch name.Text() {
	case "required", "readonly", "min", "max", "minlength", "maxlength":
	case "validator":
		if config.Text() == "" {
			p.error("FORM-05", at{element: x, attr: config}, "validator configuration needs to provide either a fully qualified classname or an expression resolving to a custom FormFieldValidator implementation.")
		} else if isExpression(config.Value) {
			p.expression(config.Value, x, config)
		}
	default:
		p.error("FORM-04", at{element: x, attr: name}, "Cannot find validator implementation for name '"+orNull(name)+"'.")
	}
}

func (p *parser) formType(x *xmltree.Element, needed bool) {
	kind := attr(x, "type")
	if kind == nil {
		if needed {
			p.error("FORM-02", at{element: x}, "form field must have a 'type' attribute")
		}
		return
	}
	switch kind.Value {
	case "string", "long", "date", "boolean", "enum":
	default:
		p.error("FORM-03", at{element: x, attr: kind}, "unknown type '"+kind.Value+"'")
	}
}

func (p *parser) formProperty(x *xmltree.Element) {
	if attr(x, "id") == nil {
		p.error("FORM-06", at{element: x}, "attribute 'id' is required")
	}
	p.formType(x, false)
	for _, name := range [...]string{"required", "readable", "writable"} {
		if a := attr(x, name); a != nil && !isTrueWord(a.Value) && !isFalseWord(a.Value) {
			p.error("FORM-07", at{element: x, attr: a}, notOneOf(name))
		}
	}
	for _, name := range [...]string{"expression", "default"} {
		if a := attr(x, name); a != nil {
			p.expression(a.Value, x, a)
		}
	}
}
