package program_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/source"
)

const (
	head = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
		` xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:test">`
	tail = `</definitions>`
	// roots are what events of the models refer to.
	roots = `<message id="m" name="Msg"/><signal id="sig" name="Sig-${x}"/>` +
		`<error id="err" errorCode="E1" camunda:errorMessage="because ${x}"/><error id="codeless"/>` +
		`<escalation id="esc" escalationCode="C1"/><escalation id="any"/>`
)

// inProcess returns a model with the process p, which has the start event s.
func inProcess(content string) string {
	return head + roots + `<process id="p" isExecutable="true"><startEvent id="s"/>` + content + `</process>` + tail
}

func parse(t testing.TB, text string) *bpmn.Definitions {
	t.Helper()
	d, problems := bpmn.Parse(source.New("model.bpmn", []byte(text)), bpmn.Options{})
	if d == nil || len(problems) > 0 {
		t.Fatalf("%s: %v", text, problems)
	}
	return d
}

// build returns the only process of a model.
func build(t testing.TB, text string, o program.Options) *program.Process {
	t.Helper()
	all := program.Build(parse(t, text), o)
	if len(all) != 1 {
		t.Fatalf("%d processes in %s", len(all), text)
	}
	return all[0]
}

// sample is the content of the process p and what some of its activities and
// flows are, each a line that begins with its id.
type sample struct {
	content string
	want    []string
}

// check builds the samples. That they deploy, and that the engine makes the
// same of them, was verified with Camunda 7.24.
func check(t *testing.T, samples map[string]sample) {
	for name, s := range samples {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want(t, build(t, inProcess(s.content), program.Options{}), s.want...)
		})
	}
}

