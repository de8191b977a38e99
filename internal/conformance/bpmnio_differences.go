package conformance

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// difference is a difference from bpmn.io's linter that is meant.
// docs/bpmn-io.md explains each under its name.
type difference struct {
	name string
	// rules are the rules that it is about; nil for all.
	rules []string
	// holds reports whether the difference explains n findings more than the
	// peer's, or less where n is negative, of a rule on the element of an id.
	holds func(d *bpmn.Definitions, rule, id string, n int) bool
}

// differences are ordered from those that are about one element to those that
// change how the peer reads the whole file.
var differences = []difference{
	{"root-without-name", []string{"global"}, func(d *bpmn.Definitions, _, id string, _ int) bool {
		return anyOf(d, id, func(n bpmn.Node) bool { return isGlobal(n) && strings.TrimSpace(n.Base().Name) == "" })
	}},
	{"error-mapping-is-use", []string{"global"}, func(d *bpmn.Definitions, _, id string, n int) bool {
		return n < 0 && anyOf(d, id, func(x bpmn.Node) bool { return isMapped(d, x) })
	}},
	{"qualified-reference", []string{"global", "standard-size", "no-overlapping-elements"}, func(d *bpmn.Definitions, rule, id string, n int) bool {
		if rule == "global" {
			return n < 0 && isReferredByPrefix(d, id)
		}
		return hasQualifiedProcessRef(d)
	}},
	{"compensation-in-sub-process", []string{"no-implicit-end"}, func(d *bpmn.Definitions, _, id string, n int) bool {
		return n < 0 && anyOf(d, id, func(x bpmn.Node) bool { return isHandledInScope(d, x) })
	}},
	{"association-without-source", []string{"no-implicit-end"}, func(d *bpmn.Definitions, _, _ string, n int) bool {
		return n > 0 && slices.ContainsFunc(d.Elements, func(x bpmn.Node) bool { return isLooseAssociation(d, x) })
	}},
	{"message-that-is-caught", []string{"implementation"}, func(d *bpmn.Definitions, _, id string, n int) bool {
		return n < 0 && anyOf(d, id, func(x bpmn.Node) bool {
			e, ok := x.(*bpmn.EventDefinition)
			return ok && e.Type == bpmn.MessageEventDefinition && e.Event != nil && e.Event.Type.IsCatchEvent()
		})
	}},
	{"extension-namespace", []string{"implementation"}, func(d *bpmn.Definitions, _, id string, n int) bool {
		return n < 0 && anyOf(d, id, func(x bpmn.Node) bool { return hasOtherNamespace(x.Base().XML) })
	}},
	{"link-without-name", []string{"link-event"}, func(d *bpmn.Definitions, _, id string, n int) bool {
		return n < 0 && anyOf(d, id, func(x bpmn.Node) bool {
			f, ok := x.(*bpmn.FlowNode)
			return ok && slices.ContainsFunc(f.EventDefinitions, func(e *bpmn.EventDefinition) bool {
				return e.Type == bpmn.LinkEventDefinition && e.Name == ""
			})
		})
	}},
	{"reference-to-definition", nil, func(d *bpmn.Definitions, rule, id string, n int) bool {
		if rule == "global" {
			return n < 0 && len(d.EventDefinitions) > 0
		}
		return anyOf(d, id, dependsOnReference)
	}},
	{"second-shape", []string{"standard-size"}, func(d *bpmn.Definitions, _, id string, n int) bool {
		return n < 0 && hasSecondShape(d, id)
	}},
	{"flow-from-nowhere", []string{"no-duplicate-sequence-flows"}, func(d *bpmn.Definitions, _, _ string, _ int) bool {
		return slices.ContainsFunc(d.Elements, func(x bpmn.Node) bool {
			f, ok := x.(*bpmn.SequenceFlow)
			return ok && (f.Source == nil || f.Target == nil)
		})
	}},
	{"unknown-expression-type", []string{
		"conditional-flows", "event-based-gateway", "forking-conditions", "label-required", "no-duplicate-sequence-flows", "no-implicit-split",
	}, func(d *bpmn.Definitions, _, _ string, _ int) bool {
		return slices.ContainsFunc(d.Elements, func(x bpmn.Node) bool {
			f, ok := x.(*bpmn.SequenceFlow)
			return ok && f.Condition != nil && !isExpressionType(f.Condition.XSIType)
		})
	}},
	{"element-without-id", []string{"no-bpmndi", "global"}, func(_ *bpmn.Definitions, _, id string, n int) bool { return id == "" && n > 0 }},
	{"further-lane-set", []string{"no-bpmndi"}, func(d *bpmn.Definitions, _, id string, n int) bool {
		return n > 0 && anyOf(d, id, func(x bpmn.Node) bool { return isInFurtherLaneSet(d, x) })
	}},
	{"diagram-without-plane", []string{"no-bpmndi"}, func(d *bpmn.Definitions, _, _ string, n int) bool {
		return n > 0 && slices.ContainsFunc(d.Diagrams, func(g *bpmn.Diagram) bool { return len(g.Planes) == 0 })
	}},
	{"boolean-as-number", nil, func(d *bpmn.Definitions, _, _ string, _ int) bool {
		return anyElement(d.Document.Root, func(x *xmltree.Element) bool { return slices.ContainsFunc(x.Attrs, isNumericBoolean) })
	}},
	{"spaced-attribute", nil, func(d *bpmn.Definitions, _, _ string, _ int) bool {
		text := d.File.Text()
		return anyElement(d.Document.Root, func(x *xmltree.Element) bool {
			return slices.ContainsFunc(x.Attrs, func(a xmltree.Attr) bool { return bytes.ContainsAny(text[a.Name.End:a.Raw.Start], " \t\r\n") })
		})
	}},
	{"illegal-id", nil, func(d *bpmn.Definitions, _, _ string, _ int) bool {
		return slices.ContainsFunc(d.Elements, func(n bpmn.Node) bool {
			a := n.Base().Attr("id")
			return a != nil && a.Value != "" && !legalID.MatchString(a.Value)
		})
	}},
	{"duplicate-id", nil, func(d *bpmn.Definitions, _, _ string, _ int) bool { return hasDuplicateID(d) }},
	{"document-type", nil, func(d *bpmn.Definitions, _, _ string, _ int) bool { return hasDoctype(d) }},
	{"flow-children", []string{
		"conditional-flows", "event-based-gateway", "fake-join", "forking-conditions", "label-required", "no-disconnected", "no-gateway-join-fork",
		"no-implicit-end", "no-implicit-split", "no-implicit-start", "superfluous-gateway", "superfluous-termination",
	}, flowChildrenDisagree},
}

