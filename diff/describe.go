package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diff/unified"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// shortValue is the number of bytes up to which a value stands in a message.
const shortValue = 70

// add enters a difference: with others of the same element and aspect, it is
// one change.
func (w *comparer) add(d delta) {
	a := aspectOf(&d)
	kind := Modified
	switch {
	case a.name == "flow" || a.name == "association":
		kind = Rewired
	case a.name == "attached":
		kind = Moved
	case a.name == "event" && d.part.Of == ElementPart:
		kind = Retyped
	}
	owner := d.owner
	if a.name == "namespace" {
		owner = Pair{Old: w.old.definitions, New: w.new.definitions}
	}
	key := subject{owner.Old, owner.New, a.name, kind}
	c := w.open[key]
	if c == nil {
		c = w.change(&Change{Kind: kind, Class: a.class, Aspect: a.name, Old: owner.Old, New: owner.New, Effect: a.effect})
		w.open[key] = c
	}
	c.Covers = append(c.Covers, d.part)
	if kind == Rewired && w.about[owner.New] == nil {
		w.about[owner.New], w.about[owner.Old] = c, c
	}
	name, part := nameOfDetail(&d)
	detail := newDetail(name, d.oldValue, d.newValue, d.before, d.after)
	detail.part = part
	if a.name == "namespace" {
		detail.part, detail.Name = "", "namespace"
		if slices.Contains(c.Details, detail) {
			return
		}
	}
	c.Details = append(c.Details, detail)
	c.Effect = effectOf(a, c)
}

// effectOf returns what follows from a change so far. A condition that came or
// went has an effect of its own.
func effectOf(a aspect, c *Change) string {
	if a.name != "condition" || c.New.Base().Type != bpmn.SequenceFlowType || len(c.Details) != 1 {
		return a.effect
	}
	switch d := c.Details[0]; {
	case !d.HasOld:
		return "Instances go this way only if the condition is true."
	case !d.HasNew:
		return "Instances go this way without a condition."
	}
	return a.effect
}

// newDetail makes a detail, with the difference of long texts.
func newDetail(name, old, new string, hasOld, hasNew bool) Detail {
	d := Detail{Name: name, Old: old, New: new, HasOld: hasOld, HasNew: hasNew}
	if !hasOld || !hasNew || len(old) <= shortValue && len(new) <= shortValue && !strings.ContainsAny(old+new, "\n") {
		return d
	}
	if strings.Contains(old, "\n") || strings.Contains(new, "\n") {
		d.Text = unified.Hunks(old, new)
	} else {
		d.Text = unified.Words(old, new)
	}
	return d
}

// nameOfDetail names what differs: the attribute, or the part of the element
// with the attribute; and that part alone, empty for the element itself.
func nameOfDetail(d *delta) (name, part string) {
	if d.detail != "" {
		return d.detail, ""
	}
	x, owner := d.part.New, d.owner.New
	if x == nil {
		x, owner = d.part.Old, d.owner.Old
	}
	if d.part.Of == AttributePart && x == owner.Base().XML {
		if d.part.Attr == "default" {
			return "default flow", ""
		}
		return d.part.Attr, ""
	}
	var names []string
	for y := x; y != owner.Base().XML && y != nil; y = y.Parent {
		if !wrappers[y.Local] || y == x {
			names = append(names, partLabel(y))
		}
	}
	if len(names) == 0 { // text directly in the element
		return "text", ""
	}
	slices.Reverse(names)
	// Of an event definition or a loop, only what it says needs a name.
	if len(names) > 1 && names[0] == partLabel(top(x, owner.Base().XML)) && saysItself[top(x, owner.Base().XML).Local] {
		names = names[1:]
	}
	if d.part.Of != AttributePart {
		return strings.Join(names, ", "), names[0]
	}
	if len(names) == 1 && saysItself[x.Local] {
		return d.part.Attr, ""
	}
	return strings.Join(append(names, d.part.Attr), ", "), names[0]
}

// top returns the ancestor of an element, or itself, that lies directly in the
// root.
func top(x, root *xmltree.Element) *xmltree.Element {
	for x.Parent != nil && x.Parent != root && x != root {
		x = x.Parent
	}
	return x
}

// saysItself are the parts that the aspect names already.
var saysItself = map[string]bool{
	"timerEventDefinition": true, "messageEventDefinition": true, "signalEventDefinition": true, "errorEventDefinition": true,
	"escalationEventDefinition": true, "conditionalEventDefinition": true, "linkEventDefinition": true,
	"compensateEventDefinition": true, "multiInstanceLoopCharacteristics": true, "conditionExpression": true,
}

// partLabel names a part of an element.
func partLabel(x *xmltree.Element) string {
	switch x.Local {
	case "conditionExpression":
		return "condition"
	case "executionListener", "taskListener":
		if event := x.Attr("", "event"); event != nil {
			return words(x.Local) + " on " + printable(event.Value)
		}
	case "in", "out":
		for _, name := range [...]string{"target", "businessKey", "variables"} {
			if a := x.Attr("", name); a != nil {
				return words(x.Local) + " " + quote(a.Value)
			}
		}
	case "entry":
		return "entry " + quote(x.Attr("", "key").Text())
	case "formField", "formProperty", "property":
		if id := x.Attr("", "id"); id != nil {
			return words(x.Local) + " " + quote(id.Value)
		}
	}
	e := bpmn.Element{Type: bpmn.Type(x.Local), Name: x.Attr("", "name").Text(), XML: x}
	if !bpmn.IsExtensionNamespace(x.Space) && len(x.Children) > 0 {
		e.ID = x.Attr("", "id").Text()
	}
	return e.Label()
}