// want compares activities and flows, named by the beginnings of the lines,
// with how they print.
func want(t *testing.T, p *program.Process, lines ...string) {
	t.Helper()
	var got []string
	for _, line := range lines {
		id, _, _ := strings.Cut(line, ":")
		if a, ok := p.ActivityByID(id); ok {
			got = append(got, activityText(p, a))
		} else if f, ok := p.FlowByID(id); ok {
			got = append(got, flowText(p, f))
		} else if id == p.Key {
			got = append(got, activityText(p, program.Root))
		}
	}
	if diff := cmp.Diff(lines, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// line collects the facts of one thing; those without a value are left out.
type line []string

func (l *line) flag(is bool, name string) {
	if is {
		*l = append(*l, name)
	}
}

func (l *line) fact(name, value string) {
	if value != "" && value != "[]" {
		*l = append(*l, name+"="+value)
	}
}

func idText(p *program.Process, a program.ActivityID) string {
	if a == program.None {
		return ""
	}
	return p.Activities[a].ID
}

func idsText(p *program.Process, list []program.ActivityID) string {
	var out []string
	for _, a := range list {
		out = append(out, idText(p, a))
	}
	return fmt.Sprint(out)
}

func activityText(p *program.Process, id program.ActivityID) string {
	a := &p.Activities[id]
	var l line
	l.flag(a.Type != "", string(a.Type))
	l.flag(true, a.Behavior.String())
	l.flag(a.Start != program.StartDefault, a.Start.String())
	for _, f := range []struct {
		is   bool
		name string
	}{
		{a.IsScope && id != program.Root, "scope"},
		{a.IsSubProcess && a.Behavior != program.SubProcessBehavior && id != program.Root, "sub-process"},
		{a.TriggeredByEvent && a.Behavior != program.EventSubProcessBehavior, "triggered by event"},
		{a.IsMultiInstance, "instance"},
		{a.IsCompensationHandler, "handler"},
		{a.AsyncBefore, "async before"},
		{a.AsyncAfter, "async after"},
		{!a.Exclusive && id != program.Root, "not exclusive"},
	} {
		l.flag(f.is, f.name)
	}
	if a.FlowScope != program.Root {
		l.fact("in", idText(p, a.FlowScope))
	}
	l.fact("event scope", idText(p, a.EventScope))
	l.fact("initial", idText(p, a.Initial))
	l.fact("compensated by", idText(p, a.CompensationHandler))
	l.fact("compensation boundary", idText(p, a.CompensationBoundary))
	if a.DefaultRef != "" {
		name := "nothing"
		if a.Default != program.NoFlow {
			name = p.Flows[a.Default].ID
		}
		l.fact("default", a.DefaultRef+"→"+name)
	}
	if id != program.Root {
		l.fact("children", idsText(p, a.Children))
	}
	l.fact("events", idsText(p, a.EventActivities))
	l.fact("out", flowsText(p, a.Outgoing))
	l.fact("in", flowsText(p, a.Incoming))
	l.fact("priority", expressionText(a.JobPriority))
	l.fact("retry", expressionText(a.RetryCycle))
	l.fact("on start", implementationsText(a.StartListeners))
	l.fact("on end", implementationsText(a.EndListeners))
	l = append(l, declarationsText(p, a.Declarations)...)
	l.fact("mapping", mappingText(a.InputOutput))
	l = append(l, parametersText(p, a)...)
	return a.ID + ": " + strings.Join(l, ", ")
}

func flowText(p *program.Process, id program.FlowID) string {
	f := &p.Flows[id]
	var l line
	if c := f.Condition; c != nil {
		l.fact("if", expressionText(c.Expression)+scriptText(c.Script))
	}
	l.fact("name", f.Name)
	l.fact("on take", implementationsText(f.Listeners))
	l.flag(f.Link >= 0, "link")
	return f.ID + ": " + strings.Join(append([]string{idText(p, f.Source) + "→" + idText(p, f.Target)}, l...), ", ")
}

func flowsText(p *program.Process, list []program.FlowID) string {
	var out []string
	for _, f := range list {
		out = append(out, p.Flows[f].ID)
	}
	return fmt.Sprint(out)
}

// expressionText quotes what is evaluated in backticks and what is not in
// double quotes.
func expressionText(e *program.Expression) string {
	switch {
	case e == nil:
		return ""
	case e.IsConstant():
		return fmt.Sprintf("%q", e.Text)
	}
	return "`" + e.Text + "`"
}

func expressionsText(list []*program.Expression) string {
	var out []string
	for _, e := range list {
		out = append(out, expressionText(e))
	}
	return fmt.Sprint(out)
}

// nameText quotes the name of a variable, which may be empty.
func nameText(name *string) string {
	if name == nil {
		return ""
	}
	return fmt.Sprintf("%q", *name)
}

func scriptText(s *program.Script) string {
	switch {
	case s == nil:
		return ""
	case s.Resource != nil:
		return s.Language + " from " + expressionText(s.Resource)
	case s.Dynamic != nil:
		return s.Language + " computed " + expressionText(s.Dynamic)
	case s.Juel != nil:
		return "juel " + expressionText(s.Juel)
	}
	return fmt.Sprintf("%s %q", s.Language, s.Source)
}

func implementationText(i *program.Implementation) string {
	text := i.Kind.String()
	if i.Kind == program.ScriptImplementation {
		text += " " + scriptText(i.Script)
	} else {
		text += " " + i.Class + expressionText(i.Expression)
	}
	for _, f := range i.Fields {
		text += " " + f.Name + "=" + expressionText(f.Value)
	}
	return strings.TrimSpace(text)
}

func implementationsText(list []program.Implementation) string {
	var out []string
	for i := range list {
		out = append(out, implementationText(&list[i]))
	}
	return "[" + strings.Join(out, "; ") + "]"
}

func timerText(p *program.Process, t *program.Timer) string {
	text := idText(p, t.Activity) + " " + t.Kind.String() + " " + expressionText(t.Value)
	if t.Repeats {
		text += " repeats"
	}
	if !t.Exclusive {
		text += " not exclusive"
	}
	return text
}

func subscriptionText(p *program.Process, s *program.Subscription) string {
	text := idText(p, s.Activity) + " " + s.Kind.String()
	if s.Kind != program.ConditionalSubscription {
		return text + " " + expressionText(s.Name)
	}
	if s.Condition != nil {
		text += " " + expressionText(s.Condition.Expression) + scriptText(s.Condition.Script)
	}
	if s.VariableName != nil {
		text += " of " + *s.VariableName
	}
	return text + fmt.Sprintf(" on %03b", s.VariableEvents)
}

func declarationsText(p *program.Process, d *program.Declarations) line {
	if d == nil {
		return nil
	}
	var out line
	for _, t := range d.Timers {
		out.fact("timer", timerText(p, t))
	}
	for _, s := range d.Subscriptions {
		out.fact("listens", subscriptionText(p, s))
	}
	for _, h := range d.Errors {
		code := fmt.Sprintf("%q", h.Code)
		if h.CatchesAll {
			code = "all"
		}
		out.fact("catches error", strings.TrimRight(fmt.Sprintf("%s %s %s %s", code, idText(p, h.Handler), nameText(h.CodeVariable), nameText(h.MessageVariable)), " "))
	}
	for _, h := range d.Escalations {
		text := strings.TrimRight(fmt.Sprintf("%q %s %s", h.Code, idText(p, h.Handler), nameText(h.CodeVariable)), " ")
		if h.Interrupts {
			text += " interrupts"
		}
		out.fact("catches escalation", text)
	}
	for _, v := range d.Variables {
		out.fact("variable", strings.TrimRight(fmt.Sprintf("%s:%s %s%s→%s%s", v.Name, v.Type, nameText(v.Source), expressionText(v.SourceExpression), nameText(v.Destination), expressionText(v.DestinationExpression)), " "))
	}
	return out
}

func valueText(v *program.Value) string {
	switch v.Kind {
	case program.TextValue:
		return expressionText(v.Text)
	case program.ScriptValue:
		return scriptText(v.Script)
	case program.ListValue:
		var out []string
		for i := range v.List {
			out = append(out, valueText(&v.List[i]))
		}
		return "[" + strings.Join(out, " ") + "]"
	case program.MapValue:
		var out []string
		for i := range v.Entries {
			out = append(out, expressionText(v.Entries[i].Key)+":"+valueText(&v.Entries[i].Value))
		}
		return "{" + strings.Join(out, " ") + "}"
	}
	return "null"
}

func mappingText(io *program.InputOutput) string {
	if io == nil {
		return ""
	}
	var out []string
	for i := range io.Inputs {
		out = append(out, "in "+io.Inputs[i].Name+"="+valueText(&io.Inputs[i].Value))
	}
	for i := range io.Outputs {
		out = append(out, "out "+io.Outputs[i].Name+"="+valueText(&io.Outputs[i].Value))
	}
	return strings.Join(out, " ")
}

func mappingsText(list []program.VariableMapping) string {
	var out []string
	for _, m := range list {
		text := m.Source + expressionText(m.SourceExpression) + "→" + m.Target
		if m.All {
			text = "all"
		}
		if m.Local {
			text += " local"
		}
		out = append(out, text)
	}
	return "[" + strings.Join(out, "; ") + "]"
}

func (l *line) target(t *program.Target) {
	l.fact("key", expressionText(t.Key))
	l.flag(t.Binding != program.LatestBinding, t.Binding.String())
	l.fact("version", expressionText(t.Version))
	l.fact("tag", expressionText(t.VersionTag))
	l.fact("tenant", expressionText(t.Tenant))
}

// parametersText prints what belongs to the behavior.
func parametersText(p *program.Process, a *program.Activity) line {
	var l line
	if t := a.UserTask; t != nil {
		l = append(l, userTaskText(p, t)...)
	}
	if s := a.Service; s != nil {
		l.flag(s.Kind != 0, implementationText(&s.Implementation))
		if s.Kind == 0 {
			for _, f := range s.Fields {
				l.fact(f.Name, expressionText(f.Value))
			}
		}
		l.fact("result", nameText(s.ResultVariable))
		if s.Connector != nil {
			l.fact("connector", s.Connector.ID)
			l.fact("connector mapping", mappingText(s.Connector.InputOutput))
		}
	}
	if t := a.ExternalTask; t != nil {
		l.fact("topic", expressionText(t.Topic))
		l.fact("task priority", expressionText(t.Priority))
		for _, m := range t.ErrorMappings {
			l.fact("error "+m.Code, expressionText(m.Expression))
		}
		for _, property := range t.Properties {
			l.fact("property "+property.Name, property.Value)
		}
	}
	if s := a.Script; s != nil {
		l.fact("script", scriptText(&s.Script))
		l.fact("result", nameText(s.ResultVariable))
	}
	if d := a.Decision; d != nil {
		l.target(&d.Target)
		l.fact("result", nameText(d.ResultVariable))
		l.fact("mapper", d.Mapper.String())
	}
	if c := a.Call; c != nil {
		l.target(&c.Target)
		l.fact("business key", expressionText(c.BusinessKey))
		l.fact("pass", mappingsText(c.In))
		l.fact("back", mappingsText(c.Out))
		l.fact("back local", mappingsText(c.OutLocal))
		l.fact("mapping class", c.MappingClass)
		l.fact("mapping expression", expressionText(c.MappingExpression))
	}
	if m := a.MultiInstance; m != nil {
		l.fact("cardinality", expressionText(m.Cardinality))
		l.fact("until", expressionText(m.CompletionCondition))
		l.fact("for each of", expressionText(m.Collection))
		l.fact("for each of variable", nameText(m.CollectionVariable))
		l.fact("element", nameText(m.ElementVariable))
	}
	if t := a.Throw; t != nil {
		l.fact("code", t.Code)
		l.fact("message", expressionText(t.Message))
		l.fact("signal", expressionText(t.Signal))
		l.flag(t.Async, "by jobs")
		l.fact("pass", mappingsText(t.In))
		l.fact("business key", expressionText(t.BusinessKey))
		switch a.Behavior {
		case program.ThrowCompensationBehavior:
			if t.ActivityRef != "" {
				l.fact("compensates", t.ActivityRef+"→"+idText(p, t.Compensate))
			}
		case program.CancelEndBehavior:
			l.fact("leaves through", idText(p, t.CancelBoundary))
		}
	}
	return l
}

func userTaskText(p *program.Process, t *program.UserTask) line {
	var l line
	l.fact("name", expressionText(t.Name))
	l.fact("description", expressionText(t.Description))
	l.fact("due", expressionText(t.DueDate))
	l.fact("follow up", expressionText(t.FollowUpDate))
	l.fact("task priority", expressionText(t.Priority))
	l.fact("assignee", expressionText(t.Assignee))
	l.fact("users", expressionsText(t.CandidateUsers))
	l.fact("groups", expressionsText(t.CandidateGroups))
	l = append(l, formText(t.Form)...)
	for i, list := range [][]program.Implementation{t.CreateListeners, t.AssignmentListeners, t.CompleteListeners, t.UpdateListeners, t.DeleteListeners} {
		l.fact([...]string{"create", "assignment", "complete", "update", "delete"}[i], implementationsText(list))
	}
	for i := range t.TimeoutListeners {
		o := &t.TimeoutListeners[i]
		l.fact("timeout", o.ID+" "+timerText(p, o.Timer)+" "+implementationText(&o.Implementation))
	}
	return l
}

func formText(f *program.Form) line {
	if f == nil {
		return nil
	}
	l := line{"form"}
	l.fact("key", expressionText(f.Key))
	l.fact("ref", strings.TrimSpace(expressionText(f.Ref)+" "+f.RefBinding+" "+expressionText(f.RefVersion)))
	l.fact("business key", f.BusinessKey)
	for _, field := range f.Fields {
		l.fact("field "+field.ID, strings.TrimSpace(field.Type+" "+expressionText(field.Label)+" "+expressionText(field.Default)))
	}
	return l
}

// ids returns the ids of activities in their order.
func ids(p *program.Process) []string {
	var out []string
	for a := range slices.Values(p.Activities) {
		out = append(out, a.ID)
	}
	return out
}
