package program

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

func (b *builder) userTask(n *bpmn.FlowNode, a *Activity) {
	x := n.XML
	a.Behavior = UserTaskBehavior
	t := &UserTask{
		Name:         b.optional(x.Attr("", "name")),
		Description:  b.description(x),
		DueDate:      b.optional(b.attr(x, "dueDate")),
		FollowUpDate: b.optional(b.attr(x, "followUpDate")),
		Priority:     b.optional(b.attr(x, "priority")),
		Form:         b.form(n),
	}
	a.UserTask = t
	if c := child(x, "humanPerformer"); c != nil {
		if e := assignment(c); e != nil {
			t.Assignee = b.expression(e.Text())
		}
	}
	for _, c := range x.Children {
		if c.Local == "potentialOwner" {
			users, groups := b.owners(c)
			t.CandidateUsers = append(t.CandidateUsers, users...)
			t.CandidateGroups = append(t.CandidateGroups, groups...)
		}
	}
	if t.Assignee == nil {
		t.Assignee = b.optional(b.attr(x, "assignee"))
	}
	t.CandidateUsers = append(t.CandidateUsers, b.expressionList(b.value(x, "candidateUsers"))...)
	t.CandidateGroups = append(t.CandidateGroups, b.expressionList(b.value(x, "candidateGroups"))...)
	b.taskListeners(n, a)
	b.variables(n, a)
}

// description joins the documentation of a task.
func (b *builder) description(x *xmltree.Element) *Expression {
	var parts []string
	for _, c := range x.Children {
		if c.Local == "documentation" {
			parts = append(parts, trimmed(c.Text()))
		}
	}
	if parts == nil {
		return nil
	}
	// Nothing stands between what is empty and what follows.
	return b.expression(strings.Join(parts[indexOfText(parts):], "\n\n"))
}

// indexOfText returns the place of the first text that is not empty, or of the
// last one.
func indexOfText(parts []string) int {
	i := slices.IndexFunc(parts, func(s string) bool { return s != "" })
	if i < 0 {
		return len(parts) - 1
	}
	return i
}

// assignment returns the formal expression of a performer or owner, nil if
// there is none.
func assignment(x *xmltree.Element) *xmltree.Element {
	if c := child(x, "resourceAssignmentExpression"); c != nil {
		return child(c, "formalExpression")
	}
	return nil
}

// owners reads the list of potential owners or starters: user(x) is a user,
// group(x) and everything else a group.
func (b *builder) owners(x *xmltree.Element) (users, groups []*Expression) {
	e := assignment(x)
	if e == nil {
		return nil, nil
	}
	for _, part := range commaList(e.Text()) {
		if inner, ok := strings.CutPrefix(part, "user("); ok {
			users = append(users, b.expression(withoutEnd(inner)))
			continue
		}
		if inner, ok := strings.CutPrefix(part, "group("); ok {
			part = withoutEnd(inner)
		}
		groups = append(groups, b.expression(part))
	}
	return users, groups
}

// withoutEnd cuts the closing parenthesis off, whatever it is.
func withoutEnd(s string) string { return trimmed(s[:max(len(s)-1, 0)]) }

func (b *builder) taskListeners(n *bpmn.FlowNode, a *Activity) {
	ext := extensionElements(n.XML)
	if ext == nil {
		return
	}
	t := a.UserTask
	for _, c := range b.children(ext, "taskListener") {
		switch text(c, "event") {
		case "create":
			t.CreateListeners = append(t.CreateListeners, b.implementation(c))
		case "assignment":
			t.AssignmentListeners = append(t.AssignmentListeners, b.implementation(c))
		case "complete":
			t.CompleteListeners = append(t.CompleteListeners, b.implementation(c))
		case "update":
			t.UpdateListeners = append(t.UpdateListeners, b.implementation(c))
		case "delete":
			t.DeleteListeners = append(t.DeleteListeners, b.implementation(c))
		case "timeout":
			b.timeoutListener(n, c, a)
		}
	}
	hashOrder(t.TimeoutListeners, func(l TimeoutListener) string { return l.ID })
}

// timeoutListener takes in a listener with a timer. The last one of an id
// counts.
func (b *builder) timeoutListener(n *bpmn.FlowNode, x *xmltree.Element, a *Activity) {
	timer := child(x, "timerEventDefinition")
	if timer == nil {
		return
	}
	id := b.idOf(n)
	a.IsScope, a.EventScope = true, id
	l := TimeoutListener{ID: text(x, "id"), Timer: b.timer(timer, id, true), Implementation: b.implementation(x)}
	list := a.UserTask.TimeoutListeners
	if i := slices.IndexFunc(list, func(o TimeoutListener) bool { return o.ID == l.ID }); i >= 0 {
		list[i] = l
		return
	}
	a.UserTask.TimeoutListeners = append(list, l)
}

// variables reads the older declarations of variables.
func (b *builder) variables(n *bpmn.FlowNode, a *Activity) {
	for _, c := range n.XML.Children {
		if c.Local != "property" {
			continue
		}
		v := VariableDeclaration{
			Name: text(c, "name"), Type: "string",
			Source: b.variable(c, "src"), SourceExpression: b.optional(b.attr(c, "srcExpr")),
			Destination: b.variable(c, "dst"), DestinationExpression: b.optional(b.attr(c, "dstExpr")),
			Link: b.variable(c, "link"), LinkExpression: b.optional(b.attr(c, "linkExpr")),
		}
		if c.Attr("", "name") == nil {
			v.Name = word(c, "id")
		}
		if t := b.attr(c, "type"); t != nil {
			v.Type = t.Value
		}
		d := b.declared(b.idOf(n))
		d.Variables = append(d.Variables, v)
		a.IsScope = true
	}
}

// form reads the form of a user task or a start event, nil if it has none.
func (b *builder) form(n *bpmn.FlowNode) *Form {
	f := Form{Key: b.optional(b.attr(n.XML, "formKey"))}
	if b.Platform.ReadsFormRef() && f.Key == nil {
		f.Ref = b.optional(b.attr(n.XML, "formRef"))
		f.RefBinding = b.value(n.XML, "formRefBinding")
		if f.RefBinding == "version" {
			f.RefVersion = b.optional(b.attr(n.XML, "formRefVersion"))
		}
	}
	found := f.Key != nil || f.Ref != nil
	if ext := extensionElements(n.XML); ext != nil {
		if data := b.child(ext, "formData"); data != nil {
			found = true
			f.BusinessKey = text(data, "businessKey")
			for _, c := range b.children(data, "formField") {
				f.Fields = append(f.Fields, b.formField(c, "label", "defaultValue"))
			}
		}
		for _, c := range b.children(ext, "formProperty") {
			found = true
			f.Fields = append(f.Fields, b.formField(c, "name", "default"))
		}
	}
	if !found {
		return nil
	}
	return &f
}

func (b *builder) formField(x *xmltree.Element, label, value string) FormField {
	return FormField{
		ID: text(x, "id"), Type: text(x, "type"),
		Label: b.optional(x.Attr("", label)), Default: b.optional(x.Attr("", value)),
	}
}
