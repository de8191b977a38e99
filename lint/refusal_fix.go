package lint

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/bpmn/edit"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// refusal is a deployment problem that is to be mended.
type refusal struct {
	*mender
	compile.Problem
	config *config.Resolved
}

// refusalFixes mend deployment problems, by slug. A function makes the draft
// and returns its title, empty where there is none; safe says whether the
// compiled process stays as it is.
var refusalFixes = map[string]struct {
	best rules.Fixable
	make func(r refusal, t *edit.Draft) (title string, safe bool)
}{
	"attribute-unknown":              {rules.Unsafe, refusal.addPrefix},
	"compensation-always-waits":      {rules.Safe, refusal.removeIgnored},
	"compensation-attribute-ignored": {rules.Safe, refusal.removeIgnored},
	"default-flow-with-condition":    {rules.Unsafe, refusal.removeCondition},
	"duplicate-id":                   {rules.Safe, refusal.fixDuplicateID},
	"edge-of-nothing":                {rules.Safe, refusal.removeShape},
	"event-gateway-async-after":      {rules.Unsafe, refusal.removeAttribute},
	"flow-assumed-default":           {rules.Unsafe, refusal.setDefault},
	"plane-without-element":          {rules.Safe, refusal.fixPlane},
	"result-variable-ignored":        {rules.Unsafe, refusal.removeAttribute},
	"shape-of-nothing":               {rules.Safe, refusal.removeShape},
	"signal-name-twice":              {rules.Unsafe, refusal.mergeSignals},
	"single-flow-conditional":        {rules.Unsafe, refusal.removeCondition},
	"start-timer-not-computed":       {rules.Unsafe, refusal.correctTimer},
	"time-to-live-missing":           {rules.Safe, refusal.setTimeToLive},
	"time-to-live-not-read":          {rules.Unsafe, refusal.correctTimeToLive},
	"value-not-valid":                {rules.Unsafe, refusal.correctBoolean},
}

// fixes returns the fixes of a deployment problem.
func (m *mender) fixes(q compile.Problem, c *config.Resolved) []diag.Fix {
	known, ok := refusalFixes[q.Rule.Slug]
	if !ok || q.Element == nil {
		return nil
	}
	t := m.model.Draft()
	title, safe := known.make(refusal{m, q, c}, t)
	if title == "" {
		return nil
	}
	return made(t, title, safe)
}

// attribute returns the attribute that the problem points at, nil for none.
func (r refusal) attribute() *xmltree.Attr {
	for i := range r.Element.Attrs {
		if a := &r.Element.Attrs[i]; a.Name.Start == r.Span.Start {
			return a
		}
	}
	return nil
}

// name returns the name of an attribute as drafts want it.
func name(a *xmltree.Attr) string {
	if bpmn.IsExtensionNamespace(a.Space) {
		return "camunda:" + a.Local
	}
	return a.Local
}

// addPrefix makes an attribute without prefix the extension attribute that the
// engine reads there.
func (r refusal) addPrefix(t *edit.Draft) (string, bool) {
	a := r.attribute()
	i := slices.IndexFunc(r.d.Elements, func(n bpmn.Node) bool { return n.Base().XML == r.Element })
	if a == nil || a.Space != "" || i < 0 || !analysis.ReadsExtension(r.d.Elements[i], a.Local) {
		return "", false
	}
	t.RenameAttribute(r.Element, a.Local, "camunda:"+a.Local)
	return "give it the prefix of its extension", false
}

func (r refusal) removeAttribute(t *edit.Draft) (string, bool) {
	a := r.attribute()
	if a == nil {
		return "", false
	}
	t.RemoveAttribute(r.Element, name(a))
	return "remove the attribute " + a.Local, false
}

func (r refusal) removeIgnored(t *edit.Draft) (string, bool) {
	title, _ := r.removeAttribute(t)
	return title, true
}

// flow returns the sequence flow that the problem is about.
func (r refusal) flow() *bpmn.SequenceFlow {
	for f := range r.d.SequenceFlows() {
		if f.XML == r.Element {
			return f
		}
	}
	return nil
}

func (r refusal) removeCondition(t *edit.Draft) (string, bool) {
	f := r.flow()
	if f == nil || f.Condition == nil {
		return "", false
	}
	t.RemoveElement(f.Condition.XML)
	return "remove the condition", false
}

func (r refusal) setDefault(t *edit.Draft) (string, bool) {
	f := r.flow()
	if f == nil || f.Source == nil || f.ID == "" {
		return "", false
	}
	t.SetAttribute(f.Source.XML, "default", f.ID)
	return "make it the default flow", false
}

