package program

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// expression returns a text as an expression.
func (b *builder) expression(s string) *Expression {
	e := b.expressions.new()
	e.parse(s)
	return e
}

// constant returns a text that is not evaluated, whatever it looks like.
func (b *builder) constant(s string) *Expression {
	e := b.expressions.new()
	e.Text = s
	return e
}

// optional returns the value of an attribute as an expression, nil where there
// is no attribute.
func (b *builder) optional(a *xmltree.Attr) *Expression {
	if a == nil {
		return nil
	}
	return b.expression(a.Value)
}

// expressionList returns the expressions of a list with commas.
func (b *builder) expressionList(s string) []*Expression {
	if s == "" {
		return nil
	}
	list := commaList(s)
	out := make([]*Expression, len(list))
	for i, part := range list {
		out[i] = b.expression(part)
	}
	return out
}

// condition reads the condition of a sequence flow or a conditional event. Nil
// where its language is empty: the engine has none then.
func (b *builder) condition(x *xmltree.Element) *Condition {
	c := b.conditions.new()
	c.Text = trimmed(x.Text())
	language := x.Attr("", "language")
	switch {
	case language == nil:
		c.Expression = b.expression(c.Text)
	case language.Value == "":
		return nil
	default:
		c.Script = b.script(language.Value, c.Text, b.attr(x, "resource"))
	}
	return c
}

// script makes a script of its language and source, or of the resource that
// holds the source.
func (b *builder) script(language, source string, resource *xmltree.Attr) *Script {
	s := &Script{Language: language}
	computed := !strings.EqualFold(language, "juel")
	switch {
	case resource.Text() != "" && computed && isExpression(resource.Value):
		s.Resource = b.expression(resource.Value)
	case resource.Text() != "":
		s.Resource = b.constant(resource.Value)
	case computed && isExpression(source):
		s.Source, s.Dynamic = source, b.expression(source)
	default:
		s.Source = source
		if language == "juel" {
			s.Juel = b.expression(source)
		}
	}
	return s
}

// camundaScript reads a camunda:script.
func (b *builder) camundaScript(x *xmltree.Element) *Script {
	return b.script(text(x, "scriptFormat"), x.Text(), x.Attr("", "resource"))
}

// executionListeners takes in the listeners of a process or a flow node.
func (b *builder) executionListeners(x *xmltree.Element, a *Activity) {
	ext := extensionElements(x)
	if ext == nil {
		return
	}
	for _, c := range b.children(ext, "executionListener") {
		switch text(c, "event") {
		case "start":
			a.StartListeners = append(a.StartListeners, b.implementation(c))
		case "end":
			a.EndListeners = append(a.EndListeners, b.implementation(c))
		}
	}
}

// implementation reads what a listener runs. The class counts before the
// expression, and that before the delegate.
func (b *builder) implementation(x *xmltree.Element) Implementation {
	class, expression, delegate := x.Attr("", "class"), x.Attr("", "expression"), x.Attr("", "delegateExpression")
	switch {
	case class != nil:
		return Implementation{Kind: ClassImplementation, Class: class.Value, Fields: b.fields(x)}
	case expression != nil:
		return Implementation{Kind: ExpressionImplementation, Expression: b.expression(expression.Value)}
	case delegate != nil:
		return Implementation{Kind: DelegateExpressionImplementation, Expression: b.expression(delegate.Value), Fields: b.fields(x)}
	}
	if c := b.child(x, "script"); c != nil {
		return Implementation{Kind: ScriptImplementation, Script: b.camundaScript(c)}
	}
	return Implementation{}
}

// fields reads the fields that are set in a class.
func (b *builder) fields(x *xmltree.Element) []Field {
	holder := extensionElements(x)
	if holder == nil {
		holder = x
	}
	var out []Field
	for _, c := range b.children(holder, "field") {
		f := Field{Name: text(c, "name")}
		if s := b.fieldValue(c, "stringValue", "string"); s != "" {
			f.Value = b.constant(s)
		} else if s := b.fieldValue(c, "expression", "expression"); trimmed(s) != "" {
			f.Value = b.expression(s)
		} else {
			continue
		}
		out = append(out, f)
	}
	return out
}

