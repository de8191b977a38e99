package edit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

func (m *Model) text() []byte { return m.d.File.Text() }

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// escape writes a value so that it can stand between quotes and is read as it
// is.
func escape(value string, quote byte) string {
	r := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;")
	if quote == '\'' {
		r = strings.NewReplacer("&", "&amp;", "<", "&lt;", "'", "&apos;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;")
	}
	return r.Replace(value)
}

func escapeText(value string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;").Replace(value)
}

// attribute returns the attribute of a name, nil for none.
func (m *Model) attribute(x *xmltree.Element, name string) *xmltree.Attr {
	_, local, prefixed := strings.Cut(name, ":")
	if !prefixed {
		return x.Attr("", name)
	}
	for _, space := range append(slices.Clone(m.extensions), bpmn.CamundaNamespace, bpmn.ActivitiNamespace, bpmn.OperatonNamespace) {
		if a := x.Attr(space, local); a != nil {
			return a
		}
	}
	return nil
}

// quote returns the quote that an attribute is written with.
func (m *Model) quote(a *xmltree.Attr) byte { return m.text()[a.Raw.End] }

// behindAttributes returns where a further attribute goes, what parts it from
// what stands before, and its quote: all as the last attribute has it.
func (m *Model) behindAttributes(x *xmltree.Element) (at int, sep string, quote byte) {
	if len(x.Attrs) == 0 {
		at = x.Tag.Start + 1 + len(x.Local)
		if p := x.Prefix(); p != "" {
			at += len(p) + 1
		}
		return at, " ", '"'
	}
	last := &x.Attrs[len(x.Attrs)-1]
	start := last.Name.Start
	for start > x.Tag.Start && isSpace(m.text()[start-1]) {
		start--
	}
	sep = string(m.text()[start:last.Name.Start])
	if !strings.ContainsAny(sep, "\r\n") {
		sep = " "
	}
	return last.Raw.End + 1, sep, m.quote(last)
}

// written returns a name of an attribute as the file has to write it at an
// element. Where no prefix for the namespace is declared, the root declares one.
func (t *Draft) written(x *xmltree.Element, name string) string {
	_, local, prefixed := strings.Cut(name, ":")
	if !prefixed {
		return name
	}
	for _, space := range t.m.extensions {
		if prefix := prefixOf(x, space); prefix != "" {
			return prefix + ":" + local
		}
	}
	root := t.m.d.Document.Root
	prefix := t.m.freePrefix(t.m.extensions[0])
	at, sep, quote := t.m.behindAttributes(root)
	t.insert(at, fmt.Sprintf("%sxmlns:%s=%c%s%c", sep, prefix, quote, escape(t.m.extensions[0], quote), quote))
	return prefix + ":" + local
}

// prefixOf returns the prefix that a namespace has at an element, empty if it
// has none.
func prefixOf(x *xmltree.Element, space string) string {
	var hidden []string
	for ; x != nil; x = x.Parent {
		for i := range x.Attrs {
			a := &x.Attrs[i]
			if a.Space != xmltree.NamespaceXMLNS || a.Local == "xmlns" || slices.Contains(hidden, a.Local) {
				continue
			}
			if a.Value == space {
				return a.Local
			}
			hidden = append(hidden, a.Local)
		}
	}
	return ""
}

// freePrefix returns a prefix that the file declares nowhere.
func (m *Model) freePrefix(space string) string {
	word := "camunda"
	switch space {
	case bpmn.OperatonNamespace:
		word = "operaton"
	case bpmn.ActivitiNamespace:
		word = "activiti"
	}
	taken := map[string]bool{}
	m.walk(func(x *xmltree.Element) {
		for i := range x.Attrs {
			if x.Attrs[i].Space == xmltree.NamespaceXMLNS {
				taken[x.Attrs[i].Local] = true
			}
		}
	})
	prefix := word
	for n := 2; taken[prefix]; n++ {
		prefix = fmt.Sprintf("%s%d", word, n)
	}
	return prefix
}

// walk calls a function for all elements in document order.
func (m *Model) walk(visit func(*xmltree.Element)) {
	var walk func(x *xmltree.Element)
	walk = func(x *xmltree.Element) {
		visit(x)
		for _, c := range x.Children {
			walk(c)
		}
	}
	if root := m.d.Document.Root; root != nil {
		walk(root)
	}
}

// before returns the white space between an element and what stands before it,
// none where that is text.
func (m *Model) before(x *xmltree.Element) string {
	text := m.text()
	start := x.Tag.Start
	for start > 0 && isSpace(text[start-1]) {
		start--
	}
	if start > 0 && text[start-1] != '>' {
		return ""
	}
	return string(text[start:x.Tag.Start])
}

// line returns the last line break of white space with the indentation behind
// it; empty where there is none.
func line(space string) string {
	i := strings.LastIndexAny(space, "\r\n")
	if i > 0 && space[i] == '\n' && space[i-1] == '\r' {
		i--
	}
	if i < 0 {
		return ""
	}
	return space[i:]
}

// remove takes an element out, with the line that it stands on where it stands
// there alone.
func (t *Draft) remove(x *xmltree.Element) {
	space := t.m.before(x)
	if own := line(space); own != "" {
		space = own
	}
	t.replace(source.Span{Start: x.Tag.Start - len(space), End: x.End.End}, "")
}

// open turns <a/> into <a>content</a>.
func (t *Draft) open(x *xmltree.Element, content string) {
	text := t.m.text()
	end := x.Tag.End - len("/>")
	for isSpace(text[end-1]) {
		end--
	}
	t.replace(source.Span{Start: end, End: x.Tag.End}, ">"+content+"</"+qualified(x.Prefix(), x.Local)+">")
}

func qualified(prefix, local string) string {
	if prefix == "" {
		return local
	}
	return prefix + ":" + local
}

// add puts children with a text, all of one BPMN name, into an element: behind
// one of its children, or before all of them where that is nil.
func (t *Draft) add(parent, behind *xmltree.Element, local string, texts []string) {
	var markup strings.Builder
	name := qualified(parent.Prefix(), local)
	space := t.m.indentation(parent, behind)
	for _, text := range texts {
		fmt.Fprintf(&markup, "%s<%s>%s</%s>", space, name, escapeText(text), name)
	}
	switch {
	case len(texts) == 0:
	case behind != nil:
		t.insert(behind.End.End, markup.String())
	case parent.End.Start == parent.End.End:
		t.open(parent, markup.String()+line(t.m.before(parent)))
	case parent.Tag.End == parent.End.Start:
		t.insert(parent.Tag.End, markup.String()+line(t.m.before(parent)))
	default:
		t.insert(parent.Tag.End, markup.String())
	}
}

// indentation returns the white space before a new child of an element.
func (m *Model) indentation(parent, behind *xmltree.Element) string {
	if behind != nil {
		return line(m.before(behind))
	}
	if len(parent.Children) > 0 {
		return line(m.before(parent.Children[0]))
	}
	own := line(m.before(parent))
	if own == "" || parent.Parent == nil {
		return own
	}
	outer := line(m.before(parent.Parent))
	if unit, ok := strings.CutPrefix(own, outer); ok && outer != "" {
		return own + unit
	}
	// The element around stands at the beginning of its line.
	return own + strings.TrimLeft(own, "\r\n")
}
