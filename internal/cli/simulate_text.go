package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/simulator"
)

// writeText prints the run for people.
func (s *simulation) writeText(w io.Writer) error {
	var b strings.Builder
	for _, x := range s.steps {
		fmt.Fprintf(&b, "%s\n", report.Printable(x.text))
		for _, e := range x.events {
			if what, text := s.eventText(e); what != "" {
				fmt.Fprintf(&b, "  %-10s %s\n", what, report.Printable(text))
			}
		}
		if x.err != nil {
			fmt.Fprintf(&b, "  %-10s %s\n", "fails", report.Printable(x.err.Error()))
		}
		if r := x.remedy(); r != "" {
			fmt.Fprintf(&b, "  %-10s %s\n", "", report.Printable(r))
		}
	}
	s.textOfReads(&b)
	places := s.Places()
	now := s.Engine().Now().Format(time.RFC3339)
	switch {
	case len(places) > 0:
		fmt.Fprintf(&b, "\nat %s\n", now)
		for _, l := range strings.Split(strings.TrimRight(simulator.Describe(places, "  "), "\n"), "\n") {
			fmt.Fprintf(&b, "%s\n", report.Printable(l))
		}
	case s.Instance() != 0:
		fmt.Fprintf(&b, "\nat %s\n  no instance runs any more\n", now)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// textOfReads tells the variables that were read.
func (s *simulation) textOfReads(b *strings.Builder) {
	if len(s.reads) == 0 {
		return
	}
	b.WriteString("\nreads\n")
	for _, r := range s.reads {
		value := "not set"
		if r.Set {
			value = shortValue(r.value)
		}
		fmt.Fprintf(b, "  %s: %s, by %s\n", report.Printable(r.Name), report.Printable(value), report.Printable(strings.Join(r.By, ", ")))
	}
}

// element returns the label of an event's element, with its id.
func (s *simulation) element(e engine.Event) string {
	i, _ := s.Engine().Instance(e.Instance)
	id := strings.TrimSuffix(e.Element, "#multiInstanceBody")
	name := simulator.WithID(s.Label(i.Key, id), id)
	if id != e.Element {
		name += ", all instances"
	}
	return name
}

// shortValue prints a value in a few words.
func shortValue(v any) string {
	const most = 80
	text := juel.Text(v)
	if s, ok := v.(string); ok {
		text = fmt.Sprintf("%q", s)
	}
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return text
}

// eventText words an event: a verb and what it is about. The verb is empty for
// events that others tell already.
func (s *simulation) eventText(e engine.Event) (what, text string) {
	switch e.Kind {
	case engine.TimeSet:
		return "time", e.Time.Format(time.RFC3339)
	case engine.InstanceStarted:
		i, _ := s.Engine().Instance(e.Instance)
		return "started", simulator.WithID(s.Label(i.Key, i.Key), i.Key)
	case engine.InstanceEnded:
		i, _ := s.Engine().Instance(e.Instance)
		return "ended", simulator.WithID(s.Label(i.Key, i.Key), i.Key)
	case engine.ActivityStarted:
		return "entered", s.element(e)
	case engine.ActivityEnded:
		if e.Canceled {
			return "canceled", s.element(e)
		}
	case engine.VariableCreated, engine.VariableUpdated:
		if e.Kind == engine.VariableUpdated && juel.Text(e.Old) != juel.Text(e.New) {
			return "set", fmt.Sprintf("%s = %s, was %s", e.Name, shortValue(e.New), shortValue(e.Old))
		}
		return "set", fmt.Sprintf("%s = %s", e.Name, shortValue(e.New))
	case engine.ConditionEvaluated:
		return "asked", s.conditionText(e)
	case engine.ListenerRun:
		return "listener", fmt.Sprintf("%s of %s: %s", e.Name, s.element(e), e.Text)
	case engine.BehaviorRun:
		return "ran", strings.TrimSuffix(s.element(e)+": "+e.Text, ": ")
	case engine.Decided:
		return "decided", s.element(e) + ": " + e.Name
	}
	return s.waitText(e)
}

// waitText words the events about jobs, tasks and what instances wait for.
func (s *simulation) waitText(e engine.Event) (what, text string) {
	switch e.Kind {
	case engine.JobExecuted:
		return "job", s.element(e) + ": " + e.Name
	case engine.JobFailed:
		return "job failed", s.element(e) + ": " + e.Text
	case engine.TaskCompleted, engine.ExternalTaskCompleted:
		return "completed", s.element(e)
	case engine.ExternalTaskFailed:
		return "failed", s.element(e) + ": " + e.Text
	case engine.MessageReceived:
		return "received", fmt.Sprintf("message %q at %s", e.Name, s.element(e))
	case engine.SignalReceived:
		return "received", fmt.Sprintf("signal %q at %s", e.Name, s.element(e))
	case engine.SignalThrown:
		return "threw", fmt.Sprintf("signal %q", e.Name)
	case engine.ErrorThrown:
		return "threw", fmt.Sprintf("error %q at %s", e.Name, s.element(e))
	case engine.ErrorCaught:
		return "caught", fmt.Sprintf("error %q of %s", e.Name, s.element(e))
	case engine.ErrorUnhandled:
		return "uncaught", fmt.Sprintf("error %q of %s: the token ends here without a word", e.Name, s.element(e))
	case engine.EscalationThrown:
		return "threw", fmt.Sprintf("escalation %q at %s", e.Name, s.element(e))
	case engine.EscalationCaught:
		return "caught", fmt.Sprintf("escalation %q of %s", e.Name, s.element(e))
	case engine.EscalationUnhandled:
		return "uncaught", fmt.Sprintf("escalation %q of %s", e.Name, s.element(e))
	case engine.CompensationThrown:
		return "threw", "compensation at " + s.element(e)
	case engine.CompensationTriggered:
		return "compensate", s.element(e)
	case engine.IncidentCreated:
		return "incident", fmt.Sprintf("%s at %s: %s", e.Name, s.element(e), juel.Text(e.New))
	case engine.IncidentResolved:
		return "resolved", fmt.Sprintf("%s at %s", e.Name, s.element(e))
	}
	return "", ""
}

// conditionText words the evaluation of a condition with what it read.
func (s *simulation) conditionText(e engine.Event) string {
	var read []string
	for i, name := range e.Names {
		read = append(read, name+" = "+shortValue(e.Values[i]))
	}
	text := fmt.Sprintf("%s of %s is %s", e.Text, s.element(e), juel.Text(e.New))
	if len(read) > 0 {
		text += " with " + strings.Join(read, ", ")
	}
	return text
}
