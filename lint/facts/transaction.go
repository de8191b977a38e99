package facts

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// transactionSections are the sections about the transactions of processes and
// about what runs side by side.
var transactionSections = []*section{
	list("engine_transactions", "Transactions of the engine in executable processes that change something outside of it.", transactionFacts,
		func(e *encoding) []analysis.Transaction { return analysis.Transactions(e.model.nodes) }),
	list("terminations", "Terminate end events of executable processes that can end work on a parallel path.", terminationFacts,
		func(e *encoding) []analysis.Termination { return analysis.Terminations(e.model.scoped()) }),
	list("rivals", "Steps of executable processes whose jobs are not exclusive and run beside those of a parallel path that they meet in a join.", rivalFacts,
		func(e *encoding) []analysis.Rival { return analysis.Rivals(e.model.scoped()) }),
	nodeList("retry_cycles", "Flow nodes of executable processes with a failedJobRetryTimeCycle.", flowNodeFacts, func(n *bpmn.FlowNode) bool {
		return trimmedText(n.RetryCycle) != "" && n.Scope != nil && n.Scope.Process != nil && n.Scope.Process.IsExecutable
	}),
}

// scoped returns the flow nodes that lie in a process.
func (m *Model) scoped() []*bpmn.FlowNode {
	for i, n := range m.nodes {
		if n.Scope == nil || n.Scope.Process == nil {
			rest := append([]*bpmn.FlowNode{}, m.nodes[:i]...)
			for _, n := range m.nodes[i:] {
				if n.Scope != nil && n.Scope.Process != nil {
					rest = append(rest, n)
				}
			}
			return rest
		}
	}
	return m.nodes
}

// stepFacts describe a flow node as far as messages about others need it.
var stepFacts = &object[*bpmn.FlowNode]{"step", "A flow node that another one is told together with.", []nodeField{
	number("at", "Handle for reporting.", func(_ *encoding, n *bpmn.FlowNode) (int, bool) { return n.Index, true }),
	text("label", "Type and name in words.", func(n *bpmn.FlowNode) string { return n.Label() }),
	text("name", "The name on one line; absent when blank.", func(n *bpmn.FlowNode) string { return strings.Join(strings.Fields(n.Name), " ") }),
	text("type", "The local name of the XML element.", func(n *bpmn.FlowNode) string { return string(n.Type) }),
}}

func step[T any](name, doc string, get func(T) *bpmn.FlowNode) field[T] {
	return one(name, doc, stepFacts, func(_ *encoding, v T) (*bpmn.FlowNode, bool) {
		n := get(v)
		return n, n != nil
	})
}

var transactionFacts = &object[analysis.Transaction]{"engine_transaction", "What the engine does between two places where an instance rests: committed or rolled back as a whole.", []field[analysis.Transaction]{
	step("start", "Where it begins, and what a failure is rolled back to.", func(t analysis.Transaction) *bpmn.FlowNode { return t.Start }),
	text("kind", "How it begins: job, wait (something from outside), or call (the instance is started).", func(t analysis.Transaction) string { return t.Kind }),
	many("effects", "The steps that change something outside of the engine.", stepFacts,
		func(_ *encoding, t analysis.Transaction) []*bpmn.FlowNode { return t.Effects }),
	step("first", "An effect that another one can follow; absent where no two are on one path.", func(t analysis.Transaction) *bpmn.FlowNode { return t.First }),
	step("second", "The effect that follows.", func(t analysis.Transaction) *bpmn.FlowNode { return t.Second }),
}}

var terminationFacts = &object[analysis.Termination]{"termination", "A terminate end event that can end work on a parallel path.", []field[analysis.Termination]{
	step("event", "The terminate end event.", func(t analysis.Termination) *bpmn.FlowNode { return t.Event }),
	step("fork", "Where the paths part.", func(t analysis.Termination) *bpmn.FlowNode { return t.Fork }),
	step("work", "A step on the other path that can still be running.", func(t analysis.Termination) *bpmn.FlowNode { return t.Work }),
}}

var rivalFacts = &object[analysis.Rival]{"rival", "A step whose job is not exclusive beside another one.", []field[analysis.Rival]{
	step("node", "The step.", func(r analysis.Rival) *bpmn.FlowNode { return r.Node }),
	step("other", "A step with a job on the parallel path.", func(r analysis.Rival) *bpmn.FlowNode { return r.Other }),
	step("join", "Where both meet.", func(r analysis.Rival) *bpmn.FlowNode { return r.Join }),
}}
