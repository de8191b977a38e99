package program

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// task takes in a task or a call activity.
func (b *builder) task(n *bpmn.FlowNode, scope ActivityID) {
	a := b.create(n, b.idOf(n), scope)
	switch n.Type {
	case bpmn.Task:
		a.Behavior = TaskBehavior
	case bpmn.ManualTask:
		a.Behavior = ManualTaskBehavior
	case bpmn.UserTask:
		b.userTask(n, a)
	case bpmn.ReceiveTask:
		a.Behavior = ReceiveTaskBehavior
		if n.XML.Attr("", "messageRef") != nil {
			id := b.idOf(n)
			a.IsScope, a.EventScope = true, id
			b.subscribe(id, b.message(n.XML, id))
		}
	case bpmn.ScriptTask:
		b.scriptTask(n, a)
	case bpmn.CallActivity:
		b.callActivity(n, a)
	case bpmn.BusinessRuleTask:
		if b.attr(n.XML, "decisionRef") != nil {
			b.decision(n, a)
		} else {
			b.service(n, n.XML, a)
		}
	default:
		b.service(n, n.XML, a)
	}
	b.common(n, a)
}

// isServiceLike reports whether a message event definition says in some way
// what it runs. A connector counts with or without the plug-in.
func (b *builder) isServiceLike(x *xmltree.Element) bool {
	for _, name := range [...]string{"class", "expression", "delegateExpression", "type"} {
		if b.attr(x, name) != nil {
			return true
		}
	}
	ext := extensionElements(x)
	return ext != nil && child(ext, "connector") != nil
}

// service reads what an element runs: the attributes stand at a task or at the
// message event definition x of an event n.
func (b *builder) service(n *bpmn.FlowNode, x *xmltree.Element, a *Activity) {
	kind, class := b.attr(x, "type"), b.attr(x, "class")
	delegate, expression := b.attr(x, "delegateExpression"), b.attr(x, "expression")
	switch {
	case kind != nil:
		b.builtIn(n, x, strings.ToLower(kind.Value), a)
	case class != nil && trimmed(class.Value) != "":
		a.Behavior = ClassBehavior
		a.Service = &Service{Implementation: Implementation{Kind: ClassImplementation, Class: class.Value, Fields: b.fields(x)}}
	case delegate != nil:
		a.Behavior = DelegateExpressionBehavior
		a.Service = &Service{Implementation: Implementation{
			Kind: DelegateExpressionImplementation, Expression: b.expression(delegate.Value), Fields: b.fields(x),
		}}
	case expression != nil && trimmed(expression.Value) != "":
		a.Behavior = ExpressionBehavior
		a.Service = &Service{
			Implementation: Implementation{Kind: ExpressionImplementation, Expression: b.expression(expression.Value)},
			ResultVariable: b.resultVariable(x),
		}
	}
	b.connector(x, a)
}

// builtIn reads one of the tasks that the engine brings along.
func (b *builder) builtIn(n *bpmn.FlowNode, x *xmltree.Element, kind string, a *Activity) {
	switch kind {
	case "mail":
		a.Behavior = MailBehavior
		a.Service = &Service{Implementation: Implementation{Fields: b.fields(x)}}
	case "shell":
		a.Behavior = ShellBehavior
		a.Service = &Service{Implementation: Implementation{Fields: b.fields(x)}}
	case "external":
		a.Behavior, a.IsScope = ExternalTaskBehavior, true
		t := &ExternalTask{Priority: b.optional(b.attr(x, "taskPriority")), Properties: b.properties(n.XML)}
		if t.Topic = b.optional(b.attr(x, "topic")); t.Topic == nil {
			t.Topic = b.expression("")
		}
		t.ErrorMappings = b.errorMappings(x)
		a.ExternalTask = t
	}
}

// connector lets the Connect plug-in make the behavior.
func (b *builder) connector(x *xmltree.Element, a *Activity) {
	ext := extensionElements(x)
	if ext == nil || !b.Connect {
		return
	}
	c := b.child(ext, "connector")
	if c == nil {
		return
	}
	name := ""
	if id := child(c, "connectorId"); id != nil {
		name = trimmed(id.Text())
	}
	a.Behavior, a.ExternalTask, a.Decision = ConnectorBehavior, nil, nil
	a.Service = &Service{Connector: &Connector{ID: name, InputOutput: b.mapping(c)}}
}

