package analysis

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/internal/spelling"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Extension is an extension attribute or an extension element that the engine
// does not read where it stands.
type Extension struct {
	// Owner is the nearest element of the model around it, or with it.
	Owner *bpmn.Element
	// XML is the extension element, or the element that has the attribute.
	XML *xmltree.Element
	// Attr is the attribute; nil where the element is at fault.
	Attr *xmltree.Attr
	// Name is its name as written, with the prefix.
	Name string
	// Known says that the engine reads the name elsewhere, and Where tells where:
	// "user tasks". An unknown name has neither.
	Known bool
	Where string
	// Meant is the name that was certainly meant, with the prefix: the only one
	// that the engine reads at this place and that looks like it. Empty where
	// there is none, or a choice.
	Meant string
}

// Inside returns the place of the extension in its owner: how many XML elements
// begin in the owner up to it, 0 for the owner itself.
func (x Extension) Inside() int {
	if x.XML == x.Owner.XML {
		return 0
	}
	n := 0
	for d := range x.Owner.XML.Descendants() {
		if n++; d == x.XML {
			return n
		}
	}
	return 0
}

// UnreadExtensions returns the extensions in the namespaces that the engine
// reads and that are nevertheless nothing to it, in document order. Processes
// that are not executable are left out, as the engine reads nothing of them.
func UnreadExtensions(d *bpmn.Definitions, namespaces []string) []Extension {
	r := reader{text: d.File.Text(), namespaces: namespaces, processes: map[*xmltree.Element]bool{}}
	for _, p := range d.Processes {
		r.processes[p.XML] = p.IsExecutable
		r.executable = r.executable || p.IsExecutable
	}
	if !r.executable {
		return nil
	}
	for _, n := range d.Elements {
		e := n.Base()
		if e.XML == nil || e.XML.Space != bpmn.ModelNamespace || !r.reads(e.XML) {
			continue
		}
		r.attributes(n, e)
		for _, x := range e.Extensions {
			r.extension(n, e, x)
		}
	}
	return r.found
}

// reader looks at the extensions of a file as the engine does.
type reader struct {
	text       []byte // of the file
	namespaces []string
	// processes tells of each process whether it is executable, executable
	// whether any is.
	processes  map[*xmltree.Element]bool
	executable bool
	found      []Extension
}

// reads reports whether the engine looks at an element of BPMN at all.
func (r *reader) reads(x *xmltree.Element) bool {
	for ; x != nil; x = x.Parent {
		if executable, ok := r.processes[x]; ok {
			return executable
		}
	}
	return true
}

func (r *reader) isExtension(space string) bool { return slices.Contains(r.namespaces, space) }

// attributes looks at the extension attributes of an element of BPMN.
func (r *reader) attributes(n bpmn.Node, e *bpmn.Element) {
	for i := range e.XML.Attrs {
		a := &e.XML.Attrs[i]
		if a.Space == "" || !r.isExtension(a.Space) || isForeign(a.Local) {
			continue
		}
		place, known := attributePlaces[a.Local]
		switch {
		case known && (place.reads(n) || isIdle(a)):
		case known:
			r.add(Extension{Owner: e, XML: e.XML, Attr: a, Known: true, Where: place.where})
		default:
			r.add(Extension{Owner: e, XML: e.XML, Attr: a, Meant: meant(a.Local, readable(attributePlaces, n))})
		}
	}
}

// extension looks at a child of the extension elements of an element of BPMN.
func (r *reader) extension(n bpmn.Node, e *bpmn.Element, x *xmltree.Element) {
	if !r.isExtension(x.Space) {
		return
	}
	place, known := elementPlaces[x.Local]
	part, isPart := extensionParts[x.Local]
	switch {
	case known && place.reads(n):
		r.content(e, x)
	case known:
		r.add(Extension{Owner: e, XML: x, Known: true, Where: place.where})
	case isPart && part.within != "":
		r.add(Extension{Owner: e, XML: x, Known: true, Where: part.within})
	default:
		r.add(Extension{Owner: e, XML: x, Meant: meant(x.Local, readable(elementPlaces, n))})
	}
}

