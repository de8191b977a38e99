package analysis

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/juel/outcome"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Slot is a text of an executable process that the engine takes for an
// expression: it evaluates ${…} in it, and what it gets is used in one way.
type Slot struct {
	// Owner is the flow node, sequence flow or process that it belongs to, At
	// the element that it stands at, and Attribute its attribute, with the
	// prefix camunda: where it is an extension, or empty for the text of At.
	Owner, At *bpmn.Element
	Attribute string
	// Use says what its value is for.
	Use Use
	// Text is the text as the engine reads it: white space around a condition
	// and a timer does not count, in all other places it does.
	Text string
	// Expression is the text as an expression, nil where it does not parse:
	// such a model does not deploy.
	Expression *juel.Expression
	// Outcome is what is known of its value.
	outcome.Outcome
}

// Use says what the value of an expression is for, in words for messages.
type Use string

// What the value of an expression is for. Those that no rule tells apart are
// OtherUse.
const (
	ConditionUse           Use = "condition" // of a sequence flow or an event
	CompletionConditionUse Use = "completion condition"
	CardinalityUse         Use = "loop cardinality"
	CollectionUse          Use = "collection"
	PriorityUse            Use = "priority" // of a user task
	JobPriorityUse         Use = "job priority"
	TaskPriorityUse        Use = "external task priority"
	DelegateUse            Use = "delegate expression"
	MappingDelegateUse     Use = "variable mapping delegate expression"
	ExpressionUse          Use = "expression" // is evaluated for what it does
	CalledElementUse       Use = "called element"
	CaseUse                Use = "case reference"
	DecisionUse            Use = "decision reference"
	TopicUse               Use = "topic"
	VersionUse             Use = "version" // of a called process, case or decision
	AssigneeUse            Use = "assignee"
	DateUse                Use = "date"
	DurationUse            Use = "duration"
	CycleUse               Use = "cycle"
	DueDateUse             Use = "due date"
	FollowUpDateUse        Use = "follow-up date"
	OtherUse               Use = "text"
)

// IsTrimmed reports whether the engine removes white space around a text.
func (u Use) IsTrimmed() bool {
	switch u {
	case ConditionUse, DateUse, DurationUse, CycleUse:
		return true
	}
	return false
}

// Slots returns the texts of executable processes that the engine takes for
// expressions, those of scripts left out.
func Slots(d *bpmn.Definitions) []Slot {
	var g gatherer
	for _, p := range d.Processes {
		if p.IsExecutable {
			g.process(p)
		}
	}
	for n := range d.FlowNodes() {
		if executable(n.Scope) {
			g.node(n)
		}
	}
	for f := range d.SequenceFlows() {
		if executable(f.Scope) {
			g.flow(f)
		}
	}
	return g.slots
}

// executable reports whether a scope lies in an executable process.
func executable(s *bpmn.Scope) bool {
	return s != nil && s.Process != nil && s.Process.IsExecutable
}

// gatherer collects slots; owner is whose they are.
type gatherer struct {
	owner *bpmn.Element
	slots []Slot
}

// attr takes in an attribute of an element, if it is there.
func (g *gatherer) attr(at *bpmn.Element, name string, use Use, a *xmltree.Attr) {
	if a != nil {
		g.add(at, name, use, a.Value)
	}
}

// text takes in the text of an element, if it is there.
func (g *gatherer) text(use Use, e *bpmn.Expression) {
	if e != nil {
		g.add(&e.Element, "", use, e.Value)
	}
}

func (g *gatherer) add(at *bpmn.Element, attribute string, use Use, text string) {
	if use.IsTrimmed() {
		text = strings.TrimSpace(text)
	}
	if use == OtherUse && !strings.Contains(text, "{") {
		return // a text like any other
	}
	s := Slot{Owner: g.owner, At: at, Attribute: attribute, Use: use, Text: text}
	if e, fault := juel.Parse(text); fault == nil {
		s.Expression, s.Outcome = e, outcome.Of(e)
		g.slots = append(g.slots, s)
	}
}