func (b *builder) resultVariable(x *xmltree.Element) *string {
	if v := b.variable(x, "resultVariable"); v != nil {
		return v
	}
	return b.variable(x, "resultVariableName")
}

// errorMappings reads what turns the outcome of an external task into an
// error. One without reference is not seen.
func (b *builder) errorMappings(x *xmltree.Element) []ErrorMapping {
	ext := extensionElements(x)
	if ext == nil {
		return nil
	}
	var out []ErrorMapping
	for _, c := range ext.Children {
		if c.Local != "errorEventDefinition" || c.Attr("", "errorRef") == nil {
			continue
		}
		code, _, _ := b.errorCode(c)
		out = append(out, ErrorMapping{Expression: b.expression(text(c, "expression")), Code: code})
	}
	return out
}

func (b *builder) properties(x *xmltree.Element) []Property {
	ext := extensionElements(x)
	if ext == nil {
		return nil
	}
	holder := b.child(ext, "properties")
	if holder == nil {
		return nil
	}
	var out []Property
	for _, c := range b.children(holder, "property") {
		out = append(out, Property{Name: text(c, "name"), Value: text(c, "value")})
	}
	return out
}

func (b *builder) scriptTask(n *bpmn.FlowNode, a *Activity) {
	a.Behavior = ScriptTaskBehavior
	language, source := "juel", ""
	if f := n.XML.Attr("", "scriptFormat"); f != nil {
		language = f.Value
	}
	if c := child(n.XML, "script"); c != nil {
		source = c.Text()
	}
	a.Script = &ScriptTask{
		Script:         *b.script(language, source, b.attr(n.XML, "resource")),
		ResultVariable: b.resultVariable(n.XML),
	}
}

// target reads which definition is called. The names are those of its
// attributes.
func (b *builder) target(x *xmltree.Element, key *Expression, binding, version, tag, tenant string) Target {
	t := Target{
		Key:        key,
		Version:    b.optional(b.attr(x, version)),
		VersionTag: b.optional(b.attr(x, tag)),
	}
	if a := b.attr(x, tenant); a.Text() != "" {
		t.Tenant = b.expression(a.Value)
	}
	for k := LatestBinding; k <= VersionTagBinding; k++ {
		if b.value(x, binding) == k.String() {
			t.Binding = k // what is none of them is the latest
		}
	}
	return t
}

func (b *builder) decision(n *bpmn.FlowNode, a *Activity) {
	a.Behavior, a.IsScope = DecisionBehavior, true
	d := &Decision{
		Target: b.target(n.XML, b.optional(b.attr(n.XML, "decisionRef")),
			"decisionRefBinding", "decisionRefVersion", "decisionRefVersionTag", "decisionRefTenantId"),
		ResultVariable: b.resultVariable(n.XML),
	}
	for m := ResultList; m <= CollectEntries; m++ {
		if b.value(n.XML, "mapDecisionResult") == m.String() {
			d.Mapper = m
		}
	}
	a.Decision = d
	b.connector(n.XML, a)
}

func (b *builder) callActivity(n *bpmn.FlowNode, a *Activity) {
	x := n.XML
	c := new(Call)
	a.Call = c
	if called := x.Attr("", "calledElement"); called != nil {
		a.Behavior = CallBehavior
		c.Target = b.target(x, b.expression(called.Value),
			"calledElementBinding", "calledElementVersion", "calledElementVersionTag", "calledElementTenantId")
		if class := b.attr(x, "variableMappingClass"); class != nil {
			c.MappingClass = class.Value
		} else {
			c.MappingExpression = b.optional(b.attr(x, "variableMappingDelegateExpression"))
		}
	} else {
		a.Behavior = CaseCallBehavior
		c.Target = b.target(x, b.optional(b.attr(x, "caseRef")),
			"caseBinding", "caseVersion", "calledElementVersionTag", "caseTenantId")
	}
	if c.Key == nil {
		c.Key = b.expression("")
	}
	c.In, c.BusinessKey = b.inMappings(x)
	if ext := extensionElements(x); ext != nil {
		for _, out := range b.children(ext, "out") {
			m := b.variableMapping(out)
			if text(out, "local") == "true" {
				c.OutLocal = append(c.OutLocal, m)
			} else {
				c.Out = append(c.Out, m)
			}
		}
	}
	if multiInstance(n) == nil {
		a.IsScope = true
	}
}
