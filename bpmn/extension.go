package bpmn

import "github.com/bpmnlint/bpmnlint/xmltree"

// isExtension reports whether a is the extension attribute that counts among
// those of its name: an engine that knows Camunda's namespace prefers it to
// its synonym, Activiti's.
func isExtension(x *xmltree.Element, a *xmltree.Attr) bool {
	if !IsExtensionNamespace(a.Space) {
		return false
	}
	if a.Space != ActivitiNamespace {
		return true
	}
	return x.Attr(CamundaNamespace, a.Local) == nil && x.Attr(OperatonNamespace, a.Local) == nil
}

// extension returns the extension attribute of a name, nil if there is none.
func extension(x *xmltree.Element, name string) *xmltree.Attr {
	for i := range x.Attrs {
		if a := &x.Attrs[i]; a.Local == name && isExtension(x, a) {
			return a
		}
	}
	return nil
}

// extensions are the extension elements of one BPMN element. Which of them
// find a place in the model depends on the element they belong to.
type extensions struct {
	executionListeners, taskListeners []*Listener

	inputOutput    *InputOutput
	properties     []*Property
	retryCycle     *Text
	connector      *Connector
	fields         []*Field
	errorMappings  []*EventDefinition
	in, out        []*Mapping
	formFields     []*FormField
	formProperties []*FormField
	businessKey    *xmltree.Attr
	hasForm        bool
}

// extensionElements reads the extension elements x of e.
func (p *parser) extensionElements(e *Element, x *xmltree.Element, ext *extensions) {
	if e.Extensions == nil {
		e.Extensions = x.Children
	} else {
		e.Extensions = append(e.Extensions[:len(e.Extensions):len(e.Extensions)], x.Children...)
	}
	for _, c := range x.Children {
		if IsExtensionNamespace(c.Space) {
			p.extensionElement(c, ext)
		}
	}
}

func (p *parser) extensionElement(x *xmltree.Element, ext *extensions) {
	switch x.Local {
	case "executionListener":
		ext.executionListeners = append(ext.executionListeners, p.listener(x))
	case "taskListener":
		ext.taskListeners = append(ext.taskListeners, p.listener(x))
	case "inputOutput":
		if io := p.inputOutput(x); ext.inputOutput == nil {
			ext.inputOutput = io
		}
	case "properties":
		for _, c := range x.Children {
			if IsExtensionNamespace(c.Space) && c.Local == "property" {
				pr := &Property{Value: c.Attr("", "value")}
				p.begin(pr, c)
				ext.properties = append(ext.properties, pr)
			}
		}
	case "failedJobRetryTimeCycle":
		if ext.retryCycle == nil {
			ext.retryCycle = text(x)
		}
	case "connector":
		if c := p.connector(x); ext.connector == nil {
			ext.connector = c
		}
	case "field":
		ext.fields = append(ext.fields, p.field(x))
	case "errorEventDefinition":
		d := p.eventDefinition(x, nil)
		d.Expression = x.Attr("", "expression")
		ext.errorMappings = append(ext.errorMappings, d)
	case "in":
		ext.in = append(ext.in, p.mapping(x))
	case "out":
		ext.out = append(ext.out, p.mapping(x))
	case "formData":
		ext.hasForm = true
		ext.businessKey = x.Attr("", "businessKey")
		for _, c := range x.Children {
			if IsExtensionNamespace(c.Space) && c.Local == "formField" {
				ext.formFields = append(ext.formFields, p.formField(c, "defaultValue"))
			}
		}
	case "formProperty":
		ext.hasForm = true
		ext.formProperties = append(ext.formProperties, p.formField(x, "default"))
	}
}

