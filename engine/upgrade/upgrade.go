package upgrade

import (
	"fmt"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/timer"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Kind is what changes.
type Kind string

// The kinds; each is the slug of a lint rule.
const (
	Refused        Kind = "upgrade-refused"           // the new engine does not deploy the model
	CronFails      Kind = "upgrade-cron-fails"        // it cannot read a cron expression at run time
	CronDiffers    Kind = "upgrade-cron-differs"      // a cron expression means other days
	NamespaceLost  Kind = "upgrade-namespace-lost"    // it does not read the extensions of the model
	NeedsTimeLimit Kind = "upgrade-time-to-live"      // it wants a history time to live by default
	RetriesCount   Kind = "upgrade-retry-cycle-count" // it counts retries from the creation of the job
)

// Change is something that a new engine does differently with a model.
type Change struct {
	Kind Kind
	// Message says what happens; for a refusal it is the engine's text.
	Message string
	Help    string
	// Element is what it is about, Span the place to look at.
	Element *xmltree.Element
	Span    source.Span
	// Converted is what the element's text is in the new engine's dialect;
	// empty where that is not certain, or where the text is not what changes.
	Converted string
}

// activiti is the namespace that Camunda 7 reads as a synonym of its own.
const activiti = "http://activiti.org/bpmn"

// Changes returns what changes for a model from one engine to another, refusals
// first.
func Changes(d *bpmn.Definitions, from, to compile.Options) []Change {
	old := map[string]bool{}
	for _, q := range compile.Check([]*bpmn.Definitions{d}, from).Problems {
		old[key(q)] = true
	}
	var out []Change
	lost := losesNamespace(d, from.Platform, to.Platform)
	if lost != nil {
		out = append(out, *lost)
	}
	for _, q := range compile.Check([]*bpmn.Definitions{d}, to).Problems {
		if q.Echo || q.Kind == compile.Warning || old[key(q)] || q.Element == nil {
			continue
		}
		c := Change{Kind: Refused, Message: q.Message, Help: q.Rule.Remedy, Element: q.Element, Span: q.Span}
		if q.Element.Local == "timeCycle" {
			c.Converted = conversion(q.Element)
		}
		out = append(out, c)
	}
	for _, p := range d.Processes {
		if !p.IsExecutable {
			continue
		}
		if !from.Platform.EnforcesHistoryTimeToLive() && to.Platform.EnforcesHistoryTimeToLive() && p.HistoryTimeToLive.Text() == "" && to.HistoryTimeToLive == "" {
			out = append(out, Change{
				Kind: NeedsTimeLimit, Element: p.XML, Span: p.XML.Tag,
				Message: fmt.Sprintf("%s has no history time to live: %s refuses it unless the engine is configured otherwise", p.Label(), to.Platform),
				Help:    "Set the history time to live of the process, or the engine's own (historyTimeToLive).",
			})
		}
		for n := range p.All() {
			out = append(out, crons(d, n, from, to)...)
			if c := retries(n, from.Platform, to.Platform); c != nil {
				out = append(out, *c)
			}
		}
	}
	return out
}

// key tells problems of two engines apart.
func key(q compile.Problem) string {
	return fmt.Sprintf("%s %d %s", q.Rule.Spec, q.Span.Start, q.Main)
}

func losesNamespace(d *bpmn.Definitions, from, to platform.Platform) *Change {
	reads := func(p platform.Platform) bool {
		first, fallback := p.ExtensionNamespaces()
		return first == activiti || fallback == activiti
	}
	if !reads(from) || reads(to) {
		return nil
	}
	for _, ns := range d.ExtensionNamespaces {
		if ns == activiti {
			return &Change{
				Kind: NamespaceLost, Element: d.XML, Span: d.XML.Tag,
				Message: fmt.Sprintf("the file has extensions of the namespace %s, which %s does not read: it would see none of them", activiti, to),
				Help:    "Replace the namespace by http://camunda.org/schema/1.0/bpmn.",
			}
		}
	}
	return nil
}

// crons compares the cron expressions of a node. Those of start events that
// the new engine cannot read are refusals.
func crons(d *bpmn.Definitions, n *bpmn.FlowNode, from, to compile.Options) []Change {
	if from.Platform.Cron() == to.Platform.Cron() {
		return nil
	}
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	var out []Change
	for _, definition := range n.EventDefinitions {
		cycle := definition.TimeCycle
		if cycle == nil {
			continue
		}
		text := strings.TrimSpace(cycle.Value)
		if text == "" || text[0] == 'R' || strings.Contains(text, "{") {
			continue
		}
		old, cause := timer.ParseCron(text, from.Platform.Cron(), now)
		if cause != "" {
			continue
		}
		change := Change{Element: cycle.XML, Span: cycle.XML.Tag, Converted: conversion(cycle.XML)}
		if span := d.Document.TrimmedTextSpan(cycle.XML); span.End > span.Start {
			change.Span = span
		}
		fresh, cause := timer.ParseCron(text, to.Platform.Cron(), now)
		starts := n.Type == bpmn.StartEvent && n.Scope.Parent == nil
		switch {
		case cause != "" && starts:
			continue // it is refused
		case cause != "":
			change.Kind = CronFails
			change.Message = fmt.Sprintf("%s has the cycle %q, which %s cannot read when it makes the timer: %s", n.Label(), text, to.Platform, cause)
			change.Help = "Rewrite the expression with six fields, and with names of weekdays."
		default:
			same, before, after := timer.SameDates(old, fresh)
			if same {
				continue
			}
			change.Kind = CronDiffers
			change.Message = fmt.Sprintf("%s has the cycle %q, which %s reads differently without a word: due %s instead of %s", n.Label(), text, to.Platform, day(after), day(before))
			change.Help = "Write weekdays as names (MON, not 2): numbers count from Sunday = 1 in the old dialect and from Monday = 1 in the new one."
		}
		out = append(out, change)
	}
	return out
}

func day(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Format("Monday 2 January 2006")
}

// conversion returns the cron expression of an element in the new dialect,
// empty where that is not certain or no change.
func conversion(x *xmltree.Element) string {
	text := strings.TrimSpace(x.Text())
	converted, _, ok := timer.ToSpring(text)
	if !ok || converted == text {
		return ""
	}
	return converted
}

// retries tells that the new engine applies a retry cycle when the job is made
// and not at its first failure.
func retries(n *bpmn.FlowNode, from, to platform.Platform) *Change {
	if n.RetryCycle == nil || from.AppliesRetryCycleAtCreation() || !to.AppliesRetryCycleAtCreation() {
		return nil
	}
	text := strings.TrimSpace(n.RetryCycle.Value)
	if !strings.HasPrefix(text, "R") || strings.HasPrefix(text, "R3/") || strings.Contains(text, "{") {
		return nil // the same number of retries as without a cycle
	}
	return &Change{
		Kind: RetriesCount, Element: n.XML, Span: n.XML.Tag,
		Message: fmt.Sprintf("%s has the retry cycle %s: %s shows its number of retries from the beginning, older engines 3 until the first failure", n.Label(), text, to),
		Help:    "Look at dashboards and alerts that count the retries of jobs.",
	}
}
