package facts

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Summary is what the rules about all files together need to know of a file.
// It holds no part of the file's text or model, so that thousands of files
// stay small.
type Summary struct {
	Path, Unit, Platform string
	// EngineTimeToLive is what the configuration says of the engine's history
	// time to live, see [Engine].
	EngineTimeToLive string

	// together says that the configuration names the deployment unit.
	together                 bool
	externalCalls, externals []string

	// pathTerm and unitTerm are built once for all elements of the file.
	pathTerm, unitTerm *ast.Term

	processes []*projectProcess
	calls     []*projectCall
	forms     []*projectForm
	topics    []namedPlace
	events    []eventUse
	thrown    []*projectThrown
}

// place is an element of one of the files.
type place struct {
	file  *Summary
	at    int
	id    string
	label string
}

func (p *place) where() *place { return p }

type namedPlace struct {
	place
	name string
}

// eventUse is a place that throws or catches a message or a signal.
type eventUse struct {
	namedPlace
	signal, throws, executable bool
	kind                       string // the type of the element
	process                    string // the key of its process
	// starts says that it is a start event of a process.
	starts bool
	// outward says that a message flow leads to something that is no process.
	outward bool
	// later are the handles of those that catch a thrown message only after it
	// has been thrown.
	later []int
}

// Summarize returns the summary of a model. That of a model for Camunda 8 is
// empty: what it refers to is found by other means.
func Summarize(m *Model) *Summary {
	s := &Summary{
		Path: m.Definitions.File.Path, Unit: m.Unit, Platform: m.Platform.Name, EngineTimeToLive: m.Engine.HistoryTimeToLive, together: m.UnitConfigured,
		externalCalls: m.ExternalProcesses, externals: m.ExternalSignals,
	}
	s.pathTerm, s.unitTerm = stringTerm(s.Path), stringTerm(s.Unit)
	if m.Platform.Name == "camunda-8" || m.Definitions.IsCamunda8() {
		return s
	}
	caller := make(map[*bpmn.Process]*projectProcess, len(m.Definitions.Processes))
	for _, p := range m.Definitions.Processes {
		if p.ID == "" {
			continue
		}
		x := summarizeProcess(s, p)
		caller[p] = x
		s.processes = append(s.processes, x)
	}
	outward := outwardFlows(m.Definitions)
	for _, n := range m.nodes {
		if n.Scope == nil || n.Scope.Process == nil {
			continue
		}
		s.addNode(n, caller[n.Scope.Process])
		s.addEvents(n, outward[n.ID])
	}
	s.addThrown(m, caller)
	return s
}

func (s *Summary) place(e *bpmn.Element) place {
	return place{file: s, at: e.Index, id: strings.Clone(e.ID), label: strings.Clone(e.Label())}
}

func summarizeProcess(s *Summary, p *bpmn.Process) *projectProcess {
	x := &projectProcess{
		place: s.place(&p.Element), executable: p.IsExecutable,
		timeToLive: cloned(p.HistoryTimeToLive), callable: isCallable(p),
	}
	if x.timeToLive != nil {
		x.days, x.hasDays = analysis.HistoryDays(*x.timeToLive)
	}
	return x
}

// isCallable reports whether the engine finds the start event at which a call
// begins: a none or timer start event, or the only one there is, whatever its
// type.
func isCallable(p *bpmn.Process) bool {
	starts, initial := 0, false
	for _, n := range p.FlowNodes {
		if n.Type == bpmn.StartEvent {
			starts++
			trigger := Trigger(n)
			initial = initial || trigger == "none" || trigger == "timer"
		}
	}
	return initial || starts == 1
}

func cloned(a *xmltree.Attr) *string {
	if a == nil {
		return nil
	}
	v := strings.Clone(a.Value)
	return &v
}

// isDynamic reports whether a value has an expression in it.
func isDynamic(s string) bool { return strings.Contains(s, "${") || strings.Contains(s, "#{") }