// DifferenceNames returns the names of the documented differences from
// bpmn.io's linter.
func DifferenceNames() []string {
	names := make([]string, len(differences))
	for i, d := range differences {
		names[i] = d.name
	}
	return names
}

// anyOf reports whether an element of an id has a property; for elements
// without id, whether one of them has.
func anyOf(d *bpmn.Definitions, id string, has func(bpmn.Node) bool) bool {
	return slices.ContainsFunc(d.Elements, func(n bpmn.Node) bool { return strings.TrimSpace(n.Base().ID) == id && has(n) })
}

// anyElement reports whether an XML element or one below it has a property.
func anyElement(x *xmltree.Element, has func(*xmltree.Element) bool) bool {
	return x != nil && (has(x) || slices.ContainsFunc(x.Children, func(c *xmltree.Element) bool { return anyElement(c, has) }))
}

func isGlobal(n bpmn.Node) bool {
	switch n.(type) {
	case *bpmn.Message, *bpmn.Signal, *bpmn.Error, *bpmn.Escalation:
		return true
	}
	return false
}

// isMapped reports whether an error event definition of an external task
// throws the error.
func isMapped(d *bpmn.Definitions, n bpmn.Node) bool {
	e, ok := n.(*bpmn.Error)
	return ok && slices.ContainsFunc(d.Elements, func(n bpmn.Node) bool {
		x, ok := n.(*bpmn.EventDefinition)
		return ok && x.Event == nil && x.Error == e && x.XML.Space != bpmn.ModelNamespace
	})
}

