package diff

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Kind tells what became of an element.
type Kind string

// The kinds of changes.
const (
	Added    Kind = "added"
	Removed  Kind = "removed"
	Renamed  Kind = "renamed"  // has another id
	Moved    Kind = "moved"    // lies in another scope, lane or at another activity
	Retyped  Kind = "retyped"  // has another type, or waits for another kind of event
	Rewired  Kind = "rewired"  // a flow or an association with other ends
	Modified Kind = "modified" // something of it is different
)

// Class tells whom a change concerns. They are listed in the order in which a
// reviewer wants to see them.
type Class string

// The classes of changes.
const (
	// Contract is what other systems, callers and running instances know the
	// process by: keys, ids, names of messages and topics, codes, calls.
	Contract Class = "contract"
	// Behavior is what the process does: flows, conditions, timers, code.
	Behavior Class = "behavior"
	// Data is what is read into variables and written out of them.
	Data Class = "data"
	// HumanWork is what people see and get: tasks, forms, due dates.
	HumanWork Class = "human-work"
	// Operations is how the engine runs it: jobs, retries, priorities, history.
	Operations Class = "operations"
	// Cosmetic is what the engine does not act upon.
	Cosmetic Class = "cosmetic"
)

// Classes returns all classes, the most serious first.
func Classes() []Class {
	return []Class{Contract, Behavior, Data, HumanWork, Operations, Cosmetic}
}

// Change is what became of one element in one respect.
type Change struct {
	Kind  Kind
	Class Class
	// Aspect names the respect in which the element changed: condition, timer,
	// assignment, …; see docs/diff.md. It is "element" for an element that is
	// added or removed as a whole, "layout" for one that is drawn differently.
	Aspect string
	// Old and New are the element in both versions; one is nil where the
	// element is in one of them only. They are the model itself where a change
	// belongs to no element in particular.
	Old, New bpmn.Node
	// By tells for Renamed how the element was recognized, 0 for all others.
	By Reason
	// Message is one lower-case sentence without full stop that begins with
	// type and name of the element.
	Message string
	// Effect says in one whole sentence what follows from the change.
	Effect string
	// Details are the single differences, in document order. There may be none
	// where the message says all.
	Details []Detail
	// Covers are the differences between the files that the change stands
	// for. No difference is covered by two changes.
	Covers []Part
}

// Detail is a single difference.
type Detail struct {
	// Name says what differs: an attribute's name, "text", or words for a
	// child, such as `input parameter "amount"`.
	Name string
	// Old and New are the values, "" on the side that has none; HasOld and
	// HasNew tell that from an empty value.
	Old, New       string
	HasOld, HasNew bool
	// part is what the name begins with: the part of the element.
	part string
	// Text shows the difference of values that are longer than a line: as a
	// unified diff of several lines, or as one line with [-removed-] and
	// {+added+} words. Empty for short values.
	Text string
}

// Part is a difference between the two XML documents.
type Part struct {
	// Old and New are the XML element in both versions, nil on a side that
	// does not have it.
	Old, New *xmltree.Element
	Of       PartKind
	// Attr is the attribute's name without prefix where Of is AttributePart.
	Attr string
}

// PartKind tells what of an XML element differs.
type PartKind uint8

// The kinds of parts.
const (
	// ElementPart is an element that only one side has, with all of its
	// content but elements that have a counterpart elsewhere.
	ElementPart   PartKind = iota + 1
	AttributePart          // an attribute
	TextPart               // the text directly in the element
	TypePart               // the element's name
	PlacePart              // what the element lies in
	WrapperPart            // an element that only holds others, without them
	OrderPart              // its place among its siblings
)

// Path returns the place of a part as XML paths: the old one and the new one,
// empty on a side that does not have it.
func (p Part) Path() (old, new string) {
	return p.path(p.Old), p.path(p.New)
}

func (p Part) path(x *xmltree.Element) string {
	switch {
	case x == nil:
		return ""
	case x.Parent == nil && p.Of == AttributePart:
		return "/@" + p.Attr
	case x.Parent == nil:
		return "/"
	case p.Of == AttributePart:
		return x.Path() + "@" + p.Attr
	}
	return x.Path()
}

// Options configure [Compare].
type Options struct {
	// Layout lists changes of the diagram too.
	Layout bool
}

// Comparison is what differs between two versions of a model.
type Comparison struct {
	Old, New *bpmn.Definitions
	Matching *Matching
	// Changes are sorted by class, then by their place in the new version;
	// what was removed stands where it was.
	Changes []Change
	// Drawn is the number of elements that are drawn differently, whether
	// Changes lists them or not.
	Drawn int
}

// Count returns the number of changes of a class.
func (c *Comparison) Count(class Class) int {
	n := 0
	for i := range c.Changes {
		if c.Changes[i].Class == class {
			n++
		}
	}
	return n
}

// Compare tells what differs between two versions of a model. It looks at what
// both say, not at how they write it: prefixes, declarations of namespaces,
// comments, white space around texts, and the order of elements where nothing
// depends on it are no differences. Neither version may be nil; [Empty] stands
// for a file that is not there.
func Compare(old, new *bpmn.Definitions, o Options) *Comparison {
	m := Match(old, new)
	w := newComparer(m, old, new)
	w.elements()
	w.pairs()
	w.references()
	w.diagrams(o.Layout)
	return &Comparison{Old: old, New: new, Matching: m, Changes: w.finish(), Drawn: w.drawn}
}

// Empty returns the model of a file that is not there.
func Empty() *bpmn.Definitions { return new(bpmn.Definitions) }
