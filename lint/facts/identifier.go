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

// idPair is an element and another one whose id differs only in case.
type idPair struct {
	element, other *bpmn.Element
	// processes are those that they are or lie in.
	processes [2]*bpmn.Process
}

func (p idPair) isExecutable() bool {
	return p.processes[0].IsExecutable && p.processes[1].IsExecutable
}

var idPairFacts = &object[idPair]{"id_pair", "An element and another one, with the least of these ids, whose id differs only in case.", []field[idPair]{
	number("at", "Handle for reporting of the element.", func(_ *encoding, p idPair) (int, bool) { return p.element.Index, true }),
	text("id", "The element's id.", func(p idPair) string { return p.element.ID }),
	text("type", "The element's type.", func(p idPair) string { return string(p.element.Type) }),
	text("label", "The element's type and name in words.", func(p idPair) string { return p.element.Label() }),
	flag("is_executable", "The element is or lies in an executable process, and the other one too.", idPair.isExecutable),
	number("other_at", "Handle for reporting of the other element.", func(_ *encoding, p idPair) (int, bool) { return p.other.Index, true }),
	text("other_id", "The other element's id.", func(p idPair) string { return p.other.ID }),
	text("other_label", "The other element's type and name in words.", func(p idPair) string { return p.other.Label() }),
}}

// idsDifferingInCase returns the pairs in document order of the element. The
// other one is that with the least id, so that the order of elements, which
// modelers change, does not decide which of them is at fault.
func idsDifferingInCase(m *Model) []idPair {
	// A flow node is compared within its process, which scope is; processes
	// have none.
	type key struct {
		scope *bpmn.Process
		id    string
	}
	type found struct {
		key
		element *bpmn.Element
		process *bpmn.Process
	}
	var all []found
	for _, p := range m.Definitions.Processes {
		all = append(all, found{key{nil, strings.ToLower(p.ID)}, p.Base(), p})
	}
	for _, n := range m.nodes {
		if n.Scope != nil && n.Scope.Process != nil {
			all = append(all, found{key{n.Scope.Process, strings.ToLower(n.ID)}, n.Base(), n.Scope.Process})
		}
	}
	least := make(map[key]found, len(all))
	for _, f := range all {
		if have, ok := least[f.key]; f.element.ID != "" && (!ok || f.element.ID < have.element.ID) {
			least[f.key] = f
		}
	}
	var pairs []idPair
	for _, f := range all {
		if other := least[f.key]; f.element.ID != "" && f.element.ID != other.element.ID {
			pairs = append(pairs, idPair{f.element, other.element, [2]*bpmn.Process{f.process, other.process}})
		}
	}
	return pairs
}