// isReferredByPrefix reports whether some reference to the element has a
// prefix, as a QName may; the peer knows ids only.
func isReferredByPrefix(d *bpmn.Definitions, id string) bool {
	return slices.ContainsFunc(d.Elements, func(n bpmn.Node) bool {
		switch n := n.(type) {
		case *bpmn.EventDefinition:
			return isQualified(n.Ref) && n.Ref.Local == id
		case *bpmn.FlowNode:
			return isQualified(n.MessageRef) && n.MessageRef.Local == id
		case *bpmn.MessageFlow:
			return isQualified(n.MessageRef) && n.MessageRef.Local == id
		}
		return false
	})
}

func isQualified(r bpmn.Ref) bool { return r.Local != r.Value }

func hasQualifiedProcessRef(d *bpmn.Definitions) bool {
	return slices.ContainsFunc(d.Elements, func(n bpmn.Node) bool {
		p, ok := n.(*bpmn.Participant)
		return ok && p.Process != nil && isQualified(p.ProcessRef)
	})
}

// isHandledInScope reports whether a compensation boundary event has an
// association that is not a child of its process.
func isHandledInScope(d *bpmn.Definitions, n bpmn.Node) bool {
	f, ok := n.(*bpmn.FlowNode)
	if !ok || f.Type != bpmn.BoundaryEvent || f.Scope == nil || f.Scope.Process == nil {
		return false
	}
	return slices.ContainsFunc(d.Elements, func(n bpmn.Node) bool {
		a, ok := n.(*bpmn.Artifact)
		return ok && a.Type == bpmn.AssociationType && a.SourceRef.Value == f.ID && !slices.Contains(f.Scope.Process.Artifacts, a)
	})
}

// isLooseAssociation reports whether n is an association from nowhere, at
// which the peer's rule fails.
func isLooseAssociation(d *bpmn.Definitions, n bpmn.Node) bool {
	a, ok := n.(*bpmn.Artifact)
	return ok && a.Type == bpmn.AssociationType && d.ByID(a.SourceRef.Value) == nil
}

// hasOtherNamespace reports whether an element has an extension in another
// namespace than Camunda's own, the only one that the peer is told about.
func hasOtherNamespace(x *xmltree.Element) bool {
	other := func(space string) bool { return space != bpmn.CamundaNamespace && bpmn.IsExtensionNamespace(space) }
	return anyElement(x, func(x *xmltree.Element) bool {
		return other(x.Space) || slices.ContainsFunc(x.Attrs, func(a xmltree.Attr) bool { return other(a.Space) })
	})
}

// dependsOnReference reports whether an event has an eventDefinitionRef, which
// the peer does not take for an event definition, or whether the element's
// scope or content has such an event.
func dependsOnReference(n bpmn.Node) bool {
	byReference := func(f *bpmn.FlowNode) bool {
		return slices.ContainsFunc(f.EventDefinitions, func(e *bpmn.EventDefinition) bool { return e.ByReference })
	}
	switch n := n.(type) {
	case *bpmn.Process:
		return slices.ContainsFunc(n.FlowNodes, byReference)
	case *bpmn.FlowNode:
		return byReference(n) || n.Scope != nil && slices.ContainsFunc(n.Scope.FlowNodes, byReference) ||
			n.Content != nil && slices.ContainsFunc(n.Content.FlowNodes, byReference)
	}
	return false
}

// hasSecondShape reports whether several shapes show the element: they have
// one finding here.
func hasSecondShape(d *bpmn.Definitions, id string) bool {
	n := 0
	for _, x := range d.Elements {
		if s, ok := x.(*bpmn.Shape); ok && s.ElementRef.Value == id {
			n++
		}
	}
	return n > 1
}

// isExpressionType reports whether the peer reads a condition of this
// xsi:type; it leaves out one of another type.
func isExpressionType(t string) bool {
	return t == "" || t == "tFormalExpression" || t == "tExpression"
}

