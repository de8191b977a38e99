package edit

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// index knows who has an id and who refers to it.
type index struct {
	// owners are the elements with an id, of all namespaces.
	owners map[string][]*xmltree.Element
	// references are by the id that they name, without prefix.
	references map[string][]reference
	// texts are values that can mention an id: what is no id, no reference, no
	// name and no documentation. words are the words in them.
	texts []string
	words map[string]bool
}

// reference is an attribute or an element that names an element by its id.
type reference struct {
	element *xmltree.Element
	attr    *xmltree.Attr // nil for the element's text
	// span is the place of the id alone.
	span source.Span
}

// indexed returns the index of the model.
func (m *Model) indexed() *index {
	if m.index != nil {
		return m.index
	}
	m.index = &index{owners: map[string][]*xmltree.Element{}, references: map[string][]reference{}, words: map[string]bool{}}
	m.walk(m.index.element(m.d.Document))
	for _, text := range m.index.texts {
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !isWord(r) }) {
			m.index.words[word] = true
		}
	}
	return m.index
}

func (i *index) element(doc *xmltree.Document) func(*xmltree.Element) {
	return func(x *xmltree.Element) {
		for k := range x.Attrs {
			a := &x.Attrs[k]
			switch {
			case a.Space == xmltree.NamespaceXMLNS:
			case a.Space == "" && a.Local == "id":
				i.owners[strings.TrimSpace(a.Value)] = append(i.owners[strings.TrimSpace(a.Value)], x)
			case a.Space == "" && refers(x, a.Local):
				start, end := idWithin(a.Value)
				r := reference{x, a, doc.AttrSpan(a, start, end)}
				i.references[a.Value[start:end]] = append(i.references[a.Value[start:end]], r)
			case a.Space == "" && a.Local == "name":
			case a.Value != "":
				i.texts = append(i.texts, a.Value)
			}
		}
		text := x.Text()
		switch {
		case strings.TrimSpace(text) == "" || isProse(x):
		case len(x.Children) == 0 && x.Space == bpmn.ModelNamespace && isReference(x.Local):
			start, end := idWithin(text)
			r := reference{x, nil, doc.TextSpan(x, start, end)}
			i.references[text[start:end]] = append(i.references[text[start:end]], r)
		default:
			i.texts = append(i.texts, text)
		}
	}
}

// isProse reports whether an element's text is for people.
func isProse(x *xmltree.Element) bool {
	return x.Space == bpmn.ModelNamespace && (x.Local == "documentation" || x.Local == "text")
}

// idWithin returns the bytes of the id in a reference, which may have a prefix
// and white space around it.
func idWithin(value string) (start, end int) {
	end = len(strings.TrimRight(value, " \t\r\n"))
	start = len(value) - len(strings.TrimLeft(value, " \t\r\n"))
	if start > end {
		return 0, 0
	}
	if colon := strings.IndexByte(value[start:end], ':'); colon >= 0 {
		start += colon + 1
	}
	return start, end
}

// refers reports whether an attribute without namespace refers to an element.
func refers(x *xmltree.Element, name string) bool {
	switch x.Space {
	case bpmn.ModelNamespace, bpmn.DINamespace:
		return isReference(name)
	}
	return bpmn.IsExtensionNamespace(x.Space) && name == "errorRef"
}

// isReference reports whether BPMN's attributes and elements of a name refer to
// elements: those whose type in the schema is IDREF or QName, but for names of
// data types.
func isReference(name string) bool {
	switch name {
	case "incoming", "outgoing", "default", "source", "target", "supports", "bpmnElement", "sourceElement",
		"targetElement", "choreographyActivityShape", "labelStyle":
		return true
	case "structureRef":
		return false
	}
	return strings.HasSuffix(name, "Ref") || strings.HasSuffix(name, "Refs")
}

// mentions reports whether a text has an id as a word of its own.
func (i *index) mentions(id string) bool {
	if strings.IndexFunc(id, func(r rune) bool { return !isWord(r) }) < 0 {
		return i.words[id]
	}
	return slices.ContainsFunc(i.texts, func(text string) bool { return strings.Contains(text, id) })
}

func isWord(r rune) bool {
	return r == '_' || r == '-' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// isName reports whether an id has the form that the schema demands.
func isName(id string) bool {
	for i, r := range id {
		first := r == '_' || unicode.IsLetter(r)
		if !first && (i == 0 || r != '-' && r != '.' && !unicode.IsDigit(r) && !unicode.IsMark(r)) {
			return false
		}
	}
	return id != ""
}
