package cli

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/render"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/source"
)

func (p *program) showCommand() *cobra.Command {
	var svg string
	c := &cobra.Command{
		Use:     "show KEY [ELEMENT]",
		Short:   "Show a process or one of its elements: where it is, what it runs, what a retry repeats",
		GroupID: groupSetUp,
		Long: `Show what whoever sits before an incident wants to know. KEY is the key of a
process, ELEMENT the id of one of its elements as the engine shows it, or its
name. The models of the current folder are searched.

For an element: where it is, what it runs, the save point that a failure is
rolled back to, the steps that another attempt runs again, what catches its
errors, and what follows. Without one: the steps of the process. --svg draws
them.`,
		Example: `  bpmnlint show order
  bpmnlint show order Activity_ChargeCard
  bpmnlint show order Activity_ChargeCard --svg step.svg`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) > 2 {
				return usagef("show needs the key of a process and, if you like, an element: bpmnlint show order Activity_ChargeCard")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			element := ""
			if len(args) > 1 {
				element = args[1]
			}
			return p.show(c.Context(), args[0], element, svg)
		},
	}
	c.Flags().StringVar(&svg, "svg", "", "draw the element with its surroundings, or the process, to `FILE`; - is standard output, instead of the text")
	return c
}

func (p *program) show(ctx context.Context, key, element, svg string) error {
	processes, keys, err := p.processesOf(ctx, key)
	if err != nil {
		return err
	}
	if len(processes) == 0 {
		if n := nearest(key, keys); n != "" {
			return usagef("no model below this folder has a process %q; did you mean %q?", key, n)
		}
		return usagef("no model below this folder has a process %q", key)
	}
	var out bytes.Buffer
	var names []string
	var drawn []drawing
	found := 0
	for _, x := range processes {
		s := shower{&out, x.file, x.process}
		if element == "" {
			separate(&out, found)
			s.showProcess()
			drawn = append(drawn, drawing{x.definitions, ""})
			found++
			continue
		}
		for n := range x.process.All() {
			names = append(names, n.ID)
			if n.ID == element || n.Name != "" && strings.EqualFold(oneLine(n.Name), oneLine(element)) {
				separate(&out, found)
				s.showNode(n)
				drawn = append(drawn, drawing{x.definitions, n.ID})
				found++
			}
		}
	}
	if found == 0 {
		if n := nearest(element, names); n != "" {
			return usagef("process %q has no element %q; did you mean %q?", key, element, n)
		}
		return usagef("process %q has no element %q; bpmnlint show %s lists them", key, element, key)
	}
	if svg != "" {
		if err := p.drawOne(drawn, svg); err != nil || svg == "-" {
			return err
		}
	}
	_, err = out.WriteTo(p.Out)
	return err
}

// drawing is a model and the element of it that is to be seen, empty for all.
type drawing struct {
	definitions *bpmn.Definitions
	element     string
}

// drawOne draws what was found.
func (p *program) drawOne(all []drawing, name string) error {
	if len(all) > 1 {
		return usagef("--svg draws one thing, and %d are called so: name the element by its id, or search in one folder with -C", len(all))
	}
	o := render.Options{Crop: all[0].element}
	if all[0].element != "" {
		o.Highlight = []string{all[0].element}
	}
	if name == "-" {
		return p.draw(all[0].definitions, "", o)
	}
	dir, err := p.workingDirectory()
	if err != nil {
		return err
	}
	return p.draw(all[0].definitions, absolute(dir, name), o)
}

// separate prints a blank line before all but the first.
func separate(out io.Writer, before int) {
	if before > 0 {
		fmt.Fprintln(out)
	}
}

// placedProcess is a process with its file.
type placedProcess struct {
	file        *source.File
	definitions *bpmn.Definitions
	process     *bpmn.Process
}

// processesOf returns the processes of a key in the models of the current
// folder; where there is none, the keys that there are.
func (p *program) processesOf(ctx context.Context, key string) ([]placedProcess, []string, error) {
	dir, err := p.workingDirectory()
	if err != nil {
		return nil, nil, err
	}
	found, err := workspace.Find(ctx, nil, workspace.Options{Dir: dir})
	if err != nil {
		return nil, nil, err
	}
	models, _ := split(found.Files)
	read := p.reader()
	var out []placedProcess
	var keys []string
	// Most models do not name the key: they are parsed only where no model
	// has it.
	for _, all := range []bool{false, true} {
		if all && len(out) > 0 {
			break
		}
		for _, m := range models {
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
			data, err := read(m, maxShown)
			if err != nil || !all && !bytes.Contains(data, []byte(key)) {
				continue
			}
			file := source.New(m.Path, data)
			d, _ := bpmn.Parse(file, bpmn.Options{})
			if d == nil {
				continue
			}
			for _, x := range d.Processes {
				if keys = append(keys, x.ID); x.ID == key {
					out = append(out, placedProcess{file, d, x})
				}
			}
		}
	}
	return out, keys, nil
}