// fieldValue returns the value of a field that stands in a child or in an
// attribute.
func (b *builder) fieldValue(x *xmltree.Element, attribute, name string) string {
	if c := b.child(x, name); c != nil {
		return c.Text()
	}
	return text(x, attribute)
}

// inputOutput takes in the mapping of a flow node, which makes it a scope
// unless a multi-instance body is one already.
func (b *builder) inputOutput(n *bpmn.FlowNode, a *Activity) {
	ext := extensionElements(n.XML)
	if ext == nil || a.TriggeredByEvent || n.Type.IsGateway() {
		return
	}
	io := b.mapping(ext)
	if io == nil || a.IsMultiInstance && len(io.Outputs) > 0 {
		return
	}
	a.InputOutput = io
	if !a.IsMultiInstance {
		a.IsScope = true
	}
}

// mapping reads the inputOutput of a holder, nil if it has none.
func (b *builder) mapping(holder *xmltree.Element) *InputOutput {
	x := b.child(holder, "inputOutput")
	if x == nil {
		return nil
	}
	return &InputOutput{Inputs: b.parameters(x, "inputParameter"), Outputs: b.parameters(x, "outputParameter")}
}

func (b *builder) parameters(x *xmltree.Element, name string) []Parameter {
	list := b.children(x, name)
	if len(list) == 0 {
		return nil
	}
	out := make([]Parameter, len(list))
	for i, c := range list {
		out[i] = Parameter{Name: text(c, "name"), Value: b.nested(c)}
	}
	return out
}

// nested reads the value of a parameter or of an entry: its only child, or its
// text.
func (b *builder) nested(x *xmltree.Element) Value {
	if len(x.Children) > 0 {
		return b.mapped(x.Children[0])
	}
	return b.textValue(x)
}

// mapped reads a value that is an element of its own.
func (b *builder) mapped(x *xmltree.Element) Value {
	switch x.Local {
	case "list":
		v := Value{Kind: ListValue, List: make([]Value, len(x.Children))}
		for i, c := range x.Children {
			v.List[i] = b.mapped(c)
		}
		return v
	case "map":
		return Value{Kind: MapValue, Entries: b.entries(x)}
	case "script":
		return Value{Kind: ScriptValue, Script: b.camundaScript(x)}
	}
	return b.textValue(x)
}

func (b *builder) textValue(x *xmltree.Element) Value {
	if s := trimmed(x.Text()); s != "" {
		return Value{Kind: TextValue, Text: b.expression(s)}
	}
	return Value{}
}

// entries reads those of a map. The last of those with equal texts of their
// keys counts.
func (b *builder) entries(x *xmltree.Element) []Entry {
	var out []Entry
	for _, c := range x.Children {
		if c.Local != "entry" {
			continue
		}
		key := text(c, "key")
		i, found := slices.BinarySearchFunc(out, key, func(e Entry, key string) int { return cmp.Compare(e.Key.Text, key) })
		if found {
			out[i].Value = b.nested(c)
		} else {
			out = slices.Insert(out, i, Entry{Key: b.expression(key), Value: b.nested(c)})
		}
	}
	return out
}

// inMappings reads what is passed to a called process or with a signal. The
// last business key counts.
func (b *builder) inMappings(x *xmltree.Element) (in []VariableMapping, businessKey *Expression) {
	ext := extensionElements(x)
	if ext == nil {
		return nil, nil
	}
	for _, c := range b.children(ext, "in") {
		if key := text(c, "businessKey"); key != "" {
			businessKey = b.expression(key)
			continue
		}
		m := b.variableMapping(c)
		m.Local = text(c, "local") == "true"
		in = append(in, m)
	}
	return in, businessKey
}

func (b *builder) variableMapping(x *xmltree.Element) VariableMapping {
	if text(x, "variables") == "all" {
		return VariableMapping{All: true}
	}
	m := VariableMapping{Source: text(x, "source"), Target: text(x, "target")}
	if m.Source == "" {
		if s := text(x, "sourceExpression"); s != "" {
			m.SourceExpression = b.expression(s)
		}
	}
	return m
}
