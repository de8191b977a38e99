package facts

import (
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// deploymentSections are what the engine itself says of a model.
var deploymentSections = []*section{
	list("deployment_problems", "What the engine says of the model when it is deployed: what it refuses and what it warns of. Empty where the category deploy is off.", problemFacts,
		func(e *encoding) []compile.Problem {
			return e.model.Problems
		}),
}

var problemFacts = &object[compile.Problem]{"deployment_problem", "A problem as the engine reports it.", []field[compile.Problem]{
	number("at", "Handle of the element, or of the nearest around it, for reporting.", func(e *encoding, q compile.Problem) (int, bool) {
		return e.around(q.Element), true
	}),
	text("rule", "The slug of the lint rule.", func(q compile.Problem) string { return q.Rule.Slug }),
	text("kind", "warning, error, or exception, which ends the engine's parser.", func(q compile.Problem) string { return q.Kind.String() }),
	text("message", "The engine's text.", func(q compile.Problem) string { return q.Message }),
	text("element_id", "The id that the engine names; absent where it names none.", func(q compile.Problem) string { return q.Main }),
	flag("hidden", "The engine's parser does not get as far.", func(q compile.Problem) bool { return q.Hidden }),
	flag("echo", "The engine says again what it has said before.", func(q compile.Problem) bool { return q.Echo }),
}}

// around returns the handle of the element that an XML element is, or of the
// nearest around it that the model has.
func (e *encoding) around(x *xmltree.Element) int {
	if e.handles == nil {
		e.handles = make(map[*xmltree.Element]int, len(e.model.Definitions.Elements))
		for i, n := range e.model.Definitions.Elements {
			e.handles[n.Base().XML] = i
		}
	}
	for ; x != nil; x = x.Parent {
		if i, ok := e.handles[x]; ok {
			return i
		}
	}
	return 0
}
