package facts

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// identifierSections are the sections about the ids of elements.
var identifierSections = []*section{
	list("ids_differing_in_case", "Pairs of processes, and of flow nodes of one process, whose ids differ only in case.",
		idPairFacts, func(e *encoding) []idPair { return idsDifferingInCase(e.model) }),
}

// idPair is an element and an earlier one whose id differs only in case.
type idPair struct {
	element, other *bpmn.Element
	// processes are those that they are or lie in.
	processes [2]*bpmn.Process
}

func (p idPair) isExecutable() bool {
	return p.processes[0].IsExecutable && p.processes[1].IsExecutable
}

var idPairFacts = &object[idPair]{"id_pair", "An element and an earlier one whose id differs only in case.", []field[idPair]{
	number("at", "Handle for reporting of the element.", func(_ *encoding, p idPair) (int, bool) { return p.element.Index, true }),
	text("id", "The element's id.", func(p idPair) string { return p.element.ID }),
	text("type", "The element's type.", func(p idPair) string { return string(p.element.Type) }),
	text("label", "The element's type and name in words.", func(p idPair) string { return p.element.Label() }),
	flag("is_executable", "The element is or lies in an executable process, and the earlier one too.", idPair.isExecutable),
	number("other_at", "Handle for reporting of the earlier element.", func(_ *encoding, p idPair) (int, bool) { return p.other.Index, true }),
	text("other_id", "The earlier element's id.", func(p idPair) string { return p.other.ID }),
	text("other_label", "The earlier element's type and name in words.", func(p idPair) string { return p.other.Label() }),
}}

// idsDifferingInCase returns the pairs in document order of the later element.
func idsDifferingInCase(m *Model) []idPair {
	// A flow node is compared within its process, which scope is; processes
	// have none.
	type key struct {
		scope *bpmn.Process
		id    string
	}
	type found struct {
		element *bpmn.Element
		process *bpmn.Process
	}
	var pairs []idPair
	first := make(map[key]found, len(m.nodes))
	look := func(scope, p *bpmn.Process, e *bpmn.Element) {
		k := key{scope, strings.ToLower(e.ID)}
		switch other := first[k]; {
		case e.ID == "":
		case other.element == nil:
			first[k] = found{e, p}
		case other.element.ID != e.ID:
			pairs = append(pairs, idPair{e, other.element, [2]*bpmn.Process{p, other.process}})
		}
	}
	for _, p := range m.Definitions.Processes {
		look(nil, p, p.Base())
	}
	for _, n := range m.nodes {
		if n.Scope != nil && n.Scope.Process != nil {
			look(n.Scope.Process, n.Scope.Process, n.Base())
		}
	}
	return pairs
}
