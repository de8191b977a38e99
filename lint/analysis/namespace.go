package analysis

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// ForeignNamespaces returns the namespaces of a file, in order of first use,
// that are neither BPMN's nor one of the extensions, and in which an attribute
// or an extension element stands that the engine reads in its own namespace:
// one that is misspelt, or of an engine of another family. A namespace counts
// only if it calls itself after an engine of the family: other programs have
// attributes called type and priority as well.
func ForeignNamespaces(d *bpmn.Definitions) []string {
	var found []string
	note := func(uri string) {
		if !slices.Contains(found, uri) {
			found = append(found, uri)
		}
	}
	for _, n := range d.Elements {
		x := n.Base().XML
		if x == nil || x.Space != bpmn.ModelNamespace {
			continue
		}
		for i := range x.Attrs {
			a := &x.Attrs[i]
			if place, ok := attributePlaces[a.Local]; ok && place.reads(n) && isNearEngine(a.Space) {
				note(a.Space)
			}
		}
		for _, c := range n.Base().Extensions {
			if place, ok := elementPlaces[c.Local]; ok && c.Local != "properties" && place.reads(n) && isNearEngine(c.Space) {
				note(c.Space)
			}
		}
	}
	return found
}

// isNearEngine reports whether a namespace looks like one of the engine's
// without being known.
func isNearEngine(uri string) bool {
	if uri == "" || bpmn.IsExtensionNamespace(uri) || uri == bpmn.ZeebeNamespace || uri == bpmn.ModelerNamespace || uri == xmltree.NamespaceXMLNS {
		return false
	}
	host := strings.ToLower(uri)
	if _, rest, ok := strings.Cut(host, "://"); ok {
		host, _, _ = strings.Cut(rest, "/")
	}
	for _, engine := range [...]string{"camunda", "activiti", "operaton", "cibseven", "flowable"} {
		if strings.Contains(host, engine) {
			return true
		}
	}
	return false
}