func (s *Summary) addNode(n *bpmn.FlowNode, caller *projectProcess) {
	executable := n.Scope.Process.IsExecutable
	if n.Call != nil && n.Call.CalledElement != nil && n.Call.CalledElement.Value != "" && caller != nil {
		key := strings.Clone(n.Call.CalledElement.Value)
		s.calls = append(s.calls, &projectCall{
			place: s.place(&n.Element), key: key, caller: caller, dynamic: isDynamic(key),
			external: matchesAny(s.externalCalls, key), handlers: analysis.HandlersAroundCall(n),
		})
	}
	if !executable {
		return
	}
	if n.Form != nil {
		if f := s.form(n); f != nil {
			s.forms = append(s.forms, f)
		}
	}
	if i := n.Implementation; i != nil && i.Topic != nil && i.Type.Text() == "external" && i.Topic.Value != "" && !isDynamic(i.Topic.Value) {
		s.topics = append(s.topics, namedPlace{s.place(&n.Element), strings.Clone(i.Topic.Value)})
	}
}

// addEvents adds the messages and signals that a node throws or catches.
func (s *Summary) addEvents(n *bpmn.FlowNode, outward bool) {
	var later []int
	add := func(name string, signal, throws bool) {
		if name == "" {
			return
		}
		s.events = append(s.events, eventUse{
			namedPlace: namedPlace{s.place(&n.Element), strings.Clone(name)},
			signal:     signal, throws: throws, executable: n.Scope.Process.IsExecutable,
			kind: string(n.Type), process: strings.Clone(n.Scope.Process.ID), outward: outward,
			starts: n.Type == bpmn.StartEvent && n.Scope.Parent == nil, later: later,
		})
	}
	throws := n.Type.IsThrowEvent()
	if n.Implementation != nil && (throws || n.Type == bpmn.SendTask) {
		for _, c := range analysis.AwaitedLater(n) {
			later = append(later, c.Index)
		}
	}
	if n.Message != nil {
		add(n.Message.Name, false, n.Type == bpmn.SendTask)
	}
	for _, d := range n.EventDefinitions {
		switch {
		case d.Message != nil:
			add(d.Message.Name, false, throws)
		case d.Signal != nil:
			add(d.Signal.Name, true, throws)
		}
	}
}

// outwardFlows returns the ids of the flow nodes from which a message flow
// leads to a pool without a process.
func outwardFlows(d *bpmn.Definitions) map[string]bool {
	var out map[string]bool
	for _, c := range d.Collaborations {
		for _, f := range c.MessageFlows {
			if p, ok := d.ByID(f.TargetRef.Local).(*bpmn.Participant); ok && p.Process == nil {
				if out == nil {
					out = map[string]bool{}
				}
				out[f.SourceRef.Local] = true
			}
		}
	}
	return out
}

// Incomplete reports whether the files refer to something that may lie in
// other files of the repository: a process that is called, a message or signal
// whose other side may be there, or a topic that may be another's with a slip in
// it.
func Incomplete(files []*Summary) bool {
	keys := map[string]bool{}
	for _, s := range files {
		for _, p := range s.processes {
			if p.executable {
				keys[p.id] = true
			}
		}
	}
	return slices.ContainsFunc(files, func(s *Summary) bool {
		return len(s.thrown) > 0 || len(s.topics) > 0 ||
			slices.ContainsFunc(s.events, func(u eventUse) bool { return u.executable && (u.throws || u.signal) }) ||
			slices.ContainsFunc(s.calls, func(c *projectCall) bool { return !c.dynamic && !c.external && !keys[c.key] })
	})
}

// matchesAny reports whether a name matches one of the patterns, in which an
// asterisk stands for any characters and a question mark for one.
func matchesAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, name) })
}

func matches(pattern, name string) bool {
	// After a mismatch the last asterisk takes one character more.
	star, mark := -1, 0
	p, n := 0, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, n
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == name[n]):
			p++
			n++
		case star >= 0:
			mark++
			p, n = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