// content looks at the attributes and the children of an extension element.
func (r *reader) content(e *bpmn.Element, x *xmltree.Element) {
	part, ok := extensionParts[x.Local]
	if !ok || part.isOpen {
		return
	}
	for i := range x.Attrs {
		a := &x.Attrs[i]
		isPrefixed := a.Space != ""
		switch {
		case isPrefixed && !r.isExtension(a.Space), a.Local == "id", !isPrefixed && slices.Contains(part.attributes, a.Local):
		case slices.Contains(part.attributes, a.Local):
			r.add(Extension{Owner: e, XML: x, Attr: a, Known: true, Where: "this element, without a prefix"})
		default:
			r.add(Extension{Owner: e, XML: x, Attr: a, Meant: meant(a.Local, part.attributes)})
		}
	}
	for _, c := range x.Children {
		if !r.isExtension(c.Space) {
			continue
		}
		known, isPart := extensionParts[c.Local]
		switch {
		case slices.Contains(part.children, c.Local):
			r.content(e, c)
		case isPart && known.within != "" && !part.isValue:
			r.add(Extension{Owner: e, XML: c, Known: true, Where: known.within})
		default:
			// The text of an element that it does not know is a value to the engine.
			if m := meant(c.Local, part.children); m != "" || !part.isValue {
				r.add(Extension{Owner: e, XML: c, Meant: m})
			}
		}
	}
}

// add keeps an extension, with the names as the file writes them.
func (r *reader) add(x Extension) {
	prefix := x.XML.Prefix()
	x.Name = x.XML.Local
	if x.Attr != nil {
		x.Name = x.Attr.Local
		prefix, _, _ = strings.Cut(string(r.text[x.Attr.Name.Start:x.Attr.Name.End]), ":")
		if x.Attr.Space == "" {
			prefix = ""
		}
	}
	if prefix != "" {
		x.Name = prefix + ":" + x.Name
		// The attributes of an extension element have no prefix.
		if x.Meant != "" && (x.Attr == nil || x.XML == x.Owner.XML) {
			x.Meant = prefix + ":" + x.Meant
		}
	}
	r.found = append(r.found, x)
}

// isIdle reports whether an attribute says what holds without it, so that it
// does not matter whether it is read.
func isIdle(a *xmltree.Attr) bool {
	switch a.Local {
	case "async", "asyncBefore", "asyncAfter":
		return a.Value != "true"
	case "exclusive":
		return true
	}
	return a.Value == ""
}

// isForeign reports whether an attribute is for other programs than the engine.
func isForeign(name string) bool {
	return strings.HasPrefix(name, "modelerTemplate") || name == "diagramRelationId"
}

// ReadsExtension reports whether the engine reads an extension attribute of a
// name, without prefix, at an element of BPMN.
func ReadsExtension(n bpmn.Node, name string) bool {
	p, known := attributePlaces[name]
	return known && p.reads(n)
}

// readable returns the names that the engine reads at an element.
func readable(places map[string]place, n bpmn.Node) []string {
	var names []string
	for name, p := range places {
		if p.reads(n) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// maxDistance is more than any name may be wrong.
const maxDistance = 4

// meant returns the only one of the names that a misspelt one looks like.
func meant(name string, names []string) string {
	best, least, unique := "", 0, false
	for _, candidate := range names {
		d := spelling.Distance(strings.ToLower(name), strings.ToLower(candidate), maxDistance)
		switch {
		case d > maxSlips(candidate):
		case best == "" || d < least:
			best, least, unique = candidate, d, true
		case d == least:
			unique = false
		}
	}
	if !unique {
		return ""
	}
	return best
}

// maxSlips is how many letters of a name may be wrong: a short one becomes
// another word soon.
func maxSlips(name string) int { return min(3, max(1, len(name)/4)) }
