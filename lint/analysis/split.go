package analysis

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/juel/formula"
	"github.com/bpmnlint/bpmnlint/juel/outcome"
)

// Split is a flow node that chooses among its outgoing flows by conditions.
type Split struct {
	Node *bpmn.FlowNode
	// Kind is exclusive, inclusive or activity: the last is any activity or
	// event with a conditional flow.
	Kind string
	// Coverage says whether some flow can always be taken, the default flow
	// left out; When says when none can.
	Coverage formula.Coverage
	When     formula.Witness
	// Unconditional says that some flow has no condition and is not the
	// default flow.
	Unconditional bool
	// Never are the flows that are never taken, in document order.
	Never []NeverTaken
	// Overlaps are the pairs of flows of an exclusive gateway whose order
	// decides.
	Overlaps []Overlap
}

// NeverTaken is a flow that is never taken.
type NeverTaken struct {
	Flow *bpmn.SequenceFlow
	// By are the earlier flows that are taken in its place; empty where its
	// condition never holds.
	By []*bpmn.SequenceFlow
	// Fails says that the condition is no Boolean: evaluating it is an error.
	Fails bool
}

// Overlap is a pair of flows whose conditions on one subject can both hold.
type Overlap struct {
	First, Second *bpmn.SequenceFlow
	When          formula.Witness
}

// Splits returns the splits among flow nodes that lie in executable processes.
func Splits(nodes []*bpmn.FlowNode) []Split {
	var splits []Split
	for _, n := range nodes {
		if n.Scope == nil || n.Scope.Process == nil || !n.Scope.Process.IsExecutable {
			continue
		}
		if kind := splitKind(n); kind != "" {
			splits = append(splits, decide(n, kind))
		}
	}
	return splits
}

// splitKind returns the kind of split that a node is, empty for none.
func splitKind(n *bpmn.FlowNode) string {
	switch {
	case n.Type == bpmn.ExclusiveGateway && len(n.Outgoing) > 1:
		return "exclusive"
	case n.Type == bpmn.InclusiveGateway && (len(n.Outgoing) > 1 || hasCondition(n)):
		return "inclusive" // the condition of an only flow counts, too
	case !n.Type.IsGateway() && hasCondition(n):
		return "activity"
	}
	return ""
}

func hasCondition(n *bpmn.FlowNode) bool {
	return slices.ContainsFunc(n.Outgoing, func(f *bpmn.SequenceFlow) bool { return f.Condition != nil })
}

func decide(n *bpmn.FlowNode, kind string) Split {
	s := Split{Node: n, Kind: kind}
	var flows []*bpmn.SequenceFlow
	var conditions []formula.Condition
	for _, f := range n.Outgoing {
		if f == n.DefaultFlow {
			continue
		}
		s.Unconditional = s.Unconditional || f.Condition == nil
		flows = append(flows, f)
		conditions = append(conditions, conditionOf(f))
	}
	table := formula.New(conditions...)
	s.Coverage, s.When = table.Coverage()
	for i, f := range flows {
		if f.Condition == nil {
			continue
		}
		constant := table.Constant(i)
		switch never, by := table.NeverTaken(i); {
		case (never || constant == formula.AlwaysFails) && hasUseless(flows[:i+1]):
			// A fault of that condition, not of the choice.
		case kind == "exclusive" && never:
			x := NeverTaken{Flow: f, Fails: constant == formula.AlwaysFails}
			for _, j := range by {
				x.By = append(x.By, flows[j])
			}
			s.Never = append(s.Never, x)
		case constant == formula.NeverTrue || constant == formula.AlwaysFails:
			s.Never = append(s.Never, NeverTaken{Flow: f, Fails: constant == formula.AlwaysFails})
		}
	}
	if kind == "exclusive" {
		s.Overlaps = overlaps(table, flows)
	}
	return s
}

// hasUseless reports whether the condition of one of the flows, alone, has no
// value or one that is never true or false.
func hasUseless(flows []*bpmn.SequenceFlow) bool {
	return slices.ContainsFunc(flows, func(f *bpmn.SequenceFlow) bool {
		e := expressionOf(f)
		if e == nil {
			return false
		}
		o := outcome.Of(e)
		return o.Fails() || !o.Kinds.May(outcome.Boolean)
	})
}

func overlaps(table *formula.Split, flows []*bpmn.SequenceFlow) []Overlap {
	var out []Overlap
	for i := range flows {
		for j := i + 1; j < len(flows); j++ {
			if flows[i].Condition == nil || flows[j].Condition == nil || flows[i].Target == flows[j].Target {
				continue
			}
			if w, ok := table.Overlap(i, j); ok {
				out = append(out, Overlap{flows[i], flows[j], w})
			}
		}
	}
	return out
}

// conditionOf returns the condition of a flow; nothing is known of a script or
// of a text that does not parse.
func conditionOf(f *bpmn.SequenceFlow) formula.Condition {
	if f.Condition == nil {
		return formula.Always()
	}
	if e := expressionOf(f); e != nil {
		return formula.Of(e)
	}
	return formula.Condition{}
}

// expressionOf returns the condition of a flow as an expression, nil for a
// script or a text that does not parse.
func expressionOf(f *bpmn.SequenceFlow) *juel.Expression {
	c := f.Condition
	if c == nil || c.Language != "" || c.Resource != nil {
		return nil
	}
	e, fault := juel.Parse(strings.TrimSpace(c.Value))
	if fault != nil {
		return nil
	}
	return e
}

// SideEffect is a condition that changes something.
type SideEffect struct {
	Flow *bpmn.SequenceFlow
	// Call is the call that does, as text.
	Call string
}

// SideEffects returns the conditions of flows of executable processes that
// call something that, by its name, changes something.
func SideEffects(flows []*bpmn.SequenceFlow) []SideEffect {
	var out []SideEffect
	for _, f := range flows {
		if f.Condition == nil || f.Scope == nil || f.Scope.Process == nil || !f.Scope.Process.IsExecutable {
			continue
		}
		if e := expressionOf(f); e != nil {
			if m := formula.SideEffect(e); m != nil {
				out = append(out, SideEffect{f, m.String()})
			}
		}
	}
	return out
}