// maxShown is the size above which a model is not searched.
const maxShown = 64 << 20

// shower prints what is known of a process.
type shower struct {
	out     io.Writer
	file    *source.File
	process *bpmn.Process
}

// row prints a line with a title in front of the first of several values.
func (s shower) row(title string, values ...string) {
	for _, v := range values {
		if v != "" {
			fmt.Fprintf(s.out, "  %-15s  %s\n", title, v)
			title = ""
		}
	}
}

func (s shower) where(e *bpmn.Element) string {
	r := s.file.Range(e.XML.Tag)
	return fmt.Sprintf("%s:%d:%d", s.file.Path, r.Start.Line, r.Start.Column)
}

func (s shower) title(e *bpmn.Element) {
	label := report.Printable(e.Label())
	if e.ID != "" && !strings.HasSuffix(label, " "+e.ID) {
		label += " (" + report.Printable(e.ID) + ")"
	}
	fmt.Fprintf(s.out, "%s\n", label)
	s.row("at", s.where(e))
}

func (s shower) showProcess() {
	p := s.process
	s.title(&p.Element)
	if !p.IsExecutable {
		s.row("executable", "no: the engine does not deploy it")
	}
	s.row("version tag", p.VersionTag.Text())
	s.row("history", cmp.Or(p.HistoryTimeToLive.Text(), "no time to live"))
	type line struct{ id, label, runs, rest string }
	var lines []line
	widths := [3]int{}
	for n := range p.All() {
		l := line{report.Printable(n.ID), report.Printable(n.Label()), runs(n), strings.Join(rests(n), ", ")}
		lines = append(lines, l)
		for i, x := range []string{l.id, l.label, l.runs} {
			widths[i] = max(widths[i], len([]rune(x)))
		}
	}
	fmt.Fprintln(s.out)
	for _, l := range lines {
		text := fmt.Sprintf("  %s  %s  %s  %s", padded(l.id, widths[0]), padded(l.label, widths[1]), padded(l.runs, widths[2]), l.rest)
		fmt.Fprintln(s.out, strings.TrimRight(text, " "))
	}
}

func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-len([]rune(text))))
}

// rests tells how an instance rests at a node.
func rests(n *bpmn.FlowNode) []string {
	var out []string
	if n.AsyncBefore {
		out = append(out, "async before")
	}
	if analysis.Waits(n) {
		out = append(out, "waits")
	}
	if n.AsyncAfter {
		out = append(out, "async after")
	}
	return out
}

func (s shower) showNode(n *bpmn.FlowNode) {
	s.title(&n.Element)
	s.row("process", report.Printable(s.process.Label()))
	if owner, ok := n.Scope.Owner.(*bpmn.FlowNode); ok {
		s.row("within", label(owner))
	}
	if n.AttachedTo != nil {
		s.row("attached to", label(n.AttachedTo))
	}
	s.row("runs", runs(n))
	s.row("waits for", waits(n)...)
	s.row("retries", retries(n))
	s.showSavePoints(n)
	var events []string
	for _, b := range n.BoundaryEvents {
		text := label(b)
		if !b.CancelActivity {
			text += ", does not interrupt"
		}
		if to := targets(b); to != "" {
			text += " → " + to
		}
		events = append(events, text)
	}
	s.row("boundary events", events...)
	var next []string
	for _, f := range n.Outgoing {
		if f.Target == nil {
			continue
		}
		text := label(f.Target)
		switch {
		case f.Condition != nil:
			text += " if " + report.Printable(oneLine(f.Condition.Value))
		case f == n.DefaultFlow:
			text += " otherwise"
		}
		next = append(next, text)
	}
	s.row("followed by", next...)
}

// showSavePoints prints what a failure is rolled back to and what another
// attempt runs again.
func (s shower) showSavePoints(n *bpmn.FlowNode) {
	var points, again []string
	for _, p := range analysis.SavePoints(n) {
		points = append(points, savePoint(p))
		var steps []string
		for _, x := range p.Steps {
			if x.Type.IsGateway() {
				continue
			}
			text := label(x)
			if analysis.HasEffect(x) {
				text += " *"
			}
			steps = append(steps, text)
		}
		again = append(again, strings.Join(steps, ", "))
	}
	s.row("save point", points...)
	if len(points) == 0 {
		return
	}
	s.row("runs again", slices.Compact(again)...)
	if slices.ContainsFunc(again, func(t string) bool { return strings.Contains(t, " *") }) {
		s.row("", "* has an effect outside of the engine, which is not rolled back")
	}
}

