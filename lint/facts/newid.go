package facts

import (
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/bpmn/edit"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// newIDs is a field with ids to rename an element to.
func newIDs[T bpmn.Node]() field[T] {
	return field[T]{
		ast.StringTerm("new_ids"), "new_ids",
		"Of an element with a generated id: ids made from its name that are free, the one to take first: Activity_CheckOrder, CheckOrder, checkOrder, check-order, check_order. Absent where it has no name, or where a script or an expression mentions its id.",
		fixed(stringsShape), func(e *encoding, v T) *ast.Term { return stringsTerm(e.suggestions()[v.Base().Index]) },
	}
}

// suggestions returns new ids for all flow nodes and sequence flows with a
// generated one; no two of them are the same.
func (e *encoding) suggestions() map[int][]string {
	if e.newIDs != nil {
		return e.newIDs
	}
	e.newIDs = map[int][]string{}
	model := edit.New(e.model.Definitions)
	given := map[string]bool{}
	suggest := func(n bpmn.Node) {
		x := n.Base()
		if notBlank(x.Name) == "" || !analysis.IsGeneratedID(x.ID) || !model.Renameable(n) {
			return
		}
		ids := analysis.NewIDs(x, func(id string) bool { return given[id] || model.Taken(id) })
		for _, id := range ids {
			given[id] = true
		}
		e.newIDs[x.Index] = ids
	}
	for _, n := range e.model.nodes {
		suggest(n)
	}
	for _, f := range e.model.flows {
		suggest(f)
	}
	return e.newIDs
}

// twin returns the handle of the first message, signal, error or escalation
// that nobody can tell from another one but by its id.
func (e *encoding) twin(n bpmn.Node) (int, bool) {
	if notBlank(n.Base().Name) == "" || e.namesakes()[namesake{n.Base().Type, n.Base().Name}] < 2 {
		return 0, false
	}
	for _, other := range rootElements(e) {
		switch {
		case other == n:
			return 0, false
		case other.Base().Type == n.Base().Type && other.Base().Name == n.Base().Name && sameElsewise(other.Base().XML, n.Base().XML):
			return other.Base().Index, true
		}
	}
	return 0, false
}

// sameElsewise reports whether two elements without children say the same but
// for their ids.
func sameElsewise(x, y *xmltree.Element) bool {
	if len(x.Attrs) != len(y.Attrs) || len(x.Children)+len(y.Children) > 0 {
		return false
	}
	for i := range x.Attrs {
		a := &x.Attrs[i]
		if b := y.Attr(a.Space, a.Local); b == nil || b.Value != a.Value && a.Local != "id" {
			return false
		}
	}
	return true
}
