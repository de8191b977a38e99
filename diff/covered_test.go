package diff_test

import (
	"fmt"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// fact is one thing that a tree says: of an element, an attribute, a text, what
// it lies in, or that it is there.
type fact struct{ element, about, value string }

// place is where a tree says it.
type place struct {
	element *xmltree.Element
	about   string
}

// facts lists what a tree says outside of the diagram. An element is named by
// the way from the nearest id that both trees have; names maps such ids.
func facts(root *xmltree.Element, names map[string]string) map[fact][]place {
	out := map[fact][]place{}
	var walk func(x *xmltree.Element, outer string)
	walk = func(x *xmltree.Element, outer string) {
		if x.Space == bpmn.DINamespace && x.Local == "BPMNDiagram" {
			return
		}
		key := outer + "/" + x.Space + " " + x.Local
		if id := names[x.Attr("", "id").Text()]; id != "" && x.Space == bpmn.ModelNamespace {
			key = id
			say(out, fact{key, "in", outer}, place{x, "in"})
		}
		say(out, fact{key, "is", x.Space + " " + x.Local}, place{x, "is"})
		for _, a := range x.Attrs {
			if a.Space == xmltree.NamespaceXMLNS || a.Space == bpmn.XSINamespace && a.Local != "type" {
				continue
			}
			say(out, fact{key, "@" + a.Space + " " + a.Local, a.Value}, place{x, "@" + a.Local})
		}
		if text := strings.TrimSpace(x.Text()); text != "" {
			say(out, fact{key, "text", text}, place{x, "text"})
		}
		for _, c := range x.Children {
			walk(c, key)
		}
	}
	walk(root, "")
	return out
}

func say(facts map[fact][]place, f fact, p place) { facts[f] = append(facts[f], p) }

// ids returns the ids of a tree, each with the nearest id around it.
func ids(root *xmltree.Element) map[string]string {
	out := map[string]string{}
	for x := range root.Descendants() {
		id := x.Attr("", "id")
		if id == nil || x.Space != bpmn.ModelNamespace {
			continue
		}
		out[id.Value] = ""
		for outer := x.Parent; outer != nil && out[id.Value] == ""; outer = outer.Parent {
			out[id.Value] = outer.Attr("", "id").Text()
		}
	}
	return out
}

// uncovered compares the trees of two versions without knowing how they were
// compared, and returns what no change stands for, and what two do.
func uncovered(c *diff.Comparison) []string {
	olds, news := ids(c.Old.XML), ids(c.New.XML)
	oldNames, newNames := map[string]string{}, map[string]string{}
	for id, outer := range olds {
		// Ids of parts (an event definition) may go to parts of other elements.
		if now, both := news[id]; both && (now == outer || c.Matching.New(c.Old.ByID(id)) != nil) {
			oldNames[id], newNames[id] = id, id
		}
	}
	for _, p := range c.Matching.Pairs {
		if a, b := p.Old.Base().ID, p.New.Base().ID; a != b && a != "" && b != "" {
			oldNames[a], newNames[b] = b, b
		}
	}
	var out []string
	covered := map[place]bool{}
	twice := map[diff.Part]bool{}
	for _, x := range c.Changes {
		for _, p := range x.Covers {
			if twice[p] {
				old, new := p.Path()
				out = append(out, fmt.Sprintf("covered twice: %s %s in %s", old, new, x.Message))
			}
			twice[p] = true
			cover(covered, c, p)
		}
	}
	before, after := facts(c.Old.XML, oldNames), facts(c.New.XML, newNames)
	missing := func(facts, others map[fact][]place, sign string) {
		for f, places := range facts {
			need := len(places) - len(others[f])
			for _, p := range places {
				if covered[p] {
					need--
				}
			}
			if need > 0 {
				out = append(out, fmt.Sprintf("%s %v is not covered", sign, f))
			}
		}
	}
	missing(before, after, "-")
	missing(after, before, "+")
	return out
}

func cover(covered map[place]bool, c *diff.Comparison, p diff.Part) {
	for _, x := range []*xmltree.Element{p.Old, p.New} {
		if x == nil {
			continue
		}
		switch p.Of {
		case diff.AttributePart:
			covered[place{x, "@" + p.Attr}] = true
		case diff.TextPart:
			covered[place{x, "text"}] = true
		case diff.TypePart:
			covered[place{x, "is"}] = true
			covered[place{x, "@" + p.Attr}] = true
		case diff.PlacePart:
			covered[place{x, "in"}] = true
		case diff.WrapperPart:
			coverAll(covered, x, func(*xmltree.Element) bool { return false })
		case diff.ElementPart:
			coverAll(covered, x, func(y *xmltree.Element) bool {
				n := c.Old.ByID(y.Attr("", "id").Text())
				if p.Old == nil {
					n = c.New.ByID(y.Attr("", "id").Text())
				}
				return n == nil || n.Base().XML != y || c.Matching.New(n) == nil && c.Matching.Old(n) == nil
			})
		}
	}
}

// coverAll covers an element with those of its descendants that belong to it.
func coverAll(covered map[place]bool, x *xmltree.Element, belongs func(*xmltree.Element) bool) {
	covered[place{x, "is"}], covered[place{x, "in"}], covered[place{x, "text"}] = true, true, true
	for _, a := range x.Attrs {
		covered[place{x, "@" + a.Local}] = true
	}
	for _, c := range x.Children {
		if belongs(c) {
			coverAll(covered, c, belongs)
		}
	}
}
