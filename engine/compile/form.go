package compile

import (
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

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
	case "date":
		if pattern := attr(x, "datePattern"); pattern != nil {
			if problem := datePatternProblem(pattern.Value); problem != "" {
				p.exception("FORM-09", at{element: x, attr: pattern}, parsing(problem))
			}
		}
	case "string", "long", "boolean", "enum":
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

// datePatternProblem returns what Java says of a text that is no pattern of
// dates, empty for one that is.
func datePatternProblem(pattern string) string {
	quoted := false
	zone := 0 // letters X up to here
	for i, r := range pattern {
		if r == '\'' {
			quoted = !quoted
		}
		switch {
		case quoted:
		case r == 'X':
			if zone++; zone > 3 && (i+1 == len(pattern) || pattern[i+1] != 'X') {
				return "invalid ISO 8601 format: length=" + strconv.Itoa(zone)
			}
			continue
		case (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') && !strings.ContainsRune("GyMdkHmsSEDFwWahKzZYuL", r):
			return "Illegal pattern character '" + string(r) + "'"
		}
		zone = 0
	}
	if quoted {
		return "Unterminated quote"
	}
	return ""
}