func (g *gatherer) process(p *bpmn.Process) {
	g.owner = &p.Element
	g.attr(g.owner, "camunda:jobPriority", JobPriorityUse, p.JobPriority)
	g.attr(g.owner, "camunda:taskPriority", TaskPriorityUse, p.TaskPriority)
	g.listeners(p.ExecutionListeners)
}

func (g *gatherer) flow(f *bpmn.SequenceFlow) {
	g.owner = &f.Element
	if f.Source != nil && f.Condition != nil && asksConditions(f.Source) && !isScript(f.Condition) {
		g.text(ConditionUse, f.Condition)
	}
	g.listeners(f.ExecutionListeners)
}

// asksConditions reports whether the conditions of a node's outgoing flows are
// ever evaluated.
func asksConditions(n *bpmn.FlowNode) bool {
	return n.Type != bpmn.ParallelGateway && n.Type != bpmn.EventBasedGateway && n.Type != bpmn.ComplexGateway
}

// isScript reports whether a condition is a script.
func isScript(e *bpmn.Expression) bool { return e.Language != "" || e.Resource != nil }

func (g *gatherer) node(n *bpmn.FlowNode) {
	g.owner = &n.Element
	g.attr(g.owner, "camunda:jobPriority", JobPriorityUse, n.JobPriority)
	g.listeners(n.ExecutionListeners)
	g.listeners(n.TaskListeners)
	g.parameters(n.InputOutput)
	g.loop(n.Loop)
	g.userTask(n)
	g.call(n.Call)
	for _, d := range n.EventDefinitions {
		g.definition(n, d)
	}
	if n.Decision != nil && n.Decision.Ref != nil {
		g.decision(n.Decision)
		return
	}
	at := g.owner
	for _, d := range n.EventDefinitions {
		if d.Implementation == n.Implementation {
			at = &d.Element
		}
	}
	g.implementation(at, n.Implementation)
}

func (g *gatherer) loop(l *bpmn.Loop) {
	if l == nil || l.Type != bpmn.MultiInstanceLoopCharacteristics {
		return
	}
	g.text(CardinalityUse, l.LoopCardinality)
	g.text(CompletionConditionUse, l.CompletionCondition)
	if l.LoopDataInputRef == nil {
		g.attr(&l.Element, "camunda:collection", CollectionUse, l.Collection)
	}
}

func (g *gatherer) userTask(n *bpmn.FlowNode) {
	u := n.UserTask
	if u == nil {
		return
	}
	g.attr(g.owner, "camunda:assignee", AssigneeUse, u.Assignee)
	g.attr(g.owner, "camunda:candidateUsers", OtherUse, u.CandidateUsers)
	g.attr(g.owner, "camunda:candidateGroups", OtherUse, u.CandidateGroups)
	g.attr(g.owner, "camunda:dueDate", DueDateUse, u.DueDate)
	g.attr(g.owner, "camunda:followUpDate", FollowUpDateUse, u.FollowUpDate)
	g.attr(g.owner, "camunda:priority", PriorityUse, u.Priority)
	g.attr(g.owner, "name", OtherUse, n.Attr("name"))
}

func (g *gatherer) call(c *bpmn.Call) {
	if c == nil {
		return
	}
	g.attr(g.owner, "calledElement", CalledElementUse, c.CalledElement)
	g.attr(g.owner, "camunda:caseRef", CaseUse, c.CaseRef)
	if c.Binding.Text() == "version" {
		g.attr(g.owner, "camunda:calledElementVersion", VersionUse, c.Version)
	}
	if c.CaseBinding.Text() == "version" {
		g.attr(g.owner, "camunda:caseVersion", VersionUse, c.CaseVersion)
	}
	if c.VariableMappingClass == nil {
		g.attr(g.owner, "camunda:variableMappingDelegateExpression", MappingDelegateUse, c.VariableMappingDelegateExpression)
	}
	g.mappings(c.In)
	g.mappings(c.Out)
}

func (g *gatherer) mappings(list []*bpmn.Mapping) {
	for _, m := range list {
		g.attr(&m.Element, "businessKey", OtherUse, m.BusinessKey)
		if m.Source == nil {
			g.attr(&m.Element, "sourceExpression", OtherUse, m.SourceExpression)
		}
	}
}

