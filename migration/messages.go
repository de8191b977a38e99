package migration

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// The texts with which the engine refuses plans and instances, word for word.
const (
	noSource               = "Source activity id is null"
	noTarget               = "Target activity id is null"
	innerNotMapped         = "Must map the inner activity of a multi-instance body when the body is mapped"
	innerLost              = "Cannot remove the inner activity of a multi-instance body when the body is mapped"
	fewerFlows             = "The target gateway must have at least the same number of incoming sequence flows that the source gateway has"
	noTrigger              = "Cannot update event trigger because the activity does not define a persistent event trigger"
	conditionalNeedsUpdate = "Conditional event has to migrate with update event trigger."

	noInstruction   = engine.NoInstruction
	notSupported    = engine.NotSupported
	notAsyncBefore  = engine.NotAsyncBefore
	notAsyncAfter   = engine.NotAsyncAfter
	startInSubScope = engine.StartInSubScope
	noFlowChosen    = engine.NoFlowChosen
	flowNotThere    = engine.FlowNotThere
)

func unknownSource(id string) string { return "Source activity '" + id + "' does not exist" }
func unknownTarget(id string) string { return "Target activity '" + id + "' does not exist" }

func incompatible(s, t program.Behavior) string {
	return fmt.Sprintf("Activities have incompatible types (%s is not compatible with %s)", s.Class(), t.Class())
}

func otherEvent(s, t program.Type) string {
	return fmt.Sprintf("Events are not of the same type (%s != %s)", s, t)
}

// maxMappings is how many instructions of one activity, and how many faulty
// instructions of a plan, are written out. The engine writes all; a plan made by
// people has a few, and one made to hurt would need the square of its size.
const maxMappings = 100

func mappedTwice(list []engine.Instruction) string {
	var all []string
	for n, i := range list {
		if n == maxMappings {
			all = append(all, fmt.Sprintf("… and %d more", len(list)-n))
			break
		}
		all = append(all, "ValidatingMigrationInstructionImpl{sourceActivity=Activity("+i.Source+"), targetActivity=Activity("+i.Target+")}")
	}
	return fmt.Sprintf("There are multiple mappings for source activity id '%s': %s", list[0].Source, strings.Join(all, ", "))
}

func newBody(activity, body string) string {
	return fmt.Sprintf("Target activity '%s' is a descendant of multi-instance body '%s' that is not mapped from the source process definition.", activity, body)
}

func noInner(body string) string {
	return "inner activity of multi instance body activity '" + body + "' not found"
}

func gatewayScope(id string) string { return "The gateway's flow scope '" + id + "' must be mapped" }

func severalGateways(id string) string {
	return "Only one gateway can be mapped to gateway '" + id + "'"
}

func noEventScope(id string) string {
	return "The source activity's event scope (" + id + ") must be mapped but the target activity has no event scope"
}

func otherEventScope(source, target string) string {
	return "The source activity's event scope (" + source + ") must be mapped to the target activity's event scope (" + target + ")"
}

func notAncestor(ancestor, target, activity string) string {
	return fmt.Sprintf("The closest mapped ancestor '%s' is mapped to scope '%s' which is not an ancestor of target scope '%s'", ancestor, target, activity)
}

func javaSerialization(name string) string {
	return "Cannot set variable with name " + name + ". Java serialization format is prohibited"
}

func pendingCompensation(handler, event string) string {
	return engine.NoHandlerInstruction(handler, event)
}

// What we say where the engine says nothing.
const (
	reasonNoID         = "the activity has no id by which it could be found again"
	reasonNotGenerated = "the engine maps such an activity only when it is told to"
)

// reasonGone says why there is nothing under an id that could take over.
func reasonGone(p *program.Process, id string) string {
	n, ok := p.Definitions.ByID(id).(*bpmn.FlowNode)
	switch {
	case !ok:
		return "there is no activity " + id + " to go on in"
	case n.Scope.Process != p.Element:
		return id + " is in " + n.Scope.Process.Label() + " there"
	}
	for s := n.Scope; s != nil; s = s.Parent {
		if owner, ok := s.Owner.(*bpmn.FlowNode); ok && owner.Type == bpmn.AdHocSubProcess {
			return id + " is in " + owner.Label() + " there, which the engine does not run"
		}
	}
	return id + " is " + n.Label() + " there, which the engine does not run"
}

func reasonMoved(p Pair, old, new *program.Activity) string {
	from, to := Label(p.Source, old.FlowScope), Label(p.Target, new.FlowScope)
	if from == to {
		return to + " around it is not mapped"
	}
	return fmt.Sprintf("it has moved from %s to %s, which are not mapped to each other: the engine maps it only when it is told to",
		from, to)
}

// Label names an activity for people, to begin a message with: user task
// "Check order". Where several are called so the id stands behind it.
func Label(p *program.Process, id program.ActivityID) string {
	a := &p.Activities[id]
	if id == program.Root {
		return p.Element.Label()
	}
	n := p.FlowNode(id)
	label := n.Label()
	if a.Name != "" && a.ID != "" && slices.ContainsFunc(p.Activities, func(o program.Activity) bool {
		return o.Name == a.Name && o.Element != a.Element && o.Type == a.Type
	}) {
		label += " (" + n.ID + ")"
	}
	if a.Behavior.IsMultiInstance() {
		return "multi-instance body of " + label
	}
	return label
}