// fixDuplicateID gives a shape, an edge or another part of the diagram with the
// id of something else one of its own: nothing of the process refers to it.
func (r refusal) fixDuplicateID(t *edit.Draft) (string, bool) {
	x := r.Element
	if x.Space != bpmn.DINamespace || x.Attr("", "id") == nil {
		return "", false
	}
	base := cmp.Or(x.Attr("", "bpmnElement").Text(), x.Attr("", "id").Text())
	id := base + "_di"
	for n := 2; r.model.Taken(id); n++ {
		id = base + "_di_" + strconv.Itoa(n)
	}
	t.SetElementID(x, id)
	return "give the " + x.Local + " the id " + id, true
}

// removeShape removes what shows nothing. It is safe where all of the model is
// drawn; otherwise it may be that of something that was renamed.
func (r refusal) removeShape(t *edit.Draft) (string, bool) {
	t.RemoveElement(r.Element)
	return "remove it from the diagram", !slices.ContainsFunc(r.d.Elements, func(n bpmn.Node) bool {
		switch n := n.(type) {
		case *bpmn.FlowNode:
			return r.d.Shape(n.ID) == nil
		case *bpmn.SequenceFlow:
			return r.d.Edge(n.ID) == nil
		}
		return false
	})
}

// fixPlane connects the diagram with what the file has to show.
func (r refusal) fixPlane(t *edit.Draft) (string, bool) {
	id := ""
	switch {
	case len(r.d.Diagrams) != 1:
	case len(r.d.Collaborations) == 1:
		id = r.d.Collaborations[0].ID
	case len(r.d.Collaborations) == 0 && len(r.d.Processes) == 1:
		id = r.d.Processes[0].ID
	}
	if id == "" {
		return "", false
	}
	t.SetAttribute(r.Element, "bpmnElement", id)
	return "let the diagram show " + id, true
}

// mergeSignals lets all refer to the first signal of a name.
func (r refusal) mergeSignals(t *edit.Draft) (string, bool) {
	var first *bpmn.Signal
	for _, s := range r.d.Signals {
		switch {
		case s.Name != r.Element.Attr("", "name").Text():
		case first == nil:
			first = s
		case s.XML == r.Element:
			t.Merge(s, first)
			return "let all refer to the first signal of this name, and remove this one", false
		}
	}
	return "", false
}

func (r refusal) correctTimer(t *edit.Draft) (string, bool) {
	kind := map[string]string{"timeDate": "date", "timeDuration": "duration", "timeCycle": "cycle"}[r.Element.Local]
	p, _ := platform.Parse(r.platform)
	text := analysis.CorrectTimer(kind, r.Element.Text(), p)
	if kind == "" || text == "" {
		return "", false
	}
	t.SetText(r.Element, text)
	return "write it as " + text, false
}

// timeToLiveRule is the rule whose option says what a process without a history
// time to live gets.
const timeToLiveRule = "history-time-to-live"

var timeToLive = regexp.MustCompile(`^(?:P[0-9]+D|[0-9]+)$`)

// setTimeToLive sets what the configuration gives. The process keeps its history
// for another time then; it is safe all the same, for the configuration says so.
func setTimeToLive(t *edit.Draft, process *xmltree.Element, c *config.Resolved) string {
	if c == nil {
		return ""
	}
	value, _ := c.Options(timeToLiveRule)["value"].(string)
	if !timeToLive.MatchString(value) {
		return ""
	}
	t.SetAttribute(process, "camunda:historyTimeToLive", value)
	return "set the history time to live to " + value
}

func (r refusal) setTimeToLive(t *edit.Draft) (string, bool) {
	return setTimeToLive(t, r.Element, r.config), true
}

func (r refusal) correctTimeToLive(t *edit.Draft) (string, bool) {
	a := r.attribute()
	if a == nil {
		return "", false
	}
	value := analysis.CorrectHistoryTimeToLive(a.Value)
	if value == "" {
		return "", false
	}
	t.SetAttribute(r.Element, name(a), value)
	return "write it as " + value, false
}

// correctBoolean mends a yes or no in capital letters.
func (r refusal) correctBoolean(t *edit.Draft) (string, bool) {
	a := r.attribute()
	if a == nil || !strings.Contains(r.Message, "'boolean'") {
		return "", false
	}
	value := strings.ToLower(strings.TrimSpace(a.Value))
	if value != "true" && value != "false" {
		return "", false
	}
	t.SetAttribute(r.Element, name(a), value)
	return "write it as " + value, false
}