func (g *gatherer) decision(d *bpmn.Decision) {
	g.attr(g.owner, "camunda:decisionRef", DecisionUse, d.Ref)
	if d.Binding.Text() == "version" {
		g.attr(g.owner, "camunda:decisionRefVersion", VersionUse, d.Version)
	}
}

// implementation takes in what a task or a message event runs: where there is
// more than one, the engine takes the first in this order.
func (g *gatherer) implementation(at *bpmn.Element, im *bpmn.Implementation) {
	if im == nil {
		return
	}
	for _, m := range im.ErrorMappings {
		g.attr(&m.Element, "expression", OtherUse, m.Expression)
	}
	g.fields(im.Fields)
	switch {
	case im.Type != nil:
		if strings.EqualFold(im.Type.Value, "external") {
			g.attr(at, "camunda:topic", TopicUse, im.Topic)
			g.attr(at, "camunda:taskPriority", TaskPriorityUse, im.TaskPriority)
		}
	case im.Class != nil && strings.TrimSpace(im.Class.Value) != "":
	case im.DelegateExpression != nil:
		g.attr(at, "camunda:delegateExpression", DelegateUse, im.DelegateExpression)
	case im.Expression != nil && strings.TrimSpace(im.Expression.Value) != "":
		g.attr(at, "camunda:expression", use(im.ResultVariable), im.Expression)
	}
}

// use returns the use of an expression with or without a variable for its
// result.
func use(result *xmltree.Attr) Use {
	if result != nil {
		return OtherUse
	}
	return ExpressionUse
}

func (g *gatherer) fields(list []*bpmn.Field) {
	for _, f := range list {
		g.attr(&f.Element, "expression", OtherUse, f.ExpressionAttr)
		if f.Expression != nil {
			g.add(&f.Element, "", OtherUse, f.Expression.Value)
		}
	}
}

func (g *gatherer) listeners(list []*bpmn.Listener) {
	for _, l := range list {
		switch {
		case l.Class != nil:
		case l.Expression != nil:
			g.attr(&l.Element, "expression", ExpressionUse, l.Expression)
		case l.DelegateExpression.Text() != "" || l.Type == "taskListener":
			g.attr(&l.Element, "delegateExpression", DelegateUse, l.DelegateExpression)
		}
		g.fields(l.Fields)
		if l.Timer != nil {
			g.timer(l.Timer)
		}
	}
}

func (g *gatherer) parameters(io *bpmn.InputOutput) {
	if io == nil {
		return
	}
	for _, list := range [...][]*bpmn.Parameter{io.Inputs, io.Outputs} {
		for _, p := range list {
			for _, text := range parameterTexts(p) {
				g.add(&p.Element, "", OtherUse, text)
			}
		}
	}
}

// parameterTexts returns the texts that the value of a parameter is made from;
// a script is none.
func parameterTexts(p *bpmn.Parameter) []string {
	if p.Script != nil {
		return nil
	}
	var texts []string
	var walk func(x *xmltree.Element)
	walk = func(x *xmltree.Element) {
		if x.Local == "script" {
			return
		}
		if len(x.Children) == 0 {
			texts = append(texts, strings.TrimSpace(x.Text()))
		}
		for _, c := range x.Children {
			walk(c)
		}
	}
	walk(p.XML)
	return texts
}

func (g *gatherer) definition(n *bpmn.FlowNode, d *bpmn.EventDefinition) {
	if d.Condition != nil && !isScript(d.Condition) {
		g.text(ConditionUse, d.Condition)
	}
	// The timers that start a process are computed when it is deployed.
	if n.Type != bpmn.StartEvent || n.Scope.Parent != nil {
		g.timer(d)
	}
	g.mappings(d.In)
}

// timer takes in what the engine reads of a timer: one of the three.
func (g *gatherer) timer(d *bpmn.EventDefinition) {
	switch {
	case d.TimeDate != nil:
		g.text(DateUse, d.TimeDate)
	case d.TimeCycle != nil:
		g.text(CycleUse, d.TimeCycle)
	case d.TimeDuration != nil:
		g.text(DurationUse, d.TimeDuration)
	}
}
