package engine

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// validate says why the instance cannot be migrated, nil where it can.
func (m *migration) validate() *Refusal {
	r := &Refusal{Report: InstanceReport{Instance: m.in.id(), Failures: m.left()}}
	failures := make(map[*migrant][]string, len(m.activities))
	for _, n := range m.activities {
		failures[n] = m.activityFailures(n)
	}
	for _, n := range m.scopes {
		if texts := m.scopeFailures(n); len(texts) > 0 {
			if a := n.closestActivity(); a != nil {
				failures[a] = append(failures[a], texts...)
			}
		}
	}
	for _, n := range m.handlers {
		if n.instruction == nil {
			if a := n.closestActivity(); a != nil {
				failures[a] = append(failures[a], NoHandlerInstruction(m.source.process.Activities[n.source].ID, "boundary"))
			}
		}
	}
	for _, n := range m.activities {
		if len(failures[n]) == 0 {
			continue
		}
		place := PlaceReport{ID: m.in.idOf(n.id), Scope: m.sourceOf(n).ID, Instruction: n.instruction, Failures: failures[n]}
		if n == m.root {
			place.Scope = m.source.id
		}
		r.Report.Activities = append(r.Report.Activities, place)
	}
	for _, n := range m.tokens {
		if texts := m.tokenFailures(n); len(texts) > 0 {
			r.Report.Transitions = append(r.Report.Transitions, PlaceReport{ID: n.x.fullID(), Scope: m.sourceOf(n).ID, Instruction: n.instruction, Failures: texts})
		}
	}
	if len(r.Report.Failures)+len(r.Report.Activities)+len(r.Report.Transitions) == 0 {
		return nil
	}
	return r
}

// closestActivity returns the activity instance around what is kept for
// compensation.
func (n *migrant) closestActivity() *migrant {
	for n != nil && n.kind != activityMigrant {
		n = n.parent
	}
	return n
}

func (m *migration) activityFailures(n *migrant) []string {
	var out []string
	if n.instruction == nil && len(n.children) == 0 {
		out = append(out, NoInstruction)
	}
	if n.target != program.None && m.sourceOf(n).IsScope && !m.targetOf(n).IsScope {
		out = append(out, n.conflicts()...)
	}
	if n != m.root && !m.sourceOf(n).Behavior.IsMigratable() {
		out = append(out, NotSupported)
	}
	return out
}

// conflicts names the variables that would meet in one execution.
func (n *migrant) conflicts() []string {
	var out []string
	count := map[string]int{}
	for _, thing := range n.things {
		v, ok := thing.(*movingVariable)
		if !ok {
			continue
		}
		if count[v.v.name]++; count[v.v.name] == 2 {
			out = append(out, variableConflict(v.v.name))
		}
	}
	return out
}

func (m *migration) tokenFailures(n *migrant) []string {
	if n.target == program.None || n.job == nil {
		if n.instruction == nil {
			return []string{NoInstruction}
		}
		return nil
	}
	var out []string
	j, a := n.job.j, m.targetOf(n)
	after := j.isAfter()
	if after && len(a.Outgoing) > 1 {
		flow := ""
		if j.flow != program.NoFlow {
			flow = m.source.process.Flows[j.flow].ID
		}
		if flow == "" {
			out = append(out, NoFlowChosen)
		} else if _, ok := outgoing(m.target.process, a, flow); !ok {
			out = append(out, FlowNotThere)
		}
	}
	if j.op == opProcessStart && a.FlowScope != program.Root {
		out = append(out, StartInSubScope)
	}
	switch {
	case after && !a.AsyncAfter:
		out = append(out, NotAsyncAfter)
	case !after && !a.AsyncBefore:
		out = append(out, NotAsyncBefore)
	}
	return out
}

func (m *migration) scopeFailures(n *migrant) []string {
	h := &m.source.process.Activities[n.subscription.activity]
	text := NoHandlerInstruction(h.ID, "start")
	switch {
	case n.subscriptionOrders == nil && len(n.children) == 0:
		return []string{text}
	case h.TriggeredByEvent && n.subscriptionTo == program.None && len(n.children) > 0:
		return []string{text}
	}
	return nil
}

// left names what belongs to no migrant, and would be left behind.
func (m *migration) left() []string {
	kinds := [...]string{"tasks", "externalTask", "incidents", "jobs", "event subscriptions", "variables"}
	var ids [len(kinds)][]string
	leave := func(kind int, thing any, id uint32) {
		if !m.taken[thing] {
			ids[kind] = append(ids[kind], m.in.idOf(id).String())
		}
	}
	for _, x := range m.in.slots {
		if x.removed {
			continue
		}
		for v := x.variables; v != nil; v = v.next {
			leave(5, v, v.id)
		}
		w := x.waits
		if w == nil {
			continue
		}
		for _, k := range w.tasks {
			leave(0, k, k.id)
			for v := k.variables; v != nil && !m.taken[k]; v = v.next {
				leave(5, v, v.id)
			}
		}
		for _, k := range w.externals {
			leave(1, k, k.id)
		}
		for _, i := range w.incidents {
			leave(2, i, i.id)
		}
		for _, j := range w.jobs {
			leave(3, j, j.id)
		}
		for _, s := range w.subscriptions {
			leave(4, s, s.id)
		}
	}
	var out []string
	for i, list := range ids {
		if len(list) > 0 {
			out = append(out, "Process instance contains not migrated "+kinds[i]+": ["+strings.Join(list, ", ")+"]")
		}
	}
	return out
}

// The texts with which the engine refuses an activity instance or a token that
// waits for a job, word for word: see [PlaceReport].
const (
	NoInstruction   = "There is no migration instruction for this instance's activity"
	NotSupported    = "The type of the source activity is not supported for activity instance migration"
	NotAsyncBefore  = "Target activity is not asyncBefore"
	NotAsyncAfter   = "Target activity is not asyncAfter"
	StartInSubScope = "A transition instance that instantiates the process can only be migrated to a process-level flow node"
	NoFlowChosen    = "Transition instance is assigned to no sequence flow and target activity has more than one outgoing sequence flow"
	FlowNotThere    = "Transition instance is assigned to a sequence flow that cannot be matched in the target activity"
)

func variableConflict(name string) string {
	return "The variable '" + name + "' exists in both, this scope and concurrent local in the parent scope. " +
		"Migrating to a non-scope activity would overwrite one of them."
}

// NoHandlerInstruction is the text with which the engine refuses an instance in
// which a handler can be compensated with whose event is not mapped: a boundary
// or a start event.
func NoHandlerInstruction(handler, event string) string {
	return "Cannot migrate subscription for compensation handler '" + handler + "'. There is no migration instruction for the compensation " + event + " event"
}