// words returns a local name as people say it.
func words(local string) string {
	return (&bpmn.Element{Type: bpmn.Type(local)}).Label()
}

// brief says in one line what an element holds, "" for nil.
func brief(x *xmltree.Element) string {
	if x == nil {
		return ""
	}
	if text := textOf(x); text != "" && len(x.Children) == 0 {
		return text
	}
	var parts []string
	for i := range x.Attrs {
		if a := &x.Attrs[i]; !isDeclaration(a) && a.Local != "id" && a.Space != bpmn.XSINamespace {
			parts = append(parts, a.Local+"="+a.Value)
		}
	}
	for _, c := range x.Children {
		inner := brief(c)
		if name := partLabel(c); inner == "" {
			parts = append(parts, name)
		} else {
			parts = append(parts, name+": "+inner)
		}
	}
	return strings.Join(parts, "; ")
}

// label names an element for people. A flow without a name is named by its
// ends.
func label(n bpmn.Node) string {
	f, ok := n.(*bpmn.SequenceFlow)
	if !ok || f.Source == nil || f.Target == nil || strings.TrimSpace(f.Name) != "" {
		return n.Base().Label()
	}
	return "sequence flow from " + f.Source.Label() + " to " + f.Target.Label()
}

// messageOf says in a sentence what a change is.
func messageOf(c *Change) string {
	n := c.New
	if n == nil {
		n = c.Old
	}
	if c.Kind == Rewired && c.New != nil {
		return messageOfEnds(c)
	}
	if c.Kind == Retyped && c.Old != nil && c.New != nil && label(c.Old) != label(c.New) {
		return label(c.Old) + " becomes " + label(c.New)
	}
	a := aspects[c.Aspect]
	about := label(n)
	if len(c.Details) != 1 {
		names := make([]string, 0, len(c.Details))
		for _, d := range c.Details {
			if name := cmp.Or(d.part, d.Name); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if len(names) > 4 {
			names = append(names[:3], fmt.Sprintf("%d more", len(names)-3))
		}
		if len(names) == 0 || len(names) == 1 && names[0] == a.noun {
			return fmt.Sprintf("%s: %s changed", about, a.noun)
		}
		return fmt.Sprintf("%s: %s changed: %s", about, a.noun, strings.Join(names, ", "))
	}
	d := c.Details[0]
	if c.Kind == Moved && d.HasOld && d.HasNew {
		return fmt.Sprintf("%s is moved from %s to %s", about, d.Old, d.New)
	}
	switch name := d.Name; {
	case !d.HasOld && !d.HasNew:
		return fmt.Sprintf("%s: %s changed", about, name)
	case d.HasOld && d.HasNew && isShort(d.Old) && isShort(d.New):
		return fmt.Sprintf("%s: %s changed from %s to %s", about, name, value(d.Old), value(d.New))
	case d.HasOld && d.HasNew:
		return fmt.Sprintf("%s: %s changed", about, name)
	case d.HasNew && d.New != "" && isShort(d.New):
		return fmt.Sprintf("%s: %s added: %s", about, name, value(d.New))
	case d.HasNew:
		return fmt.Sprintf("%s: %s added", about, name)
	case d.Old != "" && isShort(d.Old):
		return fmt.Sprintf("%s: %s removed: %s", about, name, value(d.Old))
	}
	return fmt.Sprintf("%s: %s removed", about, d.Name)
}

// messageOfEnds says where an edge leads now.
func messageOfEnds(c *Change) string {
	about := c.New.Base().Label()
	var from, to *Detail
	for i := range c.Details {
		switch d := &c.Details[i]; d.Name {
		case "sourceRef":
			from = d
		case "targetRef":
			to = d
		}
	}
	switch f, ok := c.New.(*bpmn.SequenceFlow); {
	case from != nil && to != nil:
		return fmt.Sprintf("%s leads from %s to %s instead of from %s to %s", about, from.New, to.New, from.Old, to.Old)
	case to != nil && ok && f.Source != nil && strings.TrimSpace(f.Name) == "":
		return fmt.Sprintf("sequence flow from %s leads to %s instead of %s", f.Source.Label(), to.New, to.Old)
	case to != nil:
		return fmt.Sprintf("%s leads to %s instead of %s", about, to.New, to.Old)
	case from != nil && ok && f.Target != nil && strings.TrimSpace(f.Name) == "":
		return fmt.Sprintf("sequence flow to %s comes from %s instead of %s", f.Target.Label(), from.New, from.Old)
	case from != nil:
		return fmt.Sprintf("%s comes from %s instead of %s", about, from.New, from.Old)
	}
	return about + ": ends changed"
}

func isShort(s string) bool { return len(s) <= shortValue && !strings.Contains(s, "\n") }

// value writes a value into a sentence. Names of elements are quoted already.
func value(s string) string {
	if strings.HasSuffix(s, `"`) && strings.Contains(s, ` "`) {
		return printable(s)
	}
	return quote(s)
}

func quote(s string) string { return `"` + printable(s) + `"` }

// printable makes one line of a text from a file.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.TrimSpace(s))
	if r := []rune(s); len(r) > 2*shortValue {
		return string(r[:2*shortValue-1]) + "…"
	}
	return s
}