func savePoint(p analysis.SavePoint) string {
	switch {
	case p.Kind == "call":
		return "the start of the instance: a failure leaves none"
	case !p.Behind:
		return "the job before " + label(p.Start) + tried(p.Start)
	case p.Kind == "job" && p.Start.AsyncAfter:
		return "the job behind " + label(p.Start) + tried(p.Start)
	case p.Kind == "job":
		return "the job of " + label(p.Start) + tried(p.Start)
	}
	if p.Start.Type == bpmn.CallActivity {
		return "the last one within " + label(p.Start)
	}
	return label(p.Start) + ": it waits again after a failure"
}

// tried tells how often a job is tried where the model says so.
func tried(n *bpmn.FlowNode) string {
	if n.RetryCycle == nil {
		return ""
	}
	return ", tried " + report.Printable(oneLine(n.RetryCycle.Value))
}

func label(n *bpmn.FlowNode) string { return report.Printable(n.Label()) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func targets(n *bpmn.FlowNode) string {
	var out []string
	for _, f := range n.Outgoing {
		if f.Target != nil {
			out = append(out, label(f.Target))
		}
	}
	return strings.Join(out, ", ")
}

// runs tells what the engine runs at a node.
func runs(n *bpmn.FlowNode) string {
	i := n.Implementation
	if n.Type.IsThrowEvent() && len(n.EventDefinitions) > 0 {
		i = n.EventDefinitions[0].Implementation
	}
	text := ""
	switch {
	case n.Call != nil && n.Call.CalledElement.Text() != "":
		text = "calls process " + n.Call.CalledElement.Text()
	case n.Call != nil && n.Call.CaseRef.Text() != "":
		text = "calls case " + n.Call.CaseRef.Text()
	case n.Decision != nil && n.Decision.Ref.Text() != "":
		text = "decision " + n.Decision.Ref.Text()
	case n.Script != nil:
		text = cmp.Or(n.Script.Format.Text(), "juel") + " script"
		if from := n.Script.Resource.Text(); from != "" {
			text += " " + from
		}
	case i == nil:
	case i.Type.Text() == "external":
		text = "external task, topic " + i.Topic.Text()
	case i.Class.Text() != "":
		text = "class " + i.Class.Text()
	case i.DelegateExpression.Text() != "":
		text = "delegate " + i.DelegateExpression.Text()
	case i.Expression.Text() != "":
		text = "expression " + i.Expression.Text()
	case i.Connector != nil && i.Connector.ConnectorID != nil:
		text = "connector " + i.Connector.ConnectorID.Value
	case i.Type.Text() != "":
		text = i.Type.Text() + " task"
	}
	return report.Printable(oneLine(text))
}

// waits tells what a node waits for.
func waits(n *bpmn.FlowNode) []string {
	var out []string
	add := func(kind, value string) {
		out = append(out, report.Printable(strings.TrimSpace(kind+" "+oneLine(value))))
	}
	if t := n.UserTask; t != nil {
		add("a user", t.Assignee.Text())
		if g := t.CandidateGroups.Text(); g != "" {
			add("one of the groups", g)
		}
	}
	if n.Type == bpmn.ReceiveTask && n.Message != nil {
		add("message", n.Message.Name)
	}
	if n.Type == bpmn.EndEvent || n.Type == bpmn.IntermediateThrowEvent {
		return out
	}
	for _, d := range n.EventDefinitions {
		switch {
		case d.Message != nil:
			add("message", d.Message.Name)
		case d.Signal != nil:
			add("signal", d.Signal.Name)
		case d.Error != nil:
			add("error", cmp.Or(d.Error.Code.Text(), d.Error.ID))
		case d.Escalation != nil:
			add("escalation", cmp.Or(d.Escalation.Code.Text(), d.Escalation.ID))
		case d.TimeDate != nil:
			add("date", d.TimeDate.Value)
		case d.TimeDuration != nil:
			add("duration", d.TimeDuration.Value)
		case d.TimeCycle != nil:
			add("cycle", d.TimeCycle.Value)
		case d.Condition != nil:
			add("condition", d.Condition.Value)
		}
	}
	return out
}

// retries tells how often the job of a node is tried.
func retries(n *bpmn.FlowNode) string {
	external := n.Implementation != nil && n.Implementation.Type.Text() == "external"
	switch {
	case external:
		return "as the worker says"
	case n.RetryCycle != nil && strings.TrimSpace(n.RetryCycle.Value) != "":
		return report.Printable(strings.TrimSpace(n.RetryCycle.Value))
	case n.AsyncBefore || n.AsyncAfter:
		return "the engine's default (3, unless configured otherwise)"
	}
	return ""
}
