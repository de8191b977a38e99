package facts

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// projectThrown is an error or escalation that nothing in its own process
// catches.
type projectThrown struct {
	place
	process *projectProcess
	kind    string // error or escalation
	code    string
	// inSubProcess says that it is thrown inside of a sub-process, isMapping
	// that the error mapping of an external task throws it.
	inSubProcess, isMapping bool

	called bool
}

// addThrown adds what the processes of a model throw and do not catch.
func (s *Summary) addThrown(m *Model, processes map[*bpmn.Process]*projectProcess) {
	for _, t := range analysis.Uncaught(m.nodes) {
		process := processes[t.Node.Scope.Process]
		if process == nil {
			continue
		}
		kind := "error"
		if t.Escalation {
			kind = "escalation"
		}
		x := &projectThrown{place: s.place(t.At), process: process, kind: kind, code: strings.Clone(t.Code)}
		x.inSubProcess, x.isMapping = t.Node.Scope.Parent != nil, t.At != &t.Node.Element
		x.label = strings.Clone(t.Node.Label())
		s.thrown = append(s.thrown, x)
	}
}

// linkThrown finds what no calling process catches either.
func (p *project) linkThrown(files []*Summary) {
	for _, s := range files {
		for _, t := range s.thrown {
			t.called = len(t.process.callers) > 0
			if !p.caught(t, t.process, map[*projectProcess]bool{}) {
				p.uncaught = append(p.uncaught, t)
			}
		}
	}
}

// caught reports whether a call of a process, or a call around that, catches
// what is thrown in it. A call by an expression may be a call of any process.
func (p *project) caught(t *projectThrown, process *projectProcess, seen map[*projectProcess]bool) bool {
	if seen[process] {
		return false
	}
	seen[process] = true
	catches := func(h analysis.Handler) bool { return h.Catches(t.kind == "escalation", t.code) }
	for _, c := range p.calls {
		if !c.dynamic && !slices.Contains(c.targets, process.position) || !c.caller.executable {
			continue
		}
		if slices.ContainsFunc(c.handlers, catches) || p.caught(t, c.caller, seen) {
			return true
		}
	}
	return false
}

var projectThrownFacts = &object[*projectThrown]{"project_thrown", "An error or escalation that neither its own process nor one that calls it catches.", slices.Concat(placed[*projectThrown](), []field[*projectThrown]{
	text("kind", "error or escalation.", func(t *projectThrown) string { return t.kind }),
	text("code", "Its code.", func(t *projectThrown) string { return t.code }),
	flag("is_called", "A call activity of the repository calls its process.", func(t *projectThrown) bool { return t.called }),
	flag("in_sub_process", "It is thrown inside of a sub-process.", func(t *projectThrown) bool { return t.inSubProcess }),
	flag("is_mapping", "The error mapping of an external task throws it.", func(t *projectThrown) bool { return t.isMapping }),
})}