// isInFurtherLaneSet reports whether n is a lane behind the first lane set of
// its process, where the peer stops.
func isInFurtherLaneSet(d *bpmn.Definitions, n bpmn.Node) bool {
	lane, ok := n.(*bpmn.Lane)
	return ok && slices.ContainsFunc(d.Processes, func(p *bpmn.Process) bool {
		return len(p.LaneSets) > 1 && slices.ContainsFunc(p.LaneSets[1:], func(s *bpmn.LaneSet) bool { return contains(s, lane) })
	})
}

func contains(s *bpmn.LaneSet, lane *bpmn.Lane) bool {
	return s != nil && slices.ContainsFunc(s.Lanes, func(l *bpmn.Lane) bool { return l == lane || contains(l.Children, lane) })
}

// flowChildrenDisagree reports whether the incoming and outgoing children of
// an element, or of the source of a flow, do not list the flows that begin and
// end there. What ends a scope depends on all of its nodes.
func flowChildrenDisagree(d *bpmn.Definitions, rule, id string, _ int) bool {
	return anyOf(d, id, func(n bpmn.Node) bool {
		switch n := n.(type) {
		case *bpmn.FlowNode:
			if rule == "label-required" && !n.Type.IsGateway() {
				return false
			}
			return disagrees(n) || rule == "superfluous-termination" && slices.ContainsFunc(n.Scope.FlowNodes, disagrees)
		case *bpmn.SequenceFlow:
			// Children cannot list a flow without id, but another node may.
			return id == "" || slices.ContainsFunc(d.Elements, func(x bpmn.Node) bool {
				f, ok := x.(*bpmn.FlowNode)
				return ok && disagrees(f) && (f == n.Source || slices.ContainsFunc(f.OutgoingRefs, func(r bpmn.Ref) bool { return r.Value == id }))
			})
		}
		return false
	})
}

func disagrees(n *bpmn.FlowNode) bool {
	for _, c := range n.XML.Children {
		// The peer takes white space for a part of the id.
		if text := c.Text(); (c.Local == "incoming" || c.Local == "outgoing") && text != strings.TrimSpace(text) {
			return true
		}
	}
	return !sameFlows(n.Incoming, n.IncomingRefs) || !sameFlows(n.Outgoing, n.OutgoingRefs)
}

func sameFlows(flows []*bpmn.SequenceFlow, refs []bpmn.Ref) bool {
	var a, b []string
	for _, f := range flows {
		a = append(a, f.ID)
	}
	for _, r := range refs {
		b = append(b, r.Value)
	}
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// isNumericBoolean reports whether an attribute that the rules depend on is
// 0 or 1, or has white space around it, as XML Schema allows; the peer knows
// the word true only.
func isNumericBoolean(a xmltree.Attr) bool {
	switch a.Local {
	case "isExecutable", "triggeredByEvent", "isForCompensation", "isInterrupting", "isExpanded":
		v := strings.TrimSpace(a.Value)
		return a.Space == "" && (v == "0" || v == "1" || v != a.Value)
	}
	return false
}

// legalID is what the peer takes for an id; it leaves out an element with
// another one, and everything in it.
var legalID = regexp.MustCompile(`^(?i:([a-z][\w.-]*:)?[a-z_][\w.-]*)$`)

// hasDuplicateID reports whether two elements of the model or of its diagram
// have one id: the peer leaves out the second, and everything in it.
func hasDuplicateID(d *bpmn.Definitions) bool {
	seen := map[string]bool{}
	return anyElement(d.Document.Root, func(x *xmltree.Element) bool {
		id := x.Attr("", "id").Text()
		if id == "" || x.Space != bpmn.ModelNamespace && x.Space != bpmn.DINamespace {
			return false
		}
		again := seen[id]
		seen[id] = true
		return again
	})
}

// hasDoctype reports whether the file has a document type, which the engine
// refuses and the peer skips.
func hasDoctype(d *bpmn.Definitions) bool {
	return bytes.Contains(d.File.Text(), []byte("<!DOCTYPE"))
}
