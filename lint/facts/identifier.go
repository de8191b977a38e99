package facts

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// identifierSections are the sections about the ids of elements.
var identifierSections = []*section{
	nodeList("wait_states", "Flow nodes where a token can rest: until something happens outside, until a job is executed, or until other tokens arrive.",
		flowNodeFacts, analysis.IsWaitState),
	list("ids_differing_in_case", "Pairs of processes, and of flow nodes of one process, whose ids differ only in case.",
		idPairFacts, func(e *encoding) []idPair { return idsDifferingInCase(e.model) }),
}

// idPair is an element and an earlier one whose id differs only in case.
type idPair struct {
	element, other *bpmn.Element
}

var idPairFacts = &object[idPair]{"id_pair", "An element and an earlier one whose id differs only in case.", []field[idPair]{
	number("at", "Handle for reporting of the element.", func(_ *encoding, p idPair) (int, bool) { return p.element.Index, true }),
	text("id", "The element's id.", func(p idPair) string { return p.element.ID }),
	text("type", "The element's type.", func(p idPair) string { return string(p.element.Type) }),
	text("label", "The element's type and name in words.", func(p idPair) string { return p.element.Label() }),
	number("other_at", "Handle for reporting of the earlier element.", func(_ *encoding, p idPair) (int, bool) { return p.other.Index, true }),
	text("other_id", "The earlier element's id.", func(p idPair) string { return p.other.ID }),
	text("other_label", "The earlier element's type and name in words.", func(p idPair) string { return p.other.Label() }),
}}

// idsDifferingInCase returns the pairs in document order of the later element.
func idsDifferingInCase(m *Model) []idPair {
	type key struct {
		process *bpmn.Process
		id      string
	}
	var pairs []idPair
	first := make(map[key]*bpmn.Element, len(m.nodes))
	look := func(p *bpmn.Process, e *bpmn.Element) {
		k := key{p, strings.ToLower(e.ID)}
		switch other := first[k]; {
		case e.ID == "":
		case other == nil:
			first[k] = e
		case other.ID != e.ID:
			pairs = append(pairs, idPair{e, other})
		}
	}
	for _, p := range m.Definitions.Processes {
		look(nil, p.Base())
	}
	for _, n := range m.nodes {
		if n.Scope != nil && n.Scope.Process != nil {
			look(n.Scope.Process, n.Base())
		}
	}
	return pairs
}