func (p *parser) listener(x *xmltree.Element) *Listener {
	l := new(Listener)
	p.begin(l, x)
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if a.Space != "" {
			continue
		}
		switch a.Local {
		case "event":
			l.Event = a
		case "id":
			l.ListenerID = a
		case "class":
			l.Class = a
		case "delegateExpression":
			l.DelegateExpression = a
		case "expression":
			l.Expression = a
		}
	}
	for _, c := range x.Children {
		switch {
		case c.Space == ModelNamespace && Type(c.Local) == TimerEventDefinition:
			if d := p.eventDefinition(c, nil); l.Timer == nil {
				l.Timer = d
			}
		case !IsExtensionNamespace(c.Space):
		case c.Local == "script":
			if s := p.expression(c); l.Script == nil {
				l.Script = s
			}
		case c.Local == "field":
			l.Fields = append(l.Fields, p.field(c))
		}
	}
	return l
}

func (p *parser) field(x *xmltree.Element) *Field {
	f := &Field{StringValue: x.Attr("", "stringValue"), ExpressionAttr: x.Attr("", "expression")}
	p.begin(f, x)
	for _, c := range x.Children {
		switch {
		case !IsExtensionNamespace(c.Space):
		case c.Local == "string" && f.String == nil:
			f.String = text(c)
		case c.Local == "expression" && f.Expression == nil:
			f.Expression = text(c)
		}
	}
	return f
}

func (p *parser) connector(x *xmltree.Element) *Connector {
	con := new(Connector)
	p.begin(con, x)
	for _, c := range x.Children {
		switch {
		case !IsExtensionNamespace(c.Space):
		case c.Local == "connectorId" && con.ConnectorID == nil:
			con.ConnectorID = text(c)
		case c.Local == "inputOutput" && con.InputOutput == nil:
			con.InputOutput = p.inputOutput(c)
		}
	}
	return con
}

func (p *parser) inputOutput(x *xmltree.Element) *InputOutput {
	io := new(InputOutput)
	p.begin(io, x)
	for _, c := range x.Children {
		switch {
		case !IsExtensionNamespace(c.Space):
		case c.Local == "inputParameter":
			io.Inputs = append(io.Inputs, p.parameter(c))
		case c.Local == "outputParameter":
			io.Outputs = append(io.Outputs, p.parameter(c))
		}
	}
	return io
}

func (p *parser) parameter(x *xmltree.Element) *Parameter {
	pa := new(Parameter)
	p.begin(pa, x)
	if len(x.Children) == 0 {
		pa.Value = x.Text()
	}
	for _, c := range x.Children {
		switch {
		case !IsExtensionNamespace(c.Space):
		case c.Local == "script" && pa.Script == nil:
			pa.Script = p.expression(c)
		case c.Local == "list":
			pa.List = true
		case c.Local == "map":
			pa.Map = true
		}
	}
	return pa
}

func (p *parser) mapping(x *xmltree.Element) *Mapping {
	m := &Mapping{Local: isTrue(x.Attr("", "local"))}
	p.begin(m, x)
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if a.Space != "" {
			continue
		}
		switch a.Local {
		case "source":
			m.Source = a
		case "sourceExpression":
			m.SourceExpression = a
		case "target":
			m.Target = a
		case "businessKey":
			m.BusinessKey = a
		case "variables":
			m.Variables = a
		}
	}
	return m
}

// formField reads a form field; the older kind names its default otherwise.
func (p *parser) formField(x *xmltree.Element, defaultName string) *FormField {
	f := &FormField{
		Label:        x.Attr("", "label"),
		FieldType:    x.Attr("", "type"),
		DefaultValue: x.Attr("", defaultName),
	}
	p.begin(f, x)
	return f
}

// extensionNamespaces returns the extension namespaces, and Zeebe's, that an
// element or attribute from x on is in, in order of first use.
func extensionNamespaces(x *xmltree.Element) []string {
	var found []string
	var walk func(x *xmltree.Element)
	note := func(uri string) {
		if !IsExtensionNamespace(uri) && uri != ZeebeNamespace {
			return
		}
		for _, f := range found {
			if f == uri {
				return
			}
		}
		found = append(found, uri)
	}
	walk = func(x *xmltree.Element) {
		note(x.Space)
		for i := range x.Attrs {
			if x.Attrs[i].Space != "" {
				note(x.Attrs[i].Space)
			}
		}
		for _, c := range x.Children {
			walk(c)
		}
	}
	walk(x)
	return found
}
