package facts

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// Base is what a file was at the base that it is compared with.
type Base struct {
	// Same says that the file is as it was, so that nothing in it is new.
	Same bool
	// Definitions is the file as it was; nil for one that is new or was no
	// model.
	Definitions *bpmn.Definitions
}

// baseSections are the sections about what changed since the base. They are
// empty without one.
var baseSections = []*section{
	list("changed_ids", "Processes and flow nodes whose id is another than at the base, although type, name and place stayed; empty without a base.",
		changedIDFacts, func(e *encoding) []diff.Pair { return changedIDs(e.model) }),
}

var changedIDFacts = &object[diff.Pair]{"changed_id", "An element whose id changed.", []field[diff.Pair]{
	number("at", "Handle for reporting.", func(_ *encoding, p diff.Pair) (int, bool) { return p.New.Base().Index, true }),
	text("id", "The id.", func(p diff.Pair) string { return p.New.Base().ID }),
	text("type", "The type of the element.", func(p diff.Pair) string { return string(p.New.Base().Type) }),
	text("label", "Type and name in words.", func(p diff.Pair) string { return p.New.Base().Label() }),
	text("old_id", "The id at the base.", func(p diff.Pair) string { return p.Old.Base().ID }),
	flag("is_executable", "It is or lies in an executable process, and did so at the base.", func(p diff.Pair) bool { return isExecutable(p.Old) && isExecutable(p.New) }),
	flagOf("rests", "A token rests there, so that instances wait at the old id.", func(_ *encoding, p diff.Pair) bool {
		n, ok := p.Old.(*bpmn.FlowNode)
		return ok && analysis.IsWaitState(n)
	}),
}}

func changedIDs(m *Model) []diff.Pair {
	if m.Base == nil || m.Base.Definitions == nil {
		return nil
	}
	return selected(diff.Match(m.Base.Definitions, m.Definitions).Pairs, func(p diff.Pair) bool {
		if p.Old.Base().ID == "" || p.New.Base().ID == "" || p.Old.Base().ID == p.New.Base().ID {
			return false
		}
		switch p.New.(type) {
		case *bpmn.Process:
			return true
		case *bpmn.FlowNode:
			return p.By == diff.ByPlace || p.By == diff.ByFlow && notBlank(p.New.Base().Name) != ""
		}
		return false
	})
}

func isExecutable(n bpmn.Node) bool {
	switch n := n.(type) {
	case *bpmn.Process:
		return n.IsExecutable
	case *bpmn.FlowNode:
		return n.Scope != nil && n.Scope.Process != nil && n.Scope.Process.IsExecutable
	}
	return false
}

// hasID reports whether an element with an id was there at the base.
func (b *Base) hasID(id string) bool {
	return b != nil && (b.Same || b.Definitions != nil && b.Definitions.ByID(id) != nil)
}

// idAtBase is a field that tells whether an element is new since the base.
func idAtBase[T bpmn.Node]() field[T] {
	return flagOf("id_at_base", "Its id was there at the base that the file is compared with; absent without a base.",
		func(e *encoding, v T) bool { return e.model.Base.hasID(v.Base().ID) })
}
